"""Values as cells: text stays text, whatever it looks like, and nothing is cut off.

Excel reads a cell that starts with = + - @ as a formula as soon as somebody edits it, unless the style
carries „quotePrefix“; it decodes ``_x0041_`` inside any text; and it refuses more than 32,767 UTF-16 units.

Rows are written as SpreadsheetML here and not through openpyxl's cells: those cost 12 µs each, and a report
has 25,000 of them. Styles, sheets and print setup remain openpyxl's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from dsfa_app.method.marks import LevelMark
from exporters.palette import INK, MUTED, paint
from exporters.report.text import printable
from exporters.report.wording import german_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from exporters.report.model import Value

FONT = "Arial"
ACCENT = "1B4965"
HEADER_FILL = "E6ECF1"
RULE = "C5CED6"
MAX_UNITS = 32_000
"""UTF-16 units per cell; Excel's own limit is 32,767."""
DATE_FORMAT = "dd.mm.yyyy"

_DAY_ZERO = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; earlier days are written as text."""
_CHARACTERS = 1.15
"""Characters of 9 point Arial that fit into one unit of a column's width, with some reserve."""
_LINE = 1.3
"""Height of a line in sizes of its font."""
_PADDING = 4
_MAX_HEIGHT = 409
"""Points; Excel knows no higher row."""
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


@dataclass(frozen=True, slots=True)
class Look:
    """What tells one cell style from another."""

    bold: bool = False
    color: str = INK
    fill: str = ""
    stripe: str = ""
    crossed: bool = False
    size: float = 9
    center: bool = False
    left: bool = False
    wrap: bool = True
    ruled: bool = True
    date: bool = False
    quoted: bool = False


TITLE = Look(bold=True, color=ACCENT, size=15, wrap=False, ruled=False)
NOTE = Look(color=MUTED, wrap=False, ruled=False)
HEADER = Look(bold=True, color=ACCENT, fill=HEADER_FILL)
BODY = Look()
QUOTED = Look(quoted=True)
NUMBER = Look(left=True)
DATE = Look(left=True, date=True)


@cache
def _marked(mark: LevelMark) -> Look:
    colors = paint(mark)
    return Look(
        bold=bool(colors.fill),
        color=colors.text,
        fill=colors.fill,
        stripe=colors.stripe,
        crossed=colors.crossed,
        center=True,
    )


_letters = cache(get_column_letter)


class Rows:
    """The rows of one worksheet as SpreadsheetML; typed text is made printable here."""

    def __init__(self, sheet: Worksheet, widths: Sequence[int]) -> None:
        self._sheet = sheet
        self._rooms = [int(width * _CHARACTERS) for width in widths]
        self._styles: dict[Look, int] = {}
        self._rows: list[str] = []

    @property
    def count(self) -> int:
        """Number of rows so far."""
        return len(self._rows)

    def markup(self) -> str:
        """Return the ``sheetData`` element."""
        return f"<sheetData>{''.join(self._rows)}</sheetData>"

    def append(self, values: Sequence[Value], look: Look | None = None, least: int = 0) -> None:
        """Add a row of ``least`` points or more; what looks like a formula, error or number stays text."""
        number = len(self._rows) + 1
        cells = "".join(
            self._cell(f"{_letters(column)}{number}", value, look)
            for column, value in enumerate(values, start=1)
        )
        height = max(self._height(values, look or BODY), least)
        self._rows.append(f'<row r="{number}" ht="{height}" customHeight="1">{cells}</row>')

    def _height(self, values: Sequence[Value], look: Look) -> int:
        """Return the height a row needs, in points: not every program measures wrapped text by itself."""
        lines = 1
        if look.wrap:
            lines = max(
                (
                    sum(1 + len(line) // room for line in value.split("\n"))
                    for value, room in zip(values, self._rooms, strict=False)
                    if isinstance(value, str) and (len(value) > room or "\n" in value)
                ),
                default=1,
            )
        return min(round(lines * look.size * _LINE) + _PADDING, _MAX_HEIGHT)

    def _cell(self, place: str, value: Value, look: Look | None) -> str:
        match value:
            case LevelMark():
                return self._text(place, value.text, _marked(value))
            case "" | None:
                return f'<c r="{place}" s="{self._style(look or BODY)}"/>'
            case str():
                quoted = value.startswith(_FORMULA_STARTS)
                return self._text(place, value, look or (QUOTED if quoted else BODY))
            case date() if value < _FIRST_DAY:
                return self._text(place, german_date(value), look or DATE)
            case date():
                days = (value - _DAY_ZERO).days
                return f'<c r="{place}" s="{self._style(look or DATE)}"><v>{days}</v></c>'
            case _:
                return f'<c r="{place}" s="{self._style(look or NUMBER)}"><v>{value}</v></c>'

    def _text(self, place: str, text: str, look: Look) -> str:
        plain = escape(_ESCAPE.sub("_x005F_", printable(text)))
        return (
            f'<c r="{place}" s="{self._style(look)}" t="inlineStr">'
            f'<is><t xml:space="preserve">{plain}</t></is></c>'
        )

    def _style(self, look: Look) -> int:
        """Return the index of a look among the workbook's cell formats."""
        known = self._styles.get(look)
        if known is None:
            known = self._styles[look] = self._built(look)
        return known

    def _built(self, look: Look) -> int:
        model = Cell(self._sheet, row=1, column=1)
        model.font = Font(name=FONT, size=look.size, bold=look.bold, color=look.color)
        side = "center" if look.center else "left" if look.left else None
        model.alignment = Alignment(vertical="top", horizontal=side, wrap_text=look.wrap)
        if look.stripe:
            model.fill = PatternFill(
                "lightTrellis" if look.crossed else "lightUp", fgColor=look.stripe, bgColor=look.fill
            )
        elif look.fill:
            model.fill = PatternFill("solid", fgColor=look.fill)
        if look.ruled:
            model.border = Border(bottom=Side("thin", color=RULE))
        if look.date:
            model.number_format = DATE_FORMAT
        if look.quoted:
            model.quotePrefix = True
        return int(model.style_id)


def lines_of(values: tuple[Value, ...], names: int) -> list[list[Value]]:
    """Return a register's row as rows of cells: one, or more where a text needs more than one cell.

    The first ``names`` columns are repeated in each, so that every row tells what it belongs to.
    """
    split = [pieces(value) if isinstance(value, str) else [value] for value in values]
    return [
        [
            cells[line] if line < len(cells) else cells[0] if column < names else ""
            for column, cells in enumerate(split)
        ]
        for line in range(max(map(len, split), default=1))
    ]
