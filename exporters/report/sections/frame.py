"""Chapter 0: the assessment at a glance, its occasion, scope and people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dsfa_app.domain.frame import Department, DocumentReference, Participant
from dsfa_app.domain.vocabulary import MeasureState
from dsfa_app.labels import label
from dsfa_app.method.findings import Severity
from dsfa_app.method.marks import Layer
from dsfa_app.method.residual import overall
from exporters.report.fields import Fields, facts_about, table_about
from exporters.report.model import (
    Block,
    Cell,
    Column,
    Explanation,
    Fact,
    Facts,
    Heading,
    Notice,
    NoticeKind,
    RiskPath,
    Section,
    Table,
    Term,
)
from exporters.report.wording import NO_VALUE, counted, german_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.report.material import ReportMaterial

_DONE = frozenset({MeasureState.PROVEN, MeasureState.REJECTED})


def _levels(material: ReportMaterial) -> RiskPath:
    highest = material.overall
    indices = (highest.baseline_level, highest.gross_level, highest.planned_level, highest.proven_level)
    return RiskPath(
        "Höchste Stufe über alle Plattformen und Risiken",
        tuple((layer.value, material.level(index)) for layer, index in zip(Layer, indices, strict=True)),
    )


def _key_facts(material: ReportMaterial) -> Facts:
    assessment = material.assessment
    unfinished = sum(measure.state not in _DONE for measure in assessment.measures)
    weights = Counter(finding.severity for finding in material.findings)
    review = assessment.review.due_on
    return Facts(
        (
            Fact("Ergebnis der Schwellwertanalyse", label(material.threshold.outcome), "Kapitel 1"),
            Fact(
                "Plattformen", ", ".join(map(material.name_of, assessment.platforms)) or NO_VALUE, "Kapitel 2"
            ),
            Fact(
                "Noch nicht bewertet", counted(material.overall.open_count, "Risiko", "Risiken"), "Kapitel 8"
            ),
            Fact(
                "Maßnahmen",
                f"{counted(len(assessment.measures), 'Maßnahme', 'Maßnahmen')}, davon {unfinished} noch "
                "nicht nachgewiesen",
                "Kapitel 9",
            ),
            Fact("Votum der oder des DSB", label(assessment.dpo_advice.vote), "Kapitel 11"),
            Fact("Entscheidung", label(assessment.decision.outcome), "Kapitel 12"),
            Fact("Nächste Überprüfung", german_date(review) if review else NO_VALUE, "Kapitel 12"),
            Fact(
                "Prüfhinweise",
                f"{counted(weights[Severity.ERROR], 'Fehler', 'Fehler')}, "
                f"{counted(weights[Severity.WARNING], 'Warnung', 'Warnungen')}, "
                f"{counted(weights[Severity.NOTE], 'Hinweis', 'Hinweise')}",
                "Kapitel 12",
            ),
        )
    )


def _platform_table(material: ReportMaterial) -> Iterator[Block]:
    rows = []
    for use in material.assessment.platforms:
        highest = overall(material.results_on(use.id))
        rows.append(
            (
                material.name_of(use),
                material.level(highest.baseline_level),
                material.level(highest.gross_level),
                material.level(highest.planned_level),
                material.level(highest.proven_level),
                str(highest.open_count) if highest.open_count else "keine",
            )
        )
    if rows:
        columns = (Column("Plattform", 1.6), *(Column(layer.value, 1.2) for layer in Layer))
        yield Table("Höchste Stufe je Plattform", (*columns, Column("Offene Bewertungen", 0.9)), tuple(rows))


def _overview(material: ReportMaterial) -> Iterator[Block]:
    yield Heading("Auf einen Blick")
    yield _levels(material)
    errors = sum(finding.severity is Severity.ERROR for finding in material.findings)
    if errors:
        yield Notice(
            NoticeKind.ERROR,
            f"{counted(errors, 'Befund steht', 'Befunde stehen')} einer Freigabe entgegen; die offenen "
            "Punkte nennt Kapitel 12.",
        )
    if material.overall.open_count:
        yield Notice(
            NoticeKind.WARNING,
            f"{counted(material.overall.open_count, 'Risiko ist', 'Risiken sind')} noch nicht bewertet. "
            "Solange Bewertungen offen sind, ist jede Stufe nur eine untere Grenze.",
        )
    yield _key_facts(material)
    yield from _platform_table(material)
    yield Explanation(
        "Maßgeblich ist jeweils die höchste Stufe, nie ein Durchschnitt. Das Grundrisiko besteht auch ohne "
        "den Auftritt der öffentlichen Stelle und wird durch ihre Maßnahmen nicht gesenkt; „geplant“ "
        "rechnet geplante Maßnahmen ein, „nachgewiesen“ nur solche, deren Umsetzung belegt ist."
    )


def _history(material: ReportMaterial) -> Iterator[Block]:
    """Yield the former versions and the present one; what changed in detail is a document of its own."""
    assessment = material.assessment
    standing = material.frozen.words if material.frozen else label(assessment.state)
    rows: list[tuple[Cell, ...]] = [
        (
            former.version or NO_VALUE,
            f"{german_date(former.released_on)}\n{former.released_by or NO_VALUE}",
            Term(former.summary or "nicht angegeben", former.fingerprint or "ohne Fingerabdruck"),
        )
        for former in assessment.former_versions
    ]
    present = f"{assessment.version or NO_VALUE} (diese Fassung)"
    rows.append((present, standing, Term("dieses Dokument", material.fingerprint)))
    yield Table(
        "Fassungen dieser DSFA",
        (
            Column("Fassung", 0.8),
            Column("Freigegeben", 1.3),
            Column("Was neu war, Fingerabdruck (SHA-256)", 3.2),
        ),
        tuple(rows),
    )
    if assessment.former_versions:
        yield Explanation(
            f"Was sich seit Fassung {assessment.former_versions[-1].version} im Einzelnen geändert hat, "
            "steht im Änderungsbericht, den die DSFA-Werkbank als eigenes Dokument ausgibt."
        )


def build(material: ReportMaterial) -> Section:
    """Return chapter 0."""
    assessment = material.assessment
    blocks: tuple[Block, ...] = (
        *_overview(material),
        Heading("Änderungshistorie"),
        *_history(material),
        Heading("Anlass, Umfang und Abgrenzung"),
        facts_about(material, assessment.occasion),
        Heading("Verantwortliche Stelle"),
        facts_about(material, assessment.controller),
        Heading("Beteiligte"),
        table_about(
            material, "Beteiligte Personen und Stellen", assessment.participants, Participant,
            Fields("name", 1.1), Fields("function", 1.8), Fields("department", 1.4),
            Fields("involvement", 1.1), Fields("contact", 1.4),
        ),
        table_about(
            material, "Ämter und Abteilungen", assessment.departments, Department,
            Fields("name", 1), Fields("tasks", 2.4),
        ),
        Heading("Zugrunde liegende Unterlagen"),
        table_about(
            material, "Unterlagen", assessment.documents, DocumentReference,
            Fields("title", 1.6), Fields("location", 1.8), Fields("as_of", 0.7), Fields("note", 1.4),
        ),
    )  # fmt: skip
    return Section(
        "0", "Überblick, Anlass und Beteiligte", ("Art. 35 Abs. 1 DSGVO", "EDSA-Vorlage 0.1–0.5"), blocks
    )
