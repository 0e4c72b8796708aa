"""Backing up all data to a file, and bringing a backup back: the questions and the answers.

While data are replaced nothing may be open, so this only asks; whoever opened the data replaces them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.errors import DsfaError
    from ui.application import Application
    from ui.background import BackgroundRunner

_SUFFIX = ".sqlite"
_KINDS = "Sicherungen der DSFA-Werkbank (*.sqlite)"
_FAILED = "Keine Sicherung erstellt"


def suggested_name(today: QDate) -> str:
    """Return the name a backup of this day is offered."""
    return f"DSFA-Sicherung_{today.toString(Qt.DateFormat.ISODate)}{_SUFFIX}"


class BackupDesk(QObject):
    """Makes backups; ``said`` carries one sentence for the status line."""

    said = Signal(str)

    def __init__(
        self,
        application: Application,
        runner: BackgroundRunner,
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window if parent is None else parent)
        self._application = application
        self._runner = runner
        self._window = window

    def choose_target(self) -> None:
        """Ask where to and write a backup there."""
        dialog = QFileDialog(self._window, "Sicherung erstellen", str(_documents()), _KINDS)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(_SUFFIX)
        dialog.selectFile(suggested_name(QDate.currentDate()))
        _open(dialog, self.create)

    def create(self, target: Path) -> None:
        """Write a backup in the background and tell where it lies."""
        self.said.emit("Die Sicherung wird erstellt …")
        self._runner.run(
            lambda: self._application.backup.create(target),
            receiver=self,
            on_success=self._tell,
            on_error=self._refuse,
            on_finished=lambda: self.said.emit(""),
        )

    def _tell(self, target: Path) -> None:
        messages.show_notice(
            self._window,
            "Sicherung erstellt",
            f"Alle DSFA sind gesichert in:\n{target}\n\nSignatur-Identitäten sind nicht enthalten.",
        )

    def _refuse(self, error: DsfaError) -> None:
        messages.show_error(self._window, error, _FAILED)


class RestoreDesk(QObject):
    """Asks which backup is to come back; needs no open data, because they may be beyond opening.

    ``requested`` carries the backup that is to replace all data, ``declined`` says that none is.
    """

    requested = Signal(object)
    declined = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def choose_source(self) -> None:
        """Ask for a backup and whether it may replace all data."""
        dialog = QFileDialog(self._window, "Sicherung zurückspielen", str(_documents()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_KINDS, "Alle Dateien (*)"])
        dialog.rejected.connect(self.declined)
        _open(dialog, self.ask)

    def ask(self, source: Path) -> None:
        """Say what bringing this backup back does, and request it once the user agrees."""
        box = messages.confirm(
            self._window,
            "Alle Daten durch die Sicherung ersetzen?",
            f"Alle DSFA in diesem Programm werden durch den Stand aus „{source.name}“ ersetzt. Der heutige "
            "Stand wird vorher im Ordner „Sicherungen“ aufbewahrt. "
            "Signatur-Identitäten und Einstellungen bleiben, wie sie sind.",
            action="Zurückspielen",
            on_confirmed=lambda: self.requested.emit(source),
        )
        box.rejected.connect(self.declined)


def _open(dialog: QFileDialog, work: Callable[[Path], None]) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: work(Path(name)))
    dialog.open()


def _documents() -> Path:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents else Path.home()
