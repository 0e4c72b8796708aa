"""The export itself: the button, how far it is, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from exporters.signature.report import Verdict
from exporters.signature.wording import MEANING
from ui.forms.form_page import Card
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from pathlib import Path

    from dsfa_app.services.documents import ExportResult

_WHOLE = 100


class RunCard(Card):
    """``export_requested`` and ``cancel_requested`` ask for the work, ``check_requested`` for a new check."""

    export_requested = Signal()
    cancel_requested = Signal()
    check_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Export", parent=parent)
        self._file: Path | None = None
        self.start = QPushButton("Exportieren", self)
        set_look(self.start, "primary")
        self.start.clicked.connect(self.export_requested)
        self.cancel = QPushButton("Abbrechen", self)
        self.cancel.setAccessibleName("Export abbrechen")
        self.cancel.clicked.connect(self.cancel_requested)
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName("Fortschritt des Exports")
        self.progress.setTextVisible(False)
        self.message = QLabel(self)
        self.message.setWordWrap(True)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.start)
        row.addWidget(self.cancel)
        row.addWidget(self.progress, 1)
        row.addStretch(0)
        self.body.addLayout(row)
        self.body.addWidget(self.message)
        self.body.addWidget(self._build_result())
        self.say("")
        self.show_running(is_running=False)

    def show_running(self, *, is_running: bool) -> None:
        """Show that the export is under way or over; the keyboard stays with its buttons."""
        held_focus = self.start.hasFocus() or self.cancel.hasFocus()
        self.progress.setVisible(is_running)
        if is_running:
            self.progress.setValue(0)
            self.result.hide()
            self.say("")
            self.cancel.show()
            if held_focus:
                self.cancel.setFocus()
            self.start.setEnabled(False)
        else:
            self.start.setEnabled(True)
            if held_focus:
                (self.start if self.result.isHidden() else self.open).setFocus()
            self.cancel.hide()

    def show_progress(self, share: float, sentence: str) -> None:
        """Show how far the export is."""
        self.progress.setValue(round(share * _WHOLE))
        self.say(sentence)

    def say(self, sentence: str, look: str = "muted") -> None:
        """Show one sentence below the button."""
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
        if self.message.property("look") != look:
            set_look(self.message, look)
            self.message.style().unpolish(self.message)
            self.message.style().polish(self.message)

    def show_result(self, outcome: ExportResult) -> None:
        """Show the written file and what our own check says about it."""
        self._file = outcome.path
        self.say("")
        lines = [f"Geschrieben: {outcome.path}"]
        if outcome.verdict:
            lines.append(f"Prüfung: {Verdict(outcome.verdict).label}. {MEANING[outcome.verdict]}")
        lines.append(f"SHA-256 der Datei: {outcome.sha256}")
        self.outcome.setText("\n\n".join(lines))
        self.check.setVisible(bool(outcome.verdict))
        self.result.show()

    def _build_result(self) -> QFrame:
        self.result = QFrame(self)
        set_look(self.result, "inset")
        self.outcome = QLabel(self.result)
        self.outcome.setWordWrap(True)
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setAccessibleName("Ergebnis des Exports")
        self.outcome.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.open = QPushButton("Öffnen", self.result)
        self.open.setAccessibleName("Dokument öffnen")
        self.open.clicked.connect(lambda: self._show_file(is_folder=False))
        self.open_folder = QPushButton("Ordner öffnen", self.result)
        self.open_folder.clicked.connect(lambda: self._show_file(is_folder=True))
        self.check = QPushButton("Erneut prüfen", self.result)
        self.check.clicked.connect(lambda: self.check_requested.emit(self._file))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.open, self.open_folder, self.check):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self.result)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.outcome)
        layout.addLayout(row)
        self.result.hide()
        return self.result

    def _show_file(self, *, is_folder: bool) -> None:
        if self._file is None:
            return
        place = self._file.parent if is_folder else self._file
        if not place.exists():
            self.say(f"Die Datei {self._file} gibt es nicht mehr. Bitte erneut exportieren.", "error")
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))
