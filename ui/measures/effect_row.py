"""How far a measure lowers each axis: a choice of steps, because nothing else is possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from dsfa_app.domain.measure import STRONGEST_EFFECT
from ui.forms.editors import ValueEditor
from ui.overriding import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def _step_words(steps: int) -> str:
    if not steps:
        return "senkt nicht"
    return f"−{steps} {'Stufe' if steps == 1 else 'Stufen'}"


class EffectEditor(ValueEditor):
    """The steps by which a measure lowers one axis, 0 to ``STRONGEST_EFFECT``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QComboBox(self)
        for effect in range(0, STRONGEST_EFFECT - 1, -1):
            self._box.addItem(_step_words(-effect), effect)
        self._box.activated.connect(lambda: self.edited.emit(self._box.currentData()))
        self._hold(self._box, (self._box,))

    @override
    def show_value(self, value: int) -> None:
        self._box.setCurrentIndex(self._box.findData(value))
