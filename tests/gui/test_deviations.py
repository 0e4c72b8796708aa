"""Channels that differ, levels of older documents, severity questions and the way through the matrix."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from gui_steps import focused, press, three_platforms
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dsfa_app.domain.measure import Measure
from dsfa_app.domain.presence import Channel
from dsfa_app.domain.rating import ChannelDeviation, Score
from dsfa_app.domain.structure import shape
from dsfa_app.domain.vocabulary import Answer, MeasureState
from dsfa_app.method.marks import Layer
from ui.pages.residual import ResidualPage
from ui.pages.risks import RisksPage
from ui.view_models.risk_grid import DEVIATING, MARK

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.bootstrap import Application
    from ui.assessment.shell import AssessmentShell

LOW = Score(severity=1, likelihood=1)
MIDDLE = Score(severity=2, likelihood=2)
HIGH = Score(severity=4, likelihood=4)


@pytest.fixture
def shell(app: Application, open_shell: Callable[..., AssessmentShell]) -> AssessmentShell:
    channels = (
        Channel(id="k1", platform_id="facebook", name="Stadt"),
        Channel(id="k2", platform_id="facebook", name="Jugendamt"),
        Channel(id="k3", platform_id="instagram", name="Stadt"),
    )
    opened = open_shell(replace(three_platforms(app), channels=channels))
    opened.open_page("risks")
    opened.activateWindow()
    return opened


@pytest.fixture
def page(shell: AssessmentShell) -> RisksPage:
    assert isinstance(shell.page, RisksPage)
    return shell.page


def rate(page: RisksPage, gross: Score, risk_id: str = "R10") -> None:
    page.context.editor.apply(
        "Bewertung", lambda known: known.rated("facebook", risk_id, gross=gross, reason="Weil.")
    )


def deviations(page: RisksPage, risk_id: str = "R10") -> tuple[ChannelDeviation, ...]:
    return page.context.editor.assessment.rating("facebook", risk_id).deviations


def deviate(page: RisksPage, gross: Score, risk_id: str = "R10") -> None:
    page.open_cell("facebook", risk_id)
    page.panel.deviations.add.click()
    page.rating.change_deviation(deviations(page, risk_id)[-1].id, "gross", gross, "Abweichung")


def test_a_channel_is_rated_otherwise_by_keyboard_and_undo_takes_it_back(page: RisksPage) -> None:
    rate(page, LOW)
    page.open_cell("facebook", "R10")
    start = page.context.editor.assessment
    page.panel.focus_field("deviations")
    assert focused() is page.panel.deviations.add
    press(Qt.Key.Key_Space)
    assert [item.channel_id for item in deviations(page)] == ["k1"]
    (card,) = page.panel.deviations.cards
    assert card.channel.isAncestorOf(focused())
    page.panel.deviations.add.click()
    assert [item.channel_id for item in deviations(page)] == ["k1", "k2"]
    page.context.editor.undo()
    page.context.editor.undo()
    assert page.context.editor.assessment == start
    assert page.panel.deviations.cards == ()


def test_every_field_of_a_deviation_is_asked(page: RisksPage) -> None:
    rate(page, LOW)
    deviate(page, HIGH)
    (card,) = page.panel.deviations.cards
    card.channel.edited.emit("k2")
    card.applicable.edited.emit(Answer.YES)
    card.gross.show_score(MIDDLE)
    card.gross.activated.emit(card.gross.currentIndex())
    card.reason.edited.emit("Junge Zielgruppe.")
    (said,) = deviations(page)
    expected = ChannelDeviation(
        id=said.id, channel_id="k2", applicable=Answer.YES, gross=MIDDLE, reason="Junge Zielgruppe."
    )
    assert said == expected
    assert {item.name for item in shape(ChannelDeviation)} == {
        "id", "channel_id", "applicable", "gross", "reason",
    }  # fmt: skip


def test_typing_a_reason_is_one_step_of_undo(page: RisksPage) -> None:
    rate(page, LOW)
    deviate(page, HIGH)
    (card,) = page.panel.deviations.cards
    before = page.context.editor.assessment
    for text in ("J", "Ju", "Jung"):
        card.reason.edited.emit(text)
    page.context.editor.undo()
    assert page.context.editor.assessment == before


def test_a_channel_to_which_a_risk_does_not_apply_has_no_score(page: RisksPage) -> None:
    rate(page, HIGH)
    deviate(page, LOW)
    (card,) = page.panel.deviations.cards
    card.applicable.edited.emit(Answer.NO)
    assert deviations(page)[0].gross is None
    assert not card.gross.isVisible()


def test_only_channels_of_the_platform_are_offered(page: RisksPage) -> None:
    rate(page, LOW)
    deviate(page, HIGH)
    (card,) = page.panel.deviations.cards
    box = card.channel._box
    assert [box.itemData(row) for row in range(box.count())] == ["", "k1", "k2"]


def test_without_a_channel_the_panel_says_what_to_do(page: RisksPage) -> None:
    page.open_cell("mastodon", "R10")
    assert not page.panel.deviations.add.isVisibleTo(page.panel)
    assert "Plattformen und Kanäle" in page.panel.deviations._note.text()


def test_a_deviation_is_marked_in_the_grid_and_counts_for_the_platform(page: RisksPage) -> None:
    rate(page, LOW)
    deviate(page, HIGH)
    index = page.model.index_of("facebook", "R10")
    assert index.data() == "○ gering"
    assert index.data(DEVIATING) == 1
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("1\N{NO-BREAK SPACE}Kanal weicht ab")
    assert "Stadt: hohes Risiko" in index.data(Qt.ItemDataRole.ToolTipRole)
    header = page.model.headerData(index.column(), Qt.Orientation.Horizontal, MARK)
    assert header.text == "▲ hoch"
    assert page.model.index_of("instagram", "R10").data(DEVIATING) == 0


def test_an_open_deviation_leaves_the_risk_open(page: RisksPage) -> None:
    rate(page, LOW)
    assert ("facebook", "R10") not in page.rating.open_cells()
    page.open_cell("facebook", "R10")
    page.panel.deviations.add.click()
    assert ("facebook", "R10") in page.rating.open_cells()


def test_the_residual_page_lists_a_risk_that_stays_high_on_one_channel_only(
    shell: AssessmentShell, page: RisksPage
) -> None:
    rate(page, LOW)
    deviate(page, HIGH)
    shell.open_page("residual")
    residual = shell.page
    assert isinstance(residual, ResidualPage)
    assert residual.remaining.model.rowCount() == 1
    assert "Kanal Stadt: ▲ hoch 4·4 → ▲ hoch 4·4 → ▲ hoch 4·4" in residual.remaining.channels.text()


def test_a_level_of_an_older_document_is_shown_but_stays_open(page: RisksPage) -> None:
    page.open_cell("facebook", "R10")
    row = page.panel._rows["verbal_level"]
    assert not row.isVisible()
    page.panel.add_verbal_level.click()
    assert row.isAncestorOf(focused())
    row.editor.edited.emit("mittel")
    index = page.model.index_of("facebook", "R10")
    assert index.data() == "(mittel)"
    assert "übernommen: mittel (ohne Schwere und Eintrittswahrscheinlichkeit)" in index.data(
        Qt.ItemDataRole.AccessibleTextRole
    )
    assert page.rating.result.is_open
    rate(page, LOW)
    assert index.data() == "○ gering"
    assert row.isVisible()


def test_the_word_of_an_older_document_is_not_asked_of_a_rated_risk(page: RisksPage) -> None:
    rate(page, LOW)
    page.open_cell("facebook", "R10")
    assert not page.panel.add_verbal_level.isVisible()
    assert not page.panel._rows["verbal_level"].isVisible()


def test_severity_questions_stand_beside_the_matrix_and_go_into_the_reason(page: RisksPage) -> None:
    rate(page, LOW)
    page.open_cell("facebook", "R10")
    aid = page.panel._aid
    assert [tick.text() for tick in aid.ticks] == list(page.rating.profile.severity_questions)
    assert page.panel.gross.isAncestorOf(aid)
    assert aid.is_open
    assert not aid.take.isEnabled()
    aid.ticks[1].setChecked(True)
    aid.take.click()
    question = page.rating.profile.severity_questions[1]
    assert page.rating.rating.reason == f"Weil.\n{question}"
    assert focused().toPlainText() == f"Weil.\n{question}"
    assert not aid.ticks[1].isChecked()


def test_the_matrix_shows_where_the_measures_lead(page: RisksPage) -> None:
    measure = Measure(
        id="m", state=MeasureState.PLANNED, risk_ids=("R10",), severity_effect=-1, likelihood_effect=-2
    )
    page.context.editor.add_item(("measures",), measure)
    rate(page, HIGH)
    page.open_cell("facebook", "R10")
    fields = page.panel.gross.matrix._fields
    assert [stop.letter for stop in fields.stops_at(HIGH)] == ["B", "N"]
    planned = page.rating.result.planned
    assert planned == Score(severity=3, likelihood=2)
    assert [stop.letter for stop in fields.stops_at(planned)] == ["G"]
    assert fields.spoken(planned).endswith(", geplant")
    assert fields.spoken(HIGH).endswith("gewählt, brutto, nachgewiesen")
    assert page.panel.gross._legend.text() == "B brutto · N nachgewiesen · G geplant"
    page.panel.gross.matrix.repaint()
    QApplication.processEvents()
    assert page.panel.path.badge(Layer.PLANNED).mark.score == "3·2"
