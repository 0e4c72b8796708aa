"""The window on the real program: real services, a folder of the test's own, no screen."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from ui.app import make_german
from ui.assessment.shell import AssessmentShell
from ui.background import BackgroundRunner
from ui.main_window import MainWindow
from ui.theme import Scheme, Theme
from ui.view_models.editor import AssessmentEditor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from dsfa_app.domain.assessment import Assessment

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # read when the first fixture starts Qt


def delete(widget: QWidget) -> None:
    """Delete a widget now; what only waits for its deletion would slow down all tests after this one."""
    widget.close()
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


OFFSCREEN_CHATTER = "This plugin does not support propagateSizeHints"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a Qt warning fail every test of this area, but for the platform's own chatter."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_CHATTER))


@pytest.fixture(scope="session")
def german_qt(qapp: QApplication) -> QApplication:
    """Qt as the program sets it up."""
    make_german(qapp)
    return qapp


@pytest.fixture(scope="session")
def theme(german_qt: QApplication) -> Theme:
    return Theme(german_qt, Scheme.LIGHT)


@pytest.fixture
def runner(german_qt: QApplication, app: Application) -> Iterator[BackgroundRunner]:
    """The background runner."""
    del app  # asked for so that the data are closed after the runner has ended
    background = BackgroundRunner(german_qt)
    yield background
    background.stop()


@pytest.fixture
def open_editor(app: Application, runner: BackgroundRunner) -> Callable[[Assessment], AssessmentEditor]:
    """Store an assessment and open it for editing."""

    def opened(assessment: Assessment) -> AssessmentEditor:
        return AssessmentEditor(app.assessments.add(assessment), app, runner)

    return opened


@pytest.fixture
def open_shell(
    qtbot: QtBot,
    theme: Theme,
    app: Application,
    runner: BackgroundRunner,
    open_editor: Callable[[Assessment], AssessmentEditor],
) -> Iterator[Callable[[Assessment], AssessmentShell]]:
    """Store an assessment and show it, its first page in front."""
    del theme
    shells: list[AssessmentShell] = []

    def opened(assessment: Assessment) -> AssessmentShell:
        shell = AssessmentShell(open_editor(assessment), app, runner)
        shells.append(shell)
        shell.resize(1280, 760)
        shell.open_page("occasion")
        shell.show()
        return shell

    yield opened
    for shell in shells:
        autosave = shell.editor.autosave
        autosave.save_now()
        qtbot.waitUntil(lambda autosave=autosave: autosave.is_saved or autosave.has_failed)
        delete(shell)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, app: Application, runner: BackgroundRunner) -> Iterator[MainWindow]:
    """The main window with its data open and the list shown."""
    main_window = MainWindow(theme, app.settings, runner)
    main_window.show()
    with qtbot.waitSignal(main_window.list_ready):
        main_window.show_application(app)
    yield main_window
    main_window.close()
    qtbot.waitUntil(lambda: runner.is_idle and not main_window.isVisible())
    delete(main_window)


@pytest.fixture
def type_text() -> Callable[[QWidget, str], None]:
    """Type a text into a widget; pytest-qt's own way ends the process at an umlaut."""

    def typed(widget: QWidget, text: str) -> None:
        for character in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
                QApplication.sendEvent(widget, event)

    return typed
