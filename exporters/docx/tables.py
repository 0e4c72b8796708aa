"""Tables of the Word document: column widths that do not cram, header rows that repeat, levels as fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exporters.docx.markup import make, paragraph, run, text_paragraph, value
from exporters.palette import paint
from exporters.report.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dsfa_app.method.marks import LevelMark
    from exporters.docx.markup import Element

_CHARACTER = 100
"""Width of an average bold character of table text, in twentieths of a point."""
_PADDING = 180
_BREAKS = re.compile(r"[ \n\t]+")
"""Where a line may end; a no-break space is not among them."""
_LONGEST_WORDS = (18, 15, 12)
"""Longer words may be hyphenated; where columns are many, shorter ones may be, too."""
_ROOM_FOR_WORDS = 0.7
"""Of the width; the rest is divided by shares, so that columns with much text become wide."""


def longest_word(texts: Iterable[str]) -> int:
    """Return the length of the longest word."""
    return max((len(word) for text in texts for word in _BREAKS.split(text)), default=1)


def column_widths(shares: Sequence[float], words: Sequence[int], total: int) -> list[int]:
    """Divide a width by shares, but give each column room for its longest word first.

    ``words`` counts characters, ``total`` and the result are twentieths of a point.
    """
    for limit in _LONGEST_WORDS:
        least = [min(length, limit) * _CHARACTER + _PADDING for length in words]
        if sum(least) <= total * _ROOM_FOR_WORDS:
            break
    if sum(least) >= total:
        widths = [round(total * room / sum(least)) for room in least]
    else:
        fixed: set[int] = set()
        while True:
            free = total - sum(least[column] for column in fixed)
            weight = sum(share for column, share in enumerate(shares) if column not in fixed)
            wanted = [
                least[column] if column in fixed else free * share / weight
                for column, share in enumerate(shares)
            ]
            tight = {column for column, width in enumerate(wanted) if width < least[column]} - fixed
            if not tight:
                break
            fixed |= tight
        widths = [round(width) for width in wanted]
    widths[-1] += total - sum(widths)
    return widths


def shading(mark: LevelMark) -> list[Element]:
    """Return the cell shading of a level; the hatching stays visible in black and white."""
    colors = paint(mark)
    if not colors.fill:
        return []
    hatching = "thinDiagCross" if colors.crossed else "thinDiagStripe"
    pattern = hatching if colors.stripe else "clear"
    return [make("w:shd", {"w:val": pattern, "w:color": colors.stripe or "auto", "w:fill": colors.fill})]


def cell(
    width: int, content: Iterable[Element], properties: Iterable[Element] = (), *, middle: bool = False
) -> Element:
    """Return a table cell; ``properties`` follow w:tcW in the order of the schema."""
    alignment = [value("w:vAlign", "center")] if middle else []
    return make(
        "w:tc",
        children=[
            make(
                "w:tcPr",
                children=[
                    make("w:tcW", {"w:w": str(width), "w:type": "dxa"}),
                    *properties,
                    *alignment,
                ],
            ),
            *content,
        ],
    )


def level_field(width: int, mark: LevelMark, *, style: str = "DSFALevel") -> Element:
    """Return a cell filled with a risk level, for grids."""
    content = [run(mark.text, color=paint(mark).text)]
    return cell(width, [paragraph(style, content)], shading(mark), middle=True)


def level_badge(width: int, mark: LevelMark) -> Element:
    """Return a cell with a risk level at its top, for rows whose height other cells decide."""
    content = [run(mark.text, color=paint(mark).text)]
    return cell(width, [paragraph("DSFALevel", content, shading(mark))])


def row(cells: Iterable[Element], *, header: bool = False, height: int = 0, whole: bool = True) -> Element:
    """Return a row; ``whole`` rows never break across pages, a header row repeats on each page."""
    properties = [make("w:cantSplit")] if whole else []
    if height:
        properties.append(make("w:trHeight", {"w:val": str(height), "w:hRule": "atLeast"}))
    if header:
        properties.append(make("w:tblHeader"))
    return make("w:tr", children=[make("w:trPr", children=properties), *cells])


def header_row(labels: Sequence[str], widths: Sequence[int], *, style: str = "DSFATableHead") -> Element:
    """Return the repeated header row of a table."""
    return row(
        (
            cell(width, [text_paragraph(style, label)], middle=style == "DSFAGridHead")
            for label, width in zip(labels, widths, strict=True)
        ),
        header=True,
    )


def table(
    style: str, widths: Sequence[int], rows: Iterable[Element], *, caption: str, description: str = ""
) -> Element:
    """Return a table of fixed layout; caption and description are read out by screen readers."""
    properties = [
        value("w:tblStyle", style),
        make("w:tblW", {"w:w": str(sum(widths)), "w:type": "dxa"}),
        make("w:tblLayout", {"w:type": "fixed"}),
        make("w:tblLook", {"w:val": "0620", "w:firstRow": "1", "w:lastRow": "0", "w:firstColumn": "0",
                           "w:lastColumn": "0", "w:noHBand": "1", "w:noVBand": "1"}),
        value("w:tblCaption", one_line(caption)),
    ]  # fmt: skip
    if description:
        properties.append(value("w:tblDescription", one_line(description, 1_000)))
    grid = make("w:tblGrid", children=[make("w:gridCol", {"w:w": str(width)}) for width in widths])
    return make("w:tbl", children=[make("w:tblPr", children=properties), grid, *rows])


def gap() -> Element:
    """Return the thin paragraph Word needs between two tables so that it does not join them."""
    return paragraph("DSFAGap")
