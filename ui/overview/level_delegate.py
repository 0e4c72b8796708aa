"""Paints the risk columns of the overview as badges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.overriding import override
from ui.overview.model import LEVEL_ROLE
from ui.widgets.level_badge import paint_level

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter

_MAX_BADGE_WIDTH = 120


class LevelDelegate(QStyledItemDelegate):
    """Draws ``LEVEL_ROLE`` as a badge on the row's ground."""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        shown.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        rect = shown.rect.adjusted(8, 5, -8, -5)
        rect.setWidth(min(rect.width(), _MAX_BADGE_WIDTH))
        paint_level(painter, rect, index.data(LEVEL_ROLE), shown.palette)
