"""Every document prints the matrix, the legend and the levels of the profile in force, whatever its size."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from documents import READERS, catalogue, document, material_of, report_of
from factories import full_assessment

from dsfa_app.domain.rating import Rating, Score
from dsfa_app.domain.vocabulary import Answer
from exporters.report.model import Matrix

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.method.profile import RiskProfile

PROFILE_IDS = tuple(catalogue().profiles)


def assessed(profile: RiskProfile) -> Assessment:
    """Return an assessment with one rating on every field of the profile's matrix."""
    base = full_assessment()
    fields = [(row.step, column.step) for row in profile.severity for column in profile.likelihood]
    ratings = tuple(
        Rating(
            id=f"facebook.{risk_id}",
            platform_id="facebook",
            risk_id=risk_id,
            applicable=Answer.YES,
            gross=Score(severity=severity, likelihood=likelihood),
            reason="Weil.",
        )
        for risk_id, (severity, likelihood) in zip(catalogue().risks, fields, strict=False)
    )
    return replace(base, profile_id=profile.id, ratings=ratings, measures=())


def matrices(assessment: Assessment) -> list[Matrix]:
    chapters = report_of(assessment).sections
    return [block for chapter in chapters for block in chapter.blocks if isinstance(block, Matrix)]


@pytest.mark.parametrize("profile_id", PROFILE_IDS)
def test_the_report_draws_the_matrix_of_the_profile(profile_id: str) -> None:
    profile = catalogue().profiles[profile_id]
    drawn, *counted = matrices(assessed(profile))
    assert [[cell.mark.short_label for cell in row] for row in drawn.rows] == [
        [profile.levels[index].short_label for index in row] for row in reversed(profile.cells)
    ]
    assert len(counted) == 2
    for matrix in counted:
        assert all(cell.count == 1 for row in matrix.rows for cell in row)


@pytest.mark.parametrize("profile_id", PROFILE_IDS)
@pytest.mark.parametrize("format_id", READERS)
def test_every_format_names_profile_levels_and_steps(profile_id: str, format_id: str) -> None:
    profile = catalogue().profiles[profile_id]
    text = READERS[format_id](document(assessed(profile), format_id))
    assert profile.title in text
    assert profile.version in text
    assert profile.fingerprint in text
    assert all(level.short_label in text for level in profile.levels)
    if format_id != "xlsx":
        steps = (*profile.severity, *profile.likelihood)
        assert all(step.label in text and step.anchor in text for step in steps)
        legend = ", ".join(
            f"{mark.symbol} {mark.label}"
            for mark in map(material_of(assessed(profile)).level, reversed(range(len(profile.levels))))
        )
        assert legend in text


def test_the_word_table_of_a_matrix_has_the_size_of_its_scale() -> None:
    for profile in catalogue().profiles.values():
        opened = docx.Document(io.BytesIO(document(assessed(profile), "docx")))
        top = f"{len(profile.severity)} {profile.severity[-1].label}"
        sizes = {
            (len(table.rows), len(table.columns))
            for table in opened.tables
            if any(row.cells[0].text.startswith(top) for row in table.rows)
        }
        assert len(sizes) == 1, profile.id
        rows, columns = sizes.pop()
        assert rows - len(profile.severity) in (1, 2)
        assert columns == len(profile.likelihood) + 1


def test_four_levels_are_four_different_fills_in_excel() -> None:
    workbook = openpyxl.load_workbook(
        io.BytesIO(document(assessed(catalogue().profiles["bsi-200-3"]), "xlsx"))
    )
    fills = {
        cell.value.split()[0]: (cell.fill.patternType, cell.fill.bgColor.rgb, cell.fill.fgColor.rgb)
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value[:2] in {"○ ", "■ ", "◆ ", "▲ "}
    }
    assert set(fills) == set("○■◆▲")
    assert len(set(fills.values())) == 4
    assert fills["◆"][0] == "lightTrellis"
