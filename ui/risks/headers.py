"""Headers of the grid and the matrix: plain text that fits, without the frame of ordinary tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.overriding import override

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPaintEvent

PLAIN_CORNER = "QTableCornerButton::section { background: palette(base); border: none; }"
"""Style of the corner between two plain headers."""

SMALLER = 0.87
"""Factor by which all names of a header shrink at least where one would be cut off otherwise."""
SMALLEST = 0.75
"""Factor by which they shrink at most."""


class PlainHeader(QHeaderView):
    """Text of each section, one line after the other, on the ground of the table."""

    def __init__(
        self, orientation: Qt.Orientation, alignment: Qt.AlignmentFlag, parent: QWidget | None = None
    ) -> None:
        super().__init__(orientation, parent)
        self._alignment = alignment
        self._width_now: int | None = None
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def text(self, section: int) -> str:
        """Return the text of a section."""
        return str(self.model().headerData(section, self.orientation()))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        painter.fillRect(rect, self.palette().color(QPalette.ColorRole.Base))
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        self.paint_lines(painter, rect, self.text(logicalIndex).split("\n"))
        painter.restore()

    def fits(self, width: int) -> bool:
        """Tell whether every line can be written in the header's own font."""
        return self._widest() <= width

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._width_now = self._measured()
        super().paintEvent(event)
        self._width_now = None

    def _widest(self) -> int:
        return self._measured() if self._width_now is None else self._width_now

    def _measured(self) -> int:
        """Return the width of the longest line, told once per painting: every section asks for it."""
        lines = (line for section in range(self.count()) for line in self.text(section).split("\n"))
        return max((self.fontMetrics().horizontalAdvance(line) for line in lines), default=0)

    def paint_lines(self, painter: QPainter, rect: QRect, lines: list[str]) -> None:
        """Draw lines of text, vertically centred as a whole."""
        height = self.fontMetrics().height()
        top = rect.top() + (rect.height() - height * len(lines)) // 2
        font = self.fitting_font(rect.width() - 6)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        for number, line in enumerate(lines):
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, rect.width() - 6)
            place = QRect(rect.left() + 3, top + number * height, rect.width() - 6, height)
            painter.drawText(place, int(self._alignment | Qt.AlignmentFlag.AlignVCenter), shown)

    def fitting_font(self, width: int) -> QFont:
        """Return the font all sections can be written in, a smaller one where a line would not fit.

        A scale of the screen that is no whole number makes some words wider than they were planned.
        """
        if self.fits(width):
            return self.font()
        smaller = QFont(self.font())
        share = max(min(SMALLER, width / self._widest()), SMALLEST)
        smaller.setPointSizeF(smaller.pointSizeF() * share)
        return smaller

    @override
    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        if self.orientation() is Qt.Orientation.Horizontal:
            size.setHeight(2 * self.fontMetrics().height() + 8)
        return size
