"""What changed between two states of an assessment, in people's words, for the window and the documents.

A change is told by its place („Kanal „Jugendamt“ · Internetadresse“), what became of it, and the old and the
new words. Levels are told as levels, each by the risk profile of its own state.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.comparison import Change, ChangeKind, changes
from dsfa_app.domain.editing import value_at
from dsfa_app.domain.rating import Rating, Score
from dsfa_app.domain.structure import Kind, Path, field_shape, shape
from dsfa_app.labels import label
from dsfa_app.method.findings import Topic
from dsfa_app.place_names import WHOLE, topic_of
from exporters.report.fields import value_text
from exporters.report.material import ReportMaterial
from exporters.report.text import one_line
from exporters.report.wording import NO_VALUE, NOTHING, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dsfa_app.domain.structure import FieldShape

_LONGEST_SOURCE = 120
"""Characters of a cited source; the whole of it stands in the report."""
_TOPICS: Mapping[Topic | None, int] = {topic: number for number, topic in enumerate((*Topic, None))}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEntry:
    """One change; ``old`` and ``new`` are what people read, empty where nothing stood or stands."""

    kind: ChangeKind
    topic: Topic | None
    path: Path
    place: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGroup:
    """The changes of one page."""

    topic: Topic | None
    entries: tuple[ChangeEntry, ...]

    @property
    def title(self) -> str:
        """The page in words."""
        return WHOLE if self.topic is None else label(self.topic)


@dataclass(frozen=True, kw_only=True)
class ChangeList:
    """All changes from one state of an assessment to another."""

    former: ReportMaterial
    present: ReportMaterial
    entries: tuple[ChangeEntry, ...]

    @cached_property
    def groups(self) -> tuple[ChangeGroup, ...]:
        """The changes page by page, in the order of the pages; what belongs to none comes last."""
        ordered = sorted(self.entries, key=lambda entry: _TOPICS[entry.topic])
        return tuple(
            ChangeGroup(topic=topic, entries=tuple(entries))
            for topic, entries in groupby(ordered, key=lambda entry: entry.topic)
        )

    def count(self, kind: ChangeKind) -> int:
        """Return how many changes are of this kind."""
        return sum(entry.kind is kind for entry in self.entries)

    @property
    def summary(self) -> str:
        """How many changes there are, in one line."""
        if not self.entries:
            return "Keine Unterschiede"
        found = [(kind, self.count(kind)) for kind in ChangeKind]
        return ", ".join(f"{number} {kind.value}" for kind, number in found if number)


def change_list(former: ReportMaterial, present: ReportMaterial) -> ChangeList:
    """Return what changed from one state to the other, each read with its own profile and catalogue.

    Raises:
        CatalogueError: a text about a field is missing.
    """
    telling = _Telling(former, present)
    found = telling.entries(changes(former.assessment, present.assessment))
    return ChangeList(former=former, present=present, entries=tuple(found))


class _Telling:
    """Puts changes into words."""

    def __init__(self, former: ReportMaterial, present: ReportMaterial) -> None:
        self._former = former
        self._present = present

    def entries(self, found: Iterable[Change]) -> Iterator[ChangeEntry]:
        """Yield one entry per change; ratings that came or went with their platform are one together."""
        platforms = {
            platform_id
            for material, other in ((self._former, self._present), (self._present, self._former))
            for platform_id in _platform_ids(material) - _platform_ids(other)
        }
        with_platform: dict[tuple[ChangeKind, str], list[Change]] = {}
        for change in found:
            entry = change.new or change.old
            if isinstance(entry, Rating) and entry.platform_id in platforms:
                with_platform.setdefault((change.kind, entry.platform_id), []).append(change)
            else:
                yield self._entry(change)
        for (kind, platform_id), together in with_platform.items():
            yield self._ratings_of_platform(kind, platform_id, together)

    def _ratings_of_platform(self, kind: ChangeKind, platform_id: str, found: list[Change]) -> ChangeEntry:
        material = self._present if kind is ChangeKind.ADDED else self._former
        number = counted(len(found), "Bewertung", "Bewertungen")
        return ChangeEntry(
            kind=kind,
            topic=Topic.RISKS,
            path=found[0].path,
            place=f"Bewertungen auf „{material.platform_name(platform_id)}“",
            old=number if kind is ChangeKind.REMOVED else "",
            new=number if kind is ChangeKind.ADDED else "",
        )

    def _entry(self, change: Change) -> ChangeEntry:
        match change.kind:
            case ChangeKind.CHANGED:
                old = self._value(self._former, change.path)
                new = self._value(self._present, change.path)
            case ChangeKind.MOVED:
                old = self._order(self._former, change.path, change.old)
                new = self._order(self._present, change.path, change.new)
            case _:
                old = "" if change.old is None else _record_text(self._former, change.old)
                new = "" if change.new is None else _record_text(self._present, change.new)
        if change.kind is ChangeKind.REMOVED:
            place = self._former.place_names.of(change.path, self._former.assessment)
        else:
            place = self._present.place_names.of(change.path, self._present.assessment)
        return ChangeEntry(
            kind=change.kind,
            topic=topic_of(change.path),
            path=change.path,
            place=place.text,
            old=old,
            new=new,
        )

    @staticmethod
    def _value(material: ReportMaterial, path: Path) -> str:
        owner: Any = value_at(material.assessment, path[:-1]) if path[:-1] else material.assessment
        return field_words(material, owner, field_shape(type(owner), path[-1]))

    @staticmethod
    def _order(material: ReportMaterial, path: Path, ids: tuple[str, ...]) -> str:
        known = {entry.id: entry for entry in value_at(material.assessment, path)}
        names = material.place_names
        named = (names.record(known[entry_id], material.assessment) for entry_id in ids)
        return "\n".join(f"{place}. {name}" for place, name in enumerate(named, start=1))


def _platform_ids(material: ReportMaterial) -> set[str]:
    return {use.id for use in material.assessment.platforms}


def field_words(material: ReportMaterial, record: object, item: FieldShape) -> str:
    """Return a field as a change report says it: scores with their level, the profile by its title."""
    value = getattr(record, item.name)
    if isinstance(value, Score):
        level = material.profile.level(value).label if material.profile.covers(value) else "außerhalb"
        return f"{value_text(material, item, value)} ({level})"
    if isinstance(record, Assessment) and item.name == "profile_id":
        return f"{material.profile.title}, Fassung {material.profile.version}"
    if item.name == "sources":
        return "\n".join(_source_words(material, name) for name in value)
    return value_text(material, item, value)


def _source_words(material: ReportMaterial, name: str) -> str:
    """Return what a cited source says, short; the id of one the catalogue does not know."""
    entry = material.sources.get(name)
    return one_line(entry.text if entry and entry.text else name, _LONGEST_SOURCE)


def _record_text(material: ReportMaterial, record: Any) -> str:  # noqa: ANN401 - any record with an id
    """Return everything a record says, one line per field."""
    return "\n".join(_record_lines(material, record)) or NO_VALUE


def _record_lines(material: ReportMaterial, record: object) -> Iterator[str]:
    name = type(record).__name__
    for item in shape(type(record)):
        if item.name == "id":
            continue
        value = getattr(record, item.name)
        named = material.texts.field(f"{name}.{item.name}").label
        if item.kind is Kind.RECORDS:
            for entry in value:
                inner = "; ".join(_record_lines(material, entry))
                yield f"{named}: {inner or NOTHING}"
        elif value:
            yield f"{named}: {field_words(material, record, item)}"
