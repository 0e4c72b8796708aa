"""Own risks, channels that differ and levels of older documents in report and spreadsheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from documents import document, docx_text, material_of, report_of
from factories import minimal_assessment, platform_use

from dsfa_app.domain.own_risk import OwnRisk
from dsfa_app.domain.presence import Channel
from dsfa_app.domain.rating import ChannelDeviation, Rating, Score
from dsfa_app.domain.vocabulary import Answer, RiskNature
from exporters.report.model import RiskGrid, Table
from exporters.report.registers import REGISTERS

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

LOW, HIGH = Score(severity=1, likelihood=1), Score(severity=4, likelihood=4)
OWN = OwnRisk(
    id="E01",
    title="Standort in Livevideos",
    event="Ein Video verrät den Aufenthalt.",
    nature=RiskNature.BOTH,
    goals=("VT",),
    platform_ids=("facebook",),
)


def _assessment() -> Assessment:
    base = minimal_assessment().with_platform(platform_use("facebook")).with_platform(platform_use("x"))
    deviation = ChannelDeviation(id="d", channel_id="k", gross=HIGH, reason="Familien in Notlagen.")
    rating = Rating(
        id="facebook.E01",
        platform_id="facebook",
        risk_id="E01",
        applicable=Answer.YES,
        gross=LOW,
        reason="Selten.",
        deviations=(deviation,),
    )
    verbal = Rating(id="x.R10", platform_id="x", risk_id="R10", verbal_level="mittel")
    return replace(
        base,
        own_risks=(OWN,),
        channels=(Channel(id="k", platform_id="facebook", name="Jugendamt"),),
        ratings=(rating, verbal),
    )


def _tables(number: str) -> list[Table]:
    return [
        block
        for section in report_of(_assessment()).sections
        for block in section.blocks
        if isinstance(block, Table) and section.number == number
    ]


def _register(register_id: str) -> list[dict[str, object]]:
    found = next(item for build in REGISTERS if (item := build(material_of(_assessment()))).id == register_id)
    return [dict(zip([column.label for column in found.columns], row, strict=True)) for row in found.rows]


def test_own_risks_stand_in_the_grid_and_in_the_annex_with_nature_goals_and_limit() -> None:
    grids = [
        block
        for section in report_of(_assessment()).sections
        for block in section.blocks
        if isinstance(block, RiskGrid)
    ]
    assert all(
        row.marks[1].short_label == "entfällt" for grid in grids for row in grid.rows if row.id == "E01"
    )
    assert sum(row.id == "E01" for grid in grids for row in grid.rows) == 3
    (annex,) = _tables("C")
    words = [" ".join(map(str, row)) for row in annex.rows if "E01" in str(row[0])]
    assert len(words) == 1
    assert "beides" in words[0]
    assert "Vertraulichkeit" in words[0]
    assert "Gilt nur auf:" in words[0]


def test_a_channel_that_differs_stands_in_chapters_eight_and_ten() -> None:
    before = " ".join(str(cell) for table in _tables("8") for row in table.rows for cell in row)
    assert "Abweichend auf dem Kanal Jugendamt: ▲ hoch 4·4. Familien in Notlagen." in before
    rows = [row for table in _tables("10") for row in table.rows if str(row[0]) == "E01 nur Kanal Jugendamt"]
    assert [cell.text for cell in rows[0][1:4]] == ["▲ hoch 4·4"] * 3
    assert rows[0][4] == "Familien in Notlagen."


def test_the_grid_marks_a_cell_that_some_channel_does_not_share() -> None:
    text = docx_text(document(_assessment(), "docx"))
    assert "gering *" in text
    assert "*: auf einem Kanal anders bewertet" in text


def test_a_level_of_an_older_document_is_printed_as_one() -> None:
    before = " ".join(str(cell) for table in _tables("8") for row in table.rows for cell in row)
    assert "übernommen: mittel (ohne Schwere und Eintrittswahrscheinlichkeit)" in before
    assert "noch nicht bewertet" in docx_text(document(_assessment(), "docx"))


def test_the_overall_level_is_that_of_the_highest_channel() -> None:
    material = material_of(_assessment())
    assert material.level(material.overall.gross_level).short_label == "hoch"


def test_the_registers_hold_own_risks_deviations_and_levels_of_older_documents() -> None:
    (deviation,) = _register("deviations")
    assert (deviation["Risiko-ID"], deviation["Kanal"], deviation["Zusatzrisiko brutto: Schwere"]) == (
        "E01", "Jugendamt", 4,
    )  # fmt: skip
    (own,) = _register("own-risks")
    assert (own["Kennung"], own["Kurzname"]) == ("E01", "Standort in Livevideos")
    rows = {(row["Plattform-ID"], row["Risiko-ID"]): row for row in _register("risks")}
    assert rows["facebook", "E01"]["Abweichende Kanäle"] == 1
    assert rows["facebook", "E01"]["Eigenes Risiko"] == "ja"
    assert rows["x", "R10"]["Übernommene Stufe (ohne Schwere und Eintritt)"] == "mittel"
    assert rows["x", "R10"]["Eigenes Risiko"] == "nein"
