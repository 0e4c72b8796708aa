"""The remaining registers: measures, channels, settings, threshold, findings, sources, sign-off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.measure import Measure
from dsfa_app.domain.own_risk import OwnRisk
from dsfa_app.domain.presence import AccountSetting, Channel
from dsfa_app.labels import label
from exporters.report.model import Register, RegisterColumn
from exporters.report.registers.records import register_of
from exporters.report.sections.measures import evidence_text
from exporters.report.sections.threshold import reason_of, source_of

if TYPE_CHECKING:
    from exporters.report.material import ReportMaterial
_ROOM_TO_SIGN = 42
"""Points."""


def build_measures(material: ReportMaterial) -> Register:
    """Return the plan of measures."""
    measures = material.assessment.measures
    plan = register_of(
        material,
        measures,
        Measure,
        register_id="measures",
        title="Maßnahmen",
        note="Wirkung in Stufen je Achse; nur nachgewiesene Maßnahmen senken das nachgewiesene Risiko.",
    )
    return Register(
        id=plan.id,
        title=plan.title,
        note=plan.note,
        columns=(*plan.columns, RegisterColumn("Nachweise", 40)),
        rows=tuple(
            (*row, "\n".join(map(evidence_text, measure.evidence)))
            for row, measure in zip(plan.rows, measures, strict=True)
        ),
        header_columns=3,
    )


def build_own_risks(material: ReportMaterial) -> Register:
    """Return the risks the body described itself."""
    return register_of(
        material,
        material.assessment.own_risks,
        OwnRisk,
        register_id="own-risks",
        title="Eigene Risiken",
        note="Von der Stelle beschrieben; bewertet sind sie im Blatt „Risiken“ wie die des Katalogs.",
    )


def build_channels(material: ReportMaterial) -> Register:
    """Return the list of channels."""
    return register_of(
        material,
        material.assessment.channels,
        Channel,
        register_id="channels",
        title="Kanäle",
        note="Ein Kanal ist ein Konto; stillgelegte Kanäle bleiben mit Grund und Datum stehen.",
    )


def build_settings(material: ReportMaterial) -> Register:
    """Return the settings of all accounts, each with its channel and platform."""
    listed = [(channel, item) for channel in material.assessment.channels for item in channel.settings]
    settings = register_of(
        material,
        [item for _channel, item in listed],
        AccountSetting,
        register_id="settings",
        title="Einstellungen",
        note="Eine Zeile je Einstellung eines Kontos; „noch nicht geprüft“: niemand hat nachgesehen.",
    )
    return Register(
        id=settings.id,
        title=settings.title,
        note=settings.note,
        columns=(
            RegisterColumn("Kanal", 24),
            RegisterColumn("Plattform", 20),
            RegisterColumn("Kennung des Kanals", 24),
            *settings.columns,
        ),
        rows=tuple(
            (channel.name, material.platform_name(channel.platform_id), channel.id, *row)
            for (channel, _item), row in zip(listed, settings.rows, strict=True)
        ),
        header_columns=2,
    )


def build_threshold(material: ReportMaterial) -> Register:
    """Return the answers of the threshold analysis."""
    rules = material.catalogue.threshold_rules
    return Register(
        id="threshold",
        title="Schwellwertanalyse",
        note=f"Ergebnis: {label(material.threshold.outcome)}. „Unbekannt“ zählt nie als Nein.",
        columns=(
            RegisterColumn("Regel-ID", 16),
            RegisterColumn("Gruppe", 14),
            RegisterColumn("Regel", 36),
            RegisterColumn("Frage", 44),
            RegisterColumn("Beim Betreiber", 14),
            RegisterColumn("Bei der Stelle", 14),
            RegisterColumn("Beitrag", 18),
            RegisterColumn("Begründung", 52),
            RegisterColumn("Regel in klaren Worten", 48),
            RegisterColumn("Quelle", 32),
            RegisterColumn("Beitrag (Code)", 16),
        ),
        rows=tuple(
            (
                item.rule_id,
                item.group.value,
                rules[item.rule_id].title,
                rules[item.rule_id].question,
                label(item.answer.at_operator),
                label(item.answer.at_controller),
                label(item.contribution),
                reason_of(item) if item.answer.heavy else item.answer.reason,
                rules[item.rule_id].text,
                source_of(rules[item.rule_id], material),
                item.contribution.value,
            )
            for item in material.threshold.rules
        ),
        header_columns=3,
    )


def build_findings(material: ReportMaterial) -> Register:
    """Return what the automatic check found."""
    return Register(
        id="findings",
        title="Prüfhinweise",
        note="Ein Fehler steht einer Freigabe entgegen, eine Warnung sollte vorher geklärt werden.",
        columns=(
            RegisterColumn("Gewicht", 12),
            RegisterColumn("Bereich", 32),
            RegisterColumn("Befund", 90),
            RegisterColumn("Norm", 30),
            RegisterColumn("Prüfung (Code)", 26),
            RegisterColumn("Stelle", 44),
            RegisterColumn("Stelle (Code)", 44),
        ),
        rows=tuple(
            (
                label(item.severity),
                label(item.topic),
                item.sentence,
                item.norm,
                item.check,
                material.place_names.of(item.path, material.assessment).text if item.path else "",
                ".".join(item.path),
            )
            for item in material.findings
        ),
    )


def build_sources(material: ReportMaterial) -> Register:
    """Return the cited sources with date and reservations."""
    return Register(
        id="sources",
        title="Quellen",
        note="Vorbehalte gelten für den Tag der Ausgabe; solche Angaben vor einer Entscheidung prüfen.",
        columns=(
            RegisterColumn("Nr.", 8),
            RegisterColumn("Kennung", 36),
            RegisterColumn("Aussage", 80),
            RegisterColumn("Quelle", 60),
            RegisterColumn("Stand", 14),
            RegisterColumn("Vorbehalt", 24),
        ),
        rows=tuple(
            (entry.number, entry.reference, entry.text, entry.origin, entry.as_of, ", ".join(entry.marks))
            for entry in material.sources.values()
        ),
        header_columns=2,
    )


def build_sign_off(material: ReportMaterial) -> Register:
    """Return the expected signers with room to sign by hand."""
    signers = material.assessment.expected_signers
    return Register(
        id="sign-off",
        title="Freigabe",
        note=f"Fassung {material.assessment.version}, Fingerabdruck {material.fingerprint}",
        columns=(
            RegisterColumn("Rolle", 30),
            RegisterColumn("Name", 28),
            RegisterColumn("Funktion", 30),
            RegisterColumn("Ort, Datum", 22),
            RegisterColumn("Unterschrift", 40),
        ),
        rows=tuple((signer.role, signer.name, signer.function, "", "") for signer in signers)
        or (("", "", "", "", ""),),
        row_height=_ROOM_TO_SIGN,
    )
