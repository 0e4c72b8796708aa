"""What taking an action writes into the assessment; ``workflow`` says whether it may be taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dsfa_app.domain.approval import Approval
from dsfa_app.domain.comment import Comment
from dsfa_app.domain.review import ReviewEvent
from dsfa_app.domain.vocabulary import ReviewOutcome
from dsfa_app.method.permissions import WorkflowStep
from dsfa_app.method.workflow import TRANSITIONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from dsfa_app.domain.acting import ActingPerson
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.vocabulary import ApprovalKind

_SAID = {
    WorkflowStep.RETURN: "Zurückgegeben: ",
    WorkflowStep.CLOSE_CHANNELS: "Kanäle eingestellt: ",
    WorkflowStep.DISCARD: "Verworfen: ",
}
"""Reasons that are kept as a comment; that of a return is open until the draft has answered it."""
_YEARLY = "yearly"
"""Id of the review trigger „yearly“ in the catalogue."""


def _with_reason(
    assessment: Assessment, action: WorkflowStep, person: ActingPerson, day: date, reason: str, new_id: str
) -> Assessment:
    if action is WorkflowStep.END_REVIEW:
        event = ReviewEvent(
            id=new_id,
            trigger=_YEARLY,
            occurred_on=day,
            description="Überprüfung abgeschlossen",
            outcome=ReviewOutcome.NO_CHANGE,
            reason=reason,
            checked_by=person.name,
            checked_on=day,
        )
        return replace(assessment, review_events=(*assessment.review_events, event))
    if action not in _SAID:
        return assessment
    is_settled = action is not WorkflowStep.RETURN
    comment = Comment(
        id=new_id,
        text=_SAID[action] + reason,
        author=person.name,
        role=person.role,
        written_on=day,
        resolved_by=person.name if is_settled else "",
        resolved_on=day if is_settled else None,
    )
    return replace(assessment, comments=(*assessment.comments, comment))


def _with_day(assessment: Assessment, action: WorkflowStep, person: ActingPerson, day: date) -> Assessment:
    """Return the assessment with who and when written where the action has a place for it."""
    advice, decision = assessment.dpo_advice, assessment.decision
    consultation = assessment.consultation
    match action:
        case WorkflowStep.INVOLVE_DPO:
            return replace(assessment, dpo_advice=replace(advice, requested_on=advice.requested_on or day))
        case WorkflowStep.GIVE_STATEMENT:
            return replace(assessment, dpo_advice=replace(advice, statement_on=day, given_by=person.name))
        case WorkflowStep.BEGIN_CONSULTATION:
            return replace(
                assessment,
                consultation=replace(consultation, requested_on=consultation.requested_on or day),
            )
        case WorkflowStep.DECIDE:
            return replace(assessment, decision=replace(decision, decided_by=person.name, decided_on=day))
        case _:
            return assessment


def carry_out(
    assessment: Assessment,
    action: WorkflowStep,
    person: ActingPerson,
    *,
    day: date,
    reason: str,
    fingerprint: Callable[[Assessment, ApprovalKind], str],
    new_id: Callable[[], str],
) -> Assessment:
    """Return the assessment after an action, with the declaration it makes bound to its content."""
    transition = TRANSITIONS[action]
    moved = _with_day(assessment, action, person, day)
    if transition.target is not None:
        moved = replace(moved, state=transition.target)
    if transition.needs_reason:
        moved = _with_reason(moved, action, person, day, reason, new_id())
    kind = transition.approval
    if kind is None:
        return moved
    approval = Approval(
        id=new_id(),
        kind=kind,
        person=person.name,
        role=person.role,
        given_on=day,
        fingerprint=fingerprint(moved, kind),
        note=reason,
    )
    return replace(moved, approvals=(*moved.approvals, approval))
