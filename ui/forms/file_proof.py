"""A file as proof: chosen or dropped, and fingerprinted off the window's thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from dsfa_app.services.evidence import sha256_of
from ui import messages
from ui.icons import icon
from ui.overriding import override
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from dsfa_app.domain.structure import Path as FieldPath
    from dsfa_app.errors import DsfaError
    from ui.background import Task
    from ui.forms.context import PageContext


class FileProof(QFrame):
    """A strip to choose a file on or to drop one onto.

    ``taken`` carries what the file proves (the ``subject`` when it was chosen), the file and its SHA-256.
    """

    taken = Signal(object, object, str)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "inset")
        self.setAcceptDrops(True)
        self.subject: FieldPath = ()
        self._context = context
        self._task: Task | None = None
        self.choose = QPushButton(icon("document"), "Nachweis aus Datei …", self)
        self.choose.setToolTip("Eine Datei wählen; Ablageort und Prüfsumme werden eingetragen.")
        self.choose.clicked.connect(self._ask_for_file)
        self._words = QLabel("oder Datei hierher ziehen", self)
        set_look(self._words, "muted")
        self._cancel = QPushButton("Abbrechen", self)
        self._cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.choose)
        row.addWidget(self._words, 1)
        row.addWidget(self._cancel)
        self._show_work(is_running=False)

    @property
    def is_busy(self) -> bool:
        """Tell whether a file is being fingerprinted."""
        return not self._cancel.isHidden()

    def take(self, file: Path) -> None:
        """Fingerprint a file and hand it over."""
        subject = self.subject
        self._show_work(is_running=True)
        self._task = self._context.runner.run_reporting(
            lambda report: sha256_of(file, report),
            receiver=self,
            on_success=lambda digest: self.taken.emit(subject, file, digest),
            on_error=self._refuse,
            on_progress=lambda share, text: self._words.setText(f"{text} {round(share * 100)}\u00a0%"),
            on_finished=lambda: self._show_work(is_running=False),
        )

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.is_busy and _file_of(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        file = _file_of(event)
        if file is not None and not self.is_busy:
            event.acceptProposedAction()
            self.take(file)

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, "Nachweis wählen")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.open()

    def _refuse(self, error: DsfaError) -> None:
        messages.show_error(self.window(), error, "Nachweis nicht übernommen")

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _show_work(self, *, is_running: bool) -> None:
        self.choose.setEnabled(not is_running)
        self._cancel.setVisible(is_running)
        if not is_running:
            self._words.setText("oder Datei hierher ziehen")


def _file_of(event: QDropEvent) -> Path | None:
    """Return the one file that is dragged; several, folders and addresses of the web are none."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].is_file() else None
