"""The yearly evaluation as a document of its own: what the LfDI BW expects to be published each year.

It tells about one period: channels, measures, events, conditions, what is open, and the judgement on need,
extent and effectiveness in the evaluator's own words. The latest evaluation of the assessment is printed.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dsfa_app.domain.outcome import Condition
from dsfa_app.domain.presence import Channel
from dsfa_app.domain.review import Evaluation, ReviewEvent
from dsfa_app.domain.vocabulary import ChannelState, MeasureState
from dsfa_app.errors import NotFoundError
from dsfa_app.labels import label
from dsfa_app.method.evaluation import EVALUATED, findings_of, is_proposal
from dsfa_app.method.findings import Severity, Topic
from exporters.report.build import identity_of, numbered
from exporters.report.fields import Fields, facts_about, field_label, field_text, printed_names, table_about
from exporters.report.model import (
    Bullets,
    Column,
    Explanation,
    Fact,
    Facts,
    Heading,
    Notice,
    NoticeKind,
    Register,
    RegisterColumn,
    Report,
    Section,
    Table,
)
from exporters.report.registers.registers import build_channels, build_measures, build_sign_off
from exporters.report.sections.outcome import finding_blocks, signature_blocks
from exporters.report.wording import NO_VALUE, NOTHING, counted, german_date, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.measure import Measure
    from dsfa_app.method.catalogue_changes import Statement
    from exporters.report.material import ReportMaterial
    from exporters.report.model import Block, Value

_KIND = "Jährliche Evaluation der Social-Media-Kanäle nach Art.\u00a035 Abs.\u00a011\u00a0DSGVO"
_REVIEW = "Art.\u00a035 Abs.\u00a011 DSGVO"
_GUIDELINE = "LfDI BW, Richtlinie von Februar 2020"
_DISCLAIMER = (
    "Diese Evaluation gibt wieder, was in der DSFA erfasst und daraus errechnet wurde. Sie ist keine "
    "Rechtsberatung und stellt nicht fest, dass eine Verarbeitung rechtmäßig ist."
)
_PROPOSED = (
    "Mindestens ein Text dieser Evaluation ist noch ein Vorschlag des Programms und von niemandem bestätigt."
)


def latest_evaluation(material: ReportMaterial) -> Evaluation:
    """Return the evaluation to be printed: the one of the latest period.

    Raises:
        NotFoundError: the assessment holds none.
    """
    found = material.assessment.evaluations
    if not found:
        raise NotFoundError(
            "Zu dieser DSFA ist noch keine Evaluation erfasst. Bitte auf der Seite „Überprüfung“ "
            "eine beginnen."
        )
    return max(found, key=lambda item: item.period_to or item.evaluated_on or date.min)


def _period(evaluation: Evaluation) -> str:
    start, end = evaluation.period_from, evaluation.period_to
    return listed(
        [f"{word} {german_date(day)}" for word, day in (("vom", start), ("bis", end)) if day is not None], " "
    )


def _subject(material: ReportMaterial, evaluation: Evaluation) -> Iterator[Block]:
    assessment = material.assessment
    found = findings_of(assessment, evaluation)
    yield Facts(
        (
            Fact("Verantwortliche Stelle", assessment.controller.name or NO_VALUE),
            Fact("Zeitraum", _period(evaluation) or NO_VALUE),
            Fact("Plattformen", listed(map(material.name_of, assessment.platforms)) or NO_VALUE),
            Fact("Aktive Kanäle", counted(len(found.active), "Kanal", "Kanäle")),
            Fact("Im Zeitraum stillgelegt", counted(len(found.retired), "Kanal", "Kanäle")),
            Fact("Evaluiert von", evaluation.evaluated_by or NO_VALUE),
            Fact("Evaluiert am", german_date(evaluation.evaluated_on) or NO_VALUE),
        )
    )


def _judgement(material: ReportMaterial, evaluation: Evaluation) -> Iterator[Block]:
    if any(is_proposal(getattr(evaluation, name)) for name in (*EVALUATED, "incidents")):
        yield Notice(NoticeKind.WARNING, _PROPOSED)
    yield facts_about(material, evaluation, "necessity", "extent", "effectiveness", "incidents", "conclusion")
    yield Heading("Veröffentlichung")
    yield facts_about(material, evaluation, "published", "published_at")


def _channels(material: ReportMaterial, evaluation: Evaluation) -> Iterator[Block]:
    found = findings_of(material.assessment, evaluation)
    used = [item for item in material.assessment.channels if item.state is not ChannelState.RETIRED]
    yield table_about(
        material, "Genutzte und ungeprüfte Kanäle", used, Channel,
        Fields("name", 2, bare=("url",)), Fields("platform_id", 1.2), Fields("department", 1.4),
        Fields("state", 0.8),
    )  # fmt: skip
    yield table_about(
        material, "Im Zeitraum stillgelegte Kanäle", found.retired, Channel,
        Fields("name", 2), Fields("platform_id", 1.2), Fields("retired_on", 1),
        Fields("retirement_reason", 2),
    )  # fmt: skip


def _measure_rows(measures: tuple[Measure, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            item.title.strip() or item.id,
            label(item.state),
            item.owner or NOTHING,
            german_date(item.due_on) or NOTHING,
        )
        for item in measures
    )


def _measures(material: ReportMaterial, evaluation: Evaluation) -> Iterator[Block]:
    found = findings_of(material.assessment, evaluation)
    states = [measure.state for measure in material.assessment.measures]
    yield Bullets(
        tuple(f"{label(state)}: {states.count(state)}" for state in MeasureState if state in states)
        or ("Noch keine Maßnahme erfasst.",)
    )
    columns = (Column("Maßnahme", 3), Column("Stand", 1), Column("Zuständig", 1.5), Column("Frist", 1))
    for caption, measures in (
        ("Im Zeitraum nachgewiesene Maßnahmen", found.proven),
        ("Bis zum Ende des Zeitraums versäumte Fristen", found.overdue),
    ):
        rows = _measure_rows(measures)
        yield Table(caption, columns, rows) if rows else Explanation(f"{caption}: keine Einträge.")


def _events(material: ReportMaterial, evaluation: Evaluation) -> Iterator[Block]:
    yield table_about(
        material, "Anlässe im Zeitraum", findings_of(material.assessment, evaluation).events, ReviewEvent,
        Fields("occurred_on", 0.9), Fields("trigger", 2.4, bare=("description",)),
        Fields("outcome", 2, bare=("reason",)), Fields("checked_by", 1.2, bare=("checked_on",)),
    )  # fmt: skip
    yield table_about(
        material, "Auflagen der Freigabe", material.assessment.conditions, Condition,
        Fields("text", 3), Fields("owner", 1.2), Fields("due_on", 1),
        Fields("closed_on", 1.4, bare=("closing_note",)),
    )  # fmt: skip


def _said(statement: Statement | None, instead: str) -> str:
    return instead if statement is None else statement.text


def _catalogue(material: ReportMaterial) -> Iterator[Block]:
    yield Heading("Änderungen im Katalog")
    rows = tuple(
        (
            change.title,
            label(change.kind),
            _said(change.old, NOTHING),
            _said(change.new, NOTHING),
        )
        for change in material.catalogue_changes
    )
    if not rows:
        yield Explanation("Alle Angaben des Katalogs sind zur Kenntnis genommen und beurteilt.")
        return
    yield Explanation("Diese Angaben haben sich geändert und sind noch nicht beurteilt.")
    yield Table(
        "Noch nicht beurteilte Änderungen",
        (Column("Angabe", 1.6), Column("Änderung", 0.8), Column("Bisher", 2.4), Column("Jetzt", 2.4)),
        rows,
    )


def _sections(material: ReportMaterial, evaluation: Evaluation) -> Iterator[Section]:
    yield Section("1", "Gegenstand", (_REVIEW, _GUIDELINE), tuple(_subject(material, evaluation)))
    yield Section("2", "Beurteilung", (_REVIEW, _GUIDELINE), tuple(_judgement(material, evaluation)))
    yield Section("3", "Kanäle", (_GUIDELINE,), tuple(_channels(material, evaluation)))
    yield Section("4", "Maßnahmen", ("Art.\u00a032 DSGVO", _REVIEW), tuple(_measures(material, evaluation)))
    yield Section("5", "Anlässe und Auflagen", (_REVIEW,), tuple(_events(material, evaluation)))
    serious = (
        item
        for item in material.findings
        if item.severity is not Severity.NOTE and item.topic in (Topic.REVIEW, Topic.CHANNELS, Topic.MEASURES)
    )
    nothing = "Zu Kanälen, Maßnahmen und Überprüfung hat die automatische Prüfung nichts gefunden."
    yield Section(
        "6",
        "Offene Punkte und Unterschriften",
        (_REVIEW, "Art.\u00a05 Abs.\u00a02 DSGVO"),
        (*_catalogue(material), *finding_blocks(serious, nothing), *signature_blocks(material)),
    )


def _head(material: ReportMaterial, evaluation: Evaluation) -> Facts:
    identity = identity_of(material)
    return Facts(
        (
            Fact("Zeitraum", _period(evaluation) or NO_VALUE),
            Fact("Fassung der DSFA", f"{identity.version} ({identity.state})"),
            Fact("Ausgegeben am", german_date(identity.generated_on)),
            Fact("Kennung der DSFA", material.assessment.id),
            Fact("Fingerabdruck des Inhalts (SHA-256)", identity.fingerprint),
            Fact("Katalog (mit SHA-256)", f"{identity.catalogue}\n{material.catalogue.fingerprint}"),
            Fact("Erstellt mit", identity.program),
        )
    )


def _overview(material: ReportMaterial, evaluation: Evaluation) -> Register:
    rows: list[tuple[Value, ...]] = [
        ("Dokument", _KIND),
        ("Titel", identity_of(material).title),
        *(
            (item.label, item.value if isinstance(item.value, str) else "")
            for item in _head(material, evaluation).facts
        ),
        *(
            (field_label(material, Evaluation, name), field_text(material, evaluation, name))
            for name in printed_names(Evaluation)
        ),
    ]
    return Register(
        id="overview",
        title="Evaluation",
        note=_DISCLAIMER,
        columns=(RegisterColumn("Angabe", 38), RegisterColumn("Wert", 100)),
        rows=tuple(rows),
    )


def build_evaluation(material: ReportMaterial) -> Report:
    """Return the evaluation: judgement, channels, measures, events, what is open, room for signatures.

    Raises:
        NotFoundError: the assessment holds no evaluation.
        CatalogueError: a text about a field is missing.
    """
    evaluation = latest_evaluation(material)
    return Report(
        kind=_KIND,
        identity=identity_of(material),
        facts=_head(material, evaluation),
        disclaimer=_DISCLAIMER,
        sections=numbered(_sections(material, evaluation)),
        registers=(
            _overview(material, evaluation),
            build_channels(material),
            build_measures(material),
            build_sign_off(material),
        ),
        is_short=True,
    )
