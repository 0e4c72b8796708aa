"""Deadlines and measures in the window: figures, filters, groups, the way to the field, files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from conftest import NOW
from factories import minimal_assessment
from icalendar import Calendar
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox

from dsfa_app.domain.measure import Measure
from dsfa_app.domain.vocabulary import MeasureState
from dsfa_app.method.plan import Urgency
from ui.overview.model import Column as ListColumn
from ui.plan.page import PlanPage
from ui.view_models.plan import Grouping, time_left
from ui.view_models.plan_tree import Column

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from ui.background import BackgroundRunner
    from ui.main_window import MainWindow

TODAY = NOW.astimezone().date()
LONG = 15_000
"""Milliseconds a file may take on a busy machine."""


def _measure(name: str, days: int | None, **values: object) -> Measure:
    due = None if days is None else TODAY + timedelta(days=days)
    given = {"state": MeasureState.PLANNED} | values
    return Measure(id=name, catalogue_id=name, title=f"Titel {name}", due_on=due, **given)  # type: ignore[arg-type]


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, app: Application, runner: BackgroundRunner) -> PlanPage:
    """The plan of two assessments in front."""
    first = (
        _measure("M01", -3, owner="Erika Muster", department="Jugendamt"),
        _measure("M02", 10, owner="Max Beispiel"),
        _measure("M03", None),
    )
    app.assessments.add(replace(minimal_assessment(), id="a1", title="Kanäle A", measures=first))
    second = (_measure("M04", 60, owner="Erika Muster"), _measure("M05", 400))
    app.assessments.add(replace(minimal_assessment(), id="a2", title="Kanäle B", measures=second))
    window.show_place("plan")
    qtbot.waitUntil(lambda: runner.is_idle)
    return window.home.place("plan", PlanPage)


def _shown(page: PlanPage) -> dict[str, list[str]]:
    return {
        group.title: [line.deadline.what.split()[0] for line in group.lines] for group in page.model.groups
    }


def _choose(page: PlanPage, deadline_id: str) -> None:
    page.tree.setCurrentIndex(page.model.index_of(deadline_id))


def test_the_figures_say_how_much_is_overdue_and_what_comes_next(page: PlanPage) -> None:
    assert [figure.number for figure in page.figures.figures] == ["5", "1", "1", "1", "1", "1"]
    assert page.figures.figures[1].accessibleName() == "überfällig: 1"
    assert list(_shown(page)) == ["überfällig", "in 30 Tagen", "in 90 Tagen", "später", "ohne Termin"]


def test_a_figure_shows_its_class_alone_and_the_first_one_everything_again(page: PlanPage) -> None:
    page.figures.figures[1].click()
    assert page.figures.chosen is Urgency.OVERDUE
    assert _shown(page) == {"überfällig": ["M01"]}
    page.figures.figures[0].click()
    assert page.model.shown == 5


def test_lists_and_search_narrow_the_plan_and_one_button_widens_it(
    page: PlanPage, type_text: Callable[[QWidget, str], None]
) -> None:
    page.bar.owner.setCurrentIndex(page.bar.owner.findData("Erika Muster"))
    page.bar.owner.activated.emit(0)
    assert _shown(page) == {"überfällig": ["M01"], "in 90 Tagen": ["M04"]}
    type_text(page.bar.words, "kanäle b")
    assert _shown(page) == {"in 90 Tagen": ["M04"]}
    type_text(page.bar.words, "nirgends")
    assert page.model.shown == 0
    assert page.reset.isVisible()
    assert not page.output.button.isEnabled()
    page.reset.click()
    assert page.model.shown == 5


def test_groups_follow_the_choice_and_the_column_they_make_needless_is_hidden(page: PlanPage) -> None:
    page.bar.grouping.setCurrentIndex(page.bar.grouping.findData(Grouping.OWNER))
    page.bar.grouping.activated.emit(0)
    assert _shown(page) == {
        "niemand zuständig": ["M05", "M03"],
        "Erika Muster": ["M01", "M04"],
        "Max Beispiel": ["M02"],
    }
    assert page.tree.isColumnHidden(Column.OWNER)
    assert not page.tree.isColumnHidden(Column.DEPARTMENT)


def test_a_header_sorts_within_the_groups(page: PlanPage) -> None:
    page.bar.grouping.setCurrentIndex(page.bar.grouping.findData(Grouping.KIND))
    page.bar.grouping.activated.emit(0)
    page.tree.sortByColumn(Column.WHAT, Qt.SortOrder.DescendingOrder)
    assert _shown(page) == {"Maßnahme": ["M05", "M04", "M03", "M02", "M01"]}
    page.tree.sortByColumn(Column.DUE, Qt.SortOrder.AscendingOrder)
    assert _shown(page) == {"Maßnahme": ["M01", "M02", "M04", "M05", "M03"]}


def test_enter_opens_the_assessment_at_the_field_and_the_way_back_leads_here(
    qtbot: QtBot, window: MainWindow, page: PlanPage, runner: BackgroundRunner
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.focus_work()
    _choose(page, "a2.measures.M04.due_on")
    with qtbot.waitSignal(window.assessment_opened):
        qtbot.keyClick(page.tree, Qt.Key.Key_Return)
    assert window.shell.editor.assessment.id == "a2"
    assert window.shell.page_id == "measures"
    assert window.shell.page.detail.measure_id == "M04"
    window.shell.editor.set_value(("measures", "M04", "state"), MeasureState.PROVEN)
    with qtbot.waitSignal(window.list_ready):
        window.show_home()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert window.home.front.id == "plan"
    assert page.model.shown == 4


def test_a_double_click_opens_and_on_a_heading_folds_its_group(
    qtbot: QtBot, window: MainWindow, page: PlanPage
) -> None:
    heading = page.model.index(0, 0)
    assert page.tree.isExpanded(heading)
    page.tree.setCurrentIndex(heading)
    assert not page.open.isEnabled()
    page.open_current()
    assert not page.tree.isExpanded(page.model.index(0, 0))
    page.refresh()
    qtbot.wait(50)
    assert not page.tree.isExpanded(page.model.index(0, 0))
    with qtbot.waitSignal(window.assessment_opened):
        page.tree.doubleClicked.emit(page.model.index_of("a1.measures.M01.due_on"))
    assert window.shell.editor.assessment.id == "a1"


def test_a_screen_reader_hears_column_and_value(page: PlanPage) -> None:
    index = page.model.index_of("a1.measures.M01.due_on")
    left = page.model.index(index.row(), Column.LEFT, index.parent())
    role = Qt.ItemDataRole.AccessibleTextRole
    assert page.model.data(left, role) == "Frist: 3\u00a0Tage überfällig"
    assert page.model.data(page.model.index(0, 0), role) == "überfällig (1)"
    assert page.model.parent(QModelIndex()) == QModelIndex()


@pytest.mark.parametrize(
    ("days", "words"),
    [(None, "ohne Termin"), (-1, "1\u00a0Tag überfällig"), (0, "heute fällig"), (1, "noch 1\u00a0Tag")],
)
def test_the_time_left_is_said_in_words(days: int | None, words: str) -> None:
    assert time_left(days) == words


def test_a_calendar_is_written_of_what_is_shown_after_saying_what_others_will_see(
    qtbot: QtBot, page: PlanPage, runner: BackgroundRunner, tmp_path: Path
) -> None:
    page.figures.figures[1].click()
    page.output.menu.aboutToShow.emit()
    actions = {action.text(): action for action in page.output.menu.actions()}
    actions["Kalenderdatei (ICS) …"].trigger()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
    box = QApplication.activeModalWidget()
    assert "Personen" in box.informativeText()
    next(button for button in box.buttons() if button.text() == "Datei wählen …").click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    chooser = QApplication.activeModalWidget()
    chooser.findChild(QLineEdit).setText(str(tmp_path / "fristen.ics"))
    with qtbot.waitSignal(page.said):
        chooser.accept()
    qtbot.waitUntil(lambda: runner.is_idle, timeout=LONG)
    events = Calendar.from_ical((tmp_path / "fristen.ics").read_bytes()).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["M01 Titel M01 – Kanäle A"]


def test_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot, page: PlanPage, app: Application, runner: BackgroundRunner, tmp_path: Path
) -> None:
    (tmp_path / "datei").write_text("")
    formats = {item.id: item for item in app.plan.formats()}
    page.output.write(formats["docx"], tmp_path / "datei" / "plan.docx")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox), timeout=LONG)
    assert "lässt sich nicht" in QApplication.activeModalWidget().informativeText()
    QApplication.activeModalWidget().reject()
    qtbot.waitUntil(lambda: runner.is_idle)


def test_the_overview_warns_of_an_overdue_measure(qtbot: QtBot, window: MainWindow, app: Application) -> None:
    late = Measure(id="M01", state=MeasureState.PLANNED, due_on=date(2020, 1, 31))
    app.assessments.add(replace(minimal_assessment(), measures=(late,)))
    with qtbot.waitSignal(window.list_ready):
        window.portfolio.load()
    model = window.overview.list.model
    cell = model.index(0, ListColumn.OPEN_MEASURES)
    said = model.data(cell, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Offene Maßnahmen: 1. Die früheste offene Maßnahme ist seit 31.01.2020 überfällig"
    assert model.data(cell, Qt.ItemDataRole.DecorationRole) is not None
    review = model.index(0, ListColumn.REVIEW)
    assert model.data(review, Qt.ItemDataRole.DecorationRole) is None
