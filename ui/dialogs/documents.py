"""Checking a document and taking over its data: the questions, the work and the answers.

The window's drop handler and the export page use the same two ways.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from dsfa_app.services.verification import Trust, read_root
from ui import messages
from ui.dialogs.verification import VerificationDialog
from ui.formatting import count
from ui.sign_off.desk import SignOffDesk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from dsfa_app.errors import DsfaError
    from dsfa_app.services.documents import ImportResult
    from dsfa_app.services.verification import Verification
    from ui.application import Application
    from ui.background import BackgroundRunner

VERIFIABLE = frozenset({".docx", ".xlsx"})
"""Suffixes of documents that carry signatures; other files are only taken over."""

_CERTIFICATES = "Zertifikate (*.pem *.cer *.crt *.der)"

_ACTIONS = {
    "neu": "Sie wird als neue DSFA angelegt.",
    "kopie": "Hier ist schon ein anderer Stand gespeichert. Er bleibt, wie er ist; der Stand aus der Datei "
    "wird daneben als Kopie angelegt.",
}


class DocumentDesk(QObject):
    """Checks files and takes over assessments; ``imported`` carries the id of a new assessment."""

    imported = Signal(str)
    busy_changed = Signal(bool)

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
        self.sign_offs = SignOffDesk(application, runner, window)
        self.sign_offs.failed.connect(lambda error: self._refuse(error, "Nichts aufgenommen"))
        self.sign_offs.recorded.connect(self._recorded)

    def receive(self, file: Path) -> None:
        """Take a file dropped onto the window: check a document, take over anything else."""
        if file.suffix.lower() in VERIFIABLE:
            self.verify(file)
        else:
            self.import_file(file)

    def verify(self, file: Path, trusted: Sequence[Path] = ()) -> None:
        """Check the signatures of a document and show what was found.

        Args:
            file: the document.
            trusted: files with certificates that are trusted in this check only.
        """

        def work() -> tuple[Verification, bool]:
            store = self._application.trust
            trust = Trust(
                roots=(*store.roots(), *map(read_root, trusted)), revocation_lists=store.revocation_lists()
            )
            found = self._application.documents.verify(file, trust)
            return found, self._application.sign_offs.concerns(found)

        self.busy_changed.emit(True)
        self._runner.run(
            work,
            receiver=self,
            on_success=lambda found: self._show(file, trusted, *found),
            on_error=lambda error: self._refuse(error, "Datei nicht geprüft"),
            on_finished=lambda: self.busy_changed.emit(False),
        )

    def import_file(self, file: Path) -> None:
        """Say what taking over the file would do, and do it once the user agrees."""
        self.busy_changed.emit(True)
        self._runner.run(
            lambda: self._application.documents.import_file(file, dry_run=True),
            receiver=self,
            on_success=lambda result: self._ask(file, result),
            on_error=lambda error: self._refuse(error, "Nichts übernommen"),
            on_finished=lambda: self.busy_changed.emit(False),
        )

    def choose_trusted(self, file: Path) -> None:
        """Ask for certificates and check a document once more, trusting them."""
        dialog = QFileDialog(self._window, "Zertifikat vertrauen (nur für diese Prüfung)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([_CERTIFICATES, "Alle Dateien (*)"])
        dialog.filesSelected.connect(lambda names: self.verify(file, [Path(name) for name in names]))
        dialog.open()

    def _show(
        self,
        file: Path,
        trusted: Sequence[Path],
        found: Verification,
        concerns_version: bool,
    ) -> None:
        names = [root.name for root in trusted]
        dialog = VerificationDialog(found, names, self._window, concerns_version=concerns_version)
        dialog.sign_off_requested.connect(lambda: self.sign_offs.take_in(file))
        dialog.import_requested.connect(lambda: self.import_file(file))
        dialog.trust_requested.connect(lambda: self.choose_trusted(file))
        dialog.open()

    def _ask(self, file: Path, result: ImportResult) -> None:
        title = result.assessment.title
        if result.action == "unveraendert":
            messages.show_notice(
                self._window,
                "Schon vorhanden",
                f"Die DSFA „{title}“ ist hier genau so gespeichert. Es gibt nichts zu übernehmen.",
            )
            return
        messages.confirm(
            self._window,
            f"DSFA „{title}“ übernehmen?",
            f"Fassung {result.assessment.version}. {_ACTIONS[result.action]}",
            action="Übernehmen",
            on_confirmed=lambda: self._take(file),
            destructive=False,
        )

    def _take(self, file: Path) -> None:
        self._runner.run(
            lambda: self._application.documents.import_file(file),
            receiver=self,
            on_success=self._taken,
            on_error=lambda error: self._refuse(error, "Nichts übernommen"),
        )

    def _taken(self, result: ImportResult) -> None:
        self.imported.emit(result.assessment.id)
        messages.show_notice(
            self._window,
            "Übernommen",
            f"Die DSFA „{result.assessment.title}“ steht jetzt in der Übersicht.",
        )

    def _recorded(self, number: int) -> None:
        taken = count(number, "Unterschrift", "Unterschriften")
        messages.show_notice(
            self._window,
            "Aufgenommen",
            f"{taken} aufgenommen. Der Stand steht auf der Seite „Unterschriften“.",
        )

    def _refuse(self, error: DsfaError, title: str) -> None:
        messages.show_error(self._window, error, title)
