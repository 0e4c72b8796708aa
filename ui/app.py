"""Starting the window: Qt in German, the theme, the crash dialog, and the data once the window is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from dsfa_app.settings import Settings
from ui import messages
from ui.background import BackgroundRunner
from ui.crash import install_exception_hook
from ui.main_window import MainWindow
from ui.theme import Scheme, Theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dsfa_app.errors import DsfaError
    from ui.application import Application


def make_german(application: QApplication) -> None:
    """Let Qt speak German: its own buttons and dialogs, dates and numbers."""
    QLocale.setDefault(QLocale("de_DE"))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_de", folder):
        application.installTranslator(translator)


class Start:
    """The way from a data folder to a usable window; keeps what has to live as long as the program."""

    def __init__(
        self,
        application: QApplication,
        data_dir: Path,
        open_application: Callable[[Path], Application],
        *,
        open_example: bool = False,
    ) -> None:
        make_german(application)
        self._data_dir = data_dir
        self._open_application = open_application
        self._open_example = open_example
        self._opened: Application | None = None
        settings = Settings(data_dir)
        self.theme = Theme(application, _scheme(settings.preferences.colour_scheme))
        self.runner = BackgroundRunner()
        self.window = MainWindow(self.theme, settings, self.runner)
        install_exception_hook(lambda: self.window)

    def show(self) -> None:
        """Show the window now and open the data after its first paint."""
        self.window.show()
        QTimer.singleShot(0, self.open_data)

    def open_data(self) -> None:
        """Open the data in the background."""
        self.runner.run(
            lambda: self._open_application(self._data_dir),
            receiver=self.window,
            on_success=self._show_data,
            on_error=self._refuse,
        )

    def close(self) -> None:
        """Release the data and end the background work."""
        opened = self._opened
        if opened is not None:
            self.runner.run(
                opened.close, receiver=self.runner, on_success=lambda _none: None, on_error=self._refuse
            )
        self.runner.stop()

    def _show_data(self, opened: Application) -> None:
        self._opened = opened
        self.window.show_application(opened)
        if self._open_example and self.window.portfolio is not None:
            self.window.portfolio.create_example()

    def _refuse(self, error: DsfaError) -> None:
        box = messages.show_error(self.window, error, "Die Daten lassen sich nicht öffnen")
        box.finished.connect(self.window.close)


def _scheme(name: str) -> Scheme:
    return Scheme(name) if name in set(Scheme) else Scheme.SYSTEM


def run_window(
    data_dir: Path, open_application: Callable[[Path], Application], *, open_example: bool = False
) -> int:
    """Run the program with its window until it is closed, and return its exit status.

    Args:
        data_dir: folder of the data.
        open_application: opens the data; called in the background after the first paint, so what it imports
            does not delay the window.
        open_example: begin with a fresh copy of the Stuttgart example.
    """
    application = QApplication([])
    application.setApplicationName("DSFA-Werkbank")
    application.setDesktopFileName("dsfa-werkbank")
    start = Start(application, data_dir, open_application, open_example=open_example)
    start.show()
    status = application.exec()
    start.close()
    return status
