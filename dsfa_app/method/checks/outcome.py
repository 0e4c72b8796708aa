"""Checks on advice, views, decision and signatures (Art. 35(2), (9), 36, 38(6) GDPR)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import DecisionOutcome, DpoVote, ViewsSought
from dsfa_app.method.checks.release import RELEASES
from dsfa_app.method.findings import Finding, Severity, Topic
from dsfa_app.method.threshold import ThresholdOutcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.method.findings import Check, Judged


def dpo_was_asked(judged: Judged) -> Iterator[Finding]:
    """The advice of the data protection officer is sought; a deviation needs a reason."""
    advice = judged.assessment.dpo_advice
    if advice.vote is DpoVote.OPEN or not advice.statement.strip():
        yield Finding(
            check="dpo-advice-missing",
            severity=Severity.ERROR,
            sentence="Der Rat der oder des Datenschutzbeauftragten steht noch aus.",
            norm="Art. 35 Abs. 2 DSGVO",
            topic=Topic.CONSULTATION,
            path=("dpo_advice", "statement"),
            gap=True,
        )
    released = judged.assessment.decision.outcome in RELEASES
    if advice.vote is DpoVote.OBJECTION and released and not advice.deviation_reason.strip():
        yield Finding(
            check="deviation-without-reason",
            severity=Severity.ERROR,
            sentence="Die Entscheidung weicht vom Rat der oder des Datenschutzbeauftragten ab, "
            "die Begründung fehlt.",
            norm="Art. 35 Abs. 2 und Art. 5 Abs. 2 DSGVO",
            topic=Topic.CONSULTATION,
            path=("dpo_advice", "deviation_reason"),
            gap=True,
        )


def views_were_sought(judged: Judged) -> Iterator[Finding]:
    """The views of data subjects are sought, or it says why not."""
    views = judged.assessment.views
    if views.sought is ViewsSought.OPEN:
        yield Finding(
            check="views-open",
            severity=Severity.ERROR,
            sentence="Es ist noch offen, ob der Standpunkt der betroffenen Personen eingeholt wird.",
            norm="Art. 35 Abs. 9 DSGVO",
            topic=Topic.CONSULTATION,
            path=("views", "sought"),
            gap=True,
        )
    if views.sought is ViewsSought.SOUGHT and not views.method.strip():
        yield Finding(
            check="views-without-method",
            severity=Severity.ERROR,
            sentence="Wie der Standpunkt der betroffenen Personen eingeholt wurde, fehlt.",
            norm="Art.\u00a035 Abs.\u00a09 DSGVO",
            topic=Topic.CONSULTATION,
            path=("views", "method"),
            gap=True,
        )
    reason_missing = views.sought is ViewsSought.NOT_SOUGHT and not views.reason_not_sought.strip()
    result_missing = views.sought is ViewsSought.SOUGHT and not views.result.strip()
    if reason_missing or result_missing:
        yield Finding(
            check="views-without-reason",
            severity=Severity.ERROR,
            sentence="Warum der Standpunkt der betroffenen Personen nicht eingeholt wurde, fehlt."
            if reason_missing
            else "Was die betroffenen Personen gesagt haben, fehlt.",
            norm="Art. 35 Abs. 9 DSGVO",
            topic=Topic.CONSULTATION,
            path=("views", "reason_not_sought" if reason_missing else "result"),
            gap=True,
        )


def decision_is_taken(judged: Judged) -> Iterator[Finding]:
    """The controller decides and says why; conditions are named where they are announced."""
    decision = judged.assessment.decision
    if decision.outcome is DecisionOutcome.OPEN:
        yield Finding(
            check="decision-open",
            severity=Severity.ERROR,
            sentence="Die Entscheidung des Verantwortlichen steht noch aus.",
            norm="Art. 24 Abs. 1 und Art. 35 DSGVO",
            topic=Topic.DECISION,
            path=("decision", "outcome"),
            gap=True,
        )
    elif not decision.reason.strip():
        yield Finding(
            check="decision-without-reason",
            severity=Severity.ERROR,
            sentence="Die Entscheidung ist nicht begründet.",
            norm="Art. 5 Abs. 2 DSGVO",
            topic=Topic.DECISION,
            path=("decision", "reason"),
            gap=True,
        )
    conditional = decision.outcome is DecisionOutcome.RELEASE_WITH_CONDITIONS
    if conditional and not judged.assessment.conditions:
        yield Finding(
            check="conditions-missing",
            severity=Severity.ERROR,
            sentence="Die Freigabe ergeht mit Auflagen, es ist aber keine Auflage genannt.",
            norm="Art. 35 Abs. 7 Buchst. d DSGVO",
            topic=Topic.DECISION,
            path=("conditions",),
            gap=True,
        )


def decision_fits_threshold(judged: Judged) -> Iterator[Finding]:
    """„No assessment required“ cannot be decided against the threshold analysis."""
    waived = judged.assessment.decision.outcome is DecisionOutcome.NO_ASSESSMENT_REQUIRED
    if waived and judged.threshold.outcome is ThresholdOutcome.REQUIRED:
        yield Finding(
            check="decision-against-threshold",
            severity=Severity.ERROR,
            sentence="Entschieden ist, dass keine DSFA erforderlich ist; nach der Schwellwertanalyse ist "
            "sie es aber.",
            norm="Art. 35 Abs. 1 und 3 DSGVO",
            topic=Topic.DECISION,
            path=("decision", "outcome"),
        )


def signers_are_named(judged: Judged) -> Iterator[Finding]:
    """Whoever is to sign stands in the document before it is signed."""
    if not judged.assessment.expected_signers:
        yield Finding(
            check="signers-missing",
            severity=Severity.WARNING,
            sentence="Es ist noch nicht festgelegt, wer das Dokument unterzeichnen soll.",
            norm="Art. 5 Abs. 2 DSGVO",
            topic=Topic.DECISION,
            path=("expected_signers",),
            gap=True,
        )


CHECKS: tuple[Check, ...] = (
    dpo_was_asked,
    views_were_sought,
    decision_is_taken,
    decision_fits_threshold,
    signers_are_named,
)
