"""Documents that come in from outside: dropped onto the window, or chosen in the menu."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QDropEvent

    from ui.application import Application
    from ui.background import BackgroundRunner
    from ui.dialogs.documents import DocumentDesk

DOCUMENT_SUFFIXES = frozenset({".docx", ".xlsx", ".json"})
_SIGNED = "Word und Excel (*.docx *.xlsx)"
_IMPORTABLE = "DSFA in Word, Excel oder JSON (*.docx *.xlsx *.json)"


def dropped_documents(event: QDropEvent) -> tuple[Path, ...]:
    """Return the files among what is dropped that can be documents of ours."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return tuple(path for path in paths if path.suffix.casefold() in DOCUMENT_SUFFIXES)


class Incoming(QObject):
    """Checks documents and takes over assessments; ``imported`` says that the list has changed."""

    imported = Signal()

    def __init__(self, application: Application, runner: BackgroundRunner, window: QWidget) -> None:
        super().__init__(window)
        self._application = application
        self._runner = runner
        self._window = window
        self._desk: DocumentDesk | None = None

    @property
    def desk(self) -> DocumentDesk:
        """The place where documents are judged, made when the first one comes in."""
        if self._desk is None:
            # its dialogs are on nobody's way to the first paint
            from ui.dialogs.documents import DocumentDesk  # noqa: PLC0415 - see above

            self._desk = DocumentDesk(self._application, self._runner, self._window)
            self._desk.imported.connect(self.imported)
        return self._desk

    def receive(self, files: tuple[Path, ...]) -> None:
        """Take files dropped onto the window."""
        for file in files:
            self.desk.receive(file)

    def choose_to_verify(self) -> None:
        """Ask for a document and check its signatures."""
        self._choose("Dokument prüfen", _SIGNED, self.desk.verify)

    def choose_to_import(self) -> None:
        """Ask for a file and take over the assessment in it."""
        self._choose("DSFA aus Datei übernehmen", _IMPORTABLE, self.desk.import_file)

    def _choose(self, title: str, kinds: str, work: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._window, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(kinds)
        dialog.fileSelected.connect(lambda name: work(Path(name)))
        dialog.open()
