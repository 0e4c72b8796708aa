"""Checks on the measures (Art. 35(7)(d), 32 GDPR)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import DecisionOutcome, MeasureState
from dsfa_app.method.checks.wording import counted, measure_name
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.method.findings import Check, Judged


def measures_are_planned(judged: Judged) -> Iterator[Finding]:
    """There are measures, and each planned one has somebody responsible and a date."""
    if not judged.assessment.measures:
        yield Finding(
            check="measures-missing",
            severity=Severity.ERROR,
            sentence="Es ist noch keine Maßnahme vorgesehen.",
            norm="Art. 35 Abs. 7 Buchst. d DSGVO",
            topic=Topic.MEASURES,
            path=("measures",),
            gap=True,
        )
    for measure in judged.assessment.measures:
        if measure.state is not MeasureState.PLANNED:
            continue
        if not (measure.owner.strip() or measure.department.strip()):
            yield Finding(
                check="measure-without-owner",
                severity=Severity.ERROR,
                sentence=f"Für die geplante {measure_name(measure)} ist niemand zuständig.",
                norm="Art. 35 Abs. 7 Buchst. d DSGVO",
                topic=Topic.MEASURES,
                path=("measures", measure.id, "owner"),
                gap=True,
            )
        if measure.due_on is None:
            yield Finding(
                check="measure-without-date",
                severity=Severity.ERROR,
                sentence=f"Die geplante {measure_name(measure)} hat noch keinen Termin.",
                norm="Art. 35 Abs. 7 Buchst. d DSGVO",
                topic=Topic.MEASURES,
                path=("measures", measure.id, "due_on"),
                gap=True,
            )


def proof_has_evidence(judged: Judged) -> Iterator[Finding]:
    """Proven means that something proves it."""
    for measure in judged.assessment.measures:
        if measure.state is MeasureState.PROVEN and not measure.evidence:
            yield Finding(
                check="proven-without-evidence",
                severity=Severity.ERROR,
                sentence=f"Die {measure_name(measure)} gilt als nachgewiesen, "
                "ein Nachweis ist aber nicht erfasst.",
                norm="Art. 5 Abs. 2 DSGVO",
                topic=Topic.MEASURES,
                path=("measures", measure.id, "evidence"),
            )


def rejection_has_a_reason(judged: Judged) -> Iterator[Finding]:
    """A rejected measure says why."""
    for measure in judged.assessment.measures:
        if measure.state is MeasureState.REJECTED and not measure.rejection_reason.strip():
            yield Finding(
                check="rejection-without-reason",
                severity=Severity.ERROR,
                sentence=f"Die {measure_name(measure)} ist verworfen, die Begründung fehlt.",
                norm="Art. 5 Abs. 2 DSGVO",
                topic=Topic.MEASURES,
                path=("measures", measure.id, "rejection_reason"),
                gap=True,
            )


_DIGEST = re.compile(r"[0-9a-fA-F]{64}")
_NOT_IN_PLACE = {
    MeasureState.PROPOSED: "nur vorgeschlagen",
    MeasureState.PLANNED: "erst geplant",
    MeasureState.REJECTED: "verworfen",
}


def dates_are_kept(judged: Judged) -> Iterator[Finding]:
    """A planned measure is done by its date, or gets a new one."""
    for measure in judged.assessment.measures:
        due = measure.due_on
        if measure.state is MeasureState.PLANNED and due is not None and due < judged.today:
            yield Finding(
                check="measure-overdue",
                severity=Severity.WARNING,
                sentence=f"Die geplante {measure_name(measure)} ist seit {due:%d.%m.%Y} fällig.",
                norm="Art. 35 Abs. 7 Buchst. d und Abs. 11 DSGVO",
                topic=Topic.MEASURES,
                path=("measures", measure.id, "due_on"),
            )


def evidence_holds(judged: Judged) -> Iterator[Finding]:
    """Evidence says where it is and of when, and belongs to a measure that is in place."""
    for measure in judged.assessment.measures:
        if not measure.evidence:
            continue
        name = measure_name(measure)
        if all(not (item.title.strip() or item.location.strip()) for item in measure.evidence):
            yield Finding(
                check="evidence-empty",
                severity=Severity.WARNING,
                sentence=f"Der Nachweis zur {name} nennt weder einen Titel noch einen Fundort.",
                norm="Art. 5 Abs. 2 DSGVO",
                topic=Topic.MEASURES,
                path=("measures", measure.id, "evidence"),
                gap=True,
            )
        if measure.state is MeasureState.PROVEN and all(item.dated is None for item in measure.evidence):
            yield Finding(
                check="evidence-without-date",
                severity=Severity.WARNING,
                sentence=f"Die {name} gilt als nachgewiesen, kein Nachweis trägt aber ein Datum.",
                norm="Art. 5 Abs. 2 DSGVO",
                topic=Topic.MEASURES,
                path=("measures", measure.id, "evidence"),
                gap=True,
            )
        if measure.state in _NOT_IN_PLACE:
            yield Finding(
                check="evidence-against-state",
                severity=Severity.WARNING,
                sentence=f"Zur {name} ist ein Nachweis erfasst, sie ist aber {_NOT_IN_PLACE[measure.state]}.",
                norm="Art. 5 Abs. 2 DSGVO",
                topic=Topic.MEASURES,
                path=("measures", measure.id, "state"),
            )


def evidence_can_be_compared(judged: Judged) -> Iterator[Finding]:
    """A fingerprint that is none cannot show that a file is unchanged."""
    for measure in judged.assessment.measures:
        for item in measure.evidence:
            if item.sha256.strip() and not _DIGEST.fullmatch(item.sha256.strip()):
                yield Finding(
                    check="evidence-digest-malformed",
                    severity=Severity.WARNING,
                    sentence=f"Die Prüfsumme eines Nachweises zur {measure_name(measure)} ist keine "
                    "SHA-256-Prüfsumme.",
                    norm="Art.\u00a05 Abs.\u00a02 DSGVO",
                    topic=Topic.MEASURES,
                    path=("measures", measure.id, "evidence", item.id, "sha256"),
                )


def what_is_done_gets_proven(judged: Judged) -> Iterator[Finding]:
    """What is implemented but not proven does not count for the proven residual risk."""
    waiting = [
        item
        for item in judged.assessment.measures
        if item.state is MeasureState.IMPLEMENTED and not item.documentary and not item.evidence
    ]
    if waiting:
        what = counted(len(waiting), "Eine Maßnahme ist", "Maßnahmen sind")
        counts = "zählt" if len(waiting) == 1 else "zählen"
        first = "" if len(waiting) == 1 else "zuerst: "
        yield Finding(
            check="implemented-without-evidence",
            severity=Severity.NOTE,
            sentence=f"{what} umgesetzt, aber ohne Nachweis, und {counts} beim nachgewiesenen Restrisiko "
            f"nicht mit ({first}{measure_name(waiting[0])}).",
            norm="Art.\u00a05 Abs.\u00a02 DSGVO",
            topic=Topic.MEASURES,
            path=("measures", waiting[0].id, "evidence"),
            gap=True,
        )


def effects_are_explained(judged: Judged) -> Iterator[Finding]:
    """A measure that lowers a risk says how; one that only documents lowers nothing."""
    for measure in judged.assessment.measures:
        if measure.state is MeasureState.REJECTED:
            continue
        lowers = bool(measure.severity_effect or measure.likelihood_effect)
        if measure.documentary and lowers:
            yield Finding(
                check="documentary-with-effect",
                severity=Severity.WARNING,
                sentence=f"Die {measure_name(measure)} dokumentiert nur, trägt aber eine Wirkung; "
                "diese wird nicht gerechnet.",
                norm="Art. 35 Abs. 7 Buchst. d DSGVO",
                topic=Topic.MEASURES,
                path=("measures", measure.id, "documentary"),
            )
        elif lowers and not (measure.description.strip() or measure.note.strip()):
            yield Finding(
                check="effect-without-description",
                severity=Severity.WARNING,
                sentence=f"Die {measure_name(measure)} soll ein Risiko senken, wie sie wirkt, steht aber "
                "nicht da.",
                norm="Art. 35 Abs. 7 Buchst. d DSGVO",
                topic=Topic.MEASURES,
                path=("measures", measure.id, "description"),
                gap=True,
            )
        elif not lowers and not measure.documentary:
            yield Finding(
                check="measure-without-effect",
                severity=Severity.NOTE,
                sentence=f"Die {measure_name(measure)} senkt kein Risiko, gilt aber nicht als bloß "
                "dokumentierend.",
                norm="Art. 35 Abs. 7 Buchst. d DSGVO",
                topic=Topic.MEASURES,
                path=("measures", measure.id, "likelihood_effect"),
            )


def measures_serve_a_risk(judged: Judged) -> Iterator[Finding]:
    """A measure that reaches no risk on a covered platform protects nobody."""
    at_work = {measure.id for item in judged.results for measure in item.measures}
    for measure in judged.assessment.measures:
        if measure.state in (MeasureState.PROPOSED, MeasureState.REJECTED) or measure.id in at_work:
            continue
        lacks = "keinem Risiko" if not measure.risk_ids else "keinem Risiko auf einer erfassten Plattform"
        yield Finding(
            check="measure-without-target",
            severity=Severity.WARNING,
            sentence=f"Die {measure_name(measure)} dient {lacks}.",
            norm="Art. 35 Abs. 7 Buchst. d DSGVO",
            topic=Topic.MEASURES,
            path=("measures", measure.id, "risk_ids"),
        )


def proposals_are_decided(judged: Judged) -> Iterator[Finding]:
    """Whoever decides about the processing decides about the measures proposed for it."""
    proposed = [item for item in judged.assessment.measures if item.state is MeasureState.PROPOSED]
    if proposed and judged.assessment.decision.outcome is not DecisionOutcome.OPEN:
        what = counted(len(proposed), "Eine Maßnahme ist", "Maßnahmen sind")
        first = "" if len(proposed) == 1 else "zuerst: "
        yield Finding(
            check="proposals-undecided",
            severity=Severity.WARNING,
            sentence=f"{what} noch vorgeschlagen, obwohl entschieden ist "
            f"({first}{measure_name(proposed[0])}).",
            norm="Art. 35 Abs. 7 Buchst. d DSGVO",
            topic=Topic.MEASURES,
            path=("measures", proposed[0].id, "state"),
        )


CHECKS: tuple[Check, ...] = (
    measures_are_planned,
    proof_has_evidence,
    rejection_has_a_reason,
    dates_are_kept,
    evidence_holds,
    evidence_can_be_compared,
    what_is_done_gets_proven,
    effects_are_explained,
    measures_serve_a_risk,
    proposals_are_decided,
)
