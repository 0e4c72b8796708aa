"""The waste basket: assessments that are gone for the user and can still come back."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from dsfa_app.errors import NotFoundError
from dsfa_app.storage.failures import readable
from dsfa_app.storage.journal import journal
from dsfa_app.storage.overview import AssessmentSummary, summaries

if TYPE_CHECKING:
    from sqlalchemy import Connection


class TrashStore:
    """Moves assessments in and out of the waste basket on one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def line(self, assessment_id: str) -> AssessmentSummary:
        """Return the line of an assessment, deleted or not.

        Raises:
            NotFoundError: there is none with this id.
            StorageError: it holds values this program does not know.
        """
        query = select(*(summaries.c[name] for name in AssessmentSummary._fields))
        with readable():
            row = self._connection.execute(query.where(summaries.c.id == assessment_id)).first()
        if row is None:
            raise NotFoundError("Diese DSFA gibt es nicht (mehr). Bitte die Übersicht neu laden.")
        return AssessmentSummary._make(row)

    def in_state_since(self, assessment_id: str) -> date | None:
        """Return the day the journal says the state changed last, None where it says nothing."""
        query = select(func.max(journal.c.at)).where(
            journal.c.assessment_id == assessment_id, journal.c.place == "state"
        )
        moment = self._connection.execute(query).scalar()
        with readable():
            return None if moment is None else datetime.fromisoformat(moment).date()

    def mark(self, assessment_id: str, moment: datetime | None) -> None:
        """Put an assessment into the waste basket (moment in UTC, without a zone) or take it out (None)."""
        same = summaries.c.id == assessment_id
        self._connection.execute(update(summaries).where(same).values(deleted_at=moment))
