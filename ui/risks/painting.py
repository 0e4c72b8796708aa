"""Drawing a risk level: colour, symbol, word and pattern together, readable in grey as well."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QGuiApplication, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from dsfa_app.method.marks import OPEN, LevelMark
from ui.overriding import override
from ui.view_models.risk_grid import cell_text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

RADIUS = 3
_TINT = 0.78
_CORNER = 10
"""Length in pixels of the sides of the mark of deviating channels."""
_INTO = 8
"""Pixels by which an arrow points into its goal."""
_ARROW = 5
_SPREAD = 40
"""Length in pixels and half the opening in degrees of an arrow's head."""
_PADDING = 8
_TIGHT_PADDING = 6
"""Left where the word shrinks to fit."""
_SMALLER = 0.9
"""Factor by which the word of a narrow cell shrinks at least."""
_SMALLEST = 0.7
"""Factor by which it shrinks at most, for „sehr hoch“ in a narrow column."""

_HATCHINGS = {"diagonal": Qt.BrushStyle.BDiagPattern, "cross": Qt.BrushStyle.DiagCrossPattern}
_STRIPE = 118
"""Darkening of the hatching in per cent, faint enough for 4.5 : 1 between text and stripe."""


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """Return a colour with this share (0 to 1) of another one in it."""
    return QColor.fromRgbF(
        colour.redF() * (1 - share) + ground.redF() * share,
        colour.greenF() * (1 - share) + ground.greenF() * share,
        colour.blueF() * (1 - share) + ground.blueF() * share,
    )


def _fill(painter: QPainter, box: QRectF, mark: LevelMark, palette: QPalette) -> QColor:
    """Fill the field of a level and return the colour of the text on it.

    The highest level is a dark field, those between are hatched fields, the lowest one a tint with an edge,
    as on paper: in grey, they cannot be taken for each other.
    """
    colour = QColor(mark.background)
    if mark.pattern == "none":
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(mixed(colour, palette.color(QPalette.ColorRole.Base), _TINT))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        return palette.color(QPalette.ColorRole.Text)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    hatching = _HATCHINGS.get(mark.pattern)
    if hatching is not None:
        painter.setBrush(QBrush(colour.darker(_STRIPE), hatching))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
    return QColor(mark.foreground)


def paint_mark(painter: QPainter, rect: QRect, mark: LevelMark, palette: QPalette, text: str = "") -> None:
    """Draw a level into a field, with another text than its own where one is given."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(rect).adjusted(0.75, 0.75, -0.75, -0.75)
    if mark.background:
        ink = _fill(painter, box, mark, palette)
    else:
        # a view's own palette has a paler one: style sheets derive it from the colour of the text
        ink = QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        if mark.is_open:
            pen = QPen(palette.color(QPalette.ColorRole.Dark), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, RADIUS, RADIUS)
    words = text or cell_text(mark)
    length = painter.fontMetrics().horizontalAdvance(words)
    if length > rect.width() - _PADDING:
        share = (rect.width() - _TIGHT_PADDING) / length
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * min(_SMALLER, max(share, _SMALLEST)))
        painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)
    painter.restore()


def paint_corner(painter: QPainter, rect: QRect, palette: QPalette) -> None:
    """Mark a cell at its upper right corner: some channels differ from what it says."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    right, top = float(rect.right()), float(rect.top())
    corner = QPolygonF(
        [QPointF(right - _CORNER, top), QPointF(right + 1, top), QPointF(right + 1, top + _CORNER + 1)]
    )
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Base), 1.5))
    painter.setBrush(palette.color(QPalette.ColorRole.Text))
    painter.drawPolygon(corner)
    painter.restore()


def paint_comment_corner(painter: QPainter, rect: QRect, palette: QPalette) -> None:
    """Mark a cell at its lower left corner: a comment on it is open."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left, bottom = float(rect.left()), float(rect.bottom())
    corner = QPolygonF(
        [
            QPointF(left, bottom - _CORNER),
            QPointF(left, bottom + 1),
            QPointF(left + _CORNER + 1, bottom + 1),
        ]
    )
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Base), 1.5))
    painter.setBrush(palette.color(QPalette.ColorRole.Accent))
    painter.drawPolygon(corner)
    painter.restore()


def paint_tag(painter: QPainter, rect: QRect, text: str, palette: QPalette) -> None:
    """Write letters on a small plate at the lower right corner of a field."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = painter.font()
    font.setPointSizeF(font.pointSizeF() * _SMALLEST)
    font.setBold(True)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    width, height = metrics.horizontalAdvance(text) + 6, metrics.height()
    plate = QRect(rect.right() - width + 3, rect.bottom() - height + 4, width, height)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Text), 1))
    painter.setBrush(palette.color(QPalette.ColorRole.Base))
    painter.drawRoundedRect(QRectF(plate), RADIUS, RADIUS)
    painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()


def paint_way(painter: QPainter, fields: list[QRect], palette: QPalette) -> None:
    """Draw arrows from field to field in the gaps between them, where no word stands."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for start, goal in pairwise(fields):
        way = _way(QRectF(start), QRectF(goal))
        head = _arrow_head(way.at(way.size() - 2), way.at(way.size() - 1))
        for colour, width in ((QPalette.ColorRole.Base, 5.0), (QPalette.ColorRole.Text, 2.0)):
            pen = QPen(palette.color(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPolyline(way)
            painter.drawPolyline(head)
    painter.restore()


def _way(start: QRectF, goal: QRectF) -> QPolygonF:
    """Return the way along the edges of the fields: out of the one, round those between, into the other."""
    rises = goal.top() < start.top()
    leave = start.top() if rises else start.bottom()
    arrive = goal.bottom() if rises or goal.top() == start.top() else goal.top()
    into = _INTO if arrive == goal.top() else -_INTO
    if goal.left() == start.left():
        beside = goal.right()
    else:
        beside = goal.right() if goal.left() < start.left() else goal.left()
    middle, end = start.center().x(), goal.center().x()
    return QPolygonF(
        [
            QPointF(middle, leave),
            QPointF(beside, leave),
            QPointF(beside, arrive),
            QPointF(end, arrive),
            QPointF(end, arrive + into),
        ]
    )


def _arrow_head(before: QPointF, tip: QPointF) -> QPolygonF:
    shaft = QLineF(tip, before)
    shaft.setLength(_ARROW)
    sides = []
    for turn in (-_SPREAD, _SPREAD):
        side = QLineF(shaft)
        side.setAngle(shaft.angle() + turn)
        sides.append(side.p2())
    return QPolygonF([sides[0], tip, sides[1]])


def paint_frame(painter: QPainter, rect: QRect, colour: QColor, *, dashed: bool = False) -> None:
    """Draw the frame of the chosen or the focused cell."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 2, Qt.PenStyle.DotLine if dashed else Qt.PenStyle.SolidLine))
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), RADIUS + 1, RADIUS + 1)
    painter.restore()


class LevelBadge(QWidget):
    """One level as a small field; ``about`` says for a screen reader what the level belongs to."""

    def __init__(self, about: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = about
        self._mark = OPEN
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_mark(OPEN)

    @property
    def mark(self) -> LevelMark:
        """The level shown."""
        return self._mark

    def show_mark(self, mark: LevelMark, text: str = "") -> None:
        """Show this level, with the given text instead of its short name."""
        self._mark, self._text = mark, text
        self.setAccessibleName(f"{self._about}: {mark.label}" if self._about else mark.label)
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self._text or cell_text(self._mark))
        return QSize(words + 24, self.fontMetrics().height() + 10)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        paint_mark(painter, self.rect(), self._mark, self.palette(), self._text)
        painter.end()
