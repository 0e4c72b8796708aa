"""The registers that tell what the file is about: identity, then levels per platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.labels import label
from dsfa_app.method.marks import Layer
from dsfa_app.method.residual import overall
from exporters.report.model import Register, RegisterColumn, Value

if TYPE_CHECKING:
    from exporters.report.material import ReportMaterial


def build_overview(material: ReportMaterial) -> Register:
    """Return identity, reference data and overall results as label and value."""
    assessment, highest = material.assessment, material.overall
    profile, catalogue = material.profile, material.catalogue
    rows: tuple[tuple[Value, ...], ...] = (
        ("Titel", assessment.title),
        ("Verantwortliche Stelle", assessment.controller.name),
        ("Fassung", assessment.version),
        ("Stand der Bearbeitung", label(assessment.state)),
        ("Stand der Bearbeitung (Code)", assessment.state.value),
        ("Angelegt am", assessment.created_on),
        ("Ausgegeben am", material.generated_on),
        ("Kennung der DSFA", assessment.id),
        ("Fingerabdruck des Inhalts (SHA-256)", material.fingerprint),
        ("Risikoprofil", f"{profile.title} ({profile.id}, Fassung {profile.version})"),
        ("Fingerabdruck des Profils (SHA-256)", profile.fingerprint),
        ("Katalog", f"{catalogue.title} (Fassung {catalogue.version})"),
        ("Fingerabdruck des Katalogs (SHA-256)", catalogue.fingerprint),
        ("Erstellt mit", f"DSFA-Werkbank {material.program_version}"),
        ("Ergebnis der Schwellwertanalyse", label(material.threshold.outcome)),
        (Layer.BASELINE.value, material.level(highest.baseline_level)),
        (Layer.GROSS.value, material.level(highest.gross_level)),
        (Layer.PLANNED.value, material.level(highest.planned_level)),
        (Layer.PROVEN.value, material.level(highest.proven_level)),
        ("Noch nicht bewertete Risiken", highest.open_count),
        ("Prüfhinweise", len(material.findings)),
    )
    return Register(
        id="overview",
        title="Übersicht",
        note="Maßgeblich ist die höchste Stufe, nie ein Durchschnitt. Keine Rechtsberatung.",
        columns=(RegisterColumn("Angabe", 38), RegisterColumn("Wert", 72)),
        rows=rows,
    )


def build_platforms(material: ReportMaterial) -> Register:
    """Return the highest level of each view per platform."""
    rows = []
    for use in material.assessment.platforms:
        highest = overall(material.results_on(use.id))
        rows.append(
            (
                use.id,
                material.name_of(use),
                material.level(highest.baseline_level),
                material.level(highest.gross_level),
                material.level(highest.planned_level),
                material.level(highest.proven_level),
                highest.open_count,
            )
        )
    return Register(
        id="platforms",
        title="Plattformen",
        note="Höchste Stufe je Plattform; das Grundrisiko wird durch Maßnahmen nicht gesenkt.",
        columns=(
            RegisterColumn("Plattform-ID", 14),
            RegisterColumn("Plattform", 26),
            *(RegisterColumn(layer.value, 18) for layer in Layer),
            RegisterColumn("Offene Bewertungen", 12),
        ),
        rows=tuple(rows),
        header_columns=2,
    )
