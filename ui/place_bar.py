"""The switch between the places of the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from ui.icons import icon
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.places.place import PlaceSpec


_SPARE = 4
"""Pixels left beside a title: rounding at scales of the screen that are no whole number."""


class PlaceBar(QFrame):
    """One button per place; ``chosen`` carries the id of the one the user wants to go to."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[PlaceSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "bar")
        self._buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(0)
        for position, place in enumerate(places, start=1):
            button = QPushButton(icon(place.icon), place.title)
            set_look(button, "place")
            button.setCheckable(True)
            bold = QFont(button.font())
            bold.setWeight(QFont.Weight.DemiBold)
            wider = QFontMetrics(bold).horizontalAdvance(place.title)
            wider -= button.fontMetrics().horizontalAdvance(place.title)
            # the place in front is written bold, and nothing may move or be cut off by that
            button.setMinimumWidth(button.sizeHint().width() + max(0, wider) + _SPARE)
            button.setToolTip(f"{place.purpose} (Strg+{position})")
            button.setAccessibleDescription(place.purpose)
            button.clicked.connect(lambda _checked=False, place_id=place.id: self.chosen.emit(place_id))
            group.addButton(button)
            self._buttons[place.id] = button
            row.addWidget(button)
        row.addStretch(1)

    def show_place(self, place_id: str) -> None:
        """Mark this place as the one in front."""
        self._buttons[place_id].setChecked(True)
