"""Chapter 8: the risks before measures, platform by platform, with the reason for each rating."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import Answer
from dsfa_app.labels import label
from dsfa_app.method.marks import Layer, level_mark, score_text, verbal_mark
from exporters.report.fields import field_text
from exporters.report.model import (
    Block,
    Cell,
    Column,
    Explanation,
    GridRow,
    Heading,
    Notice,
    NoticeKind,
    RiskGrid,
    Section,
    Table,
    Term,
)
from exporters.report.references import citations
from exporters.report.wording import NOTHING, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.rating import ChannelDeviation, Rating
    from dsfa_app.method.marks import LevelMark
    from dsfa_app.method.residual import RiskResult
    from exporters.report.material import ReportMaterial

_STAR = ", *: auf einem Kanal anders bewertet"
_COLUMNS = (
    Column("Risiko", 2.1),
    Column("Grundrisiko", 1),
    Column("Zusatzrisiko", 1),
    Column("Begründung", 5.6),
)


def risk_grid(material: ReportMaterial, layer: Layer, caption: str) -> Iterator[Block]:
    """Yield the grid of one view: all risks, or for the baseline those on the platform's side."""
    platforms = material.assessment.platforms
    risks = material.risks.values()
    shown = [risk for risk in risks if risk.platform_side or layer is not Layer.BASELINE]
    marks = {result.rating.id: _in_grid(material, result, layer) for result in material.results}
    rows = tuple(
        GridRow(risk.id, risk.title, tuple(marks[f"{use.id}.{risk.id}"] for use in platforms))
        for risk in shown
    )
    if platforms and rows:
        names = tuple(material.short_name(use) for use in platforms)
        yield RiskGrid(caption, names, rows)


def _in_grid(material: ReportMaterial, result: RiskResult, layer: Layer) -> LevelMark:
    """Return the mark of a cell, with a star where a channel differs from it."""
    mark = material.mark(result, layer, with_score=False)
    if layer is Layer.BASELINE or not result.channels:
        return mark
    return replace(mark, short_label=f"{mark.short_label} *")


def reasons(material: ReportMaterial, rating: Rating) -> str:
    """Return why a risk was rated as it was, layer by layer, with the sources."""
    parts = []
    if rating.baseline_reason.strip():
        parts.append(f"Grundrisiko: {rating.baseline_reason}")
    if rating.reason.strip():
        prefix = "Zusatzrisiko: " if parts else ""
        parts.append(f"{prefix}{rating.reason}")
    if rating.verbal_level.strip():
        parts.append(f"Aus einem älteren Dokument {verbal_mark(rating.verbal_level).label}")
    parts += [_deviation(material, item) for item in rating.deviations]
    cited = citations(rating.sources, material.sources)
    if cited:
        parts.append(f"Quellen: {cited}")
    return "\n".join(parts) or NOTHING


def channel_of(material: ReportMaterial, deviation: ChannelDeviation) -> str:
    """Return the name of a deviating channel."""
    return field_text(material, deviation, "channel_id") or "ohne Angabe"


def _deviation(material: ReportMaterial, deviation: ChannelDeviation) -> str:
    score = deviation.gross if deviation.applicable is Answer.YES else None
    if deviation.applicable is Answer.NO:
        said = "trifft nicht zu"
    elif score is None:
        said = "offen"
    else:
        said = level_mark(material.profile, material.profile.level_index(score), score).text
    reason = deviation.reason.strip() or "ohne Begründung"
    return f"Abweichend auf dem Kanal {channel_of(material, deviation)}: {said}. {reason}"


def _platform(material: ReportMaterial, platform_id: str) -> Iterator[Block]:
    applicable: list[tuple[Cell, ...]] = []
    not_applicable: list[tuple[Cell, ...]] = []
    for result in material.results_on(platform_id):
        rating = result.rating
        name = Term(rating.risk_id, material.risk_title(rating.risk_id))
        if rating.applicable is Answer.NO:
            not_applicable.append((name, reasons(material, rating)))
        else:
            applicable.append(
                (
                    name,
                    material.mark(result, Layer.BASELINE),
                    material.mark(result, Layer.GROSS),
                    reasons(material, rating),
                )
            )
    open_count = sum(result.is_open for result in material.results_on(platform_id))
    if open_count:
        yield Notice(
            NoticeKind.WARNING,
            f"{counted(open_count, 'Risiko ist', 'Risiken sind')} auf dieser Plattform noch nicht bewertet.",
        )
    if applicable:
        caption = f"Risiken vor Maßnahmen: {material.platform_name(platform_id)}"
        yield Table(caption, _COLUMNS, tuple(applicable))
    if not_applicable:
        yield Table(
            f"Trifft nicht zu: {material.platform_name(platform_id)}",
            (Column("Risiko", 2.1), Column("Warum nicht", 8)),
            tuple(not_applicable),
        )


def _strays(material: ReportMaterial) -> Iterator[Block]:
    """Yield ratings of platforms or risks that are not part of the assessment, so that nothing is lost."""
    if material.stray_ratings:
        yield Heading("Bewertungen ohne Bezug")
        yield Explanation(
            "Diese Bewertungen gehören zu einer Plattform oder einem Risiko, die nicht Teil der DSFA oder "
            "des Katalogs sind; sie gehen in keine Stufe ein."
        )
        yield Table(
            "Bewertungen ohne Bezug",
            (
                Column("Plattform", 1),
                Column("Risiko", 1),
                Column("Zutreffend", 0.8),
                Column("Grund / brutto", 1),
                Column("Begründung", 4),
            ),
            tuple(_stray(material, rating) for rating in material.stray_ratings),
        )


def _stray(material: ReportMaterial, rating: Rating) -> tuple[Cell, ...]:
    more = [text for text in (rating.override_reason, rating.acceptance_reason) if text.strip()]
    return (
        material.platform_name(rating.platform_id),
        rating.risk_id,
        label(rating.applicable),
        f"{score_text(rating.baseline) or NOTHING} / {score_text(rating.gross) or NOTHING}",
        "\n".join([reasons(material, rating), *more]),
    )


def _legend(material: ReportMaterial) -> str:
    """Name the symbol of every level of the profile in force, from the highest to the lowest."""
    marks = [material.level(index) for index in reversed(range(len(material.profile.levels)))]
    return ", ".join(f"{mark.symbol} {mark.label}" for mark in marks)


def build(material: ReportMaterial) -> Section:
    """Return chapter 8."""
    star = _STAR if any(item.channels for item in material.results) else ""
    blocks: list[Block] = [
        Heading("Risikobild vor Maßnahmen"),
        *risk_grid(material, Layer.BASELINE, "Grundrisiko der Plattformen"),
        *risk_grid(material, Layer.GROSS, "Zusatzrisiko durch den Auftritt, brutto"),
        Explanation(
            f"{_legend(material)}, ? noch nicht bewertet, „entfällt“: trifft auf der Plattform "
            f"nicht zu{star}. In den Tabellen steht hinter der Stufe Schwere·Eintrittswahrscheinlichkeit."
        ),
    ]
    for use in material.assessment.platforms:
        blocks.append(Heading(material.name_of(use)))
        blocks.extend(_platform(material, use.id))
    blocks.extend(_strays(material))
    return Section(
        "8",
        "Risiken vor Maßnahmen",
        ("Art. 35 Abs. 7 Buchst. c DSGVO", "EDSA-Vorlage 4.1"),
        tuple(blocks),
    )
