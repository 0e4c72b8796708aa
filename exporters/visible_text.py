"""What a DOCX or XLSX shows, as lines of text: to compare a document that came back with what was sent out.

Word may write a package anew when somebody signs in it; the words stay. What programs fill in by themselves
(page numbers, the table of contents) is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from lxml import etree

from dsfa_app.errors import DocumentError
from exporters.signature.canonical import MarkupError
from exporters.signature.package import Package, read_package

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DOCX_PARTS: Final = re.compile(r"/word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_SELF_FILLED: Final = re.compile(r"\s*(TOC|PAGE|NUMPAGES|SECTIONPAGES|PAGEREF)\b")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LARGEST_PART: Final = 64 * 2**20
_MOST_TAGS: Final = 1_500_000
"""Of one part; a report of 300 pages has some 200,000."""
_MORE_LINES: Final = 2000
"""Lines beyond the wanted ones that are compared one by one: comparing takes their number squared."""
MOST_DIFFERENCES: Final = 50
"""So many differences are told; more help nobody."""


@dataclass(frozen=True, slots=True)
class TextDifference:
    """Lines that stand differently in two documents; one of the sides may be empty."""

    wanted: tuple[str, ...]
    found: tuple[str, ...]


def visible_text(data: bytes) -> tuple[str, ...]:
    """Return what the document shows, line by line, white space folded and empty lines left out.

    Raises:
        DocumentError: it is no DOCX or XLSX that can be read.
    """
    package = read_package(data)
    if "/word/document.xml" in package.parts:
        lines = _docx_lines(package)
    elif "/xl/workbook.xml" in package.parts:
        lines = _xlsx_lines(package)
    else:
        raise DocumentError("Die Datei ist kein Word- oder Excel-Dokument. Bitte eine andere wählen.")
    folded = (" ".join(line.split()) for line in lines)
    return tuple(line for line in folded if line)


def differences(wanted: Sequence[str], found: Sequence[str]) -> tuple[TextDifference, ...]:
    """Return where two documents show different lines, the first ``MOST_DIFFERENCES`` of them."""
    if tuple(wanted) == tuple(found):
        return ()
    compared, rest = found[: len(wanted) + _MORE_LINES], tuple(found[len(wanted) + _MORE_LINES :])
    matcher = SequenceMatcher(None, wanted, compared, autojunk=False)
    told = [
        TextDifference(tuple(wanted[a:b]), tuple(found[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]
    if rest:
        told.append(TextDifference((), rest))
    return tuple(told[:MOST_DIFFERENCES])


def _parsed(package: Package, part: str) -> etree._Element:
    content = package.parts[part]
    is_large = len(content) > _LARGEST_PART or content.count(b"<") > _MOST_TAGS
    if is_large or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise DocumentError("Das Dokument enthält unzulässige Teile und wird nicht gelesen.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, MarkupError):
        raise DocumentError("Das Dokument ist beschädigt und lässt sich nicht lesen.") from None


def _docx_lines(package: Package) -> Iterator[str]:
    for part in sorted(name for name in package.parts if _DOCX_PARTS.fullmatch(name)):
        fields: list[bool] = []
        for paragraph in _parsed(package, part).iter(f"{_W}p"):
            yield _paragraph(paragraph, fields)


def _paragraph(paragraph: etree._Element, fields: list[bool]) -> str:
    """Return the words of one paragraph; ``fields`` holds for every open field whether it fills itself."""
    words: list[str] = []
    for element in paragraph.iter():
        match element.tag:
            case t if t == f"{_W}fldChar":
                _step(str(element.get(f"{_W}fldCharType")), fields)
            case t if t == f"{_W}instrText" and fields:
                fields[-1] = fields[-1] or bool(_SELF_FILLED.match(element.text or ""))
            case t if t == f"{_W}t" and not any(fields) and not _in_simple_field(element):
                words.append(element.text or "")
            case t if t in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
                words.append(" ")
            case _:
                pass
    return "".join(words)


def _step(kind: str, fields: list[bool]) -> None:
    if kind == "begin":
        fields.append(False)
    elif kind == "end" and fields:
        fields.pop()


def _in_simple_field(element: etree._Element) -> bool:
    return any(
        _SELF_FILLED.match(str(above.get(f"{_W}instr", "")))
        for above in element.iterancestors(f"{_W}fldSimple")
    )


def _xlsx_lines(package: Package) -> Iterator[str]:
    shared = _shared_strings(package)
    workbook = _parsed(package, "/xl/workbook.xml")
    yield from (str(sheet.get("name", "")) for sheet in workbook.iter(f"{_S}sheet"))
    sheets = (name for name in package.parts if re.fullmatch(r"/xl/worksheets/sheet\d+\.xml", name))
    for part in sorted(sheets, key=lambda name: int(re.sub(r"\D", "", name))):
        for row in _parsed(package, part).iter(f"{_S}row"):
            yield " | ".join(_cell(cell, shared) for cell in row.iter(f"{_S}c"))


def _shared_strings(package: Package) -> tuple[str, ...]:
    if "/xl/sharedStrings.xml" not in package.parts:
        return ()
    return tuple(_words(item) for item in _parsed(package, "/xl/sharedStrings.xml").iter(f"{_S}si"))


def _words(element: etree._Element) -> str:
    text = "".join(one.text or "" for one in element.iter(f"{_S}t"))
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _cell(cell: etree._Element, shared: tuple[str, ...]) -> str:
    value = cell.find(f"{_S}v")
    text = "" if value is None else value.text or ""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _words(cell)
    if kind == "s":
        place = int(text) if text.isdecimal() else -1
        return shared[place] if 0 <= place < len(shared) else text
    return text
