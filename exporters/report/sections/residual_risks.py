"""Chapter 10: what the measures leave, planned and proven, and the argued judgement on it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import Answer
from dsfa_app.method.marks import Layer, channel_mark
from exporters.report.fields import facts_about
from exporters.report.model import (
    Block,
    Cell,
    Column,
    Explanation,
    Heading,
    Section,
    Table,
)
from exporters.report.sections.gross_risks import channel_of, risk_grid
from exporters.report.sections.measures import measure_number
from exporters.report.sections.method import matrix
from exporters.report.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.presence import PlatformUse
    from dsfa_app.domain.rating import Score
    from dsfa_app.method.residual import ChannelResult, LayerResult, RiskResult
    from exporters.report.material import ReportMaterial

_COLUMNS = (
    Column("Risiko", 2.6),
    Column("Brutto", 1),
    Column("Geplant", 1),
    Column("Nachgewiesen", 1),
    Column("Maßnahmen und Begründung", 2.6),
)


def _reasons(result: RiskResult) -> str:
    rating = result.rating
    parts = []
    if rating.override_reason.strip():
        parts.append(f"Abweichend eingestuft, weil: {rating.override_reason}")
    elif result.is_overridden:
        parts.append("Abweichend eingestuft, ohne Begründung")
    if rating.acceptance_reason.strip():
        parts.append(rating.acceptance_reason)
    return "\n".join(parts)


def _row(material: ReportMaterial, result: RiskResult) -> tuple[Cell, ...]:
    rating = result.rating
    measures = ", ".join(dict.fromkeys(measure_number(measure) for measure in result.measures))
    return (
        f"{rating.risk_id} {material.risk_title(rating.risk_id)}",
        material.mark(result, Layer.GROSS),
        material.mark(result, Layer.PLANNED),
        material.mark(result, Layer.PROVEN),
        listed((measures or "keine Maßnahme", _reasons(result)), "\n"),
    )


def _channel_row(material: ReportMaterial, result: RiskResult, channel: ChannelResult) -> tuple[Cell, ...]:
    return (
        f"{result.rating.risk_id} nur Kanal {channel_of(material, channel.deviation)}",
        channel_mark(channel, Layer.GROSS, material.profile),
        channel_mark(channel, Layer.PLANNED, material.profile),
        channel_mark(channel, Layer.PROVEN, material.profile),
        channel.deviation.reason.strip() or "ohne Begründung",
    )


def _rows(material: ReportMaterial, result: RiskResult) -> Iterator[tuple[Cell, ...]]:
    """Yield the row of a risk, then one for each channel that differs."""
    if result.rating.applicable is not Answer.NO or _reasons(result):
        yield _row(material, result)
    for channel in result.channels:
        yield _channel_row(material, result, channel)


def _platform(material: ReportMaterial, use: PlatformUse) -> Iterator[Block]:
    yield Heading(material.name_of(use))
    rows = tuple(row for result in material.results_on(use.id) for row in _rows(material, result))
    if rows:
        yield Table(f"Vom Bruttorisiko zum Restrisiko: {material.name_of(use)}", _COLUMNS, rows)
    yield facts_about(material, use, "balancing")


def _distribution(material: ReportMaterial, scores: list[Score | None], caption: str) -> Block:
    counts = Counter(scores)

    def count(severity: int, likelihood: int) -> int:
        return sum(
            number
            for score, number in counts.items()
            if score is not None and (score.severity, score.likelihood) == (severity, likelihood)
        )

    return matrix(material.profile, caption, count)


def build(material: ReportMaterial) -> Section:
    """Return chapter 10."""
    channels = (channel for item in material.results for channel in item.channels)
    rated: list[LayerResult] = [*material.results, *channels]
    blocks: list[Block] = [
        Heading("Risikobild nach Maßnahmen"),
        *risk_grid(material, Layer.PROVEN, "Zusatzrisiko nachgewiesen: nur belegte Maßnahmen zählen"),
        *risk_grid(material, Layer.PLANNED, "Zusatzrisiko geplant: alle vorgesehenen Maßnahmen zählen"),
        Heading("Verteilung in der Matrix"),
        _distribution(material, [item.gross for item in rated], "Bewertungen brutto"),
        _distribution(material, [item.proven for item in rated], "Bewertungen nachgewiesen"),
        Explanation(
            "Ob ein verbleibendes Risiko hingenommen wird, ist eine begründete Entscheidung der "
            "verantwortlichen Stelle und keine Zahl; die Abwägung steht bei der jeweiligen Plattform und "
            "in Kapitel 12."
        ),
    ]
    if any(item.channels for item in material.results):
        blocks.append(
            Explanation("*: Auf einem Kanal anders bewertet; er steht in der Tabelle seiner Plattform.")
        )
    for use in material.assessment.platforms:
        blocks.extend(_platform(material, use))
    return Section(
        "10",
        "Restrisiko",
        ("Art. 35 Abs. 7 Buchst. d, 36 Abs. 1 DSGVO", "EDSA-Vorlage 4.2 b"),
        tuple(blocks),
    )
