"""The waste basket: deleting assessments, bringing them back, and deleting them for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import Action, AssessmentState
from dsfa_app.errors import NotFoundError, RuleError
from dsfa_app.method.retention import LONGEST_YEARS, Retention, retention
from dsfa_app.storage.overview import AssessmentSummary

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from dsfa_app.services.journal import Journal
    from dsfa_app.settings import Settings
    from dsfa_app.storage.database import Database, UnitOfWork

__all__ = ["AssessmentSummary", "Trash"]


class Trash:
    """Assessments in the waste basket are not opened, listed, exported or counted until they are restored."""

    def __init__(
        self, database: Database, journal: Journal, settings: Settings, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._journal = journal
        self._settings = settings
        self._clock = clock

    @property
    def retention_years(self) -> int:
        """How many years a released assessment is kept after its last release ended being in force."""
        return max(0, min(self._settings.preferences.retention_years, LONGEST_YEARS))

    def keep_for(self, years: int) -> None:
        """Set the retention period of released assessments.

        Raises:
            RuleError: the period is negative or longer than ``LONGEST_YEARS``.
        """
        if not 0 <= years <= LONGEST_YEARS:
            raise RuleError(f"Die Aufbewahrungsfrist beträgt 0 bis {LONGEST_YEARS} Jahre; bitte ändern.")
        self._settings.update(retention_years=years)

    def delete(self, assessment_id: str) -> AssessmentSummary:
        """Move an assessment into the waste basket and return its line of the overview.

        Raises:
            NotFoundError: there is none with this id, or it is there already.
            RuleError: it was released and its retention period has not ended.
        """
        with self._database.unit_of_work() as work:
            work.overview.refuse_deleted(assessment_id)
            line = work.trash.line(assessment_id)
            kept = self._retention(work, line)
            if kept.is_kept:
                raise RuleError(_refusal(line.title, kept))
            work.trash.mark(assessment_id, self._clock().replace(tzinfo=None, microsecond=0))
            self._journal.enter(work, assessment_id, Action.DELETED, line.title)
        return line

    def deleted(self) -> tuple[AssessmentSummary, ...]:
        """Return what lies in the waste basket, the last deleted first.

        Raises:
            StorageError: the data cannot be read.
        """
        with self._database.unit_of_work() as work:
            return work.overview.deleted()

    def restore(self, assessment_id: str) -> AssessmentSummary:
        """Take an assessment out of the waste basket, as it was, and return its line of the overview.

        Raises:
            NotFoundError: it does not lie there.
        """
        with self._database.unit_of_work() as work:
            line = self._deleted_line(work, assessment_id)
            work.trash.mark(assessment_id, None)
            self._journal.enter(work, assessment_id, Action.RESTORED, line.title)
        return line._replace(deleted_at=None)

    def purge(self, assessment_id: str) -> None:
        """Delete an assessment of the waste basket for good, with its versions and the values of its history.

        That it existed, and who did what when, stays in the journal (Art. 5(2) GDPR). Nothing of its content
        remains in the database file; copies made before still hold it.

        Raises:
            NotFoundError: it does not lie in the waste basket.
        """
        with self._database.unit_of_work() as work:
            self._purge(work, self._deleted_line(work, assessment_id))
        self._database.scrub()

    def empty(self) -> int:
        """Delete everything in the waste basket for good and return how many assessments that were.

        Raises:
            StorageError: the data cannot be written; nothing was deleted.
        """
        with self._database.unit_of_work() as work:
            lines = work.overview.deleted()
            for line in lines:
                self._purge(work, line)
        if lines:
            self._database.scrub()
        return len(lines)

    def _purge(self, work: UnitOfWork, line: AssessmentSummary) -> None:
        work.assessments.remove(line.id)
        work.journal.empty(line.id)
        self._journal.enter(work, line.id, Action.PURGED)

    @staticmethod
    def _deleted_line(work: UnitOfWork, assessment_id: str) -> AssessmentSummary:
        line = work.trash.line(assessment_id)
        if line.deleted_at is None:
            raise NotFoundError(f"Die DSFA „{line.title}“ liegt nicht im Papierkorb.")
        return line

    def _retention(self, work: UnitOfWork, line: AssessmentSummary) -> Retention:
        return retention(
            AssessmentState(line.state),
            [_day(version.superseded_at) for version in work.versions.lines(line.id) if version.is_release],
            work.trash.in_state_since(line.id) or line.changed_at.date(),
            self._clock().date(),
            self.retention_years,
        )


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _refusal(title: str, kept: Retention) -> str:
    if kept.until is None:
        return (
            f"Die DSFA „{title}“ ist freigegeben und in Kraft. Sie kann erst gelöscht werden, wenn sie "
            "abgelöst oder abgeschlossen und die Aufbewahrungsfrist vorbei ist."
        )
    return (
        f"Die DSFA „{title}“ war freigegeben und wird bis {kept.until:%d.%m.%Y} aufbewahrt. Vorher lässt sie "
        "sich nicht löschen; die Frist steht beim Papierkorb."
    )
