"""A list and the details of its current entry: the details below it, or beside it where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from ui.overriding import override

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

BESIDE_FROM = 1060
"""Width in pixels from which the details stand beside the list."""


class DetailSplitter(QSplitter):
    """The list alone until the details are opened; ``arranged`` says that the parts moved.

    Args:
        entries: the list.
        details: what belongs to its current entry.
        list_height: height in pixels the list keeps above open details.
    """

    arranged = Signal()

    def __init__(
        self, entries: QWidget, details: QWidget, list_height: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._details = details
        self._list_height = list_height
        self.setChildrenCollapsible(False)
        self.addWidget(entries)
        self.addWidget(details)
        details.hide()

    @property
    def is_open(self) -> bool:
        """Tell whether the details are shown."""
        return not self._details.isHidden()

    @property
    def is_cramped(self) -> bool:
        """Tell whether list and details share one height."""
        return self.is_open and self.orientation() is Qt.Orientation.Vertical

    def set_open(self, is_open: bool) -> None:
        """Show or put away the details."""
        if is_open != self.is_open:
            self._details.setVisible(is_open)
            self._share()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= BESIDE_FROM
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.orientation() is not wanted:
            self.setOrientation(wanted)
            self._share()

    def _share(self) -> None:
        """Give the details half the width or most of the height."""
        if self.orientation() is Qt.Orientation.Horizontal:
            place, entries = self.width(), self.width() // 2
        else:
            place, entries = self.height(), self._list_height
        self.setSizes([entries, max(place - entries, 1)])
        self.arranged.emit()
