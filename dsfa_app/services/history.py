"""What became of an assessment and of each of its fields, as people read it; values come back from here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.editing import value_at
from dsfa_app.domain.journal import own_fault
from dsfa_app.domain.places import path_of, place_of
from dsfa_app.domain.structure import Kind, Path, shape_at
from dsfa_app.domain.vocabulary import Action, Role
from dsfa_app.errors import DocumentError, NotFoundError
from dsfa_app.exchange.plain import from_plain, value_from_plain
from dsfa_app.labels import label
from dsfa_app.services.restoration import is_restorable, restoration_of, went_along
from dsfa_app.services.wording import Wording
from dsfa_app.storage.journal import read_content

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from enum import StrEnum

    from dsfa_app.catalogue import Catalogue
    from dsfa_app.domain.journal import Break, Entry, Head
    from dsfa_app.place_names import PlaceNames
    from dsfa_app.storage.database import Database, UnitOfWork
    from dsfa_app.texts import Texts

    _E = TypeVar("_E", bound=StrEnum)

_AT_ONCE = 500
"""Entries read at once while entries are searched."""

_GONE = "Dieser Eintrag des Verlaufs ist nicht mehr vorhanden. Bitte den Verlauf neu öffnen."


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One entry as people read it."""

    number: int
    """Counts all entries of the database; ``History.restored`` takes it."""
    at: datetime | None
    """When it was begun, UTC; None where a forged row says no such moment."""
    person: str
    role: str
    """German label of the role, as declared."""
    action: Action | None
    """None where a forged row names none."""
    doing: str
    """German label of the action."""
    path: Path | None
    """What it is about; empty for the assessment as a whole, None for a place this program does not know."""
    place: str
    """The place in people's words."""
    old: str
    new: str
    """Values as the report tells them, empty where there was none."""
    note: str
    is_emptied: bool
    """The values were taken out because the assessment was deleted for good."""
    fault: str
    """What shows that the entry was changed after it was entered, empty where nothing does."""
    restorable: bool
    """The value or entry before can be brought back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryFilter:
    """Which entries are wanted; what is empty leaves nothing out."""

    person: str = ""
    words: str = ""
    """Every word has to occur in the place, the action or the note."""
    since: datetime | None = None

    def matches(self, place: str, doing: str, note: str) -> bool:
        """Tell whether every word occurs in place, action or note of an entry."""
        text = f"{place} {doing} {note}".casefold()
        return all(word in text for word in self.words.casefold().split())


class History:
    """Reads the journal of assessments."""

    def __init__(self, database: Database, catalogue: Catalogue, texts: Texts, names: PlaceNames) -> None:
        self._database = database
        self._catalogue = catalogue
        self._texts = texts
        self._names = names

    def of_field(self, assessment: Assessment, path: Path, *, limit: int | None = None) -> list[HistoryEntry]:
        """Return what became of one field or entry, newest first, its coming and going included.

        Of a record that was added or removed as a whole only the field asked for is told.

        Args:
            assessment: the assessment as it is now, which tells names.
            path: the field, or an entry of a collection.
            limit: at most so many entries.
        """
        around = [place_of(path[:length]) for length in range(2, len(path))]
        with self._database.unit_of_work() as work:
            entries = work.journal.of_assessment(
                assessment.id, place=place_of(path), around=around, limit=limit
            )
        told = [self._told(entry, assessment, path) for entry in entries if not _came_to_nothing(entry)]
        return [entry for entry in told if entry.path is not None and _is_about(entry.path, path)]

    def of_assessment(
        self,
        assessment: Assessment,
        wanted: HistoryFilter | None = None,
        *,
        before: int | None = None,
        limit: int | None = None,
    ) -> list[HistoryEntry]:
        """Return what became of an assessment, newest first; fewer than the limit say that it is all.

        Args:
            assessment: the assessment as it is now, which tells names.
            wanted: only these entries.
            before: only entries with a lower number, for the next page.
            limit: at most so many entries.
        """
        chosen = wanted or HistoryFilter()
        found: list[HistoryEntry] = []
        while limit is None or len(found) < limit:
            with self._database.unit_of_work() as work:
                entries = work.journal.of_assessment(
                    assessment.id,
                    person=chosen.person,
                    since=_since(chosen.since),
                    before=before,
                    limit=None if limit is None else _AT_ONCE,
                )
            for entry in entries:
                if not _came_to_nothing(entry) and self._is_wanted(entry, chosen, assessment):
                    found.append(self._told(entry, assessment))
                if len(found) == limit:
                    break
            if limit is None or len(entries) < _AT_ONCE:
                break
            before = entries[-1].number
        return found

    def people(self, assessment_id: str) -> tuple[str, ...]:
        """Return the names of all who did something to an assessment, in alphabetical order."""
        with self._database.unit_of_work() as work:
            return work.journal.people(assessment_id)

    def latest(self, assessment_id: str = "", *, limit: int) -> list[HistoryEntry]:
        """Return the newest entries about all assessments or about one, deleted ones too, newest first.

        Raises:
            NotFoundError: nothing was ever entered about an assessment with this id.
        """
        known: dict[str, Assessment] = {}
        with self._database.unit_of_work() as work:
            if assessment_id:
                entries = work.journal.of_assessment(assessment_id, limit=limit)
            else:
                entries = work.journal.latest(limit)
            for entry in entries:
                if entry.assessment_id not in known:
                    known[entry.assessment_id] = _state_of(work, entry.assessment_id)
        if assessment_id and not entries:
            raise NotFoundError(f"Zu einer DSFA mit der Kennung „{assessment_id}“ gibt es keinen Verlauf.")
        return [
            self._told(entry, known[entry.assessment_id]) for entry in entries if not _came_to_nothing(entry)
        ]

    def restored(self, assessment: Assessment, number: int) -> Assessment:
        """Return the assessment with what an entry replaced or removed put back.

        Raises:
            NotFoundError: there is no such entry, it was emptied, or what it belongs to is gone.
            RuleError: the value cannot come back by itself, or it contradicts what is there now.
        """
        return self.restoration(assessment.id, number)(assessment)

    def restoration(self, assessment_id: str, number: int) -> Callable[[Assessment], Assessment]:
        """Return the change that puts back what an entry replaced or removed.

        With a removed platform comes back what went away with it. The window applies it through
        its editor, to the assessment as it is at that moment; it raises what ``restored`` does.

        Raises:
            NotFoundError: there is no such entry about this assessment, or it was emptied.
            RuleError: the value cannot come back by itself.
        """
        with self._database.unit_of_work() as work:
            entry = work.journal.entry(number)
            if entry is None or entry.assessment_id != assessment_id:
                raise NotFoundError(_GONE)
            is_platform = entry.action == Action.REMOVED and str(entry.place).startswith("platforms.")
            later = work.journal.of_assessment(assessment_id, since=entry.at) if is_platform else ()
        return restoration_of(entry, went_along(entry, later))

    def first_break(self, witness: Head | None = None) -> Break | None:
        """Return the first place at which the chain of all entries does not hold, None for a sound one.

        Args:
            witness: number and hash of an entry somebody noted outside of the database.
        """
        with self._database.unit_of_work() as work:
            return work.journal.first_break(witness)

    def head(self) -> Head | None:
        """Return number and hash of the newest entry, None before the first one."""
        with self._database.unit_of_work() as work:
            return work.journal.head

    def _is_wanted(self, entry: Entry, chosen: HistoryFilter, assessment: Assessment) -> bool:
        """Tell whether an entry holds the words that are looked for; its values are not told for that."""
        if not chosen.words.strip():
            return True
        content = read_content(entry)
        place = self._place(path_of(str(entry.place), Assessment), entry, content, assessment)
        return chosen.matches(place, _doing(entry), _note(content))

    def _told(self, entry: Entry, assessment: Assessment, asked: Path = ()) -> HistoryEntry:
        path = path_of(str(entry.place), Assessment)
        action = _known(Action, entry.action)
        role = _known(Role, entry.role)
        content = read_content(entry)
        fault = own_fault(entry)
        words = _Words(Wording(assessment, self._catalogue, self._texts), self._names, asked)
        return HistoryEntry(
            number=entry.number,
            at=_moment(entry.at),
            person=str(entry.person),
            role=label(role) if role else str(entry.role),
            action=action,
            doing=_doing(entry),
            path=path,
            place=self._place(path, entry, content, assessment),
            old=words.said(path, (content or {}).get("old")),
            new=words.said(path, (content or {}).get("new")),
            note=_note(content),
            is_emptied=entry.content is None,
            fault=fault.value if fault else "",
            restorable=is_restorable(entry),
        )

    def _place(
        self, path: Path | None, entry: Entry, content: Mapping[str, Any] | None, assessment: Assessment
    ) -> str:
        """Name the place; a removed entry by what it was called then."""
        if path is None:
            return str(entry.place)
        if entry.action == Action.REMOVED and content is not None:
            try:
                record = from_plain(shape_at(Assessment, path)[0].record, content.get("old"), entry.place)
            except (DocumentError, KeyError):
                pass
            else:
                return self._names.record(record, assessment)
        return self._names.of(path, assessment).text


class _Words:
    """Says the plain values of entries; of whole records only the field that was asked for."""

    def __init__(self, wording: Wording, names: PlaceNames, asked: Path) -> None:
        self._wording = wording
        self._names = names
        self._asked = asked

    def said(self, path: Path | None, plain: Any) -> str:  # noqa: ANN401 - values of every field
        if path is None or not path or plain is None:
            return ""
        try:
            return self._of(path, plain)
        except (DocumentError, KeyError):
            # a value of another program version, or a forged one: shown as it is
            return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)

    def _of(self, path: Path, plain: Any) -> str:  # noqa: ANN401 - values of every field
        item, is_entry = shape_at(Assessment, path)
        place = place_of(path)
        if is_entry:
            record = from_plain(item.record, plain, place)
            below = self._asked[len(path) :] if self._asked[: len(path)] == path else ()
            if not below:
                return self._wording.record(record)
            try:
                return self._wording.value(shape_at(item.record, below)[0], value_at(record, below))
            except NotFoundError:
                return ""
        if item.kind is Kind.RECORDS:  # a new order: the ids, told by the names of their entries
            return self._order(path, plain)
        return self._wording.value(item, value_from_plain(item, plain, place))

    def _order(self, path: Path, ids: Sequence[str]) -> str:
        assessment = self._wording.assessment
        return "\n".join(self._names.of((*path, entry_id), assessment).text for entry_id in ids)


def _state_of(work: UnitOfWork, assessment_id: str) -> Assessment:
    """Return the stored assessment, one without content where it was deleted for good."""
    try:
        return work.assessments.get(assessment_id, even_deleted=True).assessment
    except NotFoundError:
        return Assessment(id=assessment_id, title="", created_on=date.min)


def _doing(entry: Entry) -> str:
    action = _known(Action, entry.action)
    return label(action) if action else f"unbekannt ({entry.action})"


def _note(content: Mapping[str, Any] | None) -> str:
    return str((content or {}).get("note") or "")


def _known(vocabulary: type[_E], code: object) -> _E | None:
    return vocabulary(code) if code in {member.value for member in vocabulary} else None


def _moment(text: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return found.astimezone(UTC) if found is not None and found.tzinfo else None


def _since(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"


def _came_to_nothing(entry: Entry) -> bool:
    """Tell whether somebody typed something and took it back before anything else was entered."""
    content = read_content(entry)
    return entry.action == Action.CHANGED and content is not None and content.get("old") == content.get("new")


def _is_about(entry_path: Path, asked: Path) -> bool:
    """Tell whether an entry speaks of what was asked for, of something below it or of all around it."""
    length = min(len(entry_path), len(asked))
    return entry_path[:length] == asked[:length]
