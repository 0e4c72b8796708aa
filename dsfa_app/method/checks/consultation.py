"""Checks on the prior consultation: its dates, its deadline, and what waits for it (Art. 36 GDPR)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import AssessmentState
from dsfa_app.method.checks.release import RELEASES
from dsfa_app.method.deadlines import DeadlineProblem, named_day, reply_deadline
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dsfa_app.domain.structure import Path
    from dsfa_app.method.findings import Check, Judged

_NORM = "Art.\u00a036 Abs.\u00a02 DSGVO"
_FIELDS: Mapping[DeadlineProblem, Path] = {
    DeadlineProblem.NO_RECEIPT: ("consultation", "received_on"),
    DeadlineProblem.EXTENSION_WITHOUT_NOTICE: ("consultation", "extension_notified_on"),
    DeadlineProblem.EXTENSION_LATE: ("consultation", "extension_notified_on"),
    DeadlineProblem.NOTICE_BEFORE_RECEIPT: ("consultation", "extension_notified_on"),
}
_GAPS = frozenset({DeadlineProblem.NO_RECEIPT, DeadlineProblem.EXTENSION_WITHOUT_NOTICE})


def deadline_can_be_computed(judged: Judged) -> Iterator[Finding]:
    """The dates the authority's time is computed from can all be."""
    assessment = judged.assessment
    deadline = reply_deadline(assessment.consultation, assessment.clock_stops, judged.today)
    for objection in deadline.objections if deadline else ():
        yield Finding(
            check="consultation-dates",
            severity=Severity.WARNING,
            sentence=objection.sentence,
            norm=_NORM,
            topic=Topic.DECISION,
            path=_FIELDS.get(objection.problem) or ("clock_stops", objection.stop_id, "asked_on"),
            gap=objection.problem in _GAPS,
        )


def consultation_is_answered(judged: Judged) -> Iterator[Finding]:
    """The authority answers after the request and within its time."""
    assessment = judged.assessment
    consultation = assessment.consultation
    asked, answered = consultation.requested_on, consultation.replied_on
    if asked is not None and answered is not None and answered < asked:
        yield Finding(
            check="reply-before-request",
            severity=Severity.WARNING,
            sentence=f"Die Antwort der Aufsichtsbehörde vom {answered:%d.%m.%Y} liegt vor der Anfrage vom "
            f"{asked:%d.%m.%Y}.",
            norm=_NORM,
            topic=Topic.DECISION,
            path=("consultation", "replied_on"),
        )
    received = consultation.received_on
    if asked is not None and received is not None and received < asked:
        yield Finding(
            check="receipt-before-request",
            severity=Severity.WARNING,
            sentence=f"Das Ersuchen soll am {received:%d.%m.%Y} eingegangen sein, beantragt wurde die "
            f"Konsultation erst am {asked:%d.%m.%Y}.",
            norm=_NORM,
            topic=Topic.DECISION,
            path=("consultation", "received_on"),
        )
    deadline = reply_deadline(consultation, assessment.clock_stops, judged.today)
    if answered is None and deadline and deadline.ends_on and deadline.ends_on < judged.today:
        yield Finding(
            check="reply-overdue",
            severity=Severity.NOTE,
            sentence="Eine Antwort der Aufsichtsbehörde ist nicht eingetragen; ihre Frist endete rechnerisch "
            f"am {named_day(deadline.ends_on)}.",
            norm=_NORM,
            topic=Topic.DECISION,
            path=("consultation", "replied_on"),
        )


def authority_is_awaited(judged: Judged) -> Iterator[Finding]:
    """A release does not come while the authority still has time to answer."""
    assessment = judged.assessment
    consultation = assessment.consultation
    deadline = reply_deadline(consultation, assessment.clock_stops, judged.today)
    if assessment.decision.outcome not in RELEASES or deadline is None or consultation.replied_on is not None:
        return
    if deadline.ends_on is None or deadline.ends_on >= judged.today:
        yield Finding(
            check="release-before-reply",
            severity=Severity.ERROR,
            sentence="Freigegeben werden soll, während die Aufsichtsbehörde noch nicht geantwortet hat und "
            "ihre Frist noch läuft.",
            norm="Art.\u00a036 Abs.\u00a01 und 2 DSGVO",
            topic=Topic.DECISION,
            path=("decision", "outcome"),
        )


def consultation_is_under_way(judged: Judged) -> Iterator[Finding]:
    """In the state „vorherige Konsultation“ somebody has asked the authority."""
    assessment = judged.assessment
    consults = assessment.state is AssessmentState.PRIOR_CONSULTATION
    if consults and assessment.consultation.requested_on is None:
        yield Finding(
            check="consultation-without-request",
            severity=Severity.ERROR,
            sentence="Die DSFA steht in der Konsultation, der Tag der Anfrage an die Aufsichtsbehörde fehlt.",
            norm="Art.\u00a036 Abs.\u00a01 DSGVO",
            topic=Topic.DECISION,
            path=("consultation", "requested_on"),
            gap=True,
        )


CHECKS: tuple[Check, ...] = (
    deadline_can_be_computed,
    consultation_is_answered,
    authority_is_awaited,
    consultation_is_under_way,
)
