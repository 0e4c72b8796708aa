"""The form of the workbook: values and no formulas, sheets that filter and print, text that stays text."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from documents import catalogue, document, entries, part, report_of, xlsx_cells
from factories import full_assessment, large_assessment, minimal_assessment
from strategies import HOSTILE_TEXTS

from dsfa_app.domain.outcome import ExpectedSigner
from exporters.xlsx.writer import HEADER_ROW

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _workbook(assessment: Assessment) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(document(assessment, "xlsx")))


@pytest.fixture(scope="module")
def full() -> openpyxl.Workbook:
    return _workbook(full_assessment())


def test_there_is_one_sheet_per_register_and_none_is_hidden(full: openpyxl.Workbook) -> None:
    assert full.sheetnames == [register.title for register in report_of(full_assessment()).registers]
    assert {sheet.sheet_state for sheet in full.worksheets} == {"visible"}
    assert {"Übersicht", "Risiken", "Raster", "Maßnahmen", "Kanäle", "Schwellwertanalyse"} <= set(
        full.sheetnames
    )
    assert {"Angaben", "Quellen", "Freigabe"} <= set(full.sheetnames)


def test_equal_input_gives_equal_bytes() -> None:
    assert document(full_assessment(), "xlsx") == document(full_assessment(), "xlsx")


@pytest.mark.parametrize("hostile", [text for text in HOSTILE_TEXTS if len(text) < 1_000], ids=ascii)
def test_no_text_becomes_a_formula_an_error_or_a_number(hostile: str) -> None:
    data = document(full_assessment(lambda _: hostile, entries=1), "xlsx")
    assert not any(cell.data_type in ("f", "e") for cell in xlsx_cells(data))
    for name, content in entries(data).items():
        if name.startswith("xl/worksheets/sheet"):
            assert b"<f>" not in content
            assert b"<f " not in content


@pytest.mark.parametrize("start", ["=1+1", "+49 711", "-1", "@x", "\tx", "'x"])
def test_text_that_looks_like_a_formula_keeps_its_quote_prefix(start: str) -> None:
    cells = xlsx_cells(document(replace(minimal_assessment(), title=start), "xlsx"))
    written = [cell for cell in cells if cell.value == start]
    assert written
    assert all(cell.quotePrefix and cell.data_type == "s" for cell in written)


def test_every_sheet_can_be_filtered_scrolled_and_printed(full: openpyxl.Workbook) -> None:
    for sheet in full.worksheets:
        header = [cell.value for cell in sheet[4]]
        assert all(header), sheet.title
        assert sheet.auto_filter.ref.startswith("A4:"), sheet.title
        assert sheet.freeze_panes.endswith("5"), sheet.title
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.print_title_cols.startswith("$A:")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth >= 1
        assert sheet.page_setup.fitToHeight == 0


def test_the_risk_sheet_has_one_row_per_risk_and_platform_with_codes_beside_labels() -> None:
    assessment = large_assessment()
    sheet = _workbook(assessment)["Risiken"]
    header = [cell.value for cell in sheet[4]]
    rows = [dict(zip(header, row, strict=True)) for row in sheet.iter_rows(min_row=5, values_only=True)]
    risks = len(catalogue().risks) + len(assessment.own_risks)
    assert len(rows) == len(assessment.platforms) * risks
    rated = next(row for row in rows if row["Risiko-ID"] == "R02" and row["Plattform-ID"] == "p0")
    rating = assessment.rating("p0", "R02")
    assert rating.gross is not None
    assert rated["Zusatzrisiko brutto: Schwere"] == rating.gross.severity
    assert rated["Zusatzrisiko brutto: Eintritt"] == rating.gross.likelihood
    assert rated["Zusatzrisiko brutto: Stufe (Code)"] in {
        level.id for level in catalogue().profiles["kp18"].levels
    }
    assert rated["Begründung Zusatzrisiko"] == rating.reason


def test_a_level_is_a_fill_and_a_word_and_the_middle_one_is_hatched(full: openpyxl.Workbook) -> None:
    cells = [cell for row in full["Raster"].iter_rows(min_row=5) for cell in row if cell.value]
    high = next(cell for cell in cells if f"{cell.value}".startswith("▲"))
    middle = next(cell for cell in cells if f"{cell.value}".startswith("■"))
    assert "hoch" in high.value
    assert (high.fill.patternType, middle.fill.patternType) == ("solid", "lightUp")
    assert not any(sheet.conditional_formatting for sheet in full.worksheets)


def test_dates_are_dates_in_german_form(full: openpyxl.Workbook) -> None:
    values = {row[0].value: row[1] for row in full["Übersicht"].iter_rows(min_row=5)}
    cell = values["Ausgegeben am"]
    assert cell.value == datetime(2026, 11, 21)  # noqa: DTZ001 - a cell knows no time zone
    assert cell.number_format == "dd.mm.yyyy"


def test_a_date_before_excels_calendar_is_written_as_text() -> None:
    sheet = _workbook(replace(minimal_assessment(), created_on=date(1848, 3, 18)))["Übersicht"]
    assert "18.03.1848" in [row[1].value for row in sheet.iter_rows(min_row=5)]


def test_excel_shows_its_own_escapes_instead_of_decoding_them() -> None:
    data = document(replace(minimal_assessment(), title="_x0041_"), "xlsx")
    shown = [text.text for text in part(data, "xl/worksheets/sheet1.xml").iter(f"{_S}t")]
    assert "_x005F_x0041_" in shown


def test_the_workbook_of_a_large_assessment_stays_below_a_megabyte() -> None:
    assert len(document(large_assessment(), "xlsx")) < 1_000_000


def test_the_sign_off_sheet_names_who_signs_and_leaves_room_for_it() -> None:
    signers = (
        ExpectedSigner(id="a", role="Amtsleitung", name="Dr. Jürgen Groß", function="Kommunikation"),
        ExpectedSigner(id="b", role="Datenschutzbeauftragte", name="Eva Schäfer"),
    )
    data = document(replace(full_assessment(), expected_signers=signers), "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Freigabe"]
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=HEADER_ROW)]
    assert rows == [
        ("Rolle", "Name", "Funktion", "Ort, Datum", "Unterschrift"),
        ("Amtsleitung", "Dr. Jürgen Groß", "Kommunikation", None, None),
        ("Datenschutzbeauftragte", "Eva Schäfer", None, None, None),
    ]
    assert all(sheet.row_dimensions[number].height >= 40 for number in (HEADER_ROW + 1, HEADER_ROW + 2))
