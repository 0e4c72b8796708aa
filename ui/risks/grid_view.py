"""The grid itself: cells that carry their level, headers that carry the highest one of a platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.overriding import override
from ui.risks.headers import PLAIN_CORNER, PlainHeader
from ui.risks.painting import paint_comment_corner, paint_corner, paint_frame, paint_mark
from ui.view_models.risk_grid import COMMENTED, DEVIATING, MARK, OVERRIDDEN

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent

    from ui.view_models.risk_grid import RiskGridModel

_Index = QModelIndex | QPersistentModelIndex

COLUMN_LEAST = 58
COLUMN_MOST = 128
TITLE_LEAST = 176
TITLE_MOST = 440
_ROW = 28


class CellDelegate(QStyledItemDelegate):
    """Draws the level of one risk on one platform."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        text = index.data() + (" *" if index.data(OVERRIDDEN) else "")
        field = option.rect.adjusted(2, 2, -2, -2)
        paint_mark(painter, field, index.data(MARK), option.palette, text)
        if index.data(DEVIATING):
            paint_corner(painter, field, option.palette)
        if index.data(COMMENTED):
            paint_comment_corner(painter, field, option.palette)
        if option.state & QStyle.StateFlag.State_Selected:
            paint_frame(painter, option.rect, option.palette.color(QPalette.ColorRole.Text))
            inner = option.rect.adjusted(2, 2, -2, -2)
            paint_frame(painter, inner, option.palette.color(QPalette.ColorRole.Accent))


class PlatformHeader(PlainHeader):
    """Name of each platform and below it the highest level it has in the shown view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, Qt.AlignmentFlag.AlignHCenter, parent)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 2 * self.fontMetrics().height() + 28)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        line = self.fontMetrics().height()
        mark = self.model().headerData(logicalIndex, self.orientation(), MARK)
        name = QRect(rect.left(), rect.top(), rect.width(), line + 10)
        super().paintSection(painter, name, logicalIndex)
        painter.fillRect(rect.adjusted(0, name.height(), 0, 0), self.palette().color(QPalette.ColorRole.Base))
        field = QRect(rect.left() + 2, name.bottom() + 1, rect.width() - 4, line + 12)
        paint_mark(painter, field, mark, self.palette())


class TitleHeader(PlainHeader):
    """Id and title of each risk, in two smaller lines where one is too short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, Qt.AlignmentFlag.AlignLeft, parent)

    @override
    def paint_lines(self, painter: QPainter, rect: QRect, lines: list[str]) -> None:
        painter.setFont(self.fitting_font(rect.width() - 6))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        wrapped = int(flags) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(rect.adjusted(3, 0, -3, 0), wrapped, "\n".join(lines))


class RiskGridView(QTableView):
    """Risks × platforms.

    Arrows move, Enter or a click opens the rating of a cell. ``opened`` says so; ``cell_changed`` carries the
    platform and the risk of the cell the user went to.
    """

    opened = Signal()
    cell_changed = Signal(str, str)

    def __init__(self, model: RiskGridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = model
        self.setModel(model)
        self.setAccessibleName("Risiken je Plattform")
        self.setAccessibleDescription(
            "Pfeiltasten wechseln die Zelle, die Eingabetaste öffnet die Bewertung."
        )
        self.setHorizontalHeader(PlatformHeader(self))
        self._titles = TitleHeader(self)
        self.setVerticalHeader(self._titles)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setStyleSheet(PLAIN_CORNER)
        self.selectionModel().currentChanged.connect(self._moved)
        self.clicked.connect(lambda _index: self.opened.emit())
        model.modelReset.connect(self.fit)

    def show_cell(self, platform_id: str, risk_id: str) -> None:
        """Select this cell if it is shown, without announcing it."""
        index = self._grid.index_of(platform_id, risk_id)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)

    def fit(self) -> None:
        """Share the width: columns as wide as useful, the rest for the titles of the risks."""
        columns = self._grid.columnCount()
        if not columns:
            return
        place = self.width() - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width()
        column = min(max((place - TITLE_LEAST) // columns, COLUMN_LEAST), COLUMN_MOST)
        title = min(max(place - columns * column, TITLE_LEAST), TITLE_MOST)
        column = min(max((place - title) // columns, COLUMN_LEAST), COLUMN_MOST)
        self._titles.setFixedWidth(title)
        line = self.fontMetrics().height()
        self._titles.setDefaultSectionSize(
            max(_ROW, line + 12) if self._titles.fits(title - 6) else 2 * line + 6
        )
        for number in range(columns):
            self.setColumnWidth(number, column)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self.opened.emit()
            return
        super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._grid.rowCount() and self._grid.columnCount():
            self.setCurrentIndex(self._grid.index(0, 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _moved(self, current: QModelIndex) -> None:
        if current.isValid():
            self.cell_changed.emit(*self._grid.place(current))
