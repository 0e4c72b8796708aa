"""A matrix that shows how many ratings stand on each of its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.method.marks import level_mark
from ui.overriding import override
from ui.risks.matrix import MatrixModel, MatrixView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from dsfa_app.domain.rating import Score
    from dsfa_app.method.profile import RiskProfile


class _CountModel(MatrixModel):
    """The fields of a matrix with a number each."""

    def __init__(self, profile: RiskProfile, parent: QObject | None = None) -> None:
        super().__init__(profile, parent)
        self.numbers: Mapping[Score, int] = {}
        self.about = ""

    @override
    def text(self, score: Score) -> str:
        mark = level_mark(self.profile, self.profile.level_index(score))
        number = self.numbers.get(score, 0)
        return f"{mark.symbol} {number}" if number else ""

    @override
    def spoken(self, score: Score) -> str:
        return f"{super().spoken(score)}, {self.about}: {self.numbers.get(score, 0)}"


class CountMatrix(MatrixView):
    """Read with the arrows, nothing to choose."""

    def __init__(self, profile: RiskProfile, parent: QWidget | None = None) -> None:
        self._counted = _CountModel(profile)
        super().__init__(self._counted, parent)
        self._counted.setParent(self)
        self.setAccessibleName("Verteilung der Bewertungen in der Risikomatrix")
        self.setAccessibleDescription("Die Pfeiltasten wechseln das Feld.")

    def show_counts(self, numbers: Mapping[Score, int], about: str) -> None:
        """Show these numbers; ``about`` names the view they belong to."""
        self._counted.numbers, self._counted.about = numbers, about
        self._counted.announce()

    def number_at(self, score: Score) -> int:
        """Return the number shown on a field."""
        return self._counted.numbers.get(score, 0)
