"""Records as rows: every field a column, codes beside labels, ids beside names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dsfa_app.domain.structure import Kind, shape
from exporters.report.fields import REFERENCES, field_label, value_text
from exporters.report.model import Register, RegisterColumn, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dsfa_app.domain.structure import FieldShape
    from exporters.report.material import ReportMaterial

_WIDTHS = {
    Kind.TEXT: 28,
    Kind.TEXTS: 22,
    Kind.INTEGER: 10,
    Kind.FLAG: 10,
    Kind.DATE: 12,
    Kind.CHOICE: 16,
    Kind.OPTIONAL_RECORD: 10,
}
_RAW = {"id": "Kennung"}


def _columns(material: ReportMaterial, record: type[Any], item: FieldShape) -> tuple[RegisterColumn, ...]:
    name = _RAW.get(item.name) or field_label(material, record, item.name)
    column = RegisterColumn(name, _WIDTHS[item.kind])
    if item.kind is Kind.CHOICE or item.name in REFERENCES:
        return column, RegisterColumn(f"{name} (Code)", 16)
    return (column,)


def _values(material: ReportMaterial, record: object, item: FieldShape) -> tuple[Value, ...]:
    value: Any = getattr(record, item.name)
    match item.kind:
        case Kind.INTEGER | Kind.DATE:
            return (value,)
        case Kind.CHOICE:
            return value_text(material, item, value), value.value
        case Kind.TEXTS if item.name not in REFERENCES:
            return (", ".join(value),)
        case Kind.TEXTS:
            return value_text(material, item, value), ", ".join(value)
        case Kind.TEXT if item.name in REFERENCES:
            return value_text(material, item, value), value
        case _:
            return (value_text(material, item, value),)


def fields_of(record: type[Any]) -> tuple[FieldShape, ...]:
    """Return the fields of a record that fit into cells."""
    return tuple(item for item in shape(record) if item.kind in _WIDTHS)


def register_of(
    material: ReportMaterial,
    records: Iterable[object],
    record: type[Any],
    *,
    register_id: str,
    title: str,
    note: str,
) -> Register:
    """Return a register with one row per record and every field that fits into a cell."""
    items = fields_of(record)
    return Register(
        id=register_id,
        title=title,
        note=note,
        columns=tuple(column for item in items for column in _columns(material, record, item)),
        rows=tuple(
            tuple(value for item in items for value in _values(material, entry, item)) for entry in records
        ),
    )
