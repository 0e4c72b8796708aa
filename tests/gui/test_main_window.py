"""The window on real data: from the empty start to a saved assessment, by mouse and by keyboard."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from factories import full_assessment
from PySide6.QtCore import QLocale, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QDialogButtonBox, QLineEdit, QMessageBox, QPushButton

from dsfa_app.errors import StorageError
from ui import messages
from ui.crash import CrashDialog, describe
from ui.exception_hook import install_exception_hook
from ui.incoming import dropped_documents
from ui.main_window import MainWindow
from ui.overview.new_assessment import NewAssessmentDialog
from ui.pages import PAGES
from ui.theme import Scheme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from ui.background import BackgroundRunner
    from ui.theme import Theme


def _dialog(qtbot: QtBot, kind: type[QWidget]) -> QWidget:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    return QApplication.activeModalWidget()


def _button(widget: QWidget, text: str) -> QPushButton:
    return next(button for button in widget.findChildren(QPushButton) if button.text() == text)


def _create(qtbot: QtBot, window: MainWindow, type_text: Callable[[QWidget, str], None]) -> None:
    """Make an assessment of three platforms with the dialog, by keyboard."""
    window.menus.new.trigger()
    dialog = _dialog(qtbot, NewAssessmentDialog)
    assert not _button(dialog, "DSFA anlegen").isEnabled()
    type_text(dialog.findChild(QLineEdit), "Kanäle der Bücherei")
    for name in ("Instagram", "YouTube", "Mastodon (bawü.social)"):
        box = next(box for box in dialog.findChildren(QCheckBox) if box.text() == name)
        qtbot.keyClick(box, Qt.Key.Key_Space)
    with qtbot.waitSignal(window.assessment_opened):
        qtbot.keyClick(_button(dialog, "DSFA anlegen"), Qt.Key.Key_Space)


def test_a_new_assessment_is_made_filled_by_keyboard_and_found_again_after_a_restart(
    qtbot: QtBot,
    window: MainWindow,
    app: Application,
    theme: Theme,
    runner: BackgroundRunner,
    type_text: Callable[[QWidget, str], None],
) -> None:
    _create(qtbot, window, type_text)
    shell = window.shell
    assert shell is not None
    names = [use.name for use in shell.editor.assessment.platforms]
    assert sorted(names) == ["Instagram", "Mastodon (bawü.social)", "YouTube"]
    shell.open_page("occasion", ("controller", "name"))
    type_text(window.focusWidget(), "Stadtbibliothek Übersee")
    with qtbot.waitSignal(window.list_ready):
        window.menus.overview.trigger()
    assert window.shell is None
    summary = window.overview.list.model.summary_at(0)
    assert (summary.title, summary.controller) == ("Kanäle der Bücherei", "Stadtbibliothek Übersee")
    second = MainWindow(theme, app.settings, runner)
    qtbot.addWidget(second)
    with qtbot.waitSignal(second.list_ready):
        second.show_application(app)
    assert second.overview.list.model.summary_at(0).id == summary.id


def test_the_steps_are_walked_by_keyboard_and_the_page_is_remembered(
    qtbot: QtBot, window: MainWindow, app: Application
) -> None:
    stored = app.assessments.add(full_assessment())
    window.open_assessment(stored)
    seen = [window.shell.page_id]
    for _ in PAGES[1:]:
        window.menus.next.trigger()
        seen.append(window.shell.page_id)
    assert seen == [page.id for page in PAGES]
    window.menus.previous.trigger()
    here = window.shell.page_id
    with qtbot.waitSignal(window.list_ready):
        window.show_overview()
    window.open_assessment(app.assessments.open(stored.assessment.id))
    assert window.shell.page_id == here == app.settings.preferences.last_page


def test_undo_brings_the_user_back_to_the_page_of_the_change(window: MainWindow, app: Application) -> None:
    window.open_assessment(app.assessments.add(full_assessment()))
    window.shell.open_page("review", ("review", "procedure"))
    window.shell.editor.set_value(("review", "procedure"), "Neuer Ablauf", "Ablauf")
    window.shell.open_page("occasion")
    assert window.menus.undo.text() == "&Rückgängig: Ablauf"
    window.menus.undo.trigger()
    assert window.shell.page_id == "review"
    assert window.shell.editor.assessment == full_assessment()
    window.menus.redo.trigger()
    assert window.shell.editor.assessment.review.procedure == "Neuer Ablauf"


def test_the_example_is_deleted_at_once_and_comes_back_at_once(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.assessment_opened):
        window.menus.example.trigger()
    assert len(window.shell.editor.assessment.platforms) == 8
    with qtbot.waitSignal(window.list_ready):
        window.show_overview()
    window.overview.delete_requested.emit(window.overview.list.model.summary_at(0).id)
    qtbot.waitUntil(lambda: window.overview.list.model.total == 0)
    undo = next(
        known for known in window.statusBar().findChildren(QPushButton) if known.text() == "Rückgängig"
    )
    assert "liegt im Papierkorb" in undo.accessibleDescription()
    undo.click()
    qtbot.waitUntil(lambda: window.overview.list.model.total == 1)
    assert window.portfolio is not None
    offered = [known for known in window.statusBar().findChildren(QPushButton) if known.isVisibleTo(window)]
    assert "Rückgängig" not in [known.text() for known in offered]


def test_a_copy_stands_beside_the_original(qtbot: QtBot, window: MainWindow, app: Application) -> None:
    stored = app.assessments.add(full_assessment())
    with qtbot.waitSignal(window.list_ready):
        window.overview.duplicate_requested.emit(stored.assessment.id)
    titles = {row.title for row in window.overview.list.model.rows}
    assert titles == {stored.assessment.title, f"{stored.assessment.title} (Kopie)"}


def test_closing_the_window_saves_what_was_typed_a_moment_before(
    qtbot: QtBot, window: MainWindow, app: Application
) -> None:
    window.open_assessment(app.assessments.add(full_assessment()))
    window.shell.editor.set_value(("occasion", "reason"), "im letzten Augenblick")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert app.assessments.open("a1").assessment.occasion.reason == "im letzten Augenblick"


def test_closing_after_a_failed_save_asks_first(qtbot: QtBot, window: MainWindow, app: Application) -> None:
    window.open_assessment(app.assessments.add(full_assessment()))
    app.trash.delete("a1")
    window.shell.editor.set_value(("occasion", "reason"), "darf nicht still verloren gehen")
    window.menus.save.trigger()
    _button(_dialog(qtbot, QMessageBox), "OK").click()
    window.close()
    box = _dialog(qtbot, QMessageBox)
    assert window.isVisible()
    _button(box, "Ohne Speichern beenden").click()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_a_chosen_scheme_is_remembered_and_widths_come_back(
    qtbot: QtBot, window: MainWindow, app: Application, theme: Theme
) -> None:
    window.menus.scheme_chosen.emit(Scheme.DARK)
    assert theme.scheme is Scheme.DARK
    assert app.settings.preferences.colour_scheme == "dunkel"
    window.menus.scheme_chosen.emit(Scheme.LIGHT)
    window.open_assessment(app.assessments.add(full_assessment()))
    window.menus.help_side.trigger()
    with qtbot.waitSignal(window.list_ready):
        window.show_overview()
    assert not app.settings.preferences.help_visible
    window.open_assessment(app.assessments.open("a1"))
    assert not window.shell.help_side.isVisibleTo(window)
    window.menus.field_help.trigger()
    assert window.shell.help_side.isVisibleTo(window)


def test_a_draft_dropped_onto_the_window_is_taken_over_and_other_files_are_left_alone(
    qtbot: QtBot, window: MainWindow, app: Application, tmp_path: Path
) -> None:
    (tmp_path / "entwurf.JSON").write_bytes(app.documents.render(full_assessment(), "json"))
    data = QMimeData()
    names = ("entwurf.JSON", "bild.png")
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    assert [path.name for path in dropped_documents(event)] == ["entwurf.JSON"]
    window.dropEvent(event)
    with qtbot.waitSignal(window.list_ready):
        _button(_dialog(qtbot, QMessageBox), "Übernehmen").click()
    assert window.overview.list.model.summary_at(0).title == full_assessment().title
    _button(_dialog(qtbot, QMessageBox), "OK").click()


def test_qts_own_buttons_and_dates_are_german(qtbot: QtBot, window: MainWindow) -> None:
    buttons = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(buttons.Cancel | buttons.Save | buttons.Close | buttons.Yes)
    qtbot.addWidget(box)
    texts = {button.text().replace("&", "") for button in box.buttons()}
    assert texts == {"Abbrechen", "Speichern", "Schließen", "Ja"}
    assert QLocale().toString(3.5, "f", 1) == "3,5"
    del window


def test_an_expected_error_is_shown_as_it_is_and_does_not_block(qtbot: QtBot, window: MainWindow) -> None:
    error = StorageError("Auf dem Datenträger ist kein Platz mehr. Bitte Platz schaffen.")
    box = messages.show_error(window, error)
    assert box.informativeText() == str(error)
    qtbot.waitUntil(box.isVisible)
    box.accept()


def test_a_bug_opens_the_crash_dialog_without_a_word_of_the_assessment(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    install_exception_hook(lambda: window)
    secret = "Beschwerde einer namentlich genannten Person"
    with pytest.raises(KeyError) as caught:
        {}[secret]
    sys.excepthook(KeyError, caught.value, caught.tb)
    details = describe(KeyError, caught.tb)
    dialog = _dialog(qtbot, CrashDialog)
    _button(dialog, "Details kopieren").click()
    assert QApplication.clipboard().text() == details
    assert "KeyError" in details
    assert secret not in details + caplog.text
    dialog.reject()
