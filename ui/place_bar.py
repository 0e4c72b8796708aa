"""The switch between the places of the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from ui.icons import icon
from ui.overriding import override
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.places.place import PlaceSpec


_MARGIN = 16


class PlaceBar(QFrame):
    """One button per place; ``chosen`` carries the id of the one the user wants to go to."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[PlaceSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "bar")
        self._buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        row.setSpacing(0)
        for position, place in enumerate(places, start=1):
            button = QPushButton(icon(place.icon), place.title)
            set_look(button, "place")
            button.setCheckable(True)
            button.setToolTip(f"{place.purpose} (Strg+{position})")
            button.setAccessibleName(place.title)
            button.setAccessibleDescription(place.purpose)
            button.clicked.connect(lambda _checked=False, place_id=place.id: self.chosen.emit(place_id))
            group.addButton(button)
            self._buttons[place.id] = button
            row.addWidget(button)
        row.addStretch(1)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._titles = {place.id: place.title for place in places}

    def show_place(self, place_id: str) -> None:
        """Mark this place as the one in front."""
        self._buttons[place_id].setChecked(True)
        self._write()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()

    def _write(self) -> None:
        """Write all titles, or only that of the place in front where there is no room for more."""
        for place_id, button in self._buttons.items():
            button.setText(self._titles[place_id])
        margins = self.contentsMargins()
        room = self.width() - 2 * _MARGIN - margins.left() - margins.right()
        if sum(button.sizeHint().width() for button in self._buttons.values()) > room:
            for button in self._buttons.values():
                button.setText(button.text() if button.isChecked() else "")
