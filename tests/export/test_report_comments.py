"""Comments in the documents: place in words, answers below, open ones first, and a register of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from documents import document, report_of, xlsx_cells
from factories import minimal_assessment

from dsfa_app.domain.comment import Comment, Reply
from dsfa_app.domain.presence import Channel
from dsfa_app.domain.vocabulary import Role
from exporters.report.model import Explanation, Table

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

DAY = date(2026, 11, 20)
SETTLED = Comment(
    id="c1",
    place="occasion.reason",
    text="Warum?",
    author="Dora Datenschutz",
    role=Role.DPO,
    written_on=DAY,
    resolved_by="Anna Amt",
    resolved_on=DAY,
)
OPEN = Comment(
    id="c2",
    place="channels.k1.url",
    text="Stimmt die Adresse?",
    author="Anna Amt",
    written_on=DAY,
    replies=(Reply(id="r1", text="Ja.", author="Dora Datenschutz", role=Role.DPO, written_on=DAY),),
)


def _assessment(*comments: Comment) -> Assessment:
    channel = Channel(id="k1", name="Jugendamt")
    return replace(minimal_assessment(), channels=(channel,), comments=comments)


def _tables(assessment: Assessment) -> list[Table]:
    annex = next(section for section in report_of(assessment).sections if section.number == "D")
    return [block for block in annex.blocks if isinstance(block, Table)]


def test_open_comments_come_first_with_place_in_words_and_answers_below() -> None:
    opened, settled = _tables(_assessment(SETTLED, OPEN))
    assert "Offene Kommentare" in opened.caption
    assert opened.rows == (
        (
            "Plattformen und Kanäle: Kanal „Jugendamt“ · Internetadresse",
            "Stimmt die Adresse?\nAntwort von Dora Datenschutz, Datenschutzbeauftragte/r, 20.11.2026: Ja.",
            "Anna Amt\nFachverantwortung\n20.11.2026",
            "offen",
        ),
    )
    assert "Erledigte Kommentare" in settled.caption
    assert settled.rows[0][3] == "erledigt\nAnna Amt\n20.11.2026"


def test_a_removed_place_is_said_to_be_removed() -> None:
    (table,) = _tables(replace(_assessment(OPEN), channels=()))
    assert table.rows[0][0] == "Plattformen und Kanäle: Kanal (entfernt) · Internetadresse (Stelle entfernt)"


def test_without_comments_the_annex_says_so() -> None:
    annex = next(section for section in report_of(_assessment()).sections if section.number == "D")
    assert annex.blocks == (Explanation("Es gibt keine Kommentare."),)


def test_the_register_has_a_row_for_every_comment_and_answer() -> None:
    register = next(item for item in report_of(_assessment(SETTLED, OPEN)).registers if item.id == "comments")
    assert [(row[0], row[1], row[3]) for row in register.rows] == [
        ("c1", "Kommentar", "Warum?"),
        ("c2", "Kommentar", "Stimmt die Adresse?"),
        ("c2", "Antwort", "Ja."),
    ]
    assert register.rows[2][8:] == ("channels.k1.url", "dsb")
    cells = {str(cell.value) for cell in xlsx_cells(document(_assessment(SETTLED, OPEN), "xlsx"))}
    assert "erledigt, Anna Amt, 20.11.2026" in cells


def test_the_register_of_findings_names_the_place_in_words() -> None:
    register = next(item for item in report_of(_assessment()).registers if item.id == "findings")
    row = next(row for row in register.rows if row[6] == "channels.k1.state")
    assert row[5] == "Kanal „Jugendamt“ · Stand des Kanals"
