"""A walk through the whole window by keyboard alone: from nothing to a signed and verified document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui_steps import focused, press, type_here
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from dsfa_app.domain.vocabulary import Answer, AssessmentState
from ui.dialogs.identity import NewIdentityDialog
from ui.dialogs.person import PersonDialog
from ui.dialogs.workflow_step import StepDialog
from ui.overview.new_assessment import NewAssessmentDialog
from ui.pages.export import ExportPage

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from ui.main_window import MainWindow

PASSPHRASE = "ein langer Satz für Prüfzwecke"
CONTROL = Qt.KeyboardModifier.ControlModifier
MOST_TABS = 400
LONG = 30_000
"""Milliseconds an export may take on a busy machine."""


def _spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def tab_to(name: str) -> None:
    """Press the tabulator until the control of this name has the keyboard."""
    passed = []
    for _ in range(MOST_TABS):
        if _spoken(focused()) == name:
            return
        press(Qt.Key.Key_Tab)
        passed.append(_spoken(focused()))
    raise AssertionError(f"„{name}“ is not reached, passed: {passed[:60]}")


def _wait_for_dialog(qtbot: QtBot, kind: type[QWidget]) -> None:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    qtbot.waitUntil(lambda: QApplication.activeWindow() is QApplication.activeModalWidget())


def _return_to(qtbot: QtBot, window: QWidget) -> None:
    """Give the keyboard back to the window after a dialog, as window managers do."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def _create(qtbot: QtBot, window: MainWindow) -> None:
    press(Qt.Key.Key_N, modifiers=CONTROL)
    _wait_for_dialog(qtbot, NewAssessmentDialog)
    type_here("Kanäle der Stadt Übersee")
    for platform in ("Facebook", "Mastodon (bawü.social)", "YouTube"):
        tab_to(platform)
        press(Qt.Key.Key_Space)
    tab_to("DSFA anlegen")
    with qtbot.waitSignal(window.assessment_opened):
        press(Qt.Key.Key_Space)
    _return_to(qtbot, window)


def _go_to(window: MainWindow, page_id: str) -> None:
    while window.shell.page_id != page_id:
        press(Qt.Key.Key_PageDown, modifiers=CONTROL)


def _describe(window: MainWindow) -> None:
    tab_to("Name der Stelle")
    type_here("Stadt Übersee")
    _go_to(window, "channels")
    tab_to("Kanal hinzufügen")
    press(Qt.Key.Key_Space)
    tab_to("Name des Kanals")
    type_here("Stadtbücherei")
    channel = window.shell.editor.assessment.channels[0]
    assert (channel.platform_id, channel.name) == ("facebook", "Stadtbücherei")


def _rate(window: MainWindow) -> None:
    _go_to(window, "risks")
    tab_to("Risiken je Plattform")
    press(Qt.Key.Key_Return)
    while "Zusatzrisiko" not in _spoken(focused()) or "Risikomatrix" not in _spoken(focused()):
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Space)
    tab_to("Begründung")
    type_here("Weil die Plattform Profile bildet.")
    rated = [rating for rating in window.shell.editor.assessment.ratings if rating.gross is not None]
    assert [(rating.applicable, rating.reason) for rating in rated] == [
        (Answer.YES, "Weil die Plattform Profile bildet.")
    ]


def _say_who_works(qtbot: QtBot, window: MainWindow) -> None:
    tab_to("Name und Rolle angeben …")
    press(Qt.Key.Key_Space)
    _wait_for_dialog(qtbot, PersonDialog)
    tab_to("Ihr Name")
    press(Qt.Key.Key_A, modifiers=CONTROL)
    type_here("Jürgen Müller")
    tab_to("Übernehmen")
    press(Qt.Key.Key_Space)
    _return_to(qtbot, window)


def _submit(qtbot: QtBot, window: MainWindow) -> None:
    tab_to("Nächster Schritt: Zur Prüfung vorlegen")
    press(Qt.Key.Key_Space)
    _wait_for_dialog(qtbot, StepDialog)
    tab_to("Bemerkung (freiwillig)")
    type_here("erster Stand")
    tab_to("Zur Prüfung vorlegen")
    press(Qt.Key.Key_Space)
    _return_to(qtbot, window)
    assessment = window.shell.editor.assessment
    assert assessment.state is AssessmentState.IN_REVIEW
    assert (assessment.approvals[0].person, assessment.approvals[0].note) == ("Jürgen Müller", "erster Stand")


def _make_identity(qtbot: QtBot, page: ExportPage) -> None:
    tab_to("Identität selbst erzeugen …")
    press(Qt.Key.Key_Space)
    _wait_for_dialog(qtbot, NewIdentityDialog)
    for name, text in (
        ("Name", "Jürgen Müller"),
        ("Passphrase", PASSPHRASE),
        ("Passphrase wiederholen", PASSPHRASE),
    ):
        tab_to(name)
        type_here(text)
    tab_to("Erzeugen")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.signature.chosen_identity is not None, timeout=LONG)
    _return_to(qtbot, page.window())


def test_nothing_but_keys_leads_from_the_empty_start_to_a_signed_document(
    qtbot: QtBot, window: MainWindow, app: Application, tmp_path: Path
) -> None:
    app.settings.update(export_folder=str(tmp_path))
    _return_to(qtbot, window)
    _say_who_works(qtbot, window)
    _create(qtbot, window)
    _describe(window)
    _rate(window)
    _submit(qtbot, window)
    _go_to(window, "export")
    page = window.shell.page
    assert isinstance(page, ExportPage)
    qtbot.waitUntil(lambda: page.is_ready)
    _make_identity(qtbot, page)
    tab_to("Passphrase")
    type_here(PASSPHRASE)
    tab_to("Exportieren")
    with qtbot.waitSignal(page.model.exported, timeout=LONG) as exported:
        press(Qt.Key.Key_Space)
    result = exported.args[0]
    assert result.path.parent == tmp_path
    verification = app.documents.verify(result.path)
    assert verification.report.verdict.value == "untrusted"  # intact, by a signer who vouches for himself
    qtbot.waitUntil(lambda: window.shell.editor.autosave.is_saved)
    assert app.documents.verify(result.path).embedded.matches
