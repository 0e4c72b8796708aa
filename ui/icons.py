"""Icons from ``resources/icons``, drawn in the palette's colours at the moment they are painted.

A change between light and dark therefore needs nothing but the repaint that Qt does anyway. Own pictures
instead of an icon font: nothing is imported, registered or parsed before the first icon is on screen.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import resource
from ui.overriding import override

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

_BLACK = b"#000000"


@cache
def _source(name: str) -> bytes:
    return resource("icons", f"{name}.svg").read_bytes()


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace(_BLACK, colour.encode())))


def paint_icon(painter: QPainter, rect: QRect, name: str, colour: QColor) -> None:
    """Draw an icon in this colour, for delegates and custom widgets."""
    _renderer(name, colour.name()).render(painter, QRectF(rect))


class _PaletteIconEngine(QIconEngine):
    """Draws one icon in the colour the palette has for text in that state."""

    def __init__(self, name: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._name = name
        self._role = role

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        is_disabled = mode is QIcon.Mode.Disabled
        group = QPalette.ColorGroup.Disabled if is_disabled else QPalette.ColorGroup.Active
        paint_icon(painter, rect, self._name, QGuiApplication.palette().color(group, self._role))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    @override
    def clone(self) -> QIconEngine:
        return _PaletteIconEngine(self._name, self._role)


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """Return the icon of this name (a file in ``resources/icons`` without ``.svg``)."""
    return QIcon(_PaletteIconEngine(name, role))


def application_icon() -> QIcon:
    """Return the program's own picture for title bar and task bar."""
    return QIcon(str(resource("icons", "application.svg")))
