"""One step of the workflow: what it means, who takes it, what is still missing, and its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from dsfa_app.labels import label
from ui.forms.date_editor import DateEditor
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from datetime import date

    from dsfa_app.domain.acting import ActingPerson
    from dsfa_app.method.workflow import Offer

WIDTH = 560
_REASON_LINES = 3


class StepDialog(QDialog):
    """Ask before a step is taken; ``confirmed`` carries reason and day."""

    confirmed = Signal(str, object)

    def __init__(
        self, offer: Offer, person: ActingPerson, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        transition = offer.transition
        self.setWindowTitle(transition.title)
        self._needs_reason = transition.needs_reason
        self._day: date | None = today
        self._is_day = True
        self._today = today
        self._reason: QPlainTextEdit | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(24, 24, 24, 16)
        self._layout.setSpacing(8)
        self._words(transition.title, "heading")
        self._words(transition.explanation)
        self._words(
            f"Sie handeln als {person.name}, {label(person.role)}. "
            "Das ist eine eigene Angabe, keine Anmeldung.",
            "muted",
        )
        if offer.obstacles:
            self._words("Das fehlt noch:", "label")
            self._words("\n".join(f"• {sentence}" for sentence in offer.obstacles))
        else:
            if transition.needs_reason or transition.approval is not None:
                self._ask_reason()
            if transition.approval is not None:
                self._ask_day()
        self._layout.addStretch(1)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Close if offer.obstacles else standard.Cancel)
        self._accept_button = buttons.addButton(transition.title, QDialogButtonBox.ButtonRole.AcceptRole)
        set_look(self._accept_button, "primary")
        self._accept_button.setVisible(offer.is_open)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        self._layout.addWidget(buttons)
        self._check()
        self.resize(WIDTH, self._layout.totalHeightForWidth(WIDTH))

    def _words(self, text: str, look: str = "") -> None:
        words = QLabel(text, self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setVisible(bool(text))
        if look:
            set_look(words, look)
        self._layout.addWidget(words)

    def _ask_reason(self) -> None:
        name = "Grund" if self._needs_reason else "Bemerkung (freiwillig)"
        self._words(name, "label")
        self._reason = QPlainTextEdit(self)
        self._reason.setTabChangesFocus(True)
        self._reason.setAccessibleName(name)
        self._reason.setFixedHeight(_REASON_LINES * self.fontMetrics().lineSpacing() + 24)
        self._reason.textChanged.connect(self._check)
        self._layout.addWidget(self._reason)

    def _ask_day(self) -> None:
        self._words("Tag der Erklärung", "label")
        editor = DateEditor(self)
        editor.set_name("Tag der Erklärung", "")
        editor.show_value(self._today)
        editor.edited.connect(self._day_typed)
        editor.rejected.connect(self._day_rejected)
        self._layout.addWidget(editor)

    def _day_typed(self, day: date | None) -> None:
        self._day = day
        self._check()

    def _day_rejected(self, sentence: str) -> None:
        self._is_day = not sentence
        self._check()

    def _check(self) -> None:
        reason = self._reason.toPlainText().strip() if self._reason is not None else ""
        has_reason = bool(reason) or not self._needs_reason
        is_day = self._is_day and self._day is not None and self._day <= self._today
        self._accept_button.setEnabled(has_reason and is_day)

    def _accept(self) -> None:
        reason = self._reason.toPlainText().strip() if self._reason is not None else ""
        self.confirmed.emit(reason, self._day)
        self.accept()
