"""One layer of a rating: the matrix, beside it what the chosen steps mean and what the catalogue proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dsfa_app.method.marks import level_mark, score_text
from ui.risks.matrix import RiskMatrix
from ui.risks.painting import LevelBadge
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.domain.rating import Score
    from dsfa_app.method.profile import RiskProfile, ScaleStep
    from dsfa_app.texts import FieldText
    from ui.risks.matrix import Stop

_ASK = "Wählen Sie das Feld, das Schwere und Eintrittswahrscheinlichkeit trifft."


class LayerCard(QFrame):
    """Rates one layer. ``rated`` carries the score or None; ``focused``: the keyboard is in the matrix."""

    rated = Signal(object)
    focused = Signal()

    def __init__(
        self, profile: RiskProfile, text: FieldText, note: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_look(self, "inset")
        self._profile = profile
        self._score: Score | None = None
        self._proposal: Score | None = None
        self.matrix = RiskMatrix(profile, text.label)
        self.matrix.rated.connect(self.rated)
        self.matrix.looked_at.connect(self._explain)
        self.matrix.focused.connect(self.focused)
        self._badge = LevelBadge(text.label)
        self._meaning = QLabel()
        self._meaning.setWordWrap(True)
        self._proposed = QLabel()
        self._proposed.setWordWrap(True)
        set_look(self._proposed, "muted")
        self.take_proposal = QPushButton("Vorschlag übernehmen")
        self.take_proposal.setAccessibleName(f"{text.label}: Vorschlag übernehmen")
        self.take_proposal.clicked.connect(lambda: self.rated.emit(self._proposal))
        self._clear = QPushButton("Einstufung entfernen")
        self._clear.setToolTip("Die Bewertung dieser Schicht zurücknehmen (Entf in der Matrix)")
        self._clear.setAccessibleName(f"{text.label}: Einstufung entfernen")
        set_look(self._clear, "flat")
        self._clear.clicked.connect(lambda: self.rated.emit(None))
        self._legend = QLabel()
        set_look(self._legend, "muted")
        self._lay_out(text, note)

    def show_scores(
        self, score: Score | None, proposal: Score | None, note: str = "", stops: tuple[Stop, ...] = ()
    ) -> None:
        """Show the chosen score, what the catalogue proposes, and where the measures lead."""
        self._score, self._proposal = score, proposal
        self.matrix.show_scores(score, proposal, stops)
        self._legend.setText(" · ".join(f"{stop.letter} {stop.name}" for stop in stops))
        self._legend.setVisible(bool(stops))
        index = None if score is None else self._profile.level_index(score)
        self._badge.show_mark(level_mark(self._profile, index, score))
        self.take_proposal.setVisible(proposal is not None and proposal != score)
        self._proposed.setVisible(proposal is not None)
        self._clear.setVisible(score is not None)
        if proposal is not None:
            label = self._profile.level(proposal).label
            self._proposed.setText(f"Vorschlag des Katalogs: {score_text(proposal)}, {label}. {note}".strip())
        self._explain(None)

    @property
    def explanation(self) -> str:
        """What is said about the steps under the keyboard, or about the chosen ones."""
        return self._meaning.text()

    def _explain(self, looked_at: Score | None) -> None:
        """Say what the steps mean: those under the keyboard, else the chosen ones."""
        score = looked_at or self._score
        if score is None:
            self._meaning.setText(_ASK)
            return
        severity = self._profile.severity[score.severity - 1]
        likelihood = self._profile.likelihood[score.likelihood - 1]
        self._meaning.setText(f"{_step('Schwere', severity)}\n\n{_step('Wahrscheinlichkeit', likelihood)}")

    def _lay_out(self, text: FieldText, note: str) -> None:
        title = QLabel(text.label)
        set_look(title, "label")
        title.setBuddy(self.matrix)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(title)
        head.addWidget(self._badge)
        head.addStretch(1)
        words = QLabel(note)
        words.setWordWrap(True)
        set_look(words, "muted")
        axes = QLabel("Schwere ↓   Eintrittswahrscheinlichkeit →")
        set_look(axes, "muted")
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(axes, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.matrix)
        left.addWidget(self._legend, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addSpacing(24)
        right.addWidget(self._meaning)
        right.addWidget(self._proposed)
        right.addWidget(self.take_proposal, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addLayout(left)
        middle.addLayout(right, 1)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(12, 8, 12, 12)
        self._box.setSpacing(8)
        self._box.addLayout(head)
        self._box.addWidget(words)
        self._box.addLayout(middle)

    def add_below(self, widget: QWidget) -> None:
        """Add a widget below the matrix, such as the layer's reason."""
        self._box.addWidget(widget)


def _step(axis: str, step: ScaleStep) -> str:
    return f"{axis} {step.step} {step.label}:\n{step.anchor}"
