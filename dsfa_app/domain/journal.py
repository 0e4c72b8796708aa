"""The journal's chain of hashes: what is entered, how entries hang together, how a break is found.

Every entry carries the SHA-256 of the one before it, over all assessments, in the order of their numbers.
Old and new value stand in ``content``, of which only the hash is part of the chain: it can be emptied when an
assessment is deleted for good (Art. 17 GDPR), and the chain still holds. A random salt in it keeps short
values from being guessed from the hash. Number and hash of the newest entry are kept apart (``Head``), so
that entries cut off at the end are missed.

There is no secret in it. Whoever may write the file and knows this page can compute a whole new chain; what
shows that is a number and hash written down elsewhere, which ``first_break`` can be given as ``witness``. A
replaced file as a whole shows in the same way only.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

GENESIS = ""
"""What the first entry names as the hash before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the journal as it is stored; everything but ``content`` is hashed into ``sha256``."""

    number: int
    """Counts all entries of a database from 1."""
    at: str
    """When the entry was begun, UTC, ISO 8601 to the second."""
    person: str
    role: str
    """Code of the ``Role`` the person acted in."""
    assessment_id: str
    action: str
    """Code of the ``Action``."""
    place: str
    """What the entry is about (``domain.places``), empty for the assessment as a whole."""
    content: str | None
    """JSON object with ``old``, ``new``, ``position``, ``note`` and ``salt``; None once it was emptied."""
    content_sha256: str
    previous_sha256: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Head:
    """Number and hash of an entry: of the newest, or of one that was written down elsewhere."""

    number: int = 0
    sha256: str = GENESIS


class Fault(Enum):
    """What is wrong where the chain breaks, as people read it."""

    MISSING = "der Eintrag fehlt"
    UNLINKED = "der Eintrag schließt nicht an den vorigen an"
    ALTERED = "der Eintrag wurde verändert"
    CONTENT = "der alte oder neue Wert wurde verändert"
    EMPTIED = "der Inhalt wurde geleert, obwohl die DSFA nicht endgültig gelöscht ist"
    UNENTERED = "der Eintrag stammt nicht vom Programm"
    NO_HEAD = "die gesonderte Angabe zum neuesten Eintrag fehlt"
    OTHER_THAN_WITNESSED = "der Eintrag ist ein anderer als der andernorts notierte"


@dataclass(frozen=True, slots=True)
class Break:
    """The first place at which the chain does not hold."""

    number: int
    fault: Fault


def digest(text: str) -> str:
    """Return the SHA-256 of a text as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def chain_digest(
    *,
    number: int,
    at: str,
    person: str,
    role: str,
    assessment_id: str,
    action: str,
    place: str,
    content_sha256: str,
    previous_sha256: str,
) -> str:
    """Return the hash of an entry's canonical JSON, which the next one names."""
    parts = [number, at, person, role, assessment_id, action, place, content_sha256, previous_sha256]
    return digest(json.dumps(parts, ensure_ascii=False, separators=(",", ":")))


def _holds_texts(entry: Entry) -> bool:
    number, *rest = astuple(entry)
    return type(number) is int and all(type(part) is str for part in rest if part is not entry.content)


def own_fault(entry: Entry) -> Fault | None:
    """Return what shows by an entry alone that it was changed, None where nothing does."""
    if not _holds_texts(entry) or entry.sha256 != chain_digest(
        number=entry.number,
        at=entry.at,
        person=entry.person,
        role=entry.role,
        assessment_id=entry.assessment_id,
        action=entry.action,
        place=entry.place,
        content_sha256=entry.content_sha256,
        previous_sha256=entry.previous_sha256,
    ):
        return Fault.ALTERED
    if entry.content is None:
        return None
    is_whole = type(entry.content) is str and digest(entry.content) == entry.content_sha256
    return None if is_whole else Fault.CONTENT


def _fault_of(entry: Entry, previous: Head, emptied: Mapping[str, int]) -> Fault | None:
    if entry.previous_sha256 != previous.sha256:
        return Fault.UNLINKED
    fault = own_fault(entry)
    if fault is None and entry.content is None and emptied.get(entry.assessment_id, 0) <= entry.number:
        return Fault.EMPTIED
    return fault


def first_break(
    entries: Iterable[Entry],
    head: Head | None,
    emptied: Mapping[str, int],
    witness: Head | None = None,
) -> Break | None:
    """Return the first place at which the chain does not hold, None for a sound one.

    Args:
        entries: all entries by ascending number.
        head: what is kept apart about the newest entry; None where that is gone.
        emptied: id of each assessment deleted for good → number of the entry that says so.
        witness: number and hash of an entry that somebody noted outside of the database.
    """
    last = Head()
    for entry in entries:
        if entry.number != last.number + 1:
            missing = entry.number > last.number + 1 if type(entry.number) is int else False
            return Break(last.number + 1, Fault.MISSING if missing else Fault.ALTERED)
        fault = _fault_of(entry, last, emptied)
        if fault is None and witness and witness.number == entry.number and witness.sha256 != entry.sha256:
            fault = Fault.OTHER_THAN_WITNESSED
        if fault is None and head is not None and entry.number > head.number:
            fault = Fault.UNENTERED
        if fault is not None:
            return Break(entry.number, fault)
        last = Head(entry.number, entry.sha256)
    if head is None:
        return Break(last.number, Fault.NO_HEAD) if last.number else None
    known = max(head.number, witness.number if witness else 0)
    if last.number < known:
        return Break(last.number + 1, Fault.MISSING)
    return None if last == head else Break(last.number, Fault.ALTERED)
