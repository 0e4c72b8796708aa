"""Checks on the measures (Art. 35(7)(d), 32 GDPR)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import MeasureState
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.measure import Measure
    from dsfa_app.method.findings import Check, Judged


def _called(measure: Measure) -> str:
    return f"Maßnahme „{measure.title}“" if measure.title.strip() else "Maßnahme ohne Titel"


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
                severity=Severity.WARNING,
                sentence=f"Für die geplante {_called(measure)} ist niemand zuständig.",
                norm="Art. 35 Abs. 7 Buchst. d DSGVO",
                topic=Topic.MEASURES,
                path=("measures", measure.id, "owner"),
                gap=True,
            )
        if measure.due_on is None:
            yield Finding(
                check="measure-without-date",
                severity=Severity.WARNING,
                sentence=f"Die geplante {_called(measure)} hat noch keinen Termin.",
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
                sentence=f"Die {_called(measure)} gilt als nachgewiesen, "
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
                sentence=f"Die {_called(measure)} ist verworfen, die Begründung fehlt.",
                norm="Art. 5 Abs. 2 DSGVO",
                topic=Topic.MEASURES,
                path=("measures", measure.id, "rejection_reason"),
                gap=True,
            )


CHECKS: tuple[Check, ...] = (measures_are_planned, proof_has_evidence, rejection_has_a_reason)
