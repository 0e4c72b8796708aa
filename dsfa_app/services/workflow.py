"""Moving an assessment on: what is possible now, what is missing for it, and taking a step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import ApprovalKind, AssessmentState
from dsfa_app.errors import NotAllowedError, RuleError
from dsfa_app.method.workflow import TRANSITIONS, next_step, obstacles, offers
from dsfa_app.method.workflow_guards import Situation
from dsfa_app.method.workflow_steps import carry_out
from dsfa_app.services.approvals import content_fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.method.permissions import WorkflowStep
    from dsfa_app.method.workflow import Offer
    from dsfa_app.services.assessments import Assessments, StoredAssessment
    from dsfa_app.services.judgement import AssessmentView, Judgement
    from dsfa_app.services.session import Session
    from dsfa_app.services.versions import Versions

NOBODY_CHOSEN = "Bitte zuerst angeben, wer Sie sind und in welcher Rolle Sie arbeiten."


class Workflow:
    """The steps of the workflow for the person who works right now."""

    def __init__(
        self,
        assessments: Assessments,
        judgement: Judgement,
        versions: Versions,
        session: Session,
        editors: Callable[[str], frozenset[str]],
        new_id: Callable[[], str],
    ) -> None:
        self._assessments = assessments
        self._judgement = judgement
        self._versions = versions
        self._session = session
        self._editors = editors
        self._new_id = new_id

    def _situation(self, view: AssessmentView) -> Situation:
        is_decided = view.assessment.state is AssessmentState.DECIDED  # only a release asks who edited
        return Situation(
            assessment=view.assessment,
            editors=self._editors(view.assessment.id) if is_decided else frozenset(),
            person=self._session.person,
            today=view.today,
            findings=view.findings,
            has_high_risk=view.has_high_risk,
            stale=view.stale_approvals,
        )

    def offers(self, view: AssessmentView) -> tuple[Offer, ...]:
        """Return the steps of the present state, each with what stands in its way."""
        return offers(self._situation(view))

    def next_step(self, view: AssessmentView) -> WorkflowStep | None:
        """Return the step that leads on from here, whoever may take it; None where the way has ended."""
        return next_step(self._situation(view))

    def take(
        self, view: AssessmentView, step: WorkflowStep, reason: str = "", day: date | None = None
    ) -> Assessment:
        """Return the assessment after a step; nothing is stored.

        ``day`` is that of the declaration, today unless given. A release takes the next version number.

        Raises:
            NotAllowedError: nobody said who works, or something stands in the way.
            RuleError: the reason is missing, or the day lies in the future.
        """
        transition = TRANSITIONS[step]
        if not self._session.is_chosen:
            raise NotAllowedError(NOBODY_CHOSEN)
        found = obstacles(step, self._situation(view))
        if found:
            raise NotAllowedError(f"„{transition.title}“ ist noch nicht möglich. {' '.join(found)}")
        if transition.needs_reason and not reason.strip():
            raise RuleError("Dieser Schritt braucht einen Grund. Bitte in einem Satz nennen, warum.")
        if day is not None and day > view.today:
            raise RuleError("Der Tag liegt in der Zukunft. Bitte den Tag eintragen, an dem es geschah.")
        assessment = view.assessment
        if transition.approval is ApprovalKind.RELEASE:
            assessment = replace(assessment, version=self._versions.proposals(assessment)[0])
        return carry_out(
            assessment,
            step,
            self._session.person,
            day=day or view.today,
            reason=reason.strip(),
            fingerprint=content_fingerprint,
            new_id=self._new_id,
        )

    def advance(self, assessment_id: str, step: WorkflowStep, reason: str = "") -> StoredAssessment:
        """Take a step with a stored assessment and store the result.

        Raises:
            NotFoundError: there is no such assessment.
            NotAllowedError: something stands in the way.
            RuleError: the reason is missing.
        """
        stored = self._assessments.open(assessment_id)
        moved = self.take(self._judgement.view(stored.assessment), step, reason)
        revision = self._assessments.save(moved, stored.revision)
        return replace(stored, assessment=moved, revision=revision)
