"""The way of a risk through the measures: before them, with the planned ones, with the proven ones."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dsfa_app.labels import label
from dsfa_app.method.marks import Layer, is_overridden, level_in, level_mark, score_in
from ui.risks.matrix import Stop
from ui.risks.painting import LevelBadge
from ui.style_sheet import set_look
from ui.view_models.measure_table import effect_words
from ui.view_models.risk_grid import LAYER_WORDS

if TYPE_CHECKING:
    from dsfa_app.domain.measure import Measure
    from dsfa_app.method.profile import RiskProfile
    from dsfa_app.method.residual import RiskResult

_STATIONS = (
    (Layer.GROSS, "vor Maßnahmen (brutto)"),
    (Layer.PLANNED, "mit geplanten"),
    (Layer.PROVEN, "mit nachgewiesenen"),
)
_NO_MEASURES = "Noch wirkt keine Maßnahme auf dieses Risiko. Fügen Sie auf der Seite „Maßnahmen“ eine hinzu."


_LETTERS = {Layer.GROSS: "B", Layer.PROVEN: "N", Layer.PLANNED: "G"}


def stops(result: RiskResult) -> tuple[Stop, ...]:
    """Return the way of a risk through the matrix, from what is to where it shall be; empty while open."""
    scores = ((layer, score_in(result, layer)) for layer in _LETTERS)
    return tuple(Stop(_LETTERS[layer], LAYER_WORDS[layer], score) for layer, score in scores if score)


class ResultPath(QFrame):
    """Three levels in a row and the measures between them; ``measure_chosen`` carries the id of one."""

    measure_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "inset")
        self._badges = {layer: LevelBadge(layer.value) for layer, _ in _STATIONS}
        self._notes = {layer: QLabel() for layer, _ in _STATIONS}
        self._measures = QLabel()
        self._measures.setWordWrap(True)
        self._measures.setTextFormat(Qt.TextFormat.RichText)
        self._measures.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._measures.setAccessibleName("Wirkende Maßnahmen")
        self._measures.linkActivated.connect(self.measure_chosen)
        title = QLabel("Weg des Zusatzrisikos")
        set_look(title, "label")
        stations = QHBoxLayout()
        stations.setSpacing(12)
        for position, (layer, name) in enumerate(_STATIONS):
            if position:
                stations.addWidget(QLabel("→"), 0, Qt.AlignmentFlag.AlignVCenter)
            stations.addLayout(self._station(layer, name))
        stations.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addLayout(stations)
        layout.addWidget(self._measures)

    def show_result(self, result: RiskResult, profile: RiskProfile) -> None:
        """Show the way of this risk."""
        for layer, badge in self._badges.items():
            badge.show_mark(level_mark(profile, level_in(result, layer), score_in(result, layer)))
            self._notes[layer].setText("abweichend" if is_overridden(result, layer) else "")
            self._notes[layer].setVisible(is_overridden(result, layer))
        lines = [self._line(measure) for measure in result.measures]
        self._measures.setText("<br>".join(lines) if lines else escape(_NO_MEASURES))

    def badge(self, layer: Layer) -> LevelBadge:
        """Return the level shown for a view."""
        return self._badges[layer]

    def _station(self, layer: Layer, name: str) -> QVBoxLayout:
        caption = QLabel(name)
        set_look(caption, "muted")
        set_look(self._notes[layer], "muted")
        station = QVBoxLayout()
        station.setSpacing(4)
        station.addWidget(caption)
        station.addWidget(self._badges[layer], 0, Qt.AlignmentFlag.AlignLeft)
        station.addWidget(self._notes[layer])
        return station

    def _line(self, measure: Measure) -> str:
        colour = self.palette().link().color().name()
        title = escape(f"{measure.catalogue_id} {measure.title}".strip() or "Maßnahme ohne Titel")
        link = f"<a href='{escape(measure.id, quote=True)}' style='color:{colour}'>{title}</a>"
        return f"{link} · {escape(label(measure.state))} · {escape(effect_words(measure))}"
