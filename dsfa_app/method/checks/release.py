"""Checks on what a decision carries: persons, conditions, acceptance, consultation (Art. 24, 36, 38 GDPR)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import (
    AssessmentState,
    ChannelState,
    DecisionOutcome,
    DpoVote,
    InvolvementKind,
)
from dsfa_app.method.checks.wording import counted, same_person
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.method.findings import Check, Judged

RELEASES = frozenset({DecisionOutcome.RELEASE, DecisionOutcome.RELEASE_WITH_CONDITIONS})
"""Outcomes after which the processing may go on."""


def decision_names_who_and_when(judged: Judged) -> Iterator[Finding]:
    """A decision has a date and somebody who took it."""
    decision = judged.assessment.decision
    if decision.outcome is DecisionOutcome.OPEN:
        return
    if decision.decided_on is None:
        yield Finding(
            check="decision-without-date",
            severity=Severity.ERROR,
            sentence="Das Datum der Entscheidung fehlt.",
            norm="Art. 5 Abs. 2 DSGVO",
            topic=Topic.DECISION,
            path=("decision", "decided_on"),
            gap=True,
        )
    if not decision.decided_by.strip():
        yield Finding(
            check="decision-without-name",
            severity=Severity.ERROR,
            sentence="Wer entschieden hat, fehlt.",
            norm="Art. 24 Abs. 1 DSGVO",
            topic=Topic.DECISION,
            path=("decision", "decided_by"),
            gap=True,
        )


def _takes_part(judged: Judged, name: str, involvement: InvolvementKind) -> bool:
    return any(
        person.involvement is involvement and same_person(person.name, name)
        for person in judged.assessment.participants
    )


def nobody_decides_alone(judged: Judged) -> Iterator[Finding]:
    """The data protection officer advises and never decides; who wrote does not release (four eyes)."""
    assessment = judged.assessment
    makers = [
        person.name
        for person in assessment.participants
        if person.involvement is InvolvementKind.DECISION_MAKER
    ]
    deciding = [name for name in (assessment.decision.decided_by, *makers) if name.strip()]
    advisers = assessment.dpo_advice.given_by
    for name in dict.fromkeys(" ".join(name.split()) for name in deciding):
        if same_person(name, advisers) or _takes_part(judged, name, InvolvementKind.DPO):
            yield Finding(
                check="dpo-decides",
                severity=Severity.ERROR,
                sentence=f"{name} berät als Datenschutzbeauftragte oder Datenschutzbeauftragter und "
                "kann deshalb nicht entscheiden.",
                norm="Art. 38 Abs. 6 DSGVO",
                topic=Topic.DECISION,
                path=("decision", "decided_by"),
            )
        if _takes_part(judged, name, InvolvementKind.AUTHOR):
            yield Finding(
                check="author-decides",
                severity=Severity.ERROR,
                sentence=f"{name} hat die DSFA erstellt und soll auch entscheiden; das "
                "Vier-Augen-Prinzip verlangt eine zweite Person.",
                norm="Art. 24 Abs. 1 und Art. 5 Abs. 2 DSGVO",
                topic=Topic.DECISION,
                path=("decision", "decided_by"),
            )


def conditions_fit_the_outcome(judged: Judged) -> Iterator[Finding]:
    """Conditions belong to a conditional release, have an owner and a date, and keep the officer's."""
    assessment = judged.assessment
    outcome, advice = assessment.decision.outcome, assessment.dpo_advice
    unconditional = outcome is DecisionOutcome.RELEASE
    if unconditional and assessment.conditions:
        yield Finding(
            check="conditions-with-plain-release",
            severity=Severity.WARNING,
            sentence="Auflagen sind genannt, die Freigabe ergeht aber ohne Auflagen.",
            norm="Art. 35 Abs. 7 Buchst. d DSGVO",
            topic=Topic.DECISION,
            path=("decision", "outcome"),
        )
    wanted = advice.vote is DpoVote.APPROVAL_WITH_CONDITIONS
    if unconditional and wanted and not advice.deviation_reason.strip():
        yield Finding(
            check="dpo-conditions-dropped",
            severity=Severity.ERROR,
            sentence="Die oder der Datenschutzbeauftragte stimmt nur mit Auflagen zu, freigegeben ist ohne "
            "Auflagen; die Begründung der Abweichung fehlt.",
            norm="Art. 35 Abs. 2 und Art. 5 Abs. 2 DSGVO",
            topic=Topic.CONSULTATION,
            path=("dpo_advice", "deviation_reason"),
            gap=True,
        )
    for condition in assessment.conditions:
        if condition.closed_on is None and (condition.due_on is None or not condition.owner.strip()):
            yield Finding(
                check="condition-incomplete",
                severity=Severity.WARNING,
                sentence=f"Die Auflage „{condition.text.strip() or 'ohne Text'}“ hat noch keinen Termin oder "
                "niemanden, der für sie zuständig ist.",
                norm="Art. 35 Abs. 7 Buchst. d DSGVO",
                topic=Topic.DECISION,
                path=("conditions", condition.id, "owner" if condition.due_on else "due_on"),
                gap=True,
            )


def residual_risks_are_accepted(judged: Judged) -> Iterator[Finding]:
    """A high residual risk is released only after consultation and with a reason."""
    assessment = judged.assessment
    outcome = assessment.decision.outcome
    high = [item.rating for item in judged.results if judged.profile.is_high(item.highest_planned_level)]
    if outcome in RELEASES and high and assessment.consultation.requested_on is None:
        yield Finding(
            check="release-before-consultation",
            severity=Severity.ERROR,
            sentence="Freigegeben ist trotz eines hohen Restrisikos, ohne die Aufsichtsbehörde vorher zu "
            "konsultieren.",
            norm="Art. 36 Abs. 1 DSGVO",
            topic=Topic.DECISION,
            path=("decision", "outcome"),
        )
    for rating in high:
        if outcome in RELEASES and not rating.acceptance_reason.strip():
            title = f"{judged.risk_title(rating.risk_id)} auf {judged.platform_name(rating.platform_id)}"
            yield Finding(
                check="high-residual-without-acceptance",
                severity=Severity.ERROR,
                sentence=f"Das hohe Restrisiko {title} ist mit der Freigabe hingenommen, die "
                "Begründung fehlt.",
                norm="Art. 5 Abs. 2 und Art. 24 Abs. 1 DSGVO",
                topic=Topic.RESIDUAL,
                path=("ratings", rating.id, "acceptance_reason"),
                gap=True,
            )
    accepted = [rating for rating in assessment.ratings if rating.acceptance_reason.strip()]
    if accepted and outcome not in RELEASES:
        what = counted(len(accepted), "ein Risiko ist", "Risiken ist")
        yield Finding(
            check="accepted-without-decision",
            severity=Severity.WARNING,
            sentence=f"Für {what} begründet, warum das Restrisiko hingenommen wird; eine Freigabe gibt es "
            "dazu nicht.",
            norm="Art. 24 Abs. 1 DSGVO",
            topic=Topic.RESIDUAL,
            path=("ratings", accepted[0].id, "acceptance_reason"),
        )


def outcome_is_carried_out(judged: Judged) -> Iterator[Finding]:
    """A rejected processing ends, a referred one goes to the authority."""
    assessment = judged.assessment
    outcome = assessment.decision.outcome
    active = [item for item in assessment.channels if item.state is ChannelState.ACTIVE]
    if outcome is DecisionOutcome.REJECTION and active:
        what = counted(len(active), "ein Kanal ist", "Kanäle sind")
        yield Finding(
            check="rejected-but-in-use",
            severity=Severity.WARNING,
            sentence=f"Die Verarbeitung ist abgelehnt, {what} aber noch in Betrieb.",
            norm="Art. 24 Abs. 1 DSGVO",
            topic=Topic.CHANNELS,
            path=("channels", active[0].id, "state"),
        )
    if outcome is DecisionOutcome.REFERRAL and assessment.consultation.requested_on is None:
        yield Finding(
            check="referral-without-request",
            severity=Severity.ERROR,
            sentence="Entschieden ist die Vorlage an die Aufsichtsbehörde, der Tag der Anfrage fehlt.",
            norm="Art. 36 Abs. 1 DSGVO",
            topic=Topic.DECISION,
            path=("consultation", "requested_on"),
            gap=True,
        )


_WITHOUT_ASSESSMENT = frozenset({Topic.OCCASION, Topic.THRESHOLD, Topic.DECISION})
"""Pages that count where the threshold analysis ends without an assessment."""
_ADVICE_MISSING = "dpo-advice-missing"


def blocking_errors(assessment: Assessment, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the errors that stand in the way of a release.

    Where no assessment is required only its reasons count, and the data protection officer's note.
    """
    errors = tuple(item for item in found if item.severity is Severity.ERROR)
    if assessment.decision.outcome is not DecisionOutcome.NO_ASSESSMENT_REQUIRED:
        return errors
    return tuple(
        item for item in errors if item.topic in _WITHOUT_ASSESSMENT or item.check == _ADVICE_MISSING
    )


def errors_block_release(judged: Judged, found: Iterable[Finding]) -> Iterator[Finding]:
    """Say on the decision page how many errors stand in the way; ``found`` are all other findings."""
    errors = len(blocking_errors(judged.assessment, found))
    if not errors:
        return
    open_errors = "ist noch ein Fehler" if errors == 1 else f"sind noch {errors} Fehler"
    if judged.assessment.state is AssessmentState.RELEASED:
        yield Finding(
            check="release-despite-errors",
            severity=Severity.ERROR,
            sentence=f"Die DSFA gilt als freigegeben, dabei {open_errors} zu beheben.",
            norm="Art. 24 Abs. 1 und Art. 5 Abs. 2 DSGVO",
            topic=Topic.DECISION,
            path=("approvals",),
        )
    else:
        yield Finding(
            check="release-blocked",
            severity=Severity.NOTE,
            sentence=f"Vor der Freigabe {open_errors} zu beheben.",
            norm="Art. 24 Abs. 1 und Art. 5 Abs. 2 DSGVO",
            topic=Topic.DECISION,
            path=("approvals",),
            gap=True,
        )


CHECKS: tuple[Check, ...] = (
    decision_names_who_and_when,
    nobody_decides_alone,
    conditions_fit_the_outcome,
    residual_risks_are_accepted,
    outcome_is_carried_out,
)
