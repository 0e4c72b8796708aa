"""A score chosen from a list: the matrix in one line, where a second matrix would be too much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from dsfa_app.domain.rating import Score

if TYPE_CHECKING:
    from dsfa_app.method.profile import RiskProfile


class ScoreChoice(QComboBox):
    """All scores of a profile, the highest first, after an entry that stands for none of them."""

    def __init__(self, profile: RiskProfile, none: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)
        self.addItem(none, None)
        for severity in range(len(profile.severity), 0, -1):
            for likelihood in range(len(profile.likelihood), 0, -1):
                score = Score(severity=severity, likelihood=likelihood)
                self.addItem(f"{severity}·{likelihood}  {profile.level(score).label}", score)

    @property
    def score(self) -> Score | None:
        """The chosen score, None where none is."""
        chosen: Score | None = self.currentData()
        return chosen

    def show_score(self, score: Score | None) -> None:
        """Show this score without announcing it.

        Raises:
            ValueError: the profile does not have it (a bug: judging refuses such a score before).
        """
        scores = [self.itemData(number) for number in range(self.count())]
        self.setCurrentIndex(scores.index(score))
