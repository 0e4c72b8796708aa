"""Reports for tests, and readers that say what a document shows to the one who opens it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime, time
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import openpyxl
from factories import CREATED_ON
from lxml import etree

from dsfa_app.catalogue import Catalogue, load_catalogue
from dsfa_app.exchange import canonical
from dsfa_app.services.judgement import Judgement
from dsfa_app.texts import Texts, load_texts
from exporters.formats import FORMATS
from exporters.report.kinds import DOCUMENT_KINDS
from exporters.report.material import ReportMaterial

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from exporters.report.model import Report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def catalogue() -> Catalogue:
    """Return the shipped catalogue."""
    return load_catalogue()


@cache
def field_texts() -> Texts:
    """Return the shipped texts."""
    return load_texts()


def material_of(assessment: Assessment) -> ReportMaterial:
    """Return what a report about this assessment is made from."""
    today = datetime.combine(CREATED_ON, time(12), UTC)
    view = Judgement(catalogue(), lambda: today).view(assessment)
    return ReportMaterial(
        assessment=assessment,
        catalogue=view.catalogue,
        texts=field_texts(),
        profile=view.profile,
        results=view.results,
        overall=view.overall,
        threshold=view.threshold,
        findings=view.findings,
        fingerprint=canonical.fingerprint(assessment),
        generated_on=CREATED_ON,
        program_version="1.2.3",
    )


def report_of(assessment: Assessment, kind_id: str = "bericht") -> Report:
    """Return the report about this assessment, or another kind of document."""
    kind = next(known for known in DOCUMENT_KINDS if known.id == kind_id)
    return kind.build(material_of(assessment))


def document(assessment: Assessment, format_id: str, kind_id: str = "bericht") -> bytes:
    """Return this assessment as a document."""
    writer = next(known for known in FORMATS if known.id == format_id)
    return writer.write(report_of(assessment, kind_id), canonical.encode(assessment))


def entries(data: bytes) -> dict[str, bytes]:
    """Return the entries of a ZIP archive by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(data: bytes, name: str) -> etree._Element:
    """Return one part of a package, parsed."""
    return etree.fromstring(entries(data)[name])


def docx_text(data: bytes) -> str:
    """Return the words of the document's body, one paragraph per line."""
    lines = []
    for paragraph in part(data, "word/document.xml").iter(f"{W}p"):
        pieces = []
        for element in paragraph.iter():
            if element.tag == f"{W}t":
                pieces.append(element.text or "")
            elif element.tag == f"{W}tab" and element.getparent().tag == f"{W}r":
                pieces.append("\t")
            elif element.tag == f"{W}br":
                pieces.append("\n")
        lines.append("".join(pieces))
    return "\n".join(lines)


def _decoded(text: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)


def xlsx_cells(data: bytes) -> list[openpyxl.cell.Cell]:
    """Return every cell with a value, sheet by sheet."""
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    return [
        cell
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def xlsx_text(data: bytes) -> str:
    """Return the words of all cells as Excel shows them; a text continued in the next row is joined."""
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    columns = []
    for sheet in workbook.worksheets:
        rows = list(sheet.iter_rows(values_only=True))
        width = max(map(len, rows), default=0)
        for column in range(width):
            values = [row[column] for row in rows if column < len(row)]
            columns.append("".join(_decoded(f"{value}") if value is not None else "\0" for value in values))
            columns.append("\0".join(_decoded(f"{value}") for value in values if value is not None))
    return "\0".join(columns)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag == "br":
            self.pieces.append("\n")


def html_text(data: bytes) -> str:
    """Return the words of a web page."""
    words = _Words()
    words.feed(data.decode())
    return "".join(words.pieces)


READERS = {"docx": docx_text, "xlsx": xlsx_text, "html": html_text}
