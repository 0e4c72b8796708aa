"""The waste basket in the window: what lies there comes back or goes for good after one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from factories import full_assessment
from PySide6.QtWidgets import QMessageBox, QPushButton

from ui.trash.page import TrashPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from ui.main_window import MainWindow


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, app: Application) -> TrashPage:
    """The place in front with two deleted assessments in it."""
    app.assessments.add(full_assessment())
    app.assessments.create("Zweite", ["x"])
    for summary in app.overview.summaries():
        app.trash.delete(summary.id)
    window.show_place("trash")
    found = window.home.place("trash", TrashPage)
    qtbot.waitUntil(lambda: found.model.rowCount() == 2)
    return found


def answer(qtbot: QtBot, window: MainWindow, text: str) -> QMessageBox:
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)))
    box = window.findChildren(QMessageBox)[-1]
    next(button for button in box.findChildren(QPushButton) if button.text() == text).click()
    return box


def test_an_empty_waste_basket_says_what_it_is_for(qtbot: QtBot, window: MainWindow) -> None:
    window.show_place("trash")
    page = window.home.place("trash", TrashPage)
    qtbot.waitUntil(lambda: window.home.front is not None and window.home.front.id == "trash")
    assert not page.table.isVisible()
    assert not page.restore.isEnabled()
    assert not page.purge.isEnabled()
    assert not page.empty.isEnabled()


def test_a_deleted_assessment_is_restored(
    qtbot: QtBot, page: TrashPage, window: MainWindow, app: Application
) -> None:
    chosen = page.chosen
    assert chosen is not None
    page.restore.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert [summary.id for summary in app.overview.summaries()] == [chosen.id]
    assert "wieder in der Übersicht" in window.statusBar().currentMessage()
    qtbot.waitUntil(lambda: window.overview.list.model.total == 1)


def test_one_is_deleted_for_good_after_one_question(
    qtbot: QtBot, page: TrashPage, window: MainWindow, app: Application
) -> None:
    page.purge.click()
    box = answer(qtbot, window, "Abbrechen")
    assert "nicht rückgängig machen" in box.informativeText()
    assert "Sicherungen" in box.informativeText()
    assert len(app.trash.deleted()) == 2
    page.purge.click()
    answer(qtbot, window, "Endgültig löschen")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert len(app.trash.deleted()) == 1


def test_the_whole_waste_basket_is_emptied(
    qtbot: QtBot, page: TrashPage, window: MainWindow, app: Application
) -> None:
    page.empty.click()
    box = answer(qtbot, window, "Endgültig löschen")
    assert "2" in box.text()
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert app.trash.deleted() == ()


def test_the_period_of_retention_is_kept(qtbot: QtBot, page: TrashPage, app: Application) -> None:
    assert page.years.currentIndex() == 5
    page.years.setCurrentIndex(7)
    qtbot.waitUntil(lambda: app.trash.retention_years == 7)


def test_a_released_assessment_stays_and_the_window_says_why(
    qtbot: QtBot, window: MainWindow, app: Application
) -> None:
    stored = app.assessments.create("Freigegeben", ["x"])
    with app._database.unit_of_work() as work:
        released = app.versions.release(work, stored.assessment, app.session.person)
    app.assessments.save(released, stored.revision)
    window.overview.delete_requested.emit(stored.assessment.id)
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)))
    assert "in Kraft" in window.findChildren(QMessageBox)[-1].informativeText()
    window.findChildren(QMessageBox)[-1].close()
    assert app.trash.deleted() == ()


def test_every_control_has_a_name(page: TrashPage) -> None:
    assert page.table.accessibleName()
    assert page.years.accessibleName()
    assert page.model.index(0, 0).data(11).startswith("DSFA: ")
