"""Chapter 9: measures, their state, owners, due dates and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import MeasureState
from dsfa_app.labels import label, labels
from exporters.report.fields import field_text
from exporters.report.model import Block, Column, Explanation, Heading, Section, Table, Term
from exporters.report.wording import NOTHING, german_date, listed, signed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.measure import Evidence, Measure
    from exporters.report.material import ReportMaterial

_COLUMNS = (
    Column("Nr.", 0.5),
    Column("Maßnahme", 5),
    Column("Art und Stand", 1.1),
    Column("Wirkung", 0.9),
    Column("Zuständig und Frist", 1.2),
    Column("Risiken und Plattformen", 1.7),
    Column("Nachweise", 2.6),
)


def effect_text(measure: Measure) -> str:
    """Return by how many steps a measure lowers which axis."""
    if measure.documentary:
        return "dokumentiert, senkt nicht"
    axes = (("Schwere", measure.severity_effect), ("Eintritt", measure.likelihood_effect))
    return listed(f"{name} {signed(steps)}" for name, steps in axes if steps) or "keine Stufe"


def evidence_text(evidence: Evidence) -> str:
    """Return one piece of evidence on one line."""
    digest = f"SHA-256 {evidence.sha256}" if evidence.sha256 else ""
    dated = german_date(evidence.dated) if evidence.dated else ""
    return listed((evidence.title, evidence.location, dated, digest))


def measure_number(measure: Measure) -> str:
    """Return the catalogue's number of a measure, for an own measure its id."""
    return measure.catalogue_id or measure.id


def _described(measure: Measure) -> Term:
    remark = f"Bemerkung: {measure.note}" if measure.note.strip() else ""
    rejected = f"Verworfen, weil: {measure.rejection_reason}" if measure.rejection_reason.strip() else ""
    lines = (text for text in (measure.description, remark, rejected) if text.strip())
    return Term(measure.title or NOTHING, "\n".join(lines))


def _due(measure: Measure) -> str:
    return f"bis {german_date(measure.due_on)}" if measure.due_on else "ohne Frist"


def _row(material: ReportMaterial, measure: Measure) -> tuple[str | Term, ...]:
    where = field_text(material, measure, "platform_ids")
    return (
        measure_number(measure),
        _described(measure),
        f"{label(measure.type)}, {label(measure.state)}",
        effect_text(measure),
        listed((measure.owner, measure.department, _due(measure)), "\n"),
        listed((", ".join(measure.risk_ids), where), "\n"),
        "\n".join(evidence_text(item) for item in measure.evidence) or NOTHING,
    )


def _by_state(material: ReportMaterial) -> Iterator[Block]:
    measures = material.assessment.measures
    if measures:
        counts = {state: sum(item.state is state for item in measures) for state in MeasureState}
        yield Table(
            "Maßnahmen nach Stand",
            tuple(Column(text) for text in labels(MeasureState).values()),
            (tuple(str(counts[state]) for state in MeasureState),),
        )


def build(material: ReportMaterial) -> Section:
    """Return chapter 9."""
    measures = material.assessment.measures
    plan: Block = (
        Table("Maßnahmenplan", _COLUMNS, tuple(_row(material, measure) for measure in measures))
        if measures
        else Explanation("Es sind noch keine Maßnahmen erfasst.")
    )
    blocks = (
        Heading("Stand der Umsetzung"),
        *_by_state(material),
        Heading("Maßnahmenplan"),
        Explanation(
            "„Wirkung“ nennt, um wie viele Stufen die Maßnahme Schwere oder Eintrittswahrscheinlichkeit des "
            "Zusatzrisikos senkt. „Umgesetzt“ ist erst „nachgewiesen“, wenn ein Nachweis vorliegt."
        ),
        plan,
    )
    return Section(
        "9",
        "Maßnahmen",
        ("Art. 25, 32, 35 Abs. 7 Buchst. d DSGVO", "EDSA-Vorlage 2.3 d und e, 4.2 a und c"),
        blocks,
    )
