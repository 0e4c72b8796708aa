"""A risk profile: two scales, levels and the matrix that turns a score into a level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dsfa_app.errors import RuleError

if TYPE_CHECKING:
    from dsfa_app.domain.rating import Score


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskLevel:
    """A level of risk; carries colour, text and pattern, because colour alone says nothing in print."""

    id: str
    label: str
    short_label: str
    background: str
    """Fill colour as ``#RRGGBB``."""
    foreground: str
    pattern: str
    """Name of the fill pattern for black-and-white print: ``none``, ``diagonal``, ``cross`` or ``solid``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleStep:
    """One step of the severity or likelihood scale with the anchor that explains it."""

    step: int
    label: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitCell:
    """A field that the source divides between two levels; ``area_percent`` belongs to the level used."""

    severity: int
    likelihood: int
    other_level: int
    area_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskProfile:
    """Scales, levels and matrix of one method (default: DSK short paper 18, cell by cell)."""

    id: str
    version: str
    title: str
    source: str
    severity: tuple[ScaleStep, ...]
    likelihood: tuple[ScaleStep, ...]
    levels: tuple[RiskLevel, ...]
    """From the lowest to the highest."""
    cells: tuple[tuple[int, ...], ...]
    """``cells[severity - 1][likelihood - 1]`` is an index into ``levels``."""
    high_from: int | None = None
    """Index of the lowest level that is a high risk (Art. 35 and 36 GDPR); None: only the highest one."""
    split_cells: tuple[SplitCell, ...] = ()
    severity_questions: tuple[str, ...] = ()
    fingerprint: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a matrix that leaves a score without a level or calls more risk less.

        Raises:
            RuleError: the matrix does not fit the scales and levels, or falls along an axis.
        """
        steps = range(len(self.levels))
        complete = len(self.cells) == len(self.severity) and all(
            len(row) == len(self.likelihood) and all(cell in steps for cell in row) for row in self.cells
        )
        if not complete:
            raise RuleError(f"Die Matrix von „{self.title}“ passt nicht zu ihren Skalen und Stufen.")
        rising = all(list(line) == sorted(line) for line in (*self.cells, *zip(*self.cells, strict=True)))
        if not rising:
            raise RuleError(
                f"In der Matrix von „{self.title}“ steht bei höherer Schwere oder Wahrscheinlichkeit eine "
                "niedrigere Stufe. Bitte das Risikoprofil berichtigen."
            )

    def covers(self, score: Score) -> bool:
        """Tell whether a score lies on the profile's scales."""
        return score.severity <= len(self.severity) and score.likelihood <= len(self.likelihood)

    def level_index(self, score: Score) -> int:
        """Return the index of the score's level, 0 for the lowest.

        Raises:
            RuleError: the score lies outside the profile's scales.
        """
        if not self.covers(score):
            raise RuleError(
                f"Die Bewertung {score.severity}·{score.likelihood} liegt außerhalb der Skala "
                f"von „{self.title}“. Bitte neu bewerten."
            )
        return self.cells[score.severity - 1][score.likelihood - 1]

    def level(self, score: Score) -> RiskLevel:
        """Return the score's level.

        Raises:
            RuleError: the score lies outside the profile's scales.
        """
        return self.levels[self.level_index(score)]

    @property
    def highest(self) -> int:
        """Index of the highest level."""
        return len(self.levels) - 1

    def is_high(self, index: int | None) -> bool:
        """Tell whether a level is a high risk; where it remains, consultation is due (Art. 36(1) GDPR).

        A matrix may divide the high risks further („hoch“, „sehr hoch“); None, an open risk, is not high.
        """
        lowest = self.highest if self.high_from is None else self.high_from
        return index is not None and index >= lowest
