"""A risk level as people see it: word, symbol, colour and pattern; colour alone never says anything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import Answer

if TYPE_CHECKING:
    from dsfa_app.domain.rating import Score
    from dsfa_app.method.profile import RiskProfile
    from dsfa_app.method.residual import RiskResult

_LOWEST, _BETWEEN, _HIGHEST = "○", "■", "▲"


class Layer(Enum):
    """The four views on one risk; the value is the name people read."""

    BASELINE = "Grundrisiko"
    GROSS = "Zusatzrisiko brutto"
    PLANNED = "Zusatzrisiko geplant"
    PROVEN = "Zusatzrisiko nachgewiesen"


@dataclass(frozen=True, slots=True)
class Mark:
    """A level, or why there is none.

    Args:
        label: the level in words, for people who hear it.
        short: the word in a cell.
        symbol: says the same as the colour.
        index: position of the level in its profile, -1 for none.
        background: fill colour as ``#RRGGBB``, empty for none.
        foreground: colour of the text on it.
        pattern: ``none``, ``diagonal`` or ``solid``.
    """

    label: str
    short: str
    symbol: str = ""
    index: int = -1
    background: str = ""
    foreground: str = ""
    pattern: str = "none"

    @property
    def text(self) -> str:
        """Symbol and word as they stand in a cell."""
        return f"{self.symbol} {self.short}".strip()


OPEN = Mark("noch offen", "offen")
NOT_APPLICABLE = Mark("trifft nicht zu", "–")
NO_BASELINE = Mark("kein Grundrisiko", "–")


def level_mark(profile: RiskProfile, index: int | None) -> Mark:
    """Return the mark of a level by its index in the profile; None is an open one."""
    if index is None:
        return OPEN
    level = profile.levels[index]
    symbol = _LOWEST if index == 0 else _HIGHEST if index == profile.highest else _BETWEEN
    return Mark(
        label=level.label,
        short=level.short_label,
        symbol=symbol,
        index=index,
        background=level.background,
        foreground=level.foreground,
        pattern=level.pattern,
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


def result_mark(result: RiskResult, layer: Layer, profile: RiskProfile, *, platform_side: bool) -> Mark:
    """Return the mark of one risk on one platform in one view.

    Only risks on the platform's side (``platform_side``) exist without the public body's presence.
    """
    if result.rating.applicable is Answer.NO:
        return NOT_APPLICABLE
    index = level_in(result, layer)
    if index is None and layer is Layer.BASELINE and not platform_side:
        return NO_BASELINE
    return level_mark(profile, index)


def is_overridden(result: RiskResult, layer: Layer) -> bool:
    """Tell whether a typed score replaces the computed one in this view."""
    rating = result.rating
    if layer is Layer.PLANNED:
        return rating.planned_override is not None
    return layer is Layer.PROVEN and rating.proven_override is not None
