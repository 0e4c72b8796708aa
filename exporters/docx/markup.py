"""WordprocessingML elements, made directly with lxml.

python-docx reaches a table cell by walking the whole row, which makes tables of a few hundred rows take
seconds; building the elements in order takes milliseconds.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from exporters.report.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Element = etree._Element  # noqa: SLF001 - lxml names the type of its elements only so

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NAMESPACES = {"w": W, "r": R}
_DEFAULT = {"w": W}


@cache
def qualified(name: str) -> str:
    """Return a name such as ``w:p`` in lxml's notation."""
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def make(name: str, attributes: Mapping[str, str] | None = None, children: Iterable[Element] = ()) -> Element:
    """Return an element such as ``w:jc`` with attributes such as ``{"w:val": "center"}``."""
    element = etree.Element(qualified(name), nsmap=_DEFAULT)
    if attributes:
        for key, content in attributes.items():
            element.set(qualified(key), content)
    element.extend(children)
    return element


def value(name: str, val: str) -> Element:
    """Return an element whose only attribute is ``w:val``."""
    return make(name, {"w:val": val})


def _run_content(text: str) -> list[Element]:
    """Split text into w:t, w:br and w:tab: Word shows neither line feeds nor tabs inside w:t."""
    content: list[Element] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            content.append(make("w:br"))
        for position, piece in enumerate(line.split("\t")):
            if position:
                content.append(make("w:tab"))
            if piece:
                plain = make("w:t")
                plain.text = piece
                plain.set(_XML_SPACE, "preserve")
                content.append(plain)
    return content


def run(text: str, *, style: str = "", color: str = "") -> Element:
    """Return a run of text in a character style; typed text is made printable here and nowhere else."""
    element = make("w:r")
    if style or color:
        properties = [value("w:rStyle", style)] if style else []
        if color:
            properties.append(value("w:color", color.lstrip("#")))
        element.append(make("w:rPr", children=properties))
    element.extend(_run_content(printable(text)))
    return element


def field_opening(instruction: str) -> list[Element]:
    """Return the runs that begin a field; what follows is shown until somebody updates it."""
    code = make("w:instrText")
    code.text = f" {instruction} "
    code.set(_XML_SPACE, "preserve")
    return [
        make("w:r", children=[make("w:fldChar", {"w:fldCharType": "begin"})]),
        make("w:r", children=[code]),
        make("w:r", children=[make("w:fldChar", {"w:fldCharType": "separate"})]),
    ]


def field_closing() -> Element:
    """Return the run that ends a field."""
    return make("w:r", children=[make("w:fldChar", {"w:fldCharType": "end"})])


def paragraph(style: str, content: Iterable[Element] = (), properties: Iterable[Element] = ()) -> Element:
    """Return a paragraph in a named style; ``properties`` follow w:pStyle in the order of the schema."""
    return make("w:p", children=[make("w:pPr", children=[value("w:pStyle", style), *properties]), *content])


def text_paragraph(style: str, text: str) -> Element:
    """Return a paragraph that holds nothing but this text."""
    return paragraph(style, [run(text)])


def link_inside(anchor: str, content: Iterable[Element]) -> Element:
    """Return a link to a bookmark of this document."""
    return make("w:hyperlink", {"w:anchor": anchor, "w:history": "1"}, content)


def link_outside(relationship_id: str, content: Iterable[Element]) -> Element:
    """Return a link to the target of an external relationship of the document part."""
    return make("w:hyperlink", {"r:id": relationship_id, "w:history": "1"}, content)


def bookmark(number: int, name: str, content: Iterable[Element]) -> list[Element]:
    """Return content with a bookmark around it."""
    return [
        make("w:bookmarkStart", {"w:id": str(number), "w:name": name}),
        *content,
        make("w:bookmarkEnd", {"w:id": str(number)}),
    ]
