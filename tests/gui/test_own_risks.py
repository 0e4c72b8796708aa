"""The body's own risks: described on the page of risks, then treated like those of the catalogue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from gui_steps import focused, press, three_platforms
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from dsfa_app.domain.own_risk import OwnRisk
from dsfa_app.domain.rating import Score
from dsfa_app.domain.structure import shape
from ui.forms.form import Form
from ui.pages.measures import MeasuresPage
from ui.pages.risks import RisksPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.bootstrap import Application
    from ui.assessment.shell import AssessmentShell

LOW = Score(severity=1, likelihood=1)
OWN = OwnRisk(id="E01", title="Standort in Livevideos", event="Ein Livevideo verrät den Wohnort.")


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


def add(page: RisksPage, own: OwnRisk = OWN) -> None:
    page.context.editor.add_item(("own_risks",), own)


def rate(page: RisksPage, platform_id: str) -> None:
    page.context.editor.apply(
        "Bewertung", lambda known: known.rated(platform_id, "E01", gross=LOW, reason="Selten.")
    )


def test_an_own_risk_is_added_by_keyboard_and_becomes_a_row_of_the_grid(page: RisksPage) -> None:
    rows = page.model.rowCount()
    page.bar.own_risks.trigger()
    assert page.shows_own_risks
    assert not page.grid.isVisible()
    press(Qt.Key.Key_Space)
    assert page.context.editor.assessment.own_risks == (OwnRisk(id="E01"),)
    page.context.editor.set_value(("own_risks", "E01", "title"), "Livevideo")
    press(Qt.Key.Key_Escape)
    assert not page.shows_own_risks
    assert focused() is page.bar.more
    assert page.model.rowCount() == rows + 1
    assert page.model.headerData(rows, Qt.Orientation.Vertical) == "E01  Livevideo"
    assert page.model.index_of("facebook", "E01").data() == "offen"


def test_every_field_of_an_own_risk_is_asked(page: RisksPage) -> None:
    add(page)
    table = page.open_own_risks().table
    table.select("E01")
    (form,) = table.findChildren(Form)
    assert {path[-1] for path in form.paths} == {item.name for item in shape(OwnRisk)} - {"id"}


def test_an_own_risk_is_rated_like_one_of_the_catalogue(page: RisksPage) -> None:
    add(page)
    page.open_cell("facebook", "E01")
    page.panel.gross.matrix.rated.emit(LOW)
    assert page.context.editor.assessment.rating("facebook", "E01").gross == LOW
    assert page.model.index_of("facebook", "E01").data() == "○ gering"
    assert page.panel.baseline.isHidden()


def test_where_a_limited_own_risk_does_not_concern_a_platform_the_panel_says_so(page: RisksPage) -> None:
    add(page, replace(OWN, platform_ids=("facebook",)))
    assert page.model.index_of("instagram", "E01").data() == "–"
    page.open_cell("instagram", "E01")
    assert page.panel.limit.text() == "Das eigene Risiko E01 ist auf Facebook beschränkt."
    assert page.panel.limit.isVisible()
    assert not page.panel.gross.isVisible()
    page.open_cell("facebook", "E01")
    assert not page.panel.limit.isVisible()
    assert page.panel.gross.isVisible()


def test_a_measure_can_serve_an_own_risk(shell: AssessmentShell, page: RisksPage) -> None:
    add(page)
    shell.open_page("measures")
    measures = shell.page
    assert isinstance(measures, MeasuresPage)
    measures.add_own()
    row = measures.detail._rows["risk_ids"].editor
    labels = [row._list.item(number).text() for number in range(row._list.count())]
    assert labels[-1] == "E01 Standort in Livevideos"


def test_removing_an_unrated_own_risk_asks_nothing(page: RisksPage) -> None:
    add(page)
    table = page.open_own_risks().table
    table.select("E01")
    table.remove()
    assert page.context.editor.assessment.own_risks == ()
    assert page.window().findChildren(QMessageBox) == []


def test_removing_a_rated_own_risk_asks_takes_its_ratings_along_and_can_be_undone(page: RisksPage) -> None:
    add(page)
    rate(page, "facebook")
    rate(page, "instagram")
    before = page.context.editor.assessment
    table = page.open_own_risks().table
    table.select("E01")
    table.remove()
    (question,) = page.window().findChildren(QMessageBox)
    assert "2\N{NO-BREAK SPACE}Bewertungen dazu gehen mit" in question.informativeText()
    assert page.context.editor.assessment is before
    next(button for button in question.buttons() if button.text() == "Entfernen").click()
    after = page.context.editor.assessment
    assert after.own_risks == ()
    assert [rating for rating in after.ratings if rating.risk_id == "E01"] == []
    page.context.editor.undo()
    assert page.context.editor.assessment == before


def test_an_open_rating_closes_when_its_own_risk_goes(page: RisksPage) -> None:
    add(page)
    page.open_cell("facebook", "E01")
    page.context.editor.undo()
    assert not page.panel.isVisible()


def test_a_finding_leads_into_the_form_of_the_own_risk(page: RisksPage) -> None:
    add(page)
    assert page.focus_path(("own_risks", "E01", "event"))
    assert page.shows_own_risks
    assert focused().toPlainText() == OWN.event


def test_the_next_own_risk_never_takes_an_id_that_something_still_names(page: RisksPage) -> None:
    add(page)
    rate(page, "facebook")
    page.context.editor.apply("ohne", lambda known: replace(known, own_risks=()))
    page.open_own_risks().table.add()
    assert [own.id for own in page.context.editor.assessment.own_risks] == ["E02"]
