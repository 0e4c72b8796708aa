"""The public version: what people outside are told, with nothing in it that does not belong there.

The LfDI BW expects concept and evaluation of public bodies to be published (guideline of February 2020); a
summary of the assessment is good practice (WP 248 rev. 01, III.D). Only fields meant for the public are
printed: no names of persons, no technical measures, no comments, no open findings, no embedded data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.necessity import Alternative, RightsProcedure
from dsfa_app.domain.presence import Channel, PlatformUse
from dsfa_app.domain.processing import DataCategory, Purpose, Recipient
from dsfa_app.domain.responsibility import JointArrangement, Transfer
from dsfa_app.domain.vocabulary import DecisionOutcome, MeasureState, MeasureType
from dsfa_app.labels import label
from dsfa_app.method.evaluation import EVALUATED, is_proposal
from dsfa_app.method.residual import overall
from exporters.report.build import identity_of, numbered
from exporters.report.evaluation import latest_evaluation
from exporters.report.fields import Fields, facts_about, table_about
from exporters.report.model import (
    Bullets,
    Column,
    Explanation,
    Fact,
    Facts,
    Heading,
    Report,
    Section,
    Table,
)
from exporters.report.wording import NO_VALUE, counted, german_date, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.review import Evaluation
    from exporters.report.material import ReportMaterial
    from exporters.report.model import Block

_KIND = "Öffentliche Fassung der Datenschutz-Folgenabschätzung"
_ASSESSMENT = "Art.\u00a035 DSGVO"
_INFORMATION = "Art.\u00a013 und 14 DSGVO"
_DISCLAIMER = (
    "Diese Fassung fasst die Datenschutz-Folgenabschätzung für die Öffentlichkeit zusammen. Sie stellt nicht "
    "fest, dass eine Verarbeitung rechtmäßig ist."
)
_SHOWN = frozenset({MeasureState.PLANNED, MeasureState.IMPLEMENTED, MeasureState.PROVEN})


def _subject(material: ReportMaterial) -> Iterator[Block]:
    assessment = material.assessment
    decision = assessment.decision
    decided = label(decision.outcome)
    if decision.outcome is not DecisionOutcome.OPEN and decision.decided_on is not None:
        decided += f", {german_date(decision.decided_on)}"
    yield Facts(
        (
            Fact("Verantwortlich", assessment.controller.name or NO_VALUE, "Art.\u00a04 Nr.\u00a07 DSGVO"),
            Fact("Kontakt zum Datenschutz", assessment.controller.dpo_contact or NO_VALUE, _INFORMATION),
            Fact("Ergebnis der Schwellwertanalyse", label(material.threshold.outcome)),
            Fact("Entscheidung", decided),
            Fact("Nächste Überprüfung", german_date(assessment.review.due_on) or NO_VALUE),
        )
    )
    yield table_about(
        material, "Zwecke", assessment.purposes, Purpose,
        Fields("title", 1.5), Fields("description", 3),
    )  # fmt: skip


def _presence(material: ReportMaterial) -> Iterator[Block]:
    assessment = material.assessment
    yield table_about(
        material, "Plattformen", assessment.platforms, PlatformUse,
        Fields("name", 1), Fields("purpose", 3), Fields("target_group", 2),
    )  # fmt: skip
    used = [channel for channel in assessment.channels if channel.is_in_use]
    yield table_about(
        material, "Unsere Kanäle", used, Channel,
        Fields("name", 2, bare=("url",), named=True), Fields("platform_id", 1), Fields("department", 1.5),
    )  # fmt: skip


def _data(material: ReportMaterial) -> Iterator[Block]:
    assessment = material.assessment
    yield table_about(
        material, "Daten", assessment.data_categories, DataCategory,
        Fields("name", 1.5), Fields("description", 3),
    )  # fmt: skip
    yield table_about(
        material, "Empfänger", assessment.recipients, Recipient,
        Fields("name", 1.5), Fields("purpose", 2.5), Fields("data", 2.5),
    )  # fmt: skip
    yield table_about(
        material, "Übermittlung in Drittländer", assessment.transfers, Transfer,
        Fields("platform_id", 1), Fields("recipient", 1.5, bare=("country",)), Fields("mechanism", 1.5),
    )  # fmt: skip
    yield table_about(
        material, "Vereinbarungen mit den Betreibern", assessment.joint_arrangements, JointArrangement,
        Fields("platform_id", 1), Fields("title", 2, bare=("url",), named=True), Fields("state", 1),
    )  # fmt: skip


def _risks(material: ReportMaterial) -> Iterator[Block]:
    yield Explanation(
        "Das Grundrisiko besteht auf der Plattform auch ohne unsere Kanäle. Das Restrisiko kommt durch "
        "unsere Kanäle hinzu, wenn die geplanten Maßnahmen wirken. Gezeigt ist jeweils die höchste Stufe."
    )
    rows = []
    for use in material.assessment.platforms:
        highest = overall(material.results_on(use.id))
        rows.append(
            (
                material.name_of(use),
                material.level(highest.baseline_level),
                material.level(highest.planned_level),
                "ja" if highest.open_count else "nein",
            )
        )
    columns = (
        Column("Plattform", 2),
        Column("Grundrisiko der Plattform", 1.2),
        Column("Restrisiko geplant", 1.2),
        Column("Bewertung noch unvollständig", 1.2),
    )
    if rows:
        yield Table("Risiken für die Rechte und Freiheiten der Menschen", columns, tuple(rows))
    yield Heading("Was wir tun")
    measures = [item for item in material.assessment.measures if item.state in _SHOWN and item.title.strip()]
    told = [item for item in measures if item.type is not MeasureType.TECHNICAL]
    yield Bullets(tuple(f"{item.title.strip()} ({label(item.state)})" for item in told) or (NO_VALUE,))
    kept = len(measures) - len(told)
    if kept:
        number = counted(kept, "technische Maßnahme", "technische Maßnahmen")
        yield Explanation(f"Dazu: {number}, aus Gründen der Sicherheit hier ohne Einzelheiten.")


def _rights(material: ReportMaterial) -> Iterator[Block]:
    assessment = material.assessment
    yield table_about(
        material, "Andere Wege ohne die Plattformen", assessment.alternatives, Alternative,
        Fields("name", 1.5, bare=("url",), named=True), Fields("description", 3),
    )  # fmt: skip
    yield facts_about(material, assessment.transparency, "notices", "rights_contact", "platform_requests")
    yield table_about(
        material, "Ihre Rechte", assessment.rights_procedures, RightsProcedure,
        Fields("right", 1.5), Fields("side", 1.2), Fields("deadline", 1),
    )  # fmt: skip


def _evaluation(material: ReportMaterial, evaluation: Evaluation) -> Iterator[Block]:
    days = [german_date(day) for day in (evaluation.period_from, evaluation.period_to) if day is not None]
    yield Explanation(
        f"Zeitraum: {listed(days, ' bis ')}. Evaluiert am {german_date(evaluation.evaluated_on)}."
    )
    yield facts_about(material, evaluation, *EVALUATED)


def _finished(material: ReportMaterial) -> Evaluation | None:
    """Return the latest evaluation if it is finished and every text is somebody's own."""
    if not material.assessment.evaluations:
        return None
    found = latest_evaluation(material)
    texts = [getattr(found, name) for name in EVALUATED]
    is_own = all(text.strip() and not is_proposal(text) for text in texts)
    return found if found.evaluated_on is not None and is_own else None


def _sections(material: ReportMaterial) -> Iterator[Section]:
    yield Section("1", "Worum es geht", (_ASSESSMENT,), tuple(_subject(material)))
    yield Section("2", "Wo Sie uns finden", (_ASSESSMENT,), tuple(_presence(material)))
    yield Section("3", "Welche Daten verarbeitet werden", (_INFORMATION,), tuple(_data(material)))
    yield Section("4", "Risiken und Maßnahmen", (_ASSESSMENT,), tuple(_risks(material)))
    yield Section("5", "Ihre Rechte und andere Wege", (_INFORMATION,), tuple(_rights(material)))
    evaluation = _finished(material)
    if evaluation is not None:
        standards = ("LfDI BW, Richtlinie von Februar 2020",)
        yield Section("6", "Jährliche Evaluation", standards, tuple(_evaluation(material, evaluation)))


def build_publication(material: ReportMaterial) -> Report:
    """Return the public version: presence, data, risks, measures, rights, the last finished evaluation.

    Raises:
        CatalogueError: a text about a field is missing.
    """
    identity = identity_of(material)
    return Report(
        kind=_KIND,
        identity=identity,
        facts=Facts(
            (
                Fact("Fassung", f"{identity.version} ({identity.state})"),
                Fact("Stand", german_date(identity.generated_on)),
            )
        ),
        disclaimer=_DISCLAIMER,
        sections=numbered(_sections(material)),
        is_short=True,
    )
