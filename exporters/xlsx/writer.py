"""Report → XLSX bytes: one sheet per register, values only, ready to filter and to print."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from exporters.package import with_assessment
from exporters.report.text import printable
from exporters.xlsx.cells import HEADER, NOTE, TITLE, CellMaker, lines_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from exporters.report.model import Identity, Register, Report

HEADER_ROW = 4
"""Title, note and an empty row come first."""
_MAX_WIDTH = 100
_MAX_HEADER_TEXT = 80


def _print_setup(sheet: Worksheet, identity: Identity) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    title = " ".join(printable(identity.title).split())[:_MAX_HEADER_TEXT].replace("&", "&&")
    header, footer = sheet.oddHeader, sheet.oddFooter
    if header is None or footer is None:
        raise TypeError("a worksheet of openpyxl has a header and a footer")
    header.left.text = title
    header.right.text = "&A"
    footer.left.text = f"Fingerabdruck {identity.short_fingerprint}"
    footer.right.text = "Seite &P"


def _fill(sheet: Worksheet, register: Register) -> None:
    make = CellMaker(sheet).cell
    sheet.append([make(register.title, TITLE)])
    sheet.append([make(printable(register.note), NOTE)])
    sheet.append([])
    sheet.append([make(column.label, HEADER) for column in register.columns])
    for values in register.rows:
        for line in lines_of(values, register.header_columns):
            sheet.append([make(value) for value in line])
    for number, column in enumerate(register.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = min(column.width, _MAX_WIDTH)
    sheet.freeze_panes = f"{get_column_letter(register.header_columns + 1)}{HEADER_ROW + 1}"
    last = get_column_letter(len(register.columns))
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}{max(sheet.max_row, HEADER_ROW + 1)}"


def write_xlsx(report: Report, canonical_json: bytes) -> bytes:
    """Return the registers as an XLSX file with the canonical JSON embedded; equal input, equal bytes."""
    workbook = Workbook()
    sheets = [workbook.active, *(workbook.create_sheet() for _ in report.registers[1:])]
    for sheet, register in zip(sheets, report.registers, strict=True):
        sheet.title = register.title
        _fill(sheet, register)
        _print_setup(sheet, report.identity)
        sheet.sheet_view.showGridLines = False
    properties = workbook.properties
    properties.title = printable(report.identity.title)[:255]
    properties.creator = printable(report.identity.controller)[:255]
    properties.language = "de-DE"
    properties.created = properties.modified = datetime.combine(report.identity.generated_on, time())
    target = io.BytesIO()
    workbook.save(target)
    return with_assessment(target.getvalue(), canonical_json)
