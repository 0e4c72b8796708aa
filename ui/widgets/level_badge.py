"""A level of risk as colour, pattern and text, so that it can be told apart without seeing colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPalette, QPen

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

    from dsfa_app.method.profile import RiskLevel

OPEN_TEXT = "offen"
_RADIUS = 4.0
_PATTERN_STRENGTH = 56
_PATTERNS = {"diagonal": Qt.BrushStyle.BDiagPattern, "cross": Qt.BrushStyle.DiagCrossPattern}
_TEXT_MARGIN = 4


def paint_level(
    painter: QPainter, rect: QRect, level: RiskLevel | None, palette: QPalette, text: str = ""
) -> None:
    """Draw a badge for a level, a dashed empty one for a risk nobody has judged yet.

    Args:
        painter: an active painter.
        rect: where the badge goes, without margins of its own.
        level: None means open.
        palette: colours for the open badge.
        text: what to write instead of the level's short label.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    if level is None:
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Dark), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
    else:
        foreground = QColor(level.foreground)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(level.background))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        pattern = _PATTERNS.get(level.pattern, Qt.BrushStyle.NoBrush)
        if pattern is not Qt.BrushStyle.NoBrush:
            faint = QColor(foreground)
            faint.setAlpha(_PATTERN_STRENGTH)
            painter.setBrush(QBrush(faint, pattern))
            painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.setPen(foreground)
    inner = rect.adjusted(_TEXT_MARGIN, 0, -_TEXT_MARGIN, 0)
    words = text or (OPEN_TEXT if level is None else level.short_label)
    elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, elided)
    painter.restore()
