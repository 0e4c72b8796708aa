"""Draw the pictures of visible signature lines: open, signed, and signed but no longer valid.

``python packaging/line_pictures.py ORDNER`` writes them; they are kept in ``resources/templates``, because
the exporters draw nothing themselves. Word draws its own from the names in the line.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen

_WIDTH, _HEIGHT = 480, 200
_BASE = 132
"""Where the line stands, in pixels from the top."""
_PICTURES = {
    "open": ("×", "#1f2937", "", "Hier unterzeichnen", "#4b5563"),
    "valid": ("✓", "#166534", "Digital unterzeichnet", "Wer: siehe Signaturdetails", "#4b5563"),
    "invalid": ("×", "#b91c1c", "Signatur ungültig", "Dokument nicht verwenden", "#b91c1c"),
}


def _font(size: int, *, bold: bool = False) -> QFont:
    font = QFont("Liberation Sans")
    font.setPixelSize(size)
    font.setBold(bold)
    return font


def draw(name: str) -> QImage:
    """Return one of the pictures."""
    mark, mark_colour, words, below, below_colour = _PICTURES[name]
    image = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(mark_colour))
    painter.setFont(_font(52, bold=True))
    painter.drawText(QRectF(8, 0, 56, _BASE - 6), Qt.AlignmentFlag.AlignBottom, mark)
    painter.setFont(_font(36, bold=True))
    painter.drawText(QRectF(64, 0, _WIDTH - 70, _BASE - 12), Qt.AlignmentFlag.AlignBottom, words)
    painter.setPen(QPen(QColor("#1f2937"), 2))
    painter.drawLine(QPointF(8, _BASE), QPointF(_WIDTH - 8, _BASE))
    painter.setPen(QColor(below_colour))
    painter.setFont(_font(30))
    painter.drawText(QRectF(8, _BASE + 8, _WIDTH - 16, _HEIGHT - _BASE - 8), Qt.AlignmentFlag.AlignTop, below)
    painter.end()
    return image


def main() -> None:
    """Write all pictures into the folder named on the command line."""
    folder = Path(sys.argv[1])
    _application = QGuiApplication([])
    for name in _PICTURES:
        draw(name).save(str(folder / f"signature-line-{name}.png"))


if __name__ == "__main__":
    main()
