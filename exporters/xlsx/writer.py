"""Report → XLSX bytes: one sheet per register, values only, ready to filter and to print."""

from __future__ import annotations

import io
import math
import re
import zipfile
from datetime import datetime, time
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from exporters.package import entries_of, with_assessment
from exporters.report.text import one_line
from exporters.xlsx.cells import HEADER, NOTE, TITLE, Rows, lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from exporters.report.model import Identity, Register, Report

HEADER_ROW = 4
"""Title, note and an empty row come first."""
_MAX_WIDTH = 100
_MAX_HEADER_TEXT = 80
_PAGE_CHARACTERS = 200
"""So many characters stand side by side on a page that can still be read."""
_PROGRAM = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>DSFA-Werkbank</Application></Properties>"
)
"""openpyxl would sign as Excel; LibreOffice then trusts row heights that were never measured."""
_EMPTY_DATA = re.compile(r"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_DIMENSION = re.compile(r"<dimension [^>]*/>")


def _print_setup(sheet: Worksheet, register: Register, identity: Identity) -> None:
    """Let the sheet print on A4, on as many pages side by side as it takes to stay legible."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    names = register.header_columns
    named = sum(column.width for column in register.columns[:names])
    others = sum(column.width for column in register.columns[names:])
    sheet.page_setup.fitToWidth = max(1, math.ceil(others / max(_PAGE_CHARACTERS - named, 1)))
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_title_cols = f"A:{get_column_letter(names)}"
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    title = one_line(identity.title, _MAX_HEADER_TEXT).replace("&", "&&")
    header, footer = sheet.oddHeader, sheet.oddFooter
    if header is None or footer is None:
        raise TypeError("a worksheet of openpyxl has a header and a footer")
    header.left.text = title
    header.right.text = "&A"
    footer.left.text = f"Fingerabdruck {identity.short_fingerprint}"
    footer.right.text = "Seite &P"


def _rows(sheet: Worksheet, register: Register) -> Rows:
    rows = Rows(sheet, [column.width for column in register.columns])
    rows.append([register.title], TITLE)
    rows.append([register.note], NOTE)
    rows.append([])
    rows.append([column.label for column in register.columns], HEADER)
    for values in register.rows:
        for line in lines_of(values, register.header_columns):
            rows.append(line, least=register.row_height)
    return rows


def _lay_out(sheet: Worksheet, register: Register, last_row: int) -> None:
    for number, column in enumerate(register.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = min(column.width, _MAX_WIDTH)
    sheet.freeze_panes = f"{get_column_letter(register.header_columns + 1)}{HEADER_ROW + 1}"
    last_column = get_column_letter(len(register.columns))
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{last_column}{max(last_row, HEADER_ROW + 1)}"
    sheet.sheet_view.showGridLines = False


def _describe(workbook: Workbook, identity: Identity) -> None:
    """Set the core properties; Office shows them, no signature covers them, the first sheet repeats them."""
    properties = workbook.properties
    properties.title = one_line(identity.title)
    properties.creator = one_line(identity.controller)
    properties.language = "de-DE"
    properties.created = properties.modified = datetime.combine(identity.generated_on, time())


def _with_rows(entries: dict[str, bytes], sheets: Sequence[Rows]) -> None:
    """Put the rows where openpyxl left the sheets empty."""
    for number, rows in enumerate(sheets, start=1):
        name = f"xl/worksheets/sheet{number}.xml"
        head, tail = _EMPTY_DATA.split(_DIMENSION.sub("", entries[name].decode()))
        entries[name] = f"{head}{rows.markup()}{tail}".encode()


def write_xlsx(report: Report, canonical_json: bytes | None) -> bytes:
    """Return the registers as an XLSX file with the canonical JSON, if any, embedded.

    Equal input gives equal bytes.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    sheets = []
    for register in report.registers:
        sheet = workbook.create_sheet(register.title)
        rows = _rows(sheet, register)
        _lay_out(sheet, register, rows.count)
        _print_setup(sheet, register, report.identity)
        sheets.append(rows)
    _describe(workbook, report.identity)
    target = io.BytesIO()
    # not Workbook.save: that stamps the moment of saving and compresses what is compressed again below
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        ExcelWriter(workbook, archive).write_data()
    entries = entries_of(target.getvalue())
    _with_rows(entries, sheets)
    entries["docProps/app.xml"] = _PROGRAM
    return with_assessment(entries, canonical_json)
