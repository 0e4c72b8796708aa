"""The risk registers: one row per risk and platform, and the grid in all four views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.labels import label
from dsfa_app.method.marks import Layer, channel_mark, channel_score
from exporters.report.model import Register, RegisterColumn, Value
from exporters.report.sections.gross_risks import channel_of
from exporters.report.sections.measures import measure_number

if TYPE_CHECKING:
    from dsfa_app.domain.rating import Score
    from dsfa_app.method.residual import ChannelResult, RiskResult
    from exporters.report.material import ReportMaterial


def _layer_columns(layer: Layer) -> tuple[RegisterColumn, ...]:
    return (
        RegisterColumn(f"{layer.value}: Schwere", 10),
        RegisterColumn(f"{layer.value}: Eintritt", 10),
        RegisterColumn(f"{layer.value}: Stufe", 14),
        RegisterColumn(f"{layer.value}: Stufe (Code)", 12),
    )


_COLUMNS = (
    RegisterColumn("Plattform-ID", 12),
    RegisterColumn("Plattform", 16),
    RegisterColumn("Risiko-ID", 10),
    RegisterColumn("Risiko", 32),
    RegisterColumn("Zutreffend", 12),
    *(column for layer in Layer for column in _layer_columns(layer)),
    RegisterColumn("Abweichend eingestuft", 12),
    RegisterColumn("Begründung Grundrisiko", 64),
    RegisterColumn("Begründung Zusatzrisiko", 64),
    RegisterColumn("Begründung der Abweichung", 36),
    RegisterColumn("Begründung der Hinnahme", 36),
    RegisterColumn("Maßnahmen", 20),
    RegisterColumn("Quellen", 44),
    RegisterColumn("Übernommene Stufe (ohne Schwere und Eintritt)", 20),
    RegisterColumn("Abweichende Kanäle", 12),
    RegisterColumn("Eigenes Risiko", 10),
    RegisterColumn("Absicht oder Versehen", 22),
    RegisterColumn("Gewährleistungsziele", 26),
)
_CHANNEL_COLUMNS = (
    RegisterColumn("Plattform-ID", 12),
    RegisterColumn("Plattform", 16),
    RegisterColumn("Risiko-ID", 10),
    RegisterColumn("Risiko", 32),
    RegisterColumn("Kanal-ID", 16),
    RegisterColumn("Kanal", 28),
    RegisterColumn("Zutreffend", 12),
    *(column for layer in Layer if layer is not Layer.BASELINE for column in _layer_columns(layer)),
    RegisterColumn("Begründung", 64),
)


def _scores(result: RiskResult) -> tuple[tuple[Layer, Score | None, int | None], ...]:
    return (
        (Layer.BASELINE, result.rating.baseline, result.baseline_level),
        (Layer.GROSS, result.gross, result.gross_level),
        (Layer.PLANNED, result.planned, result.planned_level),
        (Layer.PROVEN, result.proven, result.proven_level),
    )


def _row(material: ReportMaterial, result: RiskResult) -> tuple[Value, ...]:
    rating = result.rating
    values: list[Value] = [
        rating.platform_id,
        material.platform_name(rating.platform_id),
        rating.risk_id,
        material.risk_title(rating.risk_id),
        label(rating.applicable),
    ]
    for layer, score, index in _scores(result):
        values += [
            score.severity if score else None,
            score.likelihood if score else None,
            material.mark(result, layer, with_score=False),
            material.profile.levels[index].id if index is not None else "",
        ]
    values += [
        "ja" if result.is_overridden else "nein",
        rating.baseline_reason,
        rating.reason,
        rating.override_reason,
        rating.acceptance_reason,
        ", ".join(dict.fromkeys(map(measure_number, result.measures))),
        ", ".join(rating.sources),
        rating.verbal_level,
        len(result.channels),
        *_kind(material, rating.risk_id),
    ]
    return tuple(values)


def _kind(material: ReportMaterial, risk_id: str) -> tuple[Value, ...]:
    known = material.risk(risk_id)
    if known is None:
        return "", "", ""
    goals = material.catalogue.pickers["goals"]
    return (
        "nein" if risk_id in material.catalogue.risks else "ja",
        label(known.nature),
        ", ".join(goals[goal].label if goal in goals else goal for goal in known.goals),
    )


def _channel_row(material: ReportMaterial, result: RiskResult, channel: ChannelResult) -> tuple[Value, ...]:
    rating, said = result.rating, channel.deviation
    values: list[Value] = [
        rating.platform_id,
        material.platform_name(rating.platform_id),
        rating.risk_id,
        material.risk_title(rating.risk_id),
        said.channel_id,
        channel_of(material, said),
        label(said.applicable),
    ]
    for layer, index in (
        (Layer.GROSS, channel.gross_level),
        (Layer.PLANNED, channel.planned_level),
        (Layer.PROVEN, channel.proven_level),
    ):
        score = channel_score(channel, layer)
        values += [
            score.severity if score else None,
            score.likelihood if score else None,
            channel_mark(channel, layer, material.profile),
            material.profile.levels[index].id if index is not None else "",
        ]
    return (*values, said.reason)


def build_deviations(material: ReportMaterial) -> Register:
    """Return one row per channel that is rated otherwise than its platform."""
    return Register(
        id="deviations",
        title="Abweichende Kanäle",
        note="Kanäle, die anders bewertet sind als ihre Plattform; insgesamt zählt die höchste Stufe.",
        columns=_CHANNEL_COLUMNS,
        rows=tuple(
            _channel_row(material, result, channel)
            for result in material.results
            for channel in result.channels
        ),
        header_columns=4,
    )


def build_risks(material: ReportMaterial) -> Register:
    """Return one row per risk and platform with raw codes beside labels."""
    return Register(
        id="risks",
        title="Risiken",
        note="Eine Zeile je Risiko und Plattform. Schwere und Eintritt sind Stufen des Risikoprofils.",
        columns=_COLUMNS,
        rows=tuple(_row(material, result) for result in material.results),
        header_columns=4,
    )


def build_grid(material: ReportMaterial) -> Register:
    """Return the grid of risks and platforms, one block of rows per view."""
    platforms = material.assessment.platforms
    by_id = {result.rating.id: result for result in material.results}
    rows = tuple(
        (
            layer.value,
            risk.id,
            risk.title,
            *(material.mark(by_id[f"{use.id}.{risk.id}"], layer) for use in platforms),
        )
        for layer in reversed(Layer)
        for risk in material.risks.values()
        if risk.platform_side or layer is not Layer.BASELINE
    )
    return Register(
        id="grid",
        title="Raster",
        note="Stufe mit Schwere·Eintrittswahrscheinlichkeit; über den Filter „Sicht“ eine Sicht auswählen.",
        columns=(
            RegisterColumn("Sicht", 24),
            RegisterColumn("Risiko-ID", 10),
            RegisterColumn("Risiko", 38),
            *(RegisterColumn(material.name_of(use), 14) for use in platforms),
        ),
        rows=rows,
        header_columns=3,
    )
