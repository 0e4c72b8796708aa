"""The grid of risks and platforms, and the rating of one cell by mouse and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from gui_steps import focused, press, three_platforms, type_here
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dsfa_app.domain.measure import Measure
from dsfa_app.domain.rating import Score
from dsfa_app.domain.vocabulary import Answer, MeasureState
from dsfa_app.method.marks import Layer
from ui.pages.risks import RisksPage
from ui.view_models.risk_grid import MARK, OVERRIDDEN, RowFilter, RowOrder

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QTableView

    from dsfa_app.bootstrap import Application
    from ui.assessment.shell import AssessmentShell
    from ui.risks.matrix import RiskMatrix

HIGH = Score(severity=3, likelihood=4)


@pytest.fixture
def shell(app: Application, open_shell: Callable[..., AssessmentShell]) -> AssessmentShell:
    opened = open_shell(three_platforms(app))
    opened.open_page("risks")
    opened.activateWindow()
    return opened


@pytest.fixture
def page(shell: AssessmentShell) -> RisksPage:
    assert isinstance(shell.page, RisksPage)
    return shell.page


def rate(page: RisksPage, platform_id: str, risk_id: str, gross: Score) -> None:
    page.context.editor.apply(
        "Bewertung", lambda known: known.rated(platform_id, risk_id, gross=gross, reason="Weil.")
    )


def click(view: QTableView, row: int, column: int) -> None:
    index = view.model().index(row, column)
    view.scrollTo(index)
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def click_score(matrix: RiskMatrix, score: Score) -> None:
    click(matrix, 4 - score.severity, score.likelihood - 1)


def test_a_cell_says_by_word_symbol_and_voice_what_its_colour_says(page: RisksPage) -> None:
    rate(page, "facebook", "R01", HIGH)
    index = page.model.index_of("facebook", "R01")
    assert index.data() == "▲ hoch"
    assert index.data(MARK).pattern == "solid"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "R01 Profilbildung durch den Plattformbetreiber, Facebook, Zusatzrisiko brutto hohes Risiko"
    )
    assert page.model.index_of("instagram", "R01").data() == "offen"
    column = page.model.index_of("facebook", "R01").column()
    assert page.model.headerData(column, Qt.Orientation.Horizontal, MARK).text == "▲ hoch"


def test_a_risk_ruled_out_is_a_dash_that_says_why(page: RisksPage) -> None:
    ruled_out = next(
        rating
        for rating in page.context.editor.assessment.ratings
        if rating.applicable is Answer.NO and rating.platform_id == "mastodon"
    )
    index = page.model.index_of("mastodon", ruled_out.risk_id)
    assert index.data() == "–"
    assert ruled_out.reason in index.data(Qt.ItemDataRole.ToolTipRole)
    page.open_cell("mastodon", ruled_out.risk_id)
    assert page.panel.gross.isHidden()


def test_the_mouse_opens_a_cell_rates_it_and_undo_takes_it_back(page: RisksPage) -> None:
    click(page.grid, 0, 0)
    assert page.panel.isVisible()
    click_score(page.panel.gross.matrix, HIGH)
    rating = page.context.editor.assessment.rating("facebook", "R01")
    assert (rating.gross, rating.applicable) == (HIGH, Answer.YES)
    assert page.model.index_of("facebook", "R01").data() == "▲ hoch"
    page.context.editor.undo()
    assert page.context.editor.assessment.rating("facebook", "R01").gross is None
    assert page.panel.gross.matrix.chosen is None


def test_the_keyboard_alone_opens_rates_clears_and_closes(page: RisksPage) -> None:
    page.grid.setFocus()
    press(Qt.Key.Key_Down, 6)  # R07 has no baseline of its own
    press(Qt.Key.Key_Return)
    assert focused() is page.panel.gross.matrix
    page.panel.gross.matrix.setCurrentIndex(page.panel.gross.matrix.model().index(3, 0))
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Right, 2)
    press(Qt.Key.Key_Space)
    assert page.context.editor.assessment.rating("facebook", "R07").gross == Score(severity=2, likelihood=3)
    press(Qt.Key.Key_Delete)
    assert page.context.editor.assessment.rating("facebook", "R07").gross is None
    press(Qt.Key.Key_Escape)
    assert page.panel.isHidden()
    assert focused() is page.grid


def test_the_matrix_names_its_fields_and_explains_the_one_under_the_keyboard(page: RisksPage) -> None:
    page.open_cell("facebook", "R01")
    matrix = page.panel.baseline.matrix
    matrix.setFocus()
    matrix.setCurrentIndex(matrix.model().index(0, 1))
    assert matrix.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Schwere 4 groß, Eintrittswahrscheinlichkeit 2 überschaubar: hohes Risiko"
    )
    assert "gravierend oder nicht umkehrbar" in page.panel.baseline.explanation
    proposed = matrix.model().index(1, 3)
    assert proposed.data(Qt.ItemDataRole.AccessibleTextRole).endswith("hohes Risiko, Vorschlag")


def test_only_risks_of_the_platform_have_a_baseline_and_measures_never_lower_it(page: RisksPage) -> None:
    page.open_cell("facebook", "R07")
    assert page.panel.baseline.isHidden()
    page.open_cell("facebook", "R01")
    assert not page.panel.baseline.isHidden()
    page.rating.rate("baseline", HIGH)
    page.context.editor.add_item(
        ("measures",),
        Measure(id="m", state=MeasureState.PROVEN, risk_ids=("R01",), likelihood_effect=-2),
    )
    page.bar.layer_button(Layer.BASELINE).click()
    assert page.model.index_of("facebook", "R01").data() == "▲ hoch"
    assert page.model.index_of("facebook", "R07").data() == "–"


def test_taking_the_proposal_is_one_step_and_marks_nothing_else(page: RisksPage) -> None:
    page.open_cell("mastodon", "R01")
    page.panel.gross.take_proposal.click()
    rating = page.context.editor.assessment.rating("mastodon", "R01")
    assert rating.gross == Score(severity=2, likelihood=1)
    assert rating.baseline is None
    assert page.panel.gross.take_proposal.isHidden()


def test_the_view_switches_between_gross_planned_and_proven(page: RisksPage) -> None:
    rate(page, "facebook", "R07", HIGH)
    page.context.editor.add_item(
        ("measures",),
        Measure(id="m", title="Stelle", state=MeasureState.PLANNED, risk_ids=("R07",), likelihood_effect=-2),
    )
    shown = {}
    for layer in (Layer.GROSS, Layer.PLANNED, Layer.PROVEN):
        page.bar.layer_button(layer).click()
        shown[layer] = page.model.index_of("facebook", "R07").data()
    assert shown == {Layer.GROSS: "▲ hoch", Layer.PLANNED: "■ Risiko", Layer.PROVEN: "▲ hoch"}
    page.open_cell("facebook", "R07")
    assert [page.panel.path.badge(layer).mark.short_label for layer in shown] == ["hoch", "Risiko", "hoch"]


def test_the_grid_shows_only_what_is_asked_for(page: RisksPage) -> None:
    rate(page, "facebook", "R12", HIGH)
    page.bar.rows.setCurrentIndex(page.bar.rows.findData(RowFilter.HIGH))
    page.bar.rows.activated.emit(0)
    assert page.model.rowCount() == 1
    page.bar.rows.setCurrentIndex(page.bar.rows.findData(RowFilter.ALL))
    page.bar.order.setCurrentIndex(page.bar.order.findData(RowOrder.LEVEL))
    page.bar.platform.setCurrentIndex(page.bar.platform.findData("facebook"))
    page.bar.order.activated.emit(0)
    assert page.model.columnCount() == 1
    assert page.model.place(page.model.index(0, 0)) == ("facebook", "R12")


def test_an_override_without_a_reason_is_refused_at_the_field(page: RisksPage) -> None:
    rate(page, "facebook", "R07", HIGH)
    page.open_cell("facebook", "R07")
    box = page.panel.override_box
    box.set_open(is_open=True)
    low = Score(severity=1, likelihood=1)
    box.planned.setCurrentIndex(next(i for i in range(17) if box.planned.itemData(i) == low))
    box.accept.click()
    assert "braucht eine Begründung" in box.refusal
    assert not page.may_be_dropped
    assert page.context.editor.assessment.rating("facebook", "R07").planned_override is None
    box.reason.editor.setFocus()
    type_here("Der Kanal nimmt keine Anträge an.")
    box.accept.click()
    rating = page.context.editor.assessment.rating("facebook", "R07")
    assert (rating.planned_override, rating.override_reason) == (low, "Der Kanal nimmt keine Anträge an.")
    assert box.refusal == ""
    assert page.may_be_dropped
    page.bar.layer_button(Layer.PLANNED).click()
    assert page.model.index_of("facebook", "R07").data(OVERRIDDEN) is True


def choose_planned(page: RisksPage, score: Score) -> None:
    box = page.panel.override_box
    box.set_open(is_open=True)
    box.planned.setCurrentIndex(next(i for i in range(17) if box.planned.itemData(i) == score))


def test_a_complete_override_is_taken_over_when_another_cell_is_chosen(page: RisksPage) -> None:
    rate(page, "facebook", "R07", HIGH)
    page.open_cell("facebook", "R07")
    choose_planned(page, Score(severity=1, likelihood=1))
    page.panel.override_box.reason.editor.setFocus()
    type_here("Keine Anträge.")
    page.open_cell("instagram", "R07")
    rating = page.context.editor.assessment.rating("facebook", "R07")
    assert (rating.planned_override, rating.override_reason) == (
        Score(severity=1, likelihood=1),
        "Keine Anträge.",
    )
    assert page.context.editor.undo_text == "Abweichung"
    assert page.may_be_dropped


def test_an_override_without_a_reason_waits_as_a_draft_and_says_so(
    page: RisksPage, shell: AssessmentShell
) -> None:
    said: list[str] = []
    page.context.notices.said.connect(said.append)
    rate(page, "facebook", "R07", HIGH)
    page.open_cell("facebook", "R07")
    low = Score(severity=1, likelihood=1)
    choose_planned(page, low)
    page.open_cell("instagram", "R07")
    assert ["R07 für Facebook ist noch nicht vollständig" in sentence for sentence in said] == [True]
    assert page.context.editor.assessment.rating("facebook", "R07").planned_override is None
    assert page.panel.override_box.planned.currentData() is None
    shell.open_page("measures")
    assert not page.may_be_dropped
    shell.open_page("risks", ("ratings", "facebook.R07"))
    box = page.panel.override_box
    assert (box.planned.currentData(), box.is_open) == (low, True)
    assert "Noch nicht übernommen" in box.refusal
    box.reason.editor.setFocus()
    type_here("Weil.")
    page.close_rating()
    assert page.context.editor.assessment.rating("facebook", "R07").planned_override == low
    assert page.may_be_dropped


def test_a_no_takes_the_scores_back_and_undo_restores_them(page: RisksPage) -> None:
    rate(page, "facebook", "R07", HIGH)
    page.open_cell("facebook", "R07")
    page.rating.answer(Answer.NO)
    assert page.context.editor.assessment.rating("facebook", "R07").gross is None
    assert page.panel.gross.isHidden()
    page.context.editor.undo()
    assert page.context.editor.assessment.rating("facebook", "R07").gross == HIGH
    assert not page.panel.gross.isHidden()


def test_a_reason_is_typed_into_a_risk_nobody_has_rated_yet(page: RisksPage) -> None:
    page.open_cell("facebook", "R07")
    assert page.panel.focus_field("reason")
    type_here("Größe der Fläche")
    assert page.context.editor.assessment.rating("facebook", "R07").reason == "Größe der Fläche"
    assert page.context.editor.assessment.rating("facebook", "R07").applicable is Answer.UNKNOWN


def test_typing_the_first_reason_of_a_risk_is_one_step_of_undo(page: RisksPage) -> None:
    page.open_cell("facebook", "R07")
    page.panel.focus_field("reason")
    type_here("Größe")
    editor = page.context.editor
    editor.undo()
    assert editor.assessment.rating("facebook", "R07").reason == ""
    assert editor.undo_text is None
    editor.redo()
    assert editor.assessment.rating("facebook", "R07").reason == "Größe"


def test_f8_leads_from_one_open_risk_to_the_next(page: RisksPage) -> None:
    page.open_cell("facebook", "R01")
    page.panel.enter()
    click_score(page.panel.gross.matrix, HIGH)
    press(Qt.Key.Key_F8)
    assert (page.rating.platform_id, page.rating.risk_id) == ("facebook", "R02")
    press(Qt.Key.Key_F8, modifiers=Qt.KeyboardModifier.ShiftModifier)
    last = page.rating.open_cells()[-1]
    assert (page.rating.platform_id, page.rating.risk_id) == last


def test_a_finding_leads_to_the_cell_it_is_about(shell: AssessmentShell, page: RisksPage) -> None:
    rate(page, "instagram", "R07", HIGH)
    shell.open_page("risks", ("ratings", "instagram.R07", "reason"))
    assert (page.rating.platform_id, page.rating.risk_id) == ("instagram", "R07")
    assert page.panel.isAncestorOf(focused())


def test_the_help_pane_shows_scenario_and_facts_with_their_source(
    shell: AssessmentShell, page: RisksPage
) -> None:
    topics = []
    shell.context.help.topic_changed.connect(topics.append)
    page.open_cell("facebook", "R05")
    assert "Drittland" in topics[-1].title
    assert any(fact.source for group in topics[-1].facts for fact in group.facts)


def test_without_platforms_the_page_says_what_to_do(
    app: Application, open_shell: Callable[..., AssessmentShell]
) -> None:
    shell = open_shell(three_platforms(app))
    for platform_id in ("facebook", "instagram", "mastodon"):
        shell.editor.apply("Entfernen", lambda known, gone=platform_id: known.without_platform(gone))
    shell.open_page("risks")
    page = shell.page
    assert isinstance(page, RisksPage)
    assert page.splitter.isHidden()
    assert not page.empty.isHidden()
