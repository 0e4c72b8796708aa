"""The risks a measure serves: a list to tick, long enough for all of them, short enough for a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ui.forms.editors import OfferingEditor
from ui.overriding import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.forms.options import Option

_VISIBLE_ROWS = 8
_ROW_MARGIN = 10


class RiskChoice(OfferingEditor):
    """Several risks as a list with ticks; the space bar ticks, arrows move; unknown risks are kept."""

    def __init__(self, parent: QWidget | None = None, rows: int = _VISIBLE_ROWS) -> None:
        super().__init__(parent)
        self._value: tuple[str, ...] = ()
        self._list = QListWidget(self)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = self.fontMetrics().height() + _ROW_MARGIN
        self._list.setFixedHeight(rows * row + 4)
        self._list.itemChanged.connect(self._announce)
        self._hold(self._list, (self._list,))

    @override
    def offer(self, options: tuple[Option, ...]) -> None:
        if [option.value for option in options] == [
            item.data(Qt.ItemDataRole.UserRole) for item in self._items()
        ]:
            return
        with QSignalBlocker(self._list):
            self._list.clear()
            for option in options:
                item = QListWidgetItem(option.label)
                item.setToolTip(option.label)
                item.setSizeHint(QSize(0, self.fontMetrics().height() + _ROW_MARGIN))
                item.setData(Qt.ItemDataRole.UserRole, option.value)
                item.setCheckState(Qt.CheckState.Unchecked)
                self._list.addItem(item)
        self.show_value(self._value)

    @override
    def show_value(self, value: tuple[str, ...]) -> None:
        self._value = value
        with QSignalBlocker(self._list):
            for item in self._items():
                ticked = item.data(Qt.ItemDataRole.UserRole) in value
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    def _announce(self) -> None:
        items = self._items()
        offered = {item.data(Qt.ItemDataRole.UserRole) for item in items}
        ticked = [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]
        unknown = [code for code in self._value if code not in offered]
        self._value = (*ticked, *unknown)
        self.edited.emit(self._value)
