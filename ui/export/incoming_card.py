"""What comes back: checking a document, taking over the data of a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from ui.forms.form_page import Card
from ui.icons import icon

_NOTE = "Sie können eine Datei auch auf das Fenster ziehen. Beim Prüfen wird nichts verändert."


class IncomingCard(Card):
    """``verification_requested`` and ``import_requested`` carry the chosen file."""

    verification_requested = Signal(object)
    import_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Dokumente prüfen und übernehmen", _NOTE, parent)
        self.verify = QPushButton(icon("signature"), "Dokument prüfen …", self)
        self.verify.clicked.connect(self._ask_for_document)
        self.take = QPushButton(icon("document"), "DSFA aus Datei übernehmen …", self)
        self.take.clicked.connect(self._ask_for_import)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.verify)
        row.addWidget(self.take)
        row.addStretch(1)
        self.body.addLayout(row)

    def _ask_for_document(self) -> None:
        dialog = self._dialog("Dokument prüfen", "Word- und Excel-Dokumente (*.docx *.xlsx)")
        dialog.fileSelected.connect(lambda name: self.verification_requested.emit(Path(name)))
        dialog.open()

    def _ask_for_import(self) -> None:
        dialog = self._dialog("DSFA übernehmen", "DSFA-Dateien (*.json *.docx *.xlsx)")
        dialog.fileSelected.connect(lambda name: self.import_requested.emit(Path(name)))
        dialog.open()

    def _dialog(self, title: str, name_filter: str) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([name_filter, "Alle Dateien (*)"])
        return dialog
