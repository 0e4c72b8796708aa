"""Starting the window: Qt in German, the theme, the crash dialog, and the data once the window is painted."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox

from dsfa_app.errors import DataInUseError, DsfaError, SchemaTooNewError, StorageError
from dsfa_app.settings import Settings
from ui import messages
from ui.application import Application
from ui.background import BackgroundRunner
from ui.exception_hook import install_exception_hook
from ui.main_window import MainWindow
from ui.theme import Scheme, Theme

if TYPE_CHECKING:
    from collections.abc import Callable


def start_qt() -> QApplication:
    """Start Qt with the style that looks alike everywhere; ``Start`` brings the program up from here.

    Named at the start the style costs nothing; set later it takes 4 ms, as Qt hands it over as an object.
    What is made on the way to the list stays: looking for garbage in it would take a sixth of the way.
    """
    gc.disable()
    return QApplication(["dsfa-werkbank", "-style", "fusion"])


def make_german(application: QApplication) -> None:
    """Let Qt speak German: its own buttons and dialogs, dates and numbers."""
    QLocale.setDefault(QLocale("de_DE"))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_de", folder):
        application.installTranslator(translator)


@dataclass(frozen=True, slots=True)
class _Restored:
    """The data after an attempt to replace them; ``refusal`` says why they are the former ones."""

    application: Application
    kept: Path | None = None
    refusal: DsfaError | None = None


class Start:
    """The way from a data folder to a usable window; keeps what has to live as long as the program."""

    def __init__(
        self,
        application: QApplication,
        data_dir: Path,
        open_application: Callable[[Path], Application],
        restore_backup: Callable[[Path, Path], Path | None],
        *,
        open_example: bool = False,
    ) -> None:
        make_german(application)
        self._data_dir = data_dir
        self._open_application = open_application
        self._restore_backup = restore_backup
        self._open_example = open_example
        self._opened: Application | None = None
        settings = Settings(data_dir)
        self.theme = Theme(application, _scheme(settings.preferences.colour_scheme))
        self.runner = BackgroundRunner()
        self.window = MainWindow(self.theme, settings, self.runner)
        self.window.restore_requested.connect(self.restore_data)
        self.window.restore_desk.declined.connect(self._give_up)
        self.window.list_ready.connect(_resume_collecting, Qt.ConnectionType.SingleShotConnection)
        install_exception_hook(lambda: self.window)

    def show(self) -> None:
        """Show the window now and open the data after its first paint."""
        self.window.show()
        QTimer.singleShot(0, self.open_data)

    def open_data(self) -> None:
        """Open the data in the background."""
        self.runner.run(self._open, receiver=self.window, on_success=self._show_data, on_error=self._refuse)

    def restore_data(self, source: Path) -> None:
        """Replace all data by a backup in the background; when that fails, the former data come back."""
        self.window.release_application()
        self.window.say("Die Sicherung wird zurückgespielt …")
        self.runner.run(
            lambda: self._replace_data(source),
            receiver=self.window,
            on_success=self._show_restored,
            on_error=self._refuse,
        )

    def close(self) -> None:
        """Finish the background work and release the data."""
        self.runner.stop()
        self._release()

    def _open(self) -> Application:
        self._opened = self._open_application(self._data_dir)
        return self._opened

    def _release(self) -> None:
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.close()

    def _replace_data(self, source: Path) -> _Restored:
        self._release()
        try:
            kept = self._restore_backup(self._data_dir, source)
        except DsfaError as error:
            return _Restored(self._open(), refusal=error)
        return _Restored(self._open(), kept)

    def _show_restored(self, restored: _Restored) -> None:
        self.window.say("")
        self.window.show_application(restored.application)
        if restored.refusal is not None:
            messages.show_error(self.window, restored.refusal, "Sicherung nicht zurückgespielt")
            return
        where = f" Der bisherige Stand liegt in:\n{restored.kept}" if restored.kept else ""
        messages.show_notice(
            self.window, "Sicherung zurückgespielt", f"Die Daten der Sicherung sind geöffnet.{where}"
        )

    def _show_data(self, opened: Application) -> None:
        self.window.show_application(opened)
        if self._open_example and self.window.portfolio is not None:
            self.window.portfolio.create_example()

    def _refuse(self, error: DsfaError) -> None:
        _resume_collecting()
        box = messages.show_error(self.window, error, "Die Daten lassen sich nicht öffnen")
        box.accepted.connect(self.window.close)
        box.rejected.connect(self.window.close)
        if isinstance(error, StorageError) and not isinstance(error, DataInUseError | SchemaTooNewError):
            restore = box.addButton("Sicherung zurückspielen …", QMessageBox.ButtonRole.ActionRole)
            restore.clicked.connect(lambda _checked=False: self.window.restore_desk.choose_source())

    def _give_up(self) -> None:
        """Close a window without data, in which nothing can be done."""
        if self._opened is None:
            self.window.close()


def _resume_collecting() -> None:
    """Look for garbage again, but not in what the start has made."""
    gc.freeze()
    gc.enable()


def _scheme(name: str) -> Scheme:
    return Scheme(name) if name in set(Scheme) else Scheme.SYSTEM


def run_window(
    data_dir: Path,
    open_application: Callable[[Path], Application],
    restore_backup: Callable[[Path, Path], Path | None],
    *,
    open_example: bool = False,
) -> int:
    """Run the program with its window until it is closed, and return its exit status.

    Args:
        data_dir: folder of the data.
        open_application: opens the data; called in the background after the first paint, so what it imports
            does not delay the window.
        restore_backup: replaces the data of a folder that is not open by a backup, and returns where the
            former data were put.
        open_example: begin with a fresh copy of the Stuttgart example.
    """
    application = start_qt()
    application.setApplicationName("DSFA-Werkbank")
    application.setDesktopFileName("dsfa-werkbank")
    start = Start(application, data_dir, open_application, restore_backup, open_example=open_example)
    start.show()
    status = application.exec()
    start.close()
    return status
