"""What must not be in a document before its first signature: what would show something else than was signed.

A signature fixes bytes, not what a program makes of them. Fields that update themselves, content loaded from
elsewhere, hidden sheets and formulas without a stored value show the next reader something that nobody signed
(Rohlmann et al., USENIX Security 2023, and the older attacks with linked pictures).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dsfa_app.errors import SignatureError
from exporters.signature.package import read_package
from exporters.signature.rules.package import external_targets_are_links, pretends_to_be_signed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exporters.signature.package import Package

_STEADY_FIELDS: Final = frozenset(
    {"TOC", "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "HYPERLINK", "SEQ",
     "STYLEREF", "XE", "TC", "INDEX"}
)  # fmt: skip
"""Fields that follow from the document itself; others (DATE, DOCPROPERTY, INCLUDEPICTURE) may change."""
_FOREIGN: Final = {
    "oleObject": "ein eingebettetes Objekt",
    "package": "eine eingebettete Datei",
    "vbaProject": "Makros",
    "aFChunk": "ein eingefügtes fremdes Dokument",
    "attachedTemplate": "eine verknüpfte Vorlage",
    "externalLink": "eine Verknüpfung mit einer anderen Arbeitsmappe",
    "connections": "eine Datenverbindung",
    "control": "ein Steuerelement",
    "font": "eine eingebettete Schrift",
}
"""Last step of relationship types that bring active or foreign content, and what to call it."""
_LEFTOVERS: Final = {"thumbnail": "ein Vorschaubild", "customXml": "ein Rest der Vorlage (customXml)"}
"""What templates leave behind: harmless, but it shows that a document of ours was made by something else."""
_FIELD_STEPS: Final = re.compile(
    rb'<w:fldChar\b[^>]*\bw:fldCharType="(begin|separate|end)"|<w:instrText\b[^>]*>([^<]*)<'
    rb'|<w:fldSimple\b[^>]*\bw:instr="([^"]*)"'
)
_WORD_PART: Final = re.compile(r"/word/[^/]+\.xml")
_SHEET_PART: Final = re.compile(r"/xl/worksheets/[^/]+\.xml")
_HIDDEN_SHEET: Final = re.compile(rb'<(?:\w+:)?sheet\b[^>]*\bstate="(?:hidden|veryHidden)"')
_HIDDEN_LINES: Final = re.compile(rb'<(?:\w+:)?(?:row|col)\b[^>]*\bhidden="(?:1|true)"')
_UNCACHED: Final = re.compile(
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>\s*|<(?:\w+:)?v></(?:\w+:)?v>\s*)?"
    rb"</(?:\w+:)?c>"
)
_HIDING_FORMAT: Final = re.compile(rb'\bformatCode="(?:\[[^"\]]*\])?;;;?"')


def loads_nothing(package: Package) -> Iterator[str]:
    """Everything shown lies in the file; only links may lead outside."""
    for finding in external_targets_are_links(package, ""):
        yield finding.text


def holds_nothing_foreign(package: Package) -> Iterator[str]:
    """No objects, macros, linked templates, data connections or embedded fonts."""
    yield from _related(package, _FOREIGN)


def fields_stay(package: Package) -> Iterator[str]:
    """No field of a Word document shows another text tomorrow."""
    for part, content in package.parts.items():
        if _WORD_PART.fullmatch(part) and (b"<w:fld" in content):
            for instruction in _instructions(content):
                name = (instruction.split() or ["?"])[0].upper()
                if name not in _STEADY_FIELDS:
                    yield f"Das Feld „{name}“ ändert seinen Inhalt von selbst."


def sheets_show_all(package: Package) -> Iterator[str]:
    """No sheet, row or column of a workbook is hidden, and no number format hides what a cell holds."""
    if _HIDDEN_SHEET.search(package.parts.get("/xl/workbook.xml", b"")):
        yield "Ein Blatt der Arbeitsmappe ist ausgeblendet."
    if _HIDING_FORMAT.search(package.parts.get("/xl/styles.xml", b"")):
        yield "Ein Zahlenformat der Arbeitsmappe blendet Inhalte aus."
    for part, content in package.parts.items():
        if _SHEET_PART.fullmatch(part) and b"hidden=" in content and _HIDDEN_LINES.search(content):
            yield "In der Arbeitsmappe sind Zeilen oder Spalten ausgeblendet."


def formulas_have_values(package: Package) -> Iterator[str]:
    """What a formula shows is stored, thus signed."""
    for part, content in package.parts.items():
        if _SHEET_PART.fullmatch(part) and _UNCACHED.search(content):
            yield "Eine Formel hat keinen gespeicherten Wert; was sie anzeigt, wäre nicht signiert."


def nothing_left_over(package: Package) -> Iterator[str]:
    """Documents of ours hold nothing of a template."""
    yield from _related(package, _LEFTOVERS)


RULES: tuple[Callable[[Package], Iterator[str]], ...] = (
    loads_nothing,
    holds_nothing_foreign,
    fields_stay,
    sheets_show_all,
    formulas_have_values,
)
"""What holds for every document before its first signature."""
OWN_RULES: tuple[Callable[[Package], Iterator[str]], ...] = (*RULES, nothing_left_over)
"""What holds for the documents this program makes."""


def check_hygiene(data: bytes, rules: tuple[Callable[[Package], Iterator[str]], ...] = RULES) -> None:
    """Refuse a document that could show something else than what is signed.

    A document that is signed already is left to the verifier: another signature changes nothing in it.

    Raises:
        DocumentError: ``data`` is no sound DOCX or XLSX.
        SignatureError: it breaks a rule; the sentence says which.
    """
    package = read_package(data)
    if pretends_to_be_signed(package):
        return
    for rule in rules:
        for fault in rule(package):
            raise SignatureError(
                f"Das Dokument wird so nicht signiert. {fault} Bitte entfernen und das Dokument neu ausgeben."
            )


def _related(package: Package, kinds: dict[str, str]) -> Iterator[str]:
    for links in package.relationships.values():
        for one in links:
            name = kinds.get(one.type.rpartition("/")[2])
            if name:
                yield f"Das Dokument enthält {name}."


def _instructions(content: bytes) -> Iterator[str]:
    """Yield the instruction of each field, put together from the pieces Word makes of it."""
    fields: list[list[bytes]] = []
    for step, piece, simple in _FIELD_STEPS.findall(content):
        if simple:
            yield simple.decode()
        elif step == b"begin":
            fields.append([])
        elif step and fields:
            pieces = fields[-1]
            if pieces:
                yield b"".join(pieces).decode()
            fields[-1] = []
            if step == b"end":
                fields.pop()
        elif piece and fields:
            fields[-1].append(piece)
