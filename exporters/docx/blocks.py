"""Each kind of block as Word elements: one function per kind, one table that names them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dsfa_app.method.marks import LevelMark
from exporters.docx.markup import (
    bookmark,
    link_outside,
    make,
    paragraph,
    run,
    text_paragraph,
)
from exporters.docx.signature_line import line_id, signature_line
from exporters.docx.tables import (
    cell,
    column_widths,
    gap,
    header_row,
    level_badge,
    level_field,
    longest_word,
    row,
    table,
)
from exporters.palette import paint
from exporters.report.model import (
    Block,
    Bullets,
    Cell,
    Explanation,
    Facts,
    Heading,
    Link,
    Matrix,
    Notice,
    NoticeKind,
    Revised,
    Revision,
    RiskGrid,
    RiskPath,
    Signer,
    SignOff,
    Table,
    Term,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from exporters.docx.markup import Element

MAX_GRID_PLATFORMS = 12
"""More platforms than these are shown in a further grid below."""
_WHOLE_ROW = 1_600
"""Rows with more characters may break across pages; Word would push them to a page of their own."""
_FACT_LABEL = 0.3
_REVISED = {Revision.KEPT: "", Revision.REMOVED: "DSFARemoved", Revision.ADDED: "DSFAAdded"}
"""Character styles of passages; not Word's own tracked changes, which somebody could accept or reject."""
_GRID_SHARE = 0.64
"""Of the width, for the platforms of a grid together; the rest is for the risk."""
_CELL_MARGINS = 240
"""Left and right margin of a cell together, with some air, in twentieths of a point."""
_GRID_FIELD = 1_300
"""Largest width of a field of a grid, in twentieths of a point."""


@dataclass(slots=True)
class Page:
    """What a block has to know about its surroundings; lives as long as one document is written."""

    link: Callable[[str], str]
    """Return the relationship id of an external address."""
    width: int = 0
    """Width of the text in the current section, in twentieths of a point."""
    identity: str = ""
    """What tells this document from every other one; signature lines take their ids from it."""
    line_picture: Callable[[], str] = str
    """Return the relationship id of the picture in an open signature line."""
    lines: int = 0
    """Number of signature lines so far."""
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    """Level, anchor and text of each heading so far, for the table of contents."""


def plain(content: Cell) -> str:
    """Return the words of a cell."""
    match content:
        case LevelMark() | Link() | Revised():
            return content.text
        case Term():
            return f"{content.name} {content.text}"
        case _:
            return content


def _content(content: Cell, page: Page) -> list[Element]:
    match content:
        case Link():
            return [link_outside(page.link(content.address), [run(content.text, style="Hyperlink")])]
        case Revised(passages=passages):
            return [run(passage.text, style=_REVISED[passage.revision]) for passage in passages]
        case Term(name=name, text=text):
            return [run(name, style="Strong"), *([run(f"\n{text}")] if text else [])]
        case _:
            return [run(plain(content))]


def _cell(content: Cell, width: int, page: Page, *, style: str = "DSFATableText") -> Element:
    if isinstance(content, LevelMark):
        return level_badge(width, content)
    return cell(width, [paragraph(style, _content(content, page))])


def heading(text: str, level: int, page: Page, properties: Iterable[Element] = ()) -> Element:
    """Return a heading with a bookmark and note it for the table of contents.

    ``properties`` depart from the style, in the order of the schema.
    """
    number = len(page.headings) + 1
    anchor = f"_Toc{number:06}"
    page.headings.append((level, anchor, text))
    return paragraph(f"Heading{level}", bookmark(number, anchor, [run(text)]), properties)


def _notice(block: Notice, _page: Page) -> list[Element]:
    kinds = {NoticeKind.ERROR: "Error", NoticeKind.WARNING: "Warning", NoticeKind.NOTE: "Note"}
    content = [run(f"{block.kind.value}: ", style="Strong"), run(block.text)]
    if block.norm:
        content.append(run(f" ({block.norm})", style="DSFANorm"))
    return [paragraph(f"DSFANotice{kinds[block.kind]}", content)]


def facts(block: Facts, page: Page) -> list[Element]:
    """Return a list of labels and values as a table without header."""
    label_width = round(page.width * _FACT_LABEL)
    widths = (label_width, page.width - label_width)
    rows = []
    for item in block.facts:
        label = [run(item.label, style="Strong")]
        if item.norm:
            label.append(run(f"\n{item.norm}", style="DSFANorm"))
        rows.append(
            row(
                (
                    cell(widths[0], [paragraph("DSFAFactLabel", label)]),
                    _cell(item.value, widths[1], page, style="DSFAFactValue"),
                ),
                whole=len(plain(item.value)) < _WHOLE_ROW,
            )
        )
    return [table("DSFAFacts", widths, rows, caption="Angaben"), gap()] if rows else []


def _table(block: Table, page: Page) -> list[Element]:
    columns = list(zip(*block.rows, strict=True)) if block.rows else [() for _ in block.columns]
    words = [
        longest_word([column.label, *map(plain, cells)])
        for column, cells in zip(block.columns, columns, strict=True)
    ]
    widths = column_widths([column.share for column in block.columns], words, page.width)
    rows = [header_row([column.label for column in block.columns], widths)]
    rows.extend(
        row(
            (_cell(content, width, page) for content, width in zip(cells, widths, strict=True)),
            whole=sum(len(plain(content)) for content in cells) < _WHOLE_ROW,
        )
        for cells in block.rows
    )
    return [
        text_paragraph("Caption", block.caption),
        table("DSFATable", widths, rows, caption=block.caption),
        gap(),
    ]


def _grid_part(block: RiskGrid, first: int, page: Page) -> list[Element]:
    platforms = block.platforms[first : first + MAX_GRID_PLATFORMS]
    each = min(round(page.width * _GRID_SHARE) // len(platforms), _GRID_FIELD)
    widths = [page.width - each * len(platforms), *[each] * len(platforms)]
    rows = [header_row(["Risiko", *platforms], widths, style="DSFAGridHead")]
    for line in block.rows:
        title = [run(f"{line.id} ", style="Strong"), run(line.title)]
        together = [make("w:keepNext")] if line is not block.rows[-1] else []
        marks = line.marks[first : first + MAX_GRID_PLATFORMS]
        rows.append(
            row(
                [
                    cell(widths[0], [paragraph("DSFAGridText", title, together)], middle=True),
                    *(level_field(each, mark, style="DSFAGridLevel") for mark in marks),
                ]
            )
        )
    description = f"Risiken in Zeilen, Plattformen in Spalten: {', '.join(platforms)}."
    return [
        text_paragraph("Caption", block.caption),
        table("DSFAGrid", widths, rows, caption=block.caption, description=description),
        gap(),
    ]


def _grid(block: RiskGrid, page: Page) -> list[Element]:
    parts = range(0, len(block.platforms), MAX_GRID_PLATFORMS)
    return [element for first in parts for element in _grid_part(block, first, page)]


def _matrix(block: Matrix, page: Page) -> list[Element]:
    label = round(page.width * 0.22)
    each = (page.width - label) // len(block.likelihood)
    widths = [page.width - each * len(block.likelihood), *[each] * len(block.likelihood)]
    head = header_row(["Schwere ↓   Eintritt →", *block.likelihood], widths, style="DSFAGridHead")
    rows = [head]
    for severity, line in zip(block.severity, block.rows, strict=True):
        cells = [cell(widths[0], [text_paragraph("DSFAGridHead", severity)], middle=True)]
        for item in line:
            field_cell = level_field(each, item.mark)
            texts = [item.remark] if item.remark else []
            if item.count is not None:
                texts.append(f"{item.count} Bewertungen" if item.count != 1 else "1 Bewertung")
            field_cell.extend(_remark(text, item.mark) for text in texts)
            cells.append(field_cell)
        rows.append(row(cells, height=680))
    return [
        text_paragraph("Caption", block.caption),
        table("DSFAGrid", widths, rows, caption=block.caption, description="Schwere in Zeilen, "
              "Eintrittswahrscheinlichkeit in Spalten."),
        gap(),
    ]  # fmt: skip


def _remark(text: str, mark: LevelMark) -> Element:
    return paragraph("DSFALevel", [run(text, color=paint(mark).text)])


def _path(block: RiskPath, page: Page) -> list[Element]:
    each = page.width // len(block.steps)
    widths = [page.width - each * (len(block.steps) - 1), *[each] * (len(block.steps) - 1)]
    labels = [label for label, _ in block.steps]
    marks = [mark for _, mark in block.steps]
    rows = [
        header_row(labels, widths, style="DSFAGridHead"),
        row((level_field(w, mark) for w, mark in zip(widths, marks, strict=True)), height=480),
    ]
    return [
        text_paragraph("Caption", block.caption),
        table("DSFAGrid", widths, rows, caption=block.caption),
        gap(),
    ]


def _sign_off(block: SignOff, page: Page) -> list[Element]:
    labels = ("Rolle", "Name", "Funktion", "Ort, Datum", "Unterschrift")
    columns = zip(*((item.role, item.name, item.function, "", "") for item in block.signers), strict=True)
    words = [longest_word([name, *texts]) for name, texts in zip(labels, columns, strict=True)]
    widths = column_widths((1.6, 1.5, 1.7, 1.1, 3.2), words, page.width)
    rows = [header_row(labels, widths)]
    for signer in block.signers:
        texts = (signer.role, signer.name, signer.function, "")
        cells = [
            cell(width, [text_paragraph("DSFATableText", text)])
            for text, width in zip(texts, widths, strict=False)
        ]
        line = paragraph("DSFATableText", _line_for(signer, widths[-1] - _CELL_MARGINS, page))
        rows.append(row((*cells, cell(widths[-1], [line])), height=900))
    return [
        text_paragraph("Caption", block.caption),
        table("DSFATable", widths, rows, caption=block.caption),
        gap(),
    ]


def _line_for(signer: Signer, width: int, page: Page) -> Iterator[Element]:
    """Yield a visible signature line; a row that names nobody is left to be signed on paper."""
    if signer == Signer():
        return
    page.lines += 1
    identifier = line_id(page.identity, page.lines, signer)
    yield signature_line(identifier, page.lines, signer, page.line_picture(), width)


_RENDERERS: Mapping[type[Any], Callable[[Any, Page], list[Element]]] = {
    Heading: lambda block, page: [heading(block.text, block.level, page)],
    Explanation: lambda block, _: [text_paragraph("DSFAExplanation", block.text)],
    Bullets: lambda block, _: [text_paragraph("ListBullet", item) for item in block.items],
    Notice: _notice,
    Facts: facts,
    Table: _table,
    RiskGrid: _grid,
    Matrix: _matrix,
    RiskPath: _path,
    SignOff: _sign_off,
}


def elements(blocks: Sequence[Block], page: Page) -> Iterable[Element]:
    """Yield the Word elements of these blocks in order."""
    for block in blocks:
        yield from _RENDERERS[type(block)](block, page)


def section_break(properties: Element) -> Element:
    """Return the paragraph that ends a section with these properties."""
    return make(
        "w:p",
        children=[make("w:pPr", children=[make("w:pStyle", {"w:val": "DSFAGap"}), properties])],
    )
