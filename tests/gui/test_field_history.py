"""The history of the focused field: who changed it from what to what, and the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from factories import minimal_assessment
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.vocabulary import Role
from ui.assessment.history_pane import EntryCard, HistoryPane

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from dsfa_app.domain.assessment import Assessment
    from ui.assessment.shell import AssessmentShell
    from ui.background import BackgroundRunner

    OpenShell = Callable[[Assessment], AssessmentShell]

REASON = ("occasion", "reason")


@pytest.fixture
def shell(qtbot: QtBot, open_shell: OpenShell, app: Application) -> AssessmentShell:
    """A new assessment whose reason was written by Anna and changed by Dora."""
    base = minimal_assessment()
    app.session.act_once_as(ActingPerson(name="Anna Amt"))
    opened = open_shell(replace(base, occasion=replace(base.occasion, reason="Neuer Kanal des Jugendamts")))
    app.session.act_once_as(ActingPerson(name="Dora Amt"))
    _write(qtbot, opened, "Neuer Kanal der Bücherei")
    return opened


def _write(qtbot: QtBot, shell: AssessmentShell, text: str) -> None:
    shell.editor.set_value(REASON, text)
    shell.editor.autosave.save_now()
    qtbot.waitUntil(lambda: shell.editor.autosave.is_saved)


def _cards(qtbot: QtBot, shell: AssessmentShell, runner: BackgroundRunner) -> list[EntryCard]:
    qtbot.waitUntil(lambda: runner.is_idle)
    QApplication.processEvents()
    body = shell.findChild(HistoryPane)._scroller.widget()
    return [] if body is None else body.findChildren(EntryCard)


def test_the_newest_change_comes_first_with_who_and_what(
    qtbot: QtBot, shell: AssessmentShell, runner: BackgroundRunner
) -> None:
    shell.open_page("occasion", REASON)
    shell.show_history()
    newest = _cards(qtbot, shell, runner)[0]
    spoken = newest.accessibleName()
    assert "Dora Amt (Fachverantwortung)" in spoken
    assert "vorher Neuer Kanal des Jugendamts, nachher Neuer Kanal der Bücherei" in spoken
    markup = " ".join(label.text() for label in newest.findChildren(QLabel))
    assert "<s>des Jugendamts</s>" in markup
    assert "<b><u>der Bücherei</u></b>" in markup


def test_a_value_comes_back_and_undo_takes_it_away_again(
    qtbot: QtBot, shell: AssessmentShell, runner: BackgroundRunner
) -> None:
    shell.open_page("occasion", REASON)
    shell.show_history()
    _cards(qtbot, shell, runner)[0].findChild(QPushButton).click()
    qtbot.waitUntil(lambda: shell.editor.assessment.occasion.reason == "Neuer Kanal des Jugendamts")
    assert shell.editor.undo_text == "Wert wiederherstellen"
    shell.editor.undo()
    assert shell.editor.assessment.occasion.reason == "Neuer Kanal der Bücherei"


def test_who_may_not_change_the_field_is_told_and_nothing_comes_back(
    qtbot: QtBot, shell: AssessmentShell, app: Application, runner: BackgroundRunner
) -> None:
    app.session.act_once_as(ActingPerson(name="Pia Personalrat", role=Role.STAFF_COUNCIL))
    shell.open_page("occasion", REASON)
    shell.show_history()
    with qtbot.waitSignal(shell._field_history.failed):
        _cards(qtbot, shell, runner)[0].findChild(QPushButton).click()
    assert shell.editor.assessment.occasion.reason == "Neuer Kanal der Bücherei"
    box = QApplication.activeModalWidget()
    assert "bearbeitet nur die Fachverantwortung" in box.informativeText()
    box.reject()


def test_a_change_appears_once_it_is_saved(
    qtbot: QtBot, shell: AssessmentShell, runner: BackgroundRunner
) -> None:
    shell.open_page("occasion", REASON)
    shell.show_history()
    before = len(_cards(qtbot, shell, runner))
    _write(qtbot, shell, "Neuer Kanal der Philharmoniker")
    assert "Philharmoniker" in _cards(qtbot, shell, runner)[0].accessibleName()
    assert len(_cards(qtbot, shell, runner)) >= before


def test_without_a_field_or_a_change_the_pane_says_so(
    qtbot: QtBot, shell: AssessmentShell, runner: BackgroundRunner
) -> None:
    shell.open_page("export")
    shell.show_history()
    pane = shell.findChild(HistoryPane)
    assert pane.nothing.text().startswith("Wählen Sie ein Feld.")
    shell.open_page("occasion", ("occasion", "out_of_scope"))
    qtbot.waitUntil(lambda: runner.is_idle)
    assert pane.nothing.text() == "Zu diesem Feld ist noch keine Änderung gespeichert."
    assert pane.nothing.isVisibleTo(shell)
