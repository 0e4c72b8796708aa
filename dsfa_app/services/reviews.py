"""Looking at assessments again: what is due or changed, and what somebody judged (Art. 35(11) GDPR)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dsfa_app.catalogue.facts import UNDATED
from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.review import Evaluation
from dsfa_app.errors import DsfaError, RuleError
from dsfa_app.method.catalogue_changes import CatalogueChange
from dsfa_app.method.evaluation import proposed_period, proposed_texts
from dsfa_app.method.review import (
    EventProposal,
    ReviewDue,
    judged_changes,
    proposed_events,
    review_due,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from dsfa_app.domain.vocabulary import ReviewOutcome
    from dsfa_app.services.assessments import Assessments
    from dsfa_app.services.catalogue_watch import CatalogueWatch
    from dsfa_app.services.session import Session
    from dsfa_app.services.versions import Versions
    from dsfa_app.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewNeed:
    """What asks for a look at one assessment."""

    assessment: Assessment
    due: ReviewDue
    changes: tuple[CatalogueChange, ...]
    proposals: tuple[EventProposal, ...]

    @property
    def is_pressing(self) -> bool:
        """Whether anything is due, open, changed or proposed."""
        return self.due.is_due or bool(self.changes or self.proposals)


def _written_as_of(as_of: str) -> str:
    """Return the date of a statement as people write it: a day, a month, a year or „unbekannt“."""
    return as_of if as_of == UNDATED else ".".join(reversed(as_of.split("-")))


class Reviews:
    """What people do about reviews; every change yields an assessment that the caller stores."""

    def __init__(
        self,
        database: Database,
        assessments: Assessments,
        watch: CatalogueWatch,
        versions: Versions,
        session: Session,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._assessments = assessments
        self._watch = watch
        self._versions = versions
        self._session = session
        self._clock = clock
        self._new_id = new_id

    @property
    def today(self) -> date:
        """The local day of the clock."""
        return self._clock().astimezone().date()

    def released(self, assessment_id: str) -> Assessment | None:
        """Return the content of the released version in force; None without one, or if it cannot be read."""
        try:
            lines = self._versions.lines(assessment_id)
            line = next((line for line in lines if line.in_force), None)
            return None if line is None else self._versions.open(line.id).assessment
        except DsfaError:
            return None  # a damaged version has its own place to be reported; a review is due all the same

    def need(self, assessment: Assessment, released: Assessment | None = None) -> ReviewNeed:
        """Return what asks for a look at an assessment, with its released content where it is at hand."""
        return ReviewNeed(
            assessment=assessment,
            due=review_due(assessment, self.today),
            changes=self._watch.changes(assessment),
            proposals=self.proposals(assessment, released),
        )

    def proposals(self, assessment: Assessment, released: Assessment | None) -> tuple[EventProposal, ...]:
        """Return what speaks for an event that is not on record, compared with the released content."""
        return proposed_events(assessment, released, self.today)

    def needs(self, assessment_id: str = "") -> Iterator[ReviewNeed]:
        """Yield what asks for a look, assessment by assessment; only one where an id is given.

        Raises:
            NotFoundError: there is no assessment with this id.
        """
        ids = [assessment_id]
        if not assessment_id:
            with self._database.unit_of_work() as work:
                ids = [line.id for line in work.overview.summaries()]
        for each in ids:
            assessment = self._assessments.open(each).assessment
            yield self.need(assessment, self.released(each))

    def judge_changes(
        self, assessment: Assessment, changes: Sequence[CatalogueChange], outcome: ReviewOutcome, reason: str
    ) -> Assessment:
        """Return the assessment with an event that records how these changes were judged.

        Raises:
            RuleError: the reason is empty, or nothing was chosen.
        """
        if not changes:
            raise RuleError("Bitte mindestens eine geänderte Angabe auswählen.")
        if not reason.strip():
            raise RuleError("Die Beurteilung braucht eine Begründung.")
        event = judged_changes(
            changes,
            outcome=outcome,
            reason=reason.strip(),
            person=self._session.person.name,
            today=self.today,
            catalogue=(self._watch.fingerprint, self._watch.version(self._watch.fingerprint)),
            event_id=self._new_id(),
            as_of=_written_as_of,
        )
        return replace(assessment, review_events=(*assessment.review_events, event))

    def take_up(self, assessment: Assessment, proposal: EventProposal) -> Assessment:
        """Return the assessment with a proposed event, still to be judged."""
        event = proposal.event(self._new_id())
        return replace(assessment, review_events=(*assessment.review_events, event))

    def new_evaluation(self, assessment: Assessment) -> Assessment:
        """Return the assessment with an evaluation of the next period, its texts proposed from the data."""
        start, end = proposed_period(assessment, self.today)
        blank = Evaluation(id=self._new_id(), period_from=start, period_to=end)
        texts: dict[str, Any] = dict(proposed_texts(assessment, blank))
        filled = replace(blank, **texts)
        return replace(assessment, evaluations=(*assessment.evaluations, filled))

    def to_compare(self) -> tuple[str, ...] | None:
        """Return the ids of the assessments to be held against the present catalogue.

        None when all of them were held against it already, which one small question tells.
        """
        fingerprint = self._watch.fingerprint
        with self._database.unit_of_work() as work:
            if work.catalogue_states.is_compared(fingerprint):
                return None
            return work.catalogue_states.behind(fingerprint)

    def count_again(self, assessment_id: str) -> bool:
        """Hold one assessment against the present catalogue; tell whether its line of the list changed."""
        try:
            assessment = self._assessments.open(assessment_id).assessment
        except DsfaError:
            return False  # deleted meanwhile or damaged: opening it says so
        number = len(self._watch.changes(assessment))
        with self._database.unit_of_work() as work:
            return work.overview.count_changed_facts(assessment_id, number)

    def end_comparison(self) -> None:
        """Remember that all assessments were held against the present catalogue."""
        with self._database.unit_of_work() as work:
            self._watch.keep_present(work)
            work.catalogue_states.mark_compared(self._watch.fingerprint)

    def compare_all(self) -> int:
        """Hold every assessment against a catalogue that is new here; return how many lines changed."""
        assessment_ids = self.to_compare()
        if assessment_ids is None:
            return 0
        changed = sum(self.count_again(assessment_id) for assessment_id in assessment_ids)
        self.end_comparison()
        return changed
