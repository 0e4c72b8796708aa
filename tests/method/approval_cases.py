"""For the findings about approvals and the prior consultation a change that brings each about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from method.case import Case
from method.complete import PAST, but
from method.judging import TODAY

from dsfa_app.domain.approval import Approval
from dsfa_app.domain.outcome import ClockStop, PriorConsultation
from dsfa_app.domain.vocabulary import ApprovalKind, AssessmentState, DpoVote, Role

if TYPE_CHECKING:
    from dsfa_app.domain.structure import Path

YESTERDAY = date(2026, 11, 20)
SUBMITTED = Approval(id="s", kind=ApprovalKind.SUBMISSION, person="Frau Amann", given_on=PAST)
SIGNED = Approval(
    id="c", kind=ApprovalKind.CO_SIGNATURE, person="Herr Cordes", role=Role.IT_SECURITY, given_on=PAST
)
ADVISED = Approval(id="v", kind=ApprovalKind.DPO_STATEMENT, person="Dr. Berg", role=Role.DPO, given_on=PAST)
DECIDED = Approval(
    id="d", kind=ApprovalKind.DECISION, person="Frau Ernst", role=Role.CONTROLLER, given_on=PAST
)
RELEASE = Approval(
    id="r", kind=ApprovalKind.RELEASE, person="Frau Ernst", role=Role.CONTROLLER, given_on=PAST
)


def given(*approvals: Approval) -> tuple[Path, Any]:
    """Return the change that leaves exactly these approvals."""
    return ("approvals",), approvals


def state(reached: AssessmentState) -> tuple[Path, Any]:
    """Return the change to a state."""
    return ("state",), reached


def _consultation(**values: Any) -> tuple[Path, Any]:
    return ("consultation",), PriorConsultation(**values)


def _stop(asked: date | None, provided: date | None) -> tuple[Path, Any]:
    return ("clock_stops",), (ClockStop(id="x", asked_on=asked, provided_on=provided, subject="Vertrag"),)


RELEASED = (given(SUBMITTED, ADVISED, DECIDED, RELEASE), state(AssessmentState.RELEASED))
"""The changes to a version released as it should be."""

_FROM_TODAY = _consultation(requested_on=TODAY, received_on=TODAY)
_LONG_AGO = {"requested_on": date(2026, 9, 1), "received_on": date(2026, 9, 1)}

APPROVALS = (
    Case("submission-stale", but(given(SUBMITTED)), but(given(DECIDED)), stale=("s",)),
    Case("co-signature-stale", but(given(SIGNED)), but(given(SUBMITTED)), stale=("c",)),
    Case("statement-stale", but(given(ADVISED)), but(given(SUBMITTED)), "ist zu erneuern", stale=("v",)),
    Case("decision-stale", but(given(DECIDED)), but(given(ADVISED)), "ist zu erneuern", stale=("d",)),
    Case("release-stale", but(*RELEASED), but(given(DECIDED)), "Freigegeben ist ein früherer", stale=("r",)),
    Case(
        "statement-stale",
        but(given(ADVISED)),
        but(given(ADVISED, Approval(id="w", kind=ApprovalKind.DPO_STATEMENT, person="Dr. Berg"))),
        stale=("v",),
    ),
    Case(
        "release-without-approval",
        but(given(ADVISED, DECIDED), state(AssessmentState.RELEASED)),
        but(*RELEASED),
        "wer sie freigegeben hat",
    ),
    Case(
        "decision-without-approval",
        but(given(ADVISED), state(AssessmentState.DECIDED)),
        but(given(ADVISED, DECIDED), state(AssessmentState.DECIDED)),
    ),
    Case(
        "vote-without-approval",
        but(given(DECIDED), state(AssessmentState.DECIDED)),
        but(given(DECIDED), state(AssessmentState.DECIDED), (("dpo_advice", "vote"), DpoVote.OPEN)),
    ),
    Case(
        "vote-without-approval",
        but(given(SUBMITTED, DECIDED, RELEASE), state(AssessmentState.RELEASED)),
        but(state(AssessmentState.DPO_ADVICE)),
    ),
    Case(
        "approval-by-dpo",
        but(given(Approval(id="d", kind=ApprovalKind.DECISION, person="Frau X", role=Role.DPO))),
        but(given(DECIDED)),
        "Frau X berät",
    ),
    Case(
        "approval-by-dpo",
        but(given(ADVISED, Approval(id="r", kind=ApprovalKind.RELEASE, person="dr.  berg"))),
        but(given(ADVISED, RELEASE)),
    ),
    Case(
        "released-by-author",
        but(given(SUBMITTED, Approval(id="r", kind=ApprovalKind.RELEASE, person="Frau Amann"))),
        but(given(SUBMITTED, RELEASE)),
        "Vier-Augen-Prinzip",
    ),
    Case(
        "approval-incomplete",
        but(given(Approval(id="s", kind=ApprovalKind.SUBMISSION, given_on=PAST))),
        but(given(SUBMITTED)),
    ),
    Case(
        "approval-incomplete",
        but(given(Approval(id="s", kind=ApprovalKind.SUBMISSION, person="Frau Amann"))),
    ),
)

CONSULTATION = (
    Case(
        "consultation-dates",
        but(_consultation(requested_on=TODAY)),
        but(_FROM_TODAY),
        "Der Tag des Eingangs",
    ),
    Case(
        "consultation-dates",
        but(_FROM_TODAY, _stop(TODAY, YESTERDAY)),
        but(_FROM_TODAY, _stop(TODAY, TODAY)),
        "nicht eingerechnet",
    ),
    Case(
        "consultation-dates",
        but(_consultation(**_LONG_AGO, extension_weeks=2)),
        but(_consultation(**_LONG_AGO, extension_weeks=2, extension_notified_on=date(2026, 10, 1))),
        "wann die Aufsichtsbehörde das mitgeteilt hat",
    ),
    Case(
        "reply-before-request",
        but(_consultation(requested_on=TODAY, replied_on=YESTERDAY)),
        but(_consultation(requested_on=YESTERDAY, replied_on=TODAY)),
    ),
    Case(
        "receipt-before-request",
        but(_consultation(requested_on=TODAY, received_on=YESTERDAY)),
        but(_consultation(requested_on=YESTERDAY, received_on=TODAY)),
    ),
    Case(
        "reply-overdue",
        but(_consultation(requested_on=date(2026, 9, 25))),
        but(_consultation(requested_on=date(2026, 9, 26))),
        "ihre Frist endete rechnerisch am Freitag, 20.11.2026",
    ),
    Case(
        "reply-overdue",
        but(_consultation(**_LONG_AGO)),
        but(_consultation(**_LONG_AGO), _stop(date(2026, 9, 8), None)),
    ),
    Case(
        "release-before-reply",
        but(_FROM_TODAY),
        but(_consultation(requested_on=TODAY, received_on=TODAY, replied_on=TODAY)),
    ),
    Case(
        "release-before-reply",
        but(_consultation(**_LONG_AGO), _stop(date(2026, 9, 8), None)),
        but(_consultation(**_LONG_AGO)),
    ),
    Case(
        "consultation-without-request",
        but(state(AssessmentState.PRIOR_CONSULTATION)),
        but(state(AssessmentState.PRIOR_CONSULTATION), _FROM_TODAY),
    ),
)

CASES = (*APPROVALS, *CONSULTATION)
