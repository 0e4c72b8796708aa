"""Report → DOCX bytes: the template gives styles, page geometry and headers, the blocks give the text."""

from __future__ import annotations

import io
from copy import deepcopy
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from exporters.docx.blocks import Page, elements, facts, heading, section_break
from exporters.docx.markup import (
    field_closing,
    field_opening,
    link_inside,
    make,
    paragraph,
    qualified,
    run,
    text_paragraph,
    value,
)
from exporters.package import entries_of, with_assessment
from exporters.report.model import RiskGrid, Table
from exporters.report.text import one_line
from resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.docx.markup import Element
    from exporters.report.model import Report, Section

_LINE_PICTURE = resource("templates", "signature-line-open.png")
_UPRIGHT_COLUMNS = 6
"""Tables with more columns get a wide page."""
_UPRIGHT_PLATFORMS = 8
_CONTENTS_LEVELS = 2
_SPACE_BETWEEN_CHAPTERS = 480
"""In twentieths of a point, where a chapter does not begin on a new page."""


def _is_wide(section: Section) -> bool:
    return any(
        (isinstance(block, Table) and len(block.columns) > _UPRIGHT_COLUMNS)
        or (isinstance(block, RiskGrid) and len(block.platforms) > _UPRIGHT_PLATFORMS)
        for block in section.blocks
    )


def _text_width(properties: Element) -> int:
    size = properties.find(qualified("w:pgSz"))
    margins = properties.find(qualified("w:pgMar"))
    if size is None or margins is None:
        raise ValueError("the template's section has neither page size nor margins")
    sides = sum(int(margins.get(qualified(f"w:{side}"), "0")) for side in ("left", "right"))
    return int(size.get(qualified("w:w"), "0")) - sides


def _continued(properties: Element) -> Element:
    """Return the section properties for a section after the first: without the cover's header."""
    copy = deepcopy(properties)
    for child in list(copy):
        if child.tag == qualified("w:titlePg") or child.get(qualified("w:type")) == "first":
            copy.remove(child)
    return copy


def _page_break() -> Element:
    return make("w:p", children=[make("w:pPr", children=[value("w:pStyle", "DSFAGap")]),
                                 make("w:r", children=[make("w:br", {"w:type": "page"})])])  # fmt: skip


def _close_up(before: int) -> list[Element]:
    """Return what lets a short document run on: so many twentieths of a point of space, no new page."""
    return [make("w:pageBreakBefore", {"w:val": "0"}), make("w:spacing", {"w:before": str(before)})]


def _cover(report: Report, page: Page) -> list[Element]:
    identity = report.identity
    return [
        paragraph("DSFACoverLine", [run(report.kind)], _close_up(0) if report.is_short else ()),
        text_paragraph("Title", identity.title),
        text_paragraph("Subtitle", identity.controller),
        *facts(report.facts, page),
        text_paragraph("DSFANoticeNote", report.disclaimer),
        *(() if report.is_short else (_page_break(),)),
    ]


def _contents(headings: list[tuple[int, str, str]]) -> list[Element]:
    """Return the table of contents as a filled TOC field of links, without page numbers to go stale."""
    lines = [
        paragraph(f"TOC{level}", [link_inside(anchor, [run(text)])])
        for level, anchor, text in headings
        if level <= _CONTENTS_LEVELS
    ]
    if not lines:
        return []
    opening = field_opening(f'TOC \\o "1-{_CONTENTS_LEVELS}" \\h \\n')
    for position, element in enumerate(opening, start=1):
        lines[0].insert(position, element)
    lines[-1].append(field_closing())
    return [text_paragraph("TOCHeading", "Inhalt"), *lines]


def _chapter(section: Section, page: Page, *, runs_on: bool) -> Iterator[Element]:
    is_annex = not section.number.isdigit()
    properties = _close_up(_SPACE_BETWEEN_CHAPTERS) if runs_on and not is_annex else ()
    yield heading(f"{section.number}\t{section.title}", 1, page, properties)
    yield text_paragraph("DSFAStandards", " · ".join(section.standards))
    yield from elements(section.blocks, page)


def _body(report: Report, upright: Element, wide: Element, page: Page) -> Iterator[Element]:
    """Yield the body's elements; the last one is the section properties of the last section."""
    page.width = _text_width(upright)
    cover = _cover(report, page)
    chapters: list[Element] = []
    current, first = upright, True
    for section in report.sections:
        wanted = wide if _is_wide(section) else upright
        if wanted is not current:
            chapters.append(section_break(deepcopy(current) if first else _continued(current)))
            current, first = wanted, False
            page.width = _text_width(current)
        chapters.extend(_chapter(section, page, runs_on=report.is_short))
    yield from cover
    if not report.is_short:
        yield from _contents(page.headings)
    yield from chapters
    yield deepcopy(current) if first else _continued(current)


def _fill_in(document: Any, report: Report) -> None:  # noqa: ANN401 - python-docx has no types
    """Replace the placeholders in headers and footers."""
    identity = report.identity
    words = {
        "{{title}}": identity.title,
        "{{version}}": identity.version,
        "{{state}}": identity.state,
        "{{controller}}": identity.controller,
        "{{fingerprint}}": identity.short_fingerprint,
        "{{date}}": f"{identity.generated_on:%d.%m.%Y}",
    }
    for relationship in document.part.rels.values():
        if relationship.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            for text in relationship.target_part.element.iter(qualified("w:t")):
                text.text = _replaced(text.text or "", words)


def _replaced(text: str, words: dict[str, str]) -> str:
    for placeholder, word in words.items():
        if placeholder in text:
            return _replaced_once(text, placeholder, word, words)
    return text


def _replaced_once(text: str, placeholder: str, word: str, words: dict[str, str]) -> str:
    before, _, after = text.partition(placeholder)
    return f"{_replaced(before, words)}{one_line(word)}{_replaced(after, words)}"


def _describe(document: Any, report: Report) -> None:  # noqa: ANN401 - python-docx has no types
    """Set the core properties; Office shows them, no signature covers them, the cover repeats them."""
    properties = document.core_properties
    moment = datetime.combine(report.identity.generated_on, time(), UTC).replace(tzinfo=None)
    properties.title = one_line(report.identity.title)
    properties.author = one_line(report.identity.controller)
    properties.last_modified_by = report.identity.program
    properties.language = "de-DE"
    properties.created = properties.modified = moment
    properties.version = one_line(report.identity.version)


def write_docx(report: Report, canonical_json: bytes | None) -> bytes:
    """Return the report as a DOCX file with the canonical JSON, if any, embedded.

    Equal input gives equal bytes.
    """
    with resource("templates", "dsfa.docx").open("rb") as template:
        document = Document(template)
    part = document.part

    def link(address: str) -> str:
        return str(part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    body = document.element.body
    upright, wide = (deepcopy(found) for found in body.iter(qualified("w:sectPr")))
    page = Page(
        link=link,
        identity=f"{report.kind}\n{report.identity.fingerprint}",
        line_picture=lambda: str(part.get_or_add_image(str(_LINE_PICTURE))[0]),
    )
    content = list(_body(report, upright, wide, page))
    for child in list(body):
        body.remove(child)
    body.extend(content)
    _fill_in(document, report)
    _describe(document, report)
    target = io.BytesIO()
    document.save(target)
    return with_assessment(entries_of(target.getvalue()), canonical_json)
