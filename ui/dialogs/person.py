"""Who works: name and role, plainly a declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.vocabulary import Role
from dsfa_app.labels import label
from dsfa_app.services.session import LONGEST_NAME
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLE_HINTS: Mapping[Role, str] = {
    Role.AUTHOR: "bearbeitet die DSFA bis auf Stellungnahme und Entscheidung und legt sie vor",
    Role.DEPARTMENT: "bearbeitet die Kanäle und kommentiert",
    Role.DPO: "schreibt Stellungnahme und Votum und kommentiert; ändert keine Ergebnisse, entscheidet nicht",
    Role.IT_SECURITY: "zeichnet die Maßnahmen mit und kommentiert",
    Role.STAFF_COUNCIL: "hält den Standpunkt der Beschäftigten fest und kommentiert",
    Role.REPRESENTATIVE: "hält den Standpunkt der Betroffenen fest und kommentiert",
    Role.CONTROLLER: "entscheidet, nimmt Restrisiken hin, erteilt Auflagen und gibt frei",
}
"""What each role does, in the order in which it is offered."""


class PersonDialog(QDialog):
    """Ask for name and role; ``chosen`` carries the person once both are there."""

    chosen = Signal(object)

    def __init__(self, person: ActingPerson, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Wer arbeitet jetzt?")
        self.setMinimumWidth(520)
        note = QLabel(
            "Name und Rolle sind Ihre eigene Angabe. Das Programm prüft sie nicht und meldet niemanden an; "
            "sie stehen bei Änderungen, Kommentaren und Erklärungen."
        )
        note.setWordWrap(True)
        self._name = QLineEdit(person.name)
        self._name.setMaxLength(LONGEST_NAME)
        self._name.setAccessibleName("Ihr Name")
        self._roles = QComboBox()
        self._roles.setAccessibleName("Ihre Rolle")
        for role in ROLE_HINTS:
            self._roles.addItem(label(role), role.value)
        self._roles.setCurrentIndex(list(ROLE_HINTS).index(person.role))
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        set_look(self._hint, "hint")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._accept_button = buttons.addButton("Übernehmen", QDialogButtonBox.ButtonRole.AcceptRole)
        set_look(self._accept_button, "primary")
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(note)
        layout.addSpacing(8)
        for text, field in (("Ihr Name", self._name), ("Ihre Rolle", self._roles)):
            caption = QLabel(text)
            set_look(caption, "label")
            caption.setBuddy(field)
            layout.addWidget(caption)
            layout.addWidget(field)
        layout.addWidget(self._hint)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self._name.textChanged.connect(self._check)
        self._roles.currentIndexChanged.connect(self._check)
        self._check()
        self._name.setFocus()

    @property
    def _role(self) -> Role:
        return Role(self._roles.currentData())

    def _check(self) -> None:
        self._hint.setText(f"Diese Rolle {ROLE_HINTS[self._role]}.")
        self._accept_button.setEnabled(bool(self._name.text().strip()))

    def _accept(self) -> None:
        self.chosen.emit(ActingPerson(name=self._name.text().strip(), role=self._role))
        self.accept()
