"""The memo on the threshold analysis: a document of its own for the path that ends without an assessment.

Whoever finds that no assessment is required keeps the reasons on file (Art. 5(2) GDPR; WP 248 rev.01, III.B).
The memo can also accompany the other outcomes; it then says itself that it replaces nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.labels import label
from dsfa_app.method.findings import Topic
from dsfa_app.method.threshold import ThresholdOutcome
from dsfa_app.method.threshold_reasons import reasons
from exporters.report.build import identity_of, numbered
from exporters.report.fields import facts_about, field_label, field_text, printed_names
from exporters.report.model import (
    Block,
    Fact,
    Facts,
    Heading,
    Notice,
    NoticeKind,
    Register,
    RegisterColumn,
    Report,
    Section,
)
from exporters.report.registers.registers import build_sign_off, build_threshold
from exporters.report.sections.outcome import finding_blocks, signature_blocks
from exporters.report.sections.threshold import outcome_blocks, rule_blocks
from exporters.report.wording import NO_VALUE, counted, german_date, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.report.material import ReportMaterial
    from exporters.report.model import Value

_KIND = "Vermerk zur Schwellwertanalyse nach Art.\u00a035 Abs.\u00a01\u00a0DSGVO"
_DISCLAIMER = (
    "Dieser Vermerk gibt wieder, was zur Schwellwertanalyse erfasst und daraus errechnet wurde. Er ist keine "
    "Rechtsberatung; die Entscheidung trifft und begründet die verantwortliche Stelle."
)
_NOTHING_FOUND = "Zur Schwellwertanalyse hat die automatische Prüfung keine Lücken gefunden."
_STANDING = {
    ThresholdOutcome.REQUIRED: Notice(
        NoticeKind.ERROR,
        "Die DSFA ist erforderlich. Dieser Vermerk hält die Schwellwertanalyse fest und ersetzt keine DSFA.",
    ),
    ThresholdOutcome.VOLUNTARY: Notice(
        NoticeKind.NOTE, "Die DSFA wird durchgeführt; ihr Ergebnis steht im Bericht zur DSFA."
    ),
    ThresholdOutcome.INCOMPLETE: Notice(
        NoticeKind.ERROR,
        "Die Schwellwertanalyse ist unvollständig. Auf diesen Vermerk lässt sich kein Verzicht stützen.",
    ),
}
"""How the memo stands to the assessment; without an assessment it stands for itself."""


def _subject(material: ReportMaterial) -> Facts:
    assessment = material.assessment
    occasion = facts_about(material, assessment.occasion, "reason", "scope").facts
    return Facts(
        (
            Fact("Verantwortliche Stelle", assessment.controller.name or NO_VALUE),
            Fact("Plattformen", listed(map(material.name_of, assessment.platforms)) or NO_VALUE),
            Fact("Kanäle", counted(len(assessment.channels), "Kanal", "Kanäle")),
            Fact("Zwecke", listed((item.title for item in assessment.purposes), "; ") or NO_VALUE),
            *occasion,
        )
    )


def _outcome(material: ReportMaterial) -> Iterator[Block]:
    assessment, outcome = material.assessment, material.threshold.outcome
    yield from outcome_blocks(material)
    if outcome is not ThresholdOutcome.NOT_REQUIRED:
        yield _STANDING[outcome]
    elif not assessment.threshold.not_required_reason.strip():
        yield Notice(NoticeKind.ERROR, "Die eigene schriftliche Begründung des Verzichts fehlt noch.")
    yield Heading("Würdigung")
    yield facts_about(material, assessment.threshold)
    yield Heading("Entscheidung")
    yield facts_about(material, assessment.decision, "outcome", "reason", "decided_by", "decided_on", "place")


def _sections(material: ReportMaterial) -> Iterator[Section]:
    norm = "Art.\u00a035 Abs.\u00a01 DSGVO"
    yield Section("1", "Gegenstand", (norm,), (_subject(material),))
    yield Section(
        "2", "Ergebnis", (norm, "Art.\u00a05 Abs.\u00a02 DSGVO", "WP\u00a0248 rev.\u00a001"),
        tuple(_outcome(material)),
    )  # fmt: skip
    found = (item for item in material.findings if item.topic is Topic.THRESHOLD)
    yield Section(
        "3",
        "Offene Punkte und Unterschriften",
        ("Art.\u00a05 Abs.\u00a02 DSGVO",),
        (*finding_blocks(found, _NOTHING_FOUND), *signature_blocks(material)),
    )
    yield Section(
        "A",
        "Anlage: Prüfung der Regeln",
        ("Art.\u00a035 Abs.\u00a01, 3, 4, 5 und 10 DSGVO",),
        rule_blocks(material, in_full=False),
    )


def _head(material: ReportMaterial) -> Facts:
    identity = identity_of(material)
    return Facts(
        (
            Fact("Fassung", f"{identity.version} ({identity.state})"),
            Fact("Ausgegeben am", german_date(identity.generated_on)),
            Fact("Kennung der DSFA", material.assessment.id),
            Fact("Fingerabdruck des Inhalts (SHA-256)", identity.fingerprint),
            Fact("Katalog (mit SHA-256)", f"{identity.catalogue}\n{material.catalogue.fingerprint}"),
            Fact("Erstellt mit", identity.program),
        )
    )


def _overview(material: ReportMaterial) -> Register:
    analysis, threshold = material.assessment.threshold, material.threshold
    titles = {rule.id: rule.title for rule in material.catalogue.threshold_rules.values()}
    identity = identity_of(material)
    rows: list[tuple[Value, ...]] = [
        ("Dokument", _KIND),
        ("Titel", identity.title),
        *((item.label, item.value if isinstance(item.value, str) else "") for item in _head(material).facts),
        *(
            (item.label, item.value if isinstance(item.value, str) else "")
            for item in _subject(material).facts
        ),
        ("Ergebnis", label(threshold.outcome)),
        ("Ergebnis (Code)", threshold.outcome.value),
        *(("Grund", sentence) for sentence in reasons(threshold, titles)),
        *(
            (field_label(material, type(analysis), name), field_text(material, analysis, name))
            for name in printed_names(type(analysis))
        ),
    ]
    return Register(
        id="overview",
        title="Vermerk",
        note=_DISCLAIMER,
        columns=(RegisterColumn("Angabe", 38), RegisterColumn("Wert", 100)),
        rows=tuple(rows),
    )


def build_memo(material: ReportMaterial) -> Report:
    """Return the memo: subject, outcome with reasons, all rules with their answers, room for signatures.

    Raises:
        CatalogueError: a text about a field is missing.
    """
    return Report(
        kind=_KIND,
        identity=identity_of(material),
        facts=_head(material),
        disclaimer=_DISCLAIMER,
        sections=numbered(_sections(material)),
        registers=(_overview(material), build_threshold(material), build_sign_off(material)),
        is_short=True,
    )
