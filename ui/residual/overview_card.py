"""The highest level of every view, and how the ratings spread over the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dsfa_app.method.marks import Layer, level_mark
from ui.formatting import count
from ui.forms.form_page import Card
from ui.residual.count_matrix import CountMatrix
from ui.risks.painting import LevelBadge
from ui.style_sheet import set_look
from ui.view_models.residual import counts
from ui.view_models.risk_grid import LAYER_WORDS

if TYPE_CHECKING:
    from dsfa_app.method.residual import Overall
    from dsfa_app.services.judgement import AssessmentView

_NOTE = (
    "Es zählt die höchste Stufe, nie der Durchschnitt. Ob ein verbleibendes Risiko vertretbar ist, "
    "entscheidet die begründete Abwägung."
)


def _levels(overall: Overall) -> dict[Layer, int | None]:
    return {
        Layer.BASELINE: overall.baseline_level,
        Layer.GROSS: overall.gross_level,
        Layer.PLANNED: overall.planned_level,
        Layer.PROVEN: overall.proven_level,
    }


class OverallCard(Card):
    """The highest level in each of the four views."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Höchste Stufen", _NOTE, parent)
        self.badges = {layer: LevelBadge(f"{layer.value} höchstens", self) for layer in Layer}
        self._open = QLabel(self)
        self._open.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(24)
        for layer, badge in self.badges.items():
            caption = QLabel(layer.value.removesuffix(" der Plattform"), self)
            set_look(caption, "muted")
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(caption)
            column.addWidget(badge)
            row.addLayout(column)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self._open)

    @property
    def open_sentence(self) -> str:
        """What is said about open ratings, empty when there are none."""
        return "" if self._open.isHidden() else self._open.text()

    def show_view(self, judged: AssessmentView) -> None:
        """Show the levels of this assessment."""
        for layer, level in _levels(judged.overall).items():
            self.badges[layer].show_mark(level_mark(judged.profile, level))
        waiting = judged.overall.open_count
        self._open.setVisible(waiting > 0)
        rated = count(waiting, "Bewertung ist", "Bewertungen sind")
        self._open.setText(f"{rated} noch offen; bis dahin sind alle Stufen nur eine Untergrenze.")


class SpreadCard(Card):
    """How many ratings stand on each field of the matrix, view by view."""

    def __init__(self, judged: AssessmentView, parent: QWidget | None = None) -> None:
        super().__init__("Verteilung in der Risikomatrix", parent=parent)
        self._judged = judged
        self._layer = Layer.PLANNED
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for layer in Layer:
            button = QPushButton(LAYER_WORDS[layer], self)
            button.setToolTip(layer.value)
            button.setCheckable(True)
            button.setChecked(layer is self._layer)
            button.setAccessibleName(f"Verteilung: {layer.value}")
            set_look(button, "chip")
            button.clicked.connect(lambda _checked, chosen=layer: self.choose(chosen))
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        axes = QLabel("Schwere ↓   Eintrittswahrscheinlichkeit →", self)
        set_look(axes, "muted")
        self.matrix = CountMatrix(judged.profile, self)
        self.body.addLayout(row)
        self.body.addWidget(axes)
        self.body.addWidget(self.matrix)
        self.show_view(judged)

    def show_view(self, judged: AssessmentView) -> None:
        """Show the spread of this assessment."""
        if judged.profile != self._judged.profile:
            shown, self.matrix = self.matrix, CountMatrix(judged.profile, self)
            self.body.replaceWidget(shown, self.matrix)
            shown.deleteLater()
        self._judged = judged
        self.matrix.show_counts(counts(judged, self._layer), self._layer.value)

    def choose(self, layer: Layer) -> None:
        """Show the spread in this view."""
        self._layer = layer
        self.show_view(self._judged)
