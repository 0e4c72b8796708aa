"""Fields of the domain's records as labels and values: one mechanism for every chapter and register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from dsfa_app.domain.structure import Kind, field_shape, shape
from dsfa_app.labels import label
from dsfa_app.method.marks import score_text
from exporters.report.addresses import web_address
from exporters.report.model import Cell, Column, Explanation, Fact, Facts, Link, Table, Term
from exporters.report.wording import NO_VALUE, NOTHING, german_date, listed, signed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dsfa_app.catalogue import Catalogue
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.structure import FieldShape
    from exporters.report.material import ReportMaterial
    from exporters.report.model import Block


class Naming(Protocol):
    """Says the names behind the ids in one assessment."""

    @property
    def assessment(self) -> Assessment:
        """The assessment."""

    @property
    def catalogue(self) -> Catalogue:
        """The reference data."""

    def platform_name(self, platform_id: str) -> str:
        """Return the name of a platform by id; else the id."""

    def cited(self, references: Iterable[str]) -> str:
        """Return the sources with these ids in one text."""


def _picked(picker: str) -> Callable[[Naming, str], str]:
    def resolve(naming: Naming, item_id: str) -> str:
        item = naming.catalogue.pickers[picker].get(item_id)
        return item.label if item else item_id

    return resolve


def _platform(naming: Naming, platform_id: str) -> str:
    return naming.platform_name(platform_id)


def _channel(naming: Naming, channel_id: str) -> str:
    known = next((item for item in naming.assessment.channels if item.id == channel_id), None)
    return known.name if known and known.name.strip() else channel_id


REFERENCES: Mapping[str, Callable[[Naming, str], str]] = {
    "platform_id": _platform,
    "platform_ids": _platform,
    "channel_id": _channel,
    "risk_sources": _picked("risk_sources"),
    "goals": _picked("goals"),
    "damages": _picked("damages"),
    "right": _picked("rights"),
    "trigger": _picked("review_triggers"),
    "triggers": _picked("review_triggers"),
}
"""Fields that name something else by its id, and how to say its name; an unknown id is printed as it is."""

_ALL_WHEN_EMPTY = {"platform_ids": "alle Plattformen"}
_SHORT_LISTS = frozenset({"platform_ids", "risk_ids"})


def _texts(naming: Naming, name: str, values: Sequence[str]) -> str:
    if name == "sources":
        return naming.cited(values)
    resolve = REFERENCES.get(name)
    said = [resolve(naming, value) if resolve else value for value in values if value]
    return listed(said, ", " if name in _SHORT_LISTS else "\n") or _ALL_WHEN_EMPTY.get(name, "")


def value_text(naming: Naming, item: FieldShape, value: Any) -> str:  # noqa: ANN401, PLR0911 - one answer per kind
    """Return the value of a field as people read it; empty where nothing was said."""
    match item.kind:
        case Kind.TEXT:
            resolve = REFERENCES.get(item.name)
            return str(resolve(naming, value) if resolve and value else value)
        case Kind.TEXTS:
            return _texts(naming, item.name, value)
        case Kind.INTEGER:
            return signed(value)
        case Kind.FLAG:
            return "ja" if value else "nein"
        case Kind.DATE:
            return german_date(value) if value else ""
        case Kind.CHOICE:
            return label(value)
        case Kind.OPTIONAL_RECORD:
            return score_text(value)
        case _:
            return ""


def field_text(material: ReportMaterial, record: object, name: str) -> str:
    """Return the value of a field by its name as people read it."""
    return value_text(material, field_shape(type(record), name), getattr(record, name))


def field_label(material: ReportMaterial, record: type[Any], name: str) -> str:
    """Return the German label of a field."""
    return material.texts.field(f"{record.__name__}.{name}").label


def _linked(text: str) -> Cell:
    address = web_address(text) if "://" in text else None
    return Link(text.strip(), address) if address else text


def printed_names(record: type[Any]) -> tuple[str, ...]:
    """Return the fields a list of facts shows: all but the id and what is shown in tables of its own."""
    return tuple(
        item.name
        for item in shape(record)
        if item.name != "id" and item.kind not in (Kind.RECORD, Kind.RECORDS)
    )


def facts_about(material: ReportMaterial, record: object, *names: str) -> Facts:
    """Return the fields of a record (all, unless named) with labels, norms and values."""
    found = []
    for name in names or printed_names(type(record)):
        text = material.texts.field(f"{type(record).__name__}.{name}")
        value = field_text(material, record, name)
        found.append(Fact(text.label, _linked(value) if value.strip() else NO_VALUE, text.norm))
    return Facts(tuple(found))


@dataclass(frozen=True, slots=True)
class Fields:
    """A column made of fields: the head, below it the bare ones, below those the labelled ones.

    Bare and labelled fields appear only where something was said. ``label`` defaults to that of the head;
    ``named`` marks a head that names what follows.
    """

    head: str
    share: float = 1.0
    bare: tuple[str, ...] = ()
    labelled: tuple[str, ...] = ()
    label: str = ""
    named: bool = False

    def cell(self, material: ReportMaterial, record: object) -> Cell:
        """Return what stands in this column for one record."""
        head = field_text(material, record, self.head)
        lines = [text for name in self.bare if (text := field_text(material, record, name)).strip()]
        lines += [
            f"{field_label(material, type(record), name)}: {text}"
            for name in self.labelled
            if (text := field_text(material, record, name)).strip()
        ]
        if lines and self.named:
            return Term(head if head.strip() else NOTHING, "\n".join(lines))
        if lines:
            return "\n".join([head, *lines] if head.strip() else lines)
        return _linked(head) if head.strip() else NOTHING


def table_about(
    material: ReportMaterial, caption: str, records: Iterable[object], record: type[Any], *columns: Fields
) -> Block:
    """Return a table with one row per record; the sentence for an empty collection where there is none."""
    rows = tuple(tuple(column.cell(material, entry) for column in columns) for entry in records)
    if not rows:
        return Explanation(f"{caption}: keine Einträge.")
    return Table(
        caption,
        tuple(
            Column(column.label or field_label(material, record, column.head), column.share)
            for column in columns
        ),
        rows,
    )
