"""Values as cells: text stays text, whatever it looks like, and nothing is cut off.

Excel reads a cell that starts with = + - @ as a formula as soon as somebody edits it, unless the style
carries „quotePrefix“; it decodes ``_x0041_`` inside any text; and it refuses more than 32,767 UTF-16 units.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from exporters.palette import INK, MUTED, paint
from exporters.report.model import LevelMark
from exporters.report.text import printable

if TYPE_CHECKING:
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet.worksheet import Worksheet

    from exporters.report.model import Value

FONT = "Arial"
ACCENT = "1B4965"
HEADER_FILL = "E6ECF1"
RULE = "C5CED6"
MAX_UNITS = 32_000
"""UTF-16 units per cell; Excel's own limit is 32,767."""
DATE_FORMAT = "dd.mm.yyyy"

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n", "'")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def pieces(text: str) -> list[str]:
    """Split a text so that each piece fits into a cell; a short text is its only piece."""
    if len(text) * 2 <= MAX_UNITS:
        return [text]
    found, start, units = [], 0, 0
    for position, character in enumerate(text):
        size = 2 if ord(character) > 0xFFFF else 1  # noqa: PLR2004 - beyond it UTF-16 needs two units
        if units + size > MAX_UNITS:
            found.append(text[start:position])
            start, units = position, 0
        units += size
    return [*found, text[start:]]


def escaped(text: str) -> str:
    """Return the text so that Excel shows ``_x0041_`` and does not decode it."""
    return _ESCAPE.sub("_x005F_", text)


@dataclass(frozen=True, slots=True)
class _Look:
    """What tells one cell style from another."""

    bold: bool = False
    color: str = INK
    fill: str = ""
    stripe: str = ""
    size: float = 9
    center: bool = False
    wrap: bool = True
    ruled: bool = True
    date: bool = False
    quoted: bool = False


TITLE = _Look(bold=True, color=ACCENT, size=15, wrap=False, ruled=False)
NOTE = _Look(color=MUTED, wrap=False, ruled=False)
HEADER = _Look(bold=True, color=ACCENT, fill=HEADER_FILL)
BODY = _Look()
QUOTED = _Look(quoted=True)
NUMBER = _Look(center=True)
DATE = _Look(center=True, date=True)


class Styles:
    """The cell styles of one workbook; each is built once and shared by all its cells."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._known: dict[_Look, StyleArray] = {}

    def of(self, look: _Look) -> StyleArray:
        """Return the workbook's style with this look."""
        known = self._known.get(look)
        if known is None:
            known = self._known[look] = self._built(look)
        return known

    def _built(self, look: _Look) -> StyleArray:
        model = Cell(self._sheet, row=1, column=1)
        model.font = Font(name=FONT, size=look.size, bold=look.bold, color=look.color)
        model.alignment = Alignment(
            vertical="top",
            horizontal="center" if look.center else None,
            wrap_text=look.wrap,
        )
        if look.stripe:
            model.fill = PatternFill("lightUp", fgColor=look.stripe, bgColor=look.fill)
        elif look.fill:
            model.fill = PatternFill("solid", fgColor=look.fill)
        if look.ruled:
            model.border = Border(bottom=Side("thin", color=RULE))
        if look.date:
            model.number_format = DATE_FORMAT
        if look.quoted:
            model.quotePrefix = True
        # openpyxl offers no public name for it, and sharing it spares building 20,000 equal styles
        style: StyleArray = model._style  # type: ignore[attr-defined]  # noqa: SLF001
        return style


def _marked(mark: LevelMark) -> _Look:
    colors = paint(mark)
    return _Look(
        bold=bool(colors.fill), color=colors.text, fill=colors.fill, stripe=colors.stripe, center=True
    )


class CellMaker:
    """Makes the cells of one worksheet."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._styles = Styles(sheet)

    def cell(self, value: Value, look: _Look | None = None) -> Cell:
        """Return a value as a cell; text that looks like a formula, an error or a number stays text."""
        match value:
            case LevelMark():
                return self._text(value.text, _marked(value))
            case str():
                return self._text(value, look or (QUOTED if value.startswith(_FORMULA_STARTS) else BODY))
            case date():
                return self._made(value, look or DATE)
            case _:
                return self._made(value, look or NUMBER)

    def _text(self, text: str, look: _Look) -> Cell:
        cell = self._made(escaped(text) or None, look)
        if text:
            cell.data_type = "s"
        return cell

    def _made(self, value: str | int | date | None, look: _Look) -> Cell:
        return Cell(self._sheet, row=1, column=1, value=value, style_array=self._styles.of(look))


def lines_of(values: tuple[Value, ...], names: int) -> list[list[Value]]:
    """Return a register's row as rows of cells: one, or more where a text needs more than one cell.

    The first ``names`` columns are repeated in each, so that every row tells what it belongs to.
    """
    split = [pieces(printable(value)) if isinstance(value, str) else [value] for value in values]
    height = max(map(len, split), default=1)
    return [
        [
            cells[line] if line < len(cells) else cells[0] if column < names else ""
            for column, cells in enumerate(split)
        ]
        for line in range(height)
    ]
