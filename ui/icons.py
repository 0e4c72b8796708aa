"""Icons from ``resources/icons``, drawn in the palette's colours at the moment they are painted.

A change between light and dark therefore needs nothing but the repaint that Qt does anyway. Own pictures
instead of an icon font: nothing is imported, registered or parsed before the first icon is on screen.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap

from resources import resource
from ui.overriding import override
from ui.theme import current_tokens

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

_BLACK = b"#000000"


@cache
def _source(name: str) -> bytes:
    return resource("icons", f"{name}.svg").read_bytes()


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - the first paint shows no icon

    return QSvgRenderer(QByteArray(_source(name).replace(_BLACK, colour.encode())))


def paint_icon(painter: QPainter, rect: QRect, name: str, colour: QColor) -> None:
    """Draw an icon in this colour, for delegates and custom widgets."""
    _renderer(name, colour.name()).render(painter, QRectF(rect))


class _PaletteIconEngine(QIconEngine):
    """Draws one icon in a colour of the scheme in force."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        tokens = current_tokens(QGuiApplication.palette())
        token = "muted" if mode is QIcon.Mode.Disabled else self._token
        paint_icon(painter, rect, self._name, QColor(getattr(tokens, token)))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        if size.isEmpty():  # a narrow cell leaves its icon no room
            return picture
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    @override
    def clone(self) -> QIconEngine:
        return _PaletteIconEngine(self._name, self._token)


def icon(name: str, colour: str = "text") -> QIcon:
    """Return the icon of this name (a file in ``resources/icons`` without ``.svg``).

    Args:
        name: which picture.
        colour: name of the theme's colour it is drawn in, such as ``success``.
    """
    return QIcon(_PaletteIconEngine(name, colour))


def application_icon() -> QIcon:
    """Return the program's own picture for title bar and task bar."""
    return QIcon(str(resource("icons", "application.svg")))
