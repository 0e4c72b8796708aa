"""How the overview paints titles and risk levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.overriding import override
from ui.overview.model import LEVEL_ROLE, REMARK_ROLE, SUBTITLE_ROLE
from ui.widgets.level_badge import paint_level

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter

_MAX_BADGE_WIDTH = 104
_BADGE_HEIGHT = 24
_MARGIN = 8
_TEXT_MARGIN = 11
"""Where Qt begins the text of a cell and of a header."""


class _GroundDelegate(QStyledItemDelegate):
    """Paints the row's ground and leaves the content to its subclasses."""

    def paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QStyleOptionViewItem:
        """Paint selection and alternate ground, and return the option with everything filled in."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        shown.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        return shown


class LevelDelegate(_GroundDelegate):
    """Draws the level of a cell as a badge."""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown = self.paint_ground(painter, option, index)
        rect = shown.rect.adjusted(_TEXT_MARGIN, 0, -_MARGIN, 0)
        rect.setWidth(min(rect.width(), _MAX_BADGE_WIDTH))
        rect.setTop(shown.rect.center().y() - _BADGE_HEIGHT // 2)
        rect.setHeight(_BADGE_HEIGHT)
        paint_level(painter, rect, index.data(LEVEL_ROLE), shown.palette)


class TitleDelegate(_GroundDelegate):
    """Draws a title with the platforms below it."""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown = self.paint_ground(painter, option, index)
        rect = shown.rect.adjusted(_TEXT_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        is_selected = bool(shown.state & QStyle.StateFlag.State_Selected)
        text_role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        muted_role = text_role if is_selected else QPalette.ColorRole.PlaceholderText
        painter.save()
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(shown.palette.color(text_role))
        elide = Qt.TextElideMode.ElideRight
        title = painter.fontMetrics().elidedText(str(index.data()), elide, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, title)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(shown.palette.color(muted_role))
        remark = str(index.data(REMARK_ROLE) or "")
        if remark:
            painter.drawText(rect, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, remark)
            rect.setWidth(rect.width() - painter.fontMetrics().horizontalAdvance(remark) - 2 * _MARGIN)
        subtitle = painter.fontMetrics().elidedText(str(index.data(SUBTITLE_ROLE)), elide, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, subtitle)
        painter.restore()
