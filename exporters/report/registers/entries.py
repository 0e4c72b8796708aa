"""The register „Angaben“: every field that says something, so that nothing said can be missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dsfa_app.domain.structure import Kind, shape
from exporters.report.fields import REFERENCES, value_text
from exporters.report.model import Register, RegisterColumn, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.structure import FieldShape
    from exporters.report.material import ReportMaterial


def _label(material: ReportMaterial, record: object, item: FieldShape) -> str:
    text = material.texts.fields.get(f"{type(record).__name__}.{item.name}")
    return text.label if text else item.name


def _with_name(material: ReportMaterial, field: str, text: str) -> str:
    resolve = REFERENCES.get(field)
    name = resolve(material, text) if resolve and text else text
    return text if name == text else f"{name} ({text})"


def _value(material: ReportMaterial, record: object, item: FieldShape) -> Value:
    value: Any = getattr(record, item.name)
    match item.kind:
        case Kind.INTEGER | Kind.DATE:
            plain: Value = value
            return plain
        case Kind.TEXT:
            return _with_name(material, item.name, value)
        case Kind.TEXTS:
            return "\n".join(_with_name(material, item.name, text) for text in value if text)
        case _:
            return value_text(material, item, value)


def _entries(
    material: ReportMaterial, record: object, path: tuple[str, ...] = ()
) -> Iterator[tuple[Value, ...]]:
    for item in shape(type(record)):
        if item.name == "id" and path:
            continue  # the path tells it already
        here = (*path, item.name)
        value = getattr(record, item.name)
        match item.kind:
            case Kind.RECORD:
                yield from _entries(material, value, here)
            case Kind.RECORDS:
                for entry in value:
                    yield from _entries(material, entry, (*here, entry.id))
            case _:
                shown = _value(material, record, item)
                if shown not in ("", None):
                    yield ".".join(here), _label(material, record, item), shown


def build_entries(material: ReportMaterial) -> Register:
    """Return every filled field of the assessment by its path."""
    return Register(
        id="entries",
        title="Angaben",
        note="Jede Angabe der DSFA mit ihrem Pfad, Kennungen unverändert; leere Felder fehlen.",
        columns=(RegisterColumn("Pfad", 44), RegisterColumn("Feld", 34), RegisterColumn("Wert", 100)),
        rows=tuple(_entries(material, material.assessment)),
    )
