"""Chapter 12: decision, conditions, consultation, review, open findings and signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.outcome import ClockStop, Condition
from dsfa_app.domain.review import Evaluation, ReviewEvent
from dsfa_app.labels import label
from dsfa_app.method.findings import Severity
from exporters.report.fields import Fields, facts_about, table_about
from exporters.report.model import (
    Block,
    Column,
    Explanation,
    Heading,
    Notice,
    NoticeKind,
    Section,
    Signer,
    SignOff,
    Table,
)
from exporters.report.sections.approvals import approval_blocks, condition_blocks, deadline_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dsfa_app.method.findings import Finding
    from exporters.report.material import ReportMaterial

DISCLAIMER = (
    "Dieses Dokument gibt wieder, was in der DSFA erfasst und daraus errechnet wurde. Es ist keine "
    "Rechtsberatung und stellt nicht fest, dass eine Verarbeitung rechtmäßig ist; diese Entscheidung trifft "
    "und begründet die verantwortliche Stelle."
)
NOTHING_FOUND = "Die automatische Prüfung hat keine Lücken oder Widersprüche gefunden."
_HEAVIEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def finding_blocks(found: Iterable[Finding], nothing: str = NOTHING_FOUND) -> Iterator[Block]:
    """Yield what the automatic check found, the heaviest first; ``nothing`` says that it found nothing."""
    yield Heading("Offene Punkte")
    found = sorted(found, key=lambda item: _HEAVIEST_FIRST.index(item.severity))
    if found:
        yield Explanation(
            "Das Programm hat Lücken und Widersprüche gesucht. Ein Fehler steht einer Freigabe entgegen, "
            "eine Warnung sollte vorher geklärt werden."
        )
        yield Table(
            "Prüfhinweise",
            (Column("Gewicht", 0.8), Column("Bereich", 1.3), Column("Befund", 3.8), Column("Norm", 1.3)),
            tuple((label(item.severity), label(item.topic), item.sentence, item.norm) for item in found),
        )
    else:
        yield Explanation(nothing)


def signature_blocks(material: ReportMaterial) -> Iterator[Block]:
    """Yield the table in which the expected signers sign."""
    yield Heading("Unterschriften")
    signers = tuple(
        Signer(item.role, item.name, item.function) for item in material.assessment.expected_signers
    )
    if not signers:
        yield Notice(NoticeKind.NOTE, "In der DSFA ist noch nicht festgelegt, wer unterschreibt.")
    yield SignOff("Mitzeichnung und Freigabe", signers or (Signer(),))
    yield Explanation(
        "Unterzeichnet wird auf Papier oder elektronisch. Wer elektronisch signiert hat, sagt verlässlich "
        "nur die Prüfung der Datei; eine Zeile, die dabei nicht benutzt wurde, bleibt leer. Der "
        "Fingerabdruck am Anfang des Dokuments und in der Fußzeile bezeichnet den Inhalt der DSFA, der auch "
        "in dieser Datei eingebettet ist."
    )


def build(material: ReportMaterial) -> Section:
    """Return chapter 12."""
    assessment = material.assessment
    blocks: tuple[Block, ...] = (
        Heading("Entscheidung"),
        facts_about(material, assessment.decision),
        table_about(
            material, "Auflagen", assessment.conditions, Condition,
            Fields("text", 3), Fields("owner", 1.2), Fields("due_on", 0.9),
            Fields("closed_on", 1.4, bare=("closing_note",)),
        ),
        *condition_blocks(material),
        Heading("Erklärungen"),
        *approval_blocks(material),
        Heading("Vorherige Konsultation"),
        facts_about(material, assessment.consultation),
        table_about(
            material, "Zeiten ohne Fristlauf", assessment.clock_stops, ClockStop,
            Fields("subject", 3), Fields("asked_on", 1), Fields("provided_on", 1),
        ),
        *deadline_blocks(material),
        Heading("Überprüfung"),
        facts_about(material, assessment.review),
        table_about(
            material, "Anlässe zur Überprüfung", assessment.review_events, ReviewEvent,
            Fields("occurred_on", 0.8), Fields("trigger", 1.4, bare=("description", "sources")),
            Fields("platform_ids", 1), Fields("outcome", 1.6, bare=("reason",)),
            Fields("checked_by", 1.2, bare=("checked_on",), labelled=("catalogue_fingerprint",)),
        ),
        table_about(
            material, "Jährliche Evaluation", assessment.evaluations, Evaluation,
            Fields("period_to", 1, labelled=("period_from", "evaluated_on", "evaluated_by")),
            Fields("necessity", 2, bare=("extent", "effectiveness")),
            Fields("conclusion", 2, labelled=("incidents", "published", "published_at")),
        ),
        *finding_blocks(material.findings),
        *signature_blocks(material),
        Notice(NoticeKind.NOTE, DISCLAIMER),
    )  # fmt: skip
    return Section(
        "12",
        "Ergebnis, Freigabe und Überprüfung",
        ("Art. 35 Abs. 11, 36 DSGVO", "EDSA-Vorlage 6"),
        blocks,
    )
