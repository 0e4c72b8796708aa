"""The places of the window: reached by mouse and key, remembered, and gone while no data are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from factories import full_assessment
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from resources import resource
from ui.main_window import MainWindow
from ui.place_bar import PlaceBar
from ui.places import PLACES

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from ui.background import BackgroundRunner
    from ui.places.place import PlaceSpec
    from ui.theme import Theme

ALL = pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)


def _front(window: MainWindow) -> str:
    assert window.home.front is not None
    return window.home.front.id


def _switch(window: MainWindow, place: PlaceSpec) -> QPushButton:
    buttons = window.home.findChild(PlaceBar).findChildren(QPushButton)
    return next(button for button in buttons if button.text() == place.title)


def _open(qtbot: QtBot, window: MainWindow, place: PlaceSpec, runner: BackgroundRunner) -> QWidget:
    window.show_place(place.id)
    qtbot.waitUntil(lambda: runner.is_idle)
    return window.home.place(place.id, QWidget)


def test_places_have_names_of_their_own_and_a_key_each() -> None:
    assert len({place.id for place in PLACES}) == len({place.title for place in PLACES}) == len(PLACES)
    assert 0 < len(PLACES) <= 9


@ALL
def test_a_place_is_reached_by_its_button_and_by_its_key(
    qtbot: QtBot, window: MainWindow, runner: BackgroundRunner, place: PlaceSpec
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.menus.places[place.id].trigger()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert _front(window) == place.id
    assert _switch(window, place).isChecked()
    assert window.windowTitle() == f"{place.title} – DSFA-Werkbank"
    window.show_overview()
    _switch(window, place).click()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert _front(window) == place.id
    keys = window.menus.places[place.id].shortcut().toString()
    assert keys == f"Ctrl+{PLACES.index(place) + 1}"


@ALL
@pytest.mark.parametrize("has_data", [False, True], ids=["empty", "filled"])
def test_everything_that_takes_the_keyboard_in_a_place_has_a_name(
    qtbot: QtBot,
    window: MainWindow,
    app: Application,
    runner: BackgroundRunner,
    place: PlaceSpec,
    *,
    has_data: bool,
) -> None:
    if has_data:
        app.assessments.add(full_assessment())
    body = _open(qtbot, window, place, runner)
    nameless = [
        type(widget).__name__
        for widget in body.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(body)
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []
    assert any(label.text() for label in body.findChildren(QLabel) if label.isVisibleTo(body))


@ALL
def test_the_place_left_last_comes_back_with_the_next_start(
    qtbot: QtBot,
    window: MainWindow,
    app: Application,
    theme: Theme,
    runner: BackgroundRunner,
    place: PlaceSpec,
) -> None:
    _open(qtbot, window, place, runner)
    second = MainWindow(theme, app.settings, runner)
    qtbot.addWidget(second)
    assert second.home.places == ()
    with qtbot.waitSignal(second.list_ready):
        second.show_application(app)
    assert _front(second) == place.id
    qtbot.waitUntil(lambda: runner.is_idle)


@ALL
def test_an_assessment_leads_back_to_the_place_it_was_opened_from(
    qtbot: QtBot, window: MainWindow, app: Application, runner: BackgroundRunner, place: PlaceSpec
) -> None:
    app.assessments.add(full_assessment())
    _open(qtbot, window, place, runner)
    with qtbot.waitSignal(window.assessment_opened):
        window.home.field_requested.emit("a1", "review", ("review", "procedure"))
    assert window.shell.page_id == "review"
    QApplication.processEvents()
    back = next(button for button in window.shell.findChildren(QPushButton) if button.text() == place.title)
    with qtbot.waitSignal(window.list_ready):
        back.click()
    assert window.shell is None
    assert _front(window) == place.id
    qtbot.waitUntil(lambda: runner.is_idle)


def test_a_key_leaves_an_assessment_with_everything_saved(
    qtbot: QtBot, window: MainWindow, app: Application
) -> None:
    window.open_assessment(app.assessments.add(full_assessment()))
    window.shell.editor.set_value(("occasion", "reason"), "vor dem Wechsel")
    with qtbot.waitSignal(window.list_ready):
        window.menus.places[PLACES[0].id].trigger()
    assert window.shell is None
    assert app.assessments.open("a1").assessment.occasion.reason == "vor dem Wechsel"


def test_no_place_is_offered_while_no_data_are_open(window: MainWindow) -> None:
    window.release_application()
    QApplication.processEvents()
    assert window.home.places == ()
    assert window.home.front is None
    assert not any(action.isEnabled() for action in window.menus.places.values())
    words = [label.text() for label in window.home.findChildren(QLabel) if label.isVisibleTo(window)]
    assert words == ["Die Daten werden geöffnet …"]


@ALL
def test_the_manual_opens_at_the_chapter_of_the_place(place: PlaceSpec) -> None:
    assert not place.manual or resource("handbuch", place.manual.partition("#")[0]).is_file()


def test_a_narrow_window_keeps_every_place_within_reach(qtbot: QtBot, window: MainWindow) -> None:
    bar = window.home.findChild(PlaceBar)
    buttons = bar.findChildren(QPushButton)
    assert [button.text() for button in buttons] == [place.title for place in PLACES]
    bar.setFixedWidth(440)
    QApplication.processEvents()
    assert [button.text() for button in buttons if button.text()] == [PLACES[0].title]
    assert [button.accessibleName() for button in buttons] == [place.title for place in PLACES]
    qtbot.waitUntil(lambda: all(button.geometry().right() <= 440 for button in buttons))
    window.show_place(PLACES[1].id)
    assert [button.text() for button in buttons if button.text()] == [PLACES[1].title]
    bar.setFixedWidth(1200)
    qtbot.waitUntil(lambda: all(button.text() for button in buttons))


def test_an_unknown_place_remembered_leads_to_the_first_one(window: MainWindow) -> None:
    window.home.go_to("verschwunden")
    assert _front(window) == PLACES[0].id
