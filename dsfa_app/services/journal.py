"""Entering in the journal what was done: one entry per changed field, one per event."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.comparison import Change, ChangeKind, changes
from dsfa_app.domain.editing import value_at
from dsfa_app.domain.places import place_of
from dsfa_app.domain.structure import Kind, Path, shape_at
from dsfa_app.domain.vocabulary import Action, AssessmentState, Role
from dsfa_app.exchange.plain import plain_value, to_plain
from dsfa_app.storage.journal import NewEntry, read_content

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.domain.journal import Entry
    from dsfa_app.services.session import Session
    from dsfa_app.storage.database import Database, UnitOfWork

TYPING_GOES_ON = timedelta(minutes=10)
"""How long the newest entry may grow while the same person types in the same field, from its beginning."""

_ACTIONS = {
    ChangeKind.CHANGED: Action.CHANGED,
    ChangeKind.ADDED: Action.ADDED,
    ChangeKind.REMOVED: Action.REMOVED,
    ChangeKind.MOVED: Action.MOVED,
}


def _plain(path: Path, value: Any) -> Any:  # noqa: ANN401 - values of every field
    """Return the value at a path as plain JSON; of a new order the ids."""
    if value is None:
        return None
    item, is_entry = shape_at(Assessment, path)
    if is_entry:
        return to_plain(value)
    return list(value) if item.kind is Kind.RECORDS else plain_value(item, value)


class Journal:
    """Enters what the acting person does.

    Whatever belongs to a change is entered in its transaction (``enter``, ``enter_changes``), so that there
    is neither one without the other.
    """

    def __init__(self, database: Database, session: Session, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._session = session
        self._clock = clock

    def enter(
        self, work: UnitOfWork, assessment_id: str, action: Action, note: str = "", path: Path = ()
    ) -> int:
        """Enter something done to an assessment and return the entry's number.

        Args:
            work: the transaction that does it.
            assessment_id: the assessment.
            action: what was done.
            note: what people read about it, for example the name of a file; emptied with the assessment.
            path: what it was done to, where that is not the assessment as a whole.
        """
        return work.journal.append(self._new(assessment_id, action, note=note, place=place_of(path)))

    def editors(self, assessment_id: str) -> frozenset[str]:
        """Return the names of all who edited an assessment since its last release.

        Comments, approvals and what the controller decides are no editing in this sense (four eyes).
        """
        with self._database.unit_of_work() as work:
            released = 0
            for entry in work.journal.of_assessment(assessment_id, place="state"):
                if ((read_content(entry) or {}).get("new")) == AssessmentState.RELEASED.value:
                    released = entry.number
                    break
            return frozenset(
                work.journal.editors(
                    assessment_id,
                    after=released,
                    but_roles=(Role.CONTROLLER.value, Role.DPO.value),
                    but_places=("comments", "approvals", "state", "version"),
                )
            )

    def enter_alone(self, assessment_id: str, action: Action, note: str = "") -> None:
        """Enter something that is done outside of the database, such as an export.

        Raises:
            StorageError: the data cannot be written.
        """
        with self._database.unit_of_work() as work:
            self.enter(work, assessment_id, action, note)

    def enter_changes(self, work: UnitOfWork, former: Assessment, assessment: Assessment) -> None:
        """Enter what differs between two states, field by field.

        The newest entry grows instead, as long as the same person goes on typing in the same field within
        ``TYPING_GOES_ON`` of its beginning and nothing else was entered. An entry is sealed by the next one.
        """
        for change in changes(former, assessment):
            new = self._of_change(former, change)
            begun = self._begun(work, new) if _is_typed(change) else None
            if begun is None:
                work.journal.append(new)
            else:
                entry, old = begun
                work.journal.extend(entry, replace(new, old=old))

    def _begun(self, work: UnitOfWork, new: NewEntry) -> tuple[Entry, Any] | None:
        """Return the newest entry and its old value where ``new`` goes on with it."""
        newest = work.journal.newest()
        content = read_content(newest) if newest is not None else None
        if newest is None or content is None or content.get("new") != new.old:
            return None
        known = (newest.assessment_id, newest.action, newest.place, newest.person, newest.role)
        if known != (new.assessment_id, new.action, new.place, new.by.name, new.by.role):
            return None
        goes_on = self._clock() - datetime.fromisoformat(newest.at) <= TYPING_GOES_ON
        return (newest, content.get("old")) if goes_on else None

    def _of_change(self, former: Assessment, change: Change) -> NewEntry:
        position = None
        if change.kind is ChangeKind.REMOVED:
            siblings = [entry.id for entry in value_at(former, change.path[:-1])]
            position = siblings.index(change.path[-1])
        return self._new(
            former.id,
            _ACTIONS[change.kind],
            place=place_of(change.path),
            old=_plain(change.path, change.old),
            new=_plain(change.path, change.new),
            position=position,
        )

    def _new(self, assessment_id: str, action: Action, **said: Any) -> NewEntry:  # noqa: ANN401 - the fields of NewEntry
        return NewEntry(
            at=f"{self._clock().astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z",
            by=self._session.person,
            assessment_id=assessment_id,
            action=action,
            **said,
        )


def _is_typed(change: Change) -> bool:
    return change.kind is ChangeKind.CHANGED and type(change.new) in (str, tuple)
