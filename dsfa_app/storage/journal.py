"""The journal: what was done, by whom and when, each entry chained to the one before by its hash.

An entry is sealed by the next one. Until then the newest may be replaced in place (``extend``) while somebody
goes on typing in one field: saving twice a second would otherwise fill the history with half words.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.journal import GENESIS, Break, Entry, Head, chain_digest, digest, first_break
from dsfa_app.domain.vocabulary import Action
from dsfa_app.storage.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Row
    from sqlalchemy.sql.elements import ColumnElement


journal = Table(
    "journal",
    metadata,
    Column("number", Integer, nullable=False),
    Column("at", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("assessment_id", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("content", Text),
    Column("content_sha256", Text, nullable=False),
    Column("previous_sha256", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    PrimaryKeyConstraint("number"),
    Index("ix_journal_assessment_id", "assessment_id"),
)
"""Entries outlive the assessment they speak of, so there is no foreign key.

All columns are texts, read as they are: a forged row is a finding, never a row that cannot be read.
"""

journal_head = Table(
    "journal_head",
    metadata,
    Column("number", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    PrimaryKeyConstraint("number"),
)
"""One row: number and hash of the newest entry, so that entries cut off at the end are missed."""

_NAMES = tuple(column.name for column in journal.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """What is to be entered; old and new are plain JSON values."""

    at: str
    """UTC, ISO 8601 to the second."""
    by: ActingPerson
    assessment_id: str
    action: Action
    place: str = ""
    old: Any = None
    new: Any = None
    position: int | None = None
    """Where a removed entry stood in its collection, 0 is the first."""
    note: str = ""
    """What people read about an event: name of a file, number of a version …"""


def _entry(row: Row[Any]) -> Entry:
    return Entry(**dict(zip(_NAMES, row, strict=True)))


def _content(new: NewEntry) -> str:
    plain = {
        "old": new.old,
        "new": new.new,
        "position": new.position,
        "note": new.note,
        "salt": secrets.token_hex(16),
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_content(entry: Entry) -> Mapping[str, Any] | None:
    """Return ``old``, ``new``, ``position`` and ``note``, None where it cannot be read or was emptied."""
    try:
        plain = json.loads(entry.content or "")
    except (ValueError, TypeError):
        return None
    return plain if isinstance(plain, dict) else None


def _at_or_around(place: str, around: Sequence[str]) -> ColumnElement[bool]:
    """Tell which entries are about a place, something below it, or a record around it as a whole."""
    below = f"{place}."
    whole = and_(journal.c.place.in_(around), journal.c.action.in_([Action.ADDED, Action.REMOVED]))
    return or_(journal.c.place == place, func.substr(journal.c.place, 1, len(below)) == below, whole)


class JournalStore:
    """Reads and writes the journal on one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def _known_head(self) -> Head | None:
        row = self._connection.execute(select(journal_head.c.number, journal_head.c.sha256)).first()
        return None if row is None or type(row.sha256) is not str else Head(row.number, row.sha256)

    @property
    def head(self) -> Head | None:
        """Number and hash of the newest entry as they are kept apart; None before the first one."""
        return self._known_head

    @cached_property
    def _highest(self) -> int:
        return self._connection.execute(select(func.max(journal.c.number))).scalar() or 0

    def _set_head(self, head: Head) -> None:
        self._connection.execute(delete(journal_head))  # all rows: there may be a forged second one
        self._connection.execute(insert(journal_head), {"number": head.number, "sha256": head.sha256})
        self._known_head = head

    def _sealed(self, number: int, previous: str, new: NewEntry) -> Entry:
        content = _content(new)
        described = {
            "number": number,
            "at": new.at,
            "person": new.by.name,
            "role": new.by.role.value,
            "assessment_id": new.assessment_id,
            "action": new.action.value,
            "place": new.place,
            "content_sha256": digest(content),
            "previous_sha256": previous,
        }
        return Entry(**described, content=content, sha256=chain_digest(**described))  # type: ignore[arg-type]

    def append(self, new: NewEntry) -> int:
        """Enter something and return its number.

        A chain somebody has tampered with is gone on with so that nothing is lost; its break stays visible.
        """
        head = self._known_head or Head()
        entry = self._sealed(max(head.number, self._highest) + 1, head.sha256 or GENESIS, new)
        self._highest = entry.number
        self._connection.execute(insert(journal), [{name: getattr(entry, name) for name in _NAMES}])
        self._set_head(Head(entry.number, entry.sha256))
        return entry.number

    def newest(self) -> Entry | None:
        """Return the newest entry as long as it is the one kept apart and untouched, else None."""
        if self._known_head is None:
            return None
        row = self._connection.execute(select(journal).where(journal.c.number == self._known_head.number))
        found = row.first()
        entry = None if found is None else _entry(found)
        is_whole = entry is not None and entry.content is not None
        if entry is None or not is_whole or entry.sha256 != self._known_head.sha256:
            return None
        return entry if digest(entry.content or "") == entry.content_sha256 else None

    def extend(self, newest: Entry, new: NewEntry) -> None:
        """Replace the newest entry, which nothing has sealed yet, by a longer one begun at the same time."""
        begun = replace(new, at=newest.at)
        entry = self._sealed(newest.number, newest.previous_sha256, begun)
        same = journal.c.number == newest.number
        values = {name: getattr(entry, name) for name in ("content", "content_sha256", "sha256")}
        self._connection.execute(update(journal).where(same).values(**values))
        self._set_head(Head(entry.number, entry.sha256))

    def of_assessment(
        self,
        assessment_id: str,
        *,
        place: str = "",
        around: Sequence[str] = (),
        person: str = "",
        since: str = "",
        before: int | None = None,
        limit: int | None = None,
    ) -> tuple[Entry, ...]:
        """Return entries about an assessment, newest first.

        Args:
            assessment_id: the assessment.
            place: only entries about this place or something below it.
            around: with ``place``: the records it is part of, whose coming and going counts too.
            person: only what this person did.
            since: only what was begun at this moment or later (UTC, ISO 8601).
            before: only entries with a lower number.
            limit: at most so many.
        """
        query = select(journal).where(journal.c.assessment_id == assessment_id)
        if person:
            query = query.where(journal.c.person == person)
        if since:
            query = query.where(journal.c.at >= since)
        if place:
            query = query.where(_at_or_around(place, around))
        if before is not None:
            query = query.where(journal.c.number < before)
        rows = self._connection.execute(query.order_by(journal.c.number.desc()).limit(limit)).all()
        return tuple(map(_entry, rows))

    def people(self, assessment_id: str) -> tuple[str, ...]:
        """Return the names of all who did something to an assessment, in alphabetical order."""
        query = select(journal.c.person).where(journal.c.assessment_id == assessment_id).distinct()
        return tuple(sorted(map(str, self._connection.execute(query).scalars()), key=str.casefold))

    def editors(
        self, assessment_id: str, *, after: int, but_roles: Sequence[str], but_places: Sequence[str]
    ) -> tuple[str, ...]:
        """Return the names of all who changed an assessment after an entry.

        What was done in ``but_roles`` or at ``but_places`` and below them does not count, nor what was done
        to the assessment as a whole.
        """
        query = select(journal.c.person).where(
            journal.c.assessment_id == assessment_id,
            journal.c.number > after,
            journal.c.place != "",
            journal.c.role.not_in(but_roles),
            *(~_at_or_around(place, ()) for place in but_places),
        )
        return tuple(map(str, self._connection.execute(query.distinct()).scalars()))

    def latest(self, limit: int) -> tuple[Entry, ...]:
        """Return the newest entries about all assessments, newest first."""
        query = select(journal).order_by(journal.c.number.desc()).limit(limit)
        return tuple(map(_entry, self._connection.execute(query).all()))

    def entry(self, number: int) -> Entry | None:
        """Return one entry, None where there is none with this number."""
        row = self._connection.execute(select(journal).where(journal.c.number == number)).first()
        return None if row is None else _entry(row)

    def empty(self, assessment_id: str) -> None:
        """Take the old and new values out of every entry about an assessment; what was done stays known."""
        same = journal.c.assessment_id == assessment_id
        self._connection.execute(update(journal).where(same).values(content=None))

    def first_break(self, witness: Head | None = None) -> Break | None:
        """Return the first place at which the chain does not hold (``domain.journal.first_break``)."""
        purges = select(journal.c.assessment_id, func.max(journal.c.number).label("number")).where(
            journal.c.action == Action.PURGED.value
        )
        emptied = {
            row.assessment_id: row.number
            for row in self._connection.execute(purges.group_by(journal.c.assessment_id))
        }
        in_order = select(journal).order_by(journal.c.number).execution_options(yield_per=500)
        rows = self._connection.execute(in_order)
        return first_break(map(_entry, rows), self._known_head, emptied, witness)
