"""Beginning the next version: its number, and what was new in the one it goes on from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEP = "Fortschreiben"
_MEANINGS = (
    "kleinere Fortschreibung: einzelne Angaben, Maßnahmen oder Kanäle",
    "grundlegende Überarbeitung: neue Plattform, neuer Zweck oder neue Rechtslage",
)
_EXPLANATION = (
    "Alle Angaben, Bewertungen und Maßnahmen gehen unverändert in den neuen Entwurf über. Stellungnahme der "
    "oder des DSB, Entscheidung und Erklärungen gelten nur für die freigegebene Fassung und beginnen neu. "
    "Die freigegebene Fassung bleibt eingefroren."
)
_NOTE_HEIGHT = 96


class RevisionDialog(QDialog):
    """Asks for the number; ``confirmed`` carries it and what was new in the released version."""

    confirmed = Signal(str, str)

    def __init__(self, released: str, proposals: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Fassung {released} fortschreiben")
        self.resize(640, 400)
        words = QLabel(_EXPLANATION, self)
        words.setWordWrap(True)
        heading = QLabel("Nummer der neuen Fassung", self)
        set_look(heading, "label")
        self.numbers = [
            QRadioButton(f"{number} – {meaning}", self)
            for number, meaning in zip(proposals, _MEANINGS, strict=False)
        ]
        self._proposals = tuple(proposals)
        self.numbers[0].setChecked(True)
        caption = QLabel(
            f"Was war neu in Fassung {released}? (freiwillig, steht in der Änderungshistorie)", self
        )
        caption.setWordWrap(True)
        set_look(caption, "label")
        self.summary = QPlainTextEdit(self)
        self.summary.setAccessibleName(f"Was war neu in Fassung {released}?")
        self.summary.setTabChangesFocus(True)
        self.summary.setFixedHeight(_NOTE_HEIGHT)
        caption.setBuddy(self.summary)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.accept_button = buttons.addButton(_STEP, QDialogButtonBox.ButtonRole.AcceptRole)
        set_look(self.accept_button, "primary")
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(8)
        for widget in (words, heading, *self.numbers, caption, self.summary, buttons):
            layout.addWidget(widget)

    def _accept(self) -> None:
        chosen = next(place for place, button in enumerate(self.numbers) if button.isChecked())
        self.confirmed.emit(self._proposals[chosen], self.summary.toPlainText().strip())
        self.accept()
