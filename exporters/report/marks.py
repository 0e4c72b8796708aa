"""Risk levels as marks: word, symbol, colour and pattern, for judged risks and for those that are not."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import Answer
from exporters.report.model import LevelMark

if TYPE_CHECKING:
    from dsfa_app.domain.rating import Score
    from dsfa_app.method.profile import RiskProfile
    from dsfa_app.method.residual import RiskResult

_LOWEST, _BETWEEN, _HIGHEST = "○", "■", "▲"

_PLAIN = {"background": "", "foreground": "", "pattern": "none"}
OPEN = LevelMark(label="offen", short_label="offen", symbol="?", **_PLAIN)
NOT_APPLICABLE = LevelMark(label="trifft nicht zu", short_label="entfällt", symbol="", **_PLAIN)
NOT_RATED = LevelMark(label="nicht gesondert bewertet", short_label="–", symbol="", **_PLAIN)


class Layer(Enum):
    """The four views on one risk; the value is the heading in documents."""

    BASELINE = "Grundrisiko der Plattform"
    GROSS = "Zusatzrisiko brutto"
    PLANNED = "Zusatzrisiko geplant"
    PROVEN = "Zusatzrisiko nachgewiesen"


def score_text(score: Score | None) -> str:
    """Return severity and likelihood as „3·4“."""
    return f"{score.severity}·{score.likelihood}" if score else ""


def level_mark(profile: RiskProfile, index: int | None, score: Score | None = None) -> LevelMark:
    """Return the mark of a level by its index in the profile; None is an open one."""
    if index is None:
        return OPEN
    level = profile.levels[index]
    symbol = _LOWEST if index == 0 else _HIGHEST if index == profile.highest else _BETWEEN
    return LevelMark(
        label=level.label,
        short_label=level.short_label,
        symbol=symbol,
        background=level.background,
        foreground=level.foreground,
        pattern="none" if index == 0 else "solid" if index == profile.highest else "diagonal",
        score=score_text(score),
    )


def _layer(result: RiskResult, layer: Layer) -> tuple[Score | None, int | None]:
    match layer:
        case Layer.BASELINE:
            return result.rating.baseline, result.baseline_level
        case Layer.GROSS:
            return result.gross, result.gross_level
        case Layer.PLANNED:
            return result.planned, result.planned_level
        case Layer.PROVEN:
            return result.proven, result.proven_level


def result_mark(
    result: RiskResult, layer: Layer, profile: RiskProfile, *, platform_side: bool, with_score: bool = True
) -> LevelMark:
    """Return the mark of one risk on one platform in one view.

    Only risks on the platform's side have a baseline of their own; elsewhere it is not expected.
    """
    if result.rating.applicable is Answer.NO:
        return NOT_APPLICABLE
    score, index = _layer(result, layer)
    if index is None and layer is Layer.BASELINE and not platform_side:
        return NOT_RATED
    return level_mark(profile, index, score if with_score else None)
