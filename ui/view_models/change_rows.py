"""The rows in which the window shows a comparison: levels first, then every change page by page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from dsfa_app.domain.comparison import ChangeKind
from dsfa_app.domain.structure import Path
from dsfa_app.labels import label
from dsfa_app.method.findings import Topic
from exporters.report.model import Passage, Revision

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from exporters.report.changes import ChangeEntry, ChangeList
    from exporters.report.level_changes import LevelChange

LEVELS = "Stufen der Risiken"
_TAGS = {Revision.KEPT: ("", ""), Revision.REMOVED: ("<s>", "</s>"), Revision.ADDED: ("<b><u>", "</u></b>")}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One change; ``topic`` and ``path`` lead to its place, None where nothing stands there any more."""

    kind: ChangeKind | None
    """None for a level, which follows from other changes."""
    mark: str
    place: str
    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    topic: Topic | None = None
    path: Path = ()

    @property
    def old_text(self) -> str:
        """The former words in one line."""
        return _line(self.old)

    @property
    def new_text(self) -> str:
        """The present words in one line."""
        return _line(self.new)

    def html(self, muted: str) -> str:
        """Return place, old and new words for reading, changed passages marked; ``muted`` is a colour."""
        parts = [f"<p style='margin:0 0 8px 0'><b>{escape(self.place)}</b> · {escape(self.mark)}</p>"]
        for name, passages in (("Vorher", self.old), ("Nachher", self.new)):
            words = "".join(map(_marked, passages)) or "–"
            parts.append(
                f"<p style='margin:0; color:{muted}'>{name}</p><p style='margin:0 0 8px 0'>{words}</p>"
            )
        return "".join(parts)

    def holds(self, wanted: str) -> bool:
        """Tell whether a text, in lower case, stands in the place or the words."""
        return wanted in f"{self.place} {self.old_text} {self.new_text}".casefold()


def _line(passages: tuple[Passage, ...]) -> str:
    return " ".join("".join(passage.text for passage in passages).split())


def _marked(passage: Passage) -> str:
    before, after = _TAGS[passage.revision]
    return f"{before}{escape(passage.text)}{after}".replace("\n", "<br>")


def _level_row(change: LevelChange) -> ChangeRow:
    where = f"{change.risk} auf {change.platform}" if change.risk else f"Höchste Stufe, {change.platform}"
    return ChangeRow(
        kind=None,
        mark=change.direction.value,
        place=f"{where}: {change.layer.value}",
        old=(Passage(change.old.text),),
        new=(Passage(change.new.text),),
        topic=Topic.RISKS,
        path=("ratings", change.rating_id) if change.rating_id else (),
    )


def _entry_row(entry: ChangeEntry) -> ChangeRow:
    from exporters.report.change_report import passages_of  # noqa: PLC0415 - as in ``change_rows``

    old, new = passages_of(entry)
    is_there = entry.kind is not ChangeKind.REMOVED
    return ChangeRow(
        kind=entry.kind,
        mark=label(entry.kind),
        place=entry.place,
        old=old,
        new=new,
        topic=entry.topic if is_there else None,
        path=entry.path if is_there else (),
    )


@dataclass(frozen=True, slots=True)
class ChangeRows:
    """All rows of a comparison under their headings."""

    groups: tuple[tuple[str, tuple[ChangeRow, ...]], ...]

    def count(self, kind: ChangeKind) -> int:
        """Return how many rows are of this kind."""
        return sum(row.kind is kind for _title, rows in self.groups for row in rows)

    def filtered(
        self, wanted: str, kinds: Collection[ChangeKind]
    ) -> Iterator[tuple[str, tuple[ChangeRow, ...]]]:
        """Yield the headings with the rows that hold a text and are of one of these kinds (none: of any)."""
        needle = wanted.strip().casefold()
        for title, rows in self.groups:
            fitting = tuple(row for row in rows if (not kinds or row.kind in kinds) and row.holds(needle))
            if fitting:
                yield title, fitting


def change_rows(found: ChangeList) -> ChangeRows:
    """Return the rows of a comparison; to be called off the window's thread, as it loads the report."""
    from exporters.report.level_changes import (  # noqa: PLC0415 - no page waits for the report
        highest_level_changes,
        level_changes,
    )

    levels = (
        *highest_level_changes(found.former, found.present),
        *level_changes(found.former, found.present),
    )
    groups = [(LEVELS, tuple(map(_level_row, levels)))] if levels else []
    groups += [(group.title, tuple(map(_entry_row, group.entries))) for group in found.groups]
    return ChangeRows(tuple(groups))
