"""Risk levels as people see them: word, symbol, colour and pattern; the window and the documents share them.

Word and symbol always say the same as the colour, so that nothing is lost in grey or for a screen reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from dsfa_app.domain.vocabulary import Answer

if TYPE_CHECKING:
    from dsfa_app.domain.rating import Score
    from dsfa_app.method.profile import RiskLevel, RiskProfile
    from dsfa_app.method.residual import ChannelResult, RiskResult

_LOWEST, _BETWEEN, _HIGHEST = "○", "■◆●◐", "▲"
"""Symbols of the lowest level, of those between, and of the highest one."""


@dataclass(frozen=True, slots=True)
class LevelMark:
    """A risk level, or why there is none; says the same by colour, word and symbol."""

    label: str
    short_label: str
    symbol: str = ""
    background: str = ""
    """Fill colour as ``#RRGGBB``; empty for no fill."""
    foreground: str = ""
    pattern: str = "none"
    """Fill pattern for black-and-white print: ``none``, ``diagonal``, ``cross`` or ``solid``."""
    score: str = ""
    """Severity and likelihood, for example „3·4“."""

    @property
    def is_open(self) -> bool:
        """Tell whether the risk still has to be judged."""
        return self.symbol == OPEN.symbol

    @property
    def text(self) -> str:
        """The mark in words, for readers and formats without colour."""
        return " ".join(part for part in (self.symbol, self.short_label, self.score) if part)


_LONGEST_WORD = 12
"""Letters of a level's word that fit into a cell of the grid."""

OPEN = LevelMark("offen", "offen", symbol="?")
NOT_APPLICABLE = LevelMark("trifft nicht zu", "entfällt")
NOT_RATED = LevelMark("nicht gesondert bewertet", "–")


class Layer(Enum):
    """The four views on one risk; the value is the name people read."""

    BASELINE = "Grundrisiko der Plattform"
    GROSS = "Zusatzrisiko brutto"
    PLANNED = "Zusatzrisiko geplant"
    PROVEN = "Zusatzrisiko nachgewiesen"


def verbal_mark(verbal_level: str) -> LevelMark:
    """Return the mark of a level an older document only names: still open, but not without a trace."""
    word = verbal_level.strip()
    return LevelMark(
        label=f"übernommen: {word} (ohne Schwere und Eintrittswahrscheinlichkeit)",
        short_label=f"({word})" if len(word) <= _LONGEST_WORD else "(übernommen)",
        symbol=OPEN.symbol,
    )


def score_text(score: Score | None) -> str:
    """Return severity and likelihood as „3·4“."""
    return f"{score.severity}·{score.likelihood}" if score else ""


class HasLevels(Protocol):
    """What names levels: a profile, or the draft of one."""

    @property
    def levels(self) -> tuple[RiskLevel, ...]:
        """From the lowest to the highest."""

    @property
    def highest(self) -> int:
        """Index of the highest level."""


def level_mark(profile: HasLevels, index: int | None, score: Score | None = None) -> LevelMark:
    """Return the mark of a level by its index in the profile; None is an open one."""
    if index is None:
        return OPEN
    level = profile.levels[index]
    between = _BETWEEN[(index - 1) % len(_BETWEEN)]
    symbol = _LOWEST if index == 0 else _HIGHEST if index == profile.highest else between
    return LevelMark(
        label=level.label,
        short_label=level.short_label,
        symbol=symbol,
        background=level.background,
        foreground=level.foreground,
        pattern=level.pattern,
        score=score_text(score),
    )


def level_in(result: RiskResult, layer: Layer) -> int | None:
    """Return the index of the result's level in one view, None where it is open."""
    match layer:
        case Layer.BASELINE:
            return result.baseline_level
        case Layer.GROSS:
            return result.gross_level
        case Layer.PLANNED:
            return result.planned_level
        case Layer.PROVEN:
            return result.proven_level


def highest_in(result: RiskResult, layer: Layer) -> int | None:
    """Return the highest level in one view, that of deviating channels included; None where all is open."""
    match layer:
        case Layer.BASELINE:
            return result.baseline_level
        case Layer.GROSS:
            return result.highest_gross_level
        case Layer.PLANNED:
            return result.highest_planned_level
        case Layer.PROVEN:
            return result.highest_proven_level


def channel_mark(channel: ChannelResult, layer: Layer, profile: RiskProfile) -> LevelMark:
    """Return the mark of a deviating channel in one view other than the baseline, which has no channels."""
    if channel.deviation.applicable is Answer.NO:
        return NOT_APPLICABLE
    levels = {
        Layer.GROSS: channel.gross_level,
        Layer.PLANNED: channel.planned_level,
        Layer.PROVEN: channel.proven_level,
    }
    return level_mark(profile, levels[layer], channel_score(channel, layer))


def channel_score(channel: ChannelResult, layer: Layer) -> Score | None:
    """Return the score of a deviating channel in one view other than the baseline, None where it is open."""
    scores = {Layer.GROSS: channel.gross, Layer.PLANNED: channel.planned, Layer.PROVEN: channel.proven}
    return scores[layer]


def score_in(result: RiskResult, layer: Layer) -> Score | None:
    """Return the result's score in one view, None where it is open."""
    match layer:
        case Layer.BASELINE:
            return result.rating.baseline
        case Layer.GROSS:
            return result.gross
        case Layer.PLANNED:
            return result.planned
        case Layer.PROVEN:
            return result.proven


def is_overridden(result: RiskResult, layer: Layer) -> bool:
    """Tell whether a typed score replaces the computed one in this view."""
    rating = result.rating
    if layer is Layer.PLANNED:
        return rating.planned_override is not None
    return layer is Layer.PROVEN and rating.proven_override is not None


def result_mark(
    result: RiskResult, layer: Layer, profile: RiskProfile, *, platform_side: bool, with_score: bool = True
) -> LevelMark:
    """Return the mark of one risk on one platform in one view.

    Only risks on the platform's side (``platform_side``) have a baseline of their own; elsewhere it is not
    expected.
    """
    if result.rating.applicable is Answer.NO:
        return NOT_APPLICABLE
    index = level_in(result, layer)
    if index is None and layer is Layer.BASELINE and not platform_side:
        return NOT_RATED
    if index is None and layer is Layer.GROSS and result.rating.verbal_level.strip():
        return verbal_mark(result.rating.verbal_level)
    return level_mark(profile, index, score_in(result, layer) if with_score else None)
