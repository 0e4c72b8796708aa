"""Why much of the assessment can only be read: its state, or the role somebody works in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from dsfa_app.domain.vocabulary import Role
from dsfa_app.labels import label
from dsfa_app.method.permissions import CLOSED_STATES
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.forms.context import PageContext

_CLOSED = (
    "Diese Fassung ist {state} und schreibgeschützt. Weiter geht nur die Umsetzung: Stand und Nachweise "
    "der Maßnahmen, Auflagen, Stilllegung von Kanälen, Anlässe, Antworten der Aufsicht und Kommentare."
)
_VIEWS = "Bearbeiten können Sie den Standpunkt der Betroffenen; alles andere lesen und kommentieren Sie."
_ROLES: Mapping[Role, str] = {
    Role.DEPARTMENT: "Sie arbeiten für ein Fachamt: Bearbeiten können Sie die Kanäle mit ihren "
    "Einstellungen; alles andere lesen und kommentieren Sie.",
    Role.DPO: "Sie arbeiten als Datenschutzbeauftragte oder Datenschutzbeauftragter: Bearbeiten können Sie "
    "Votum und Stellungnahme; alles andere lesen und kommentieren Sie.",
    Role.IT_SECURITY: "Sie arbeiten für die Informationssicherheit: Sie lesen, kommentieren und zeichnen "
    "die Maßnahmen mit.",
    Role.STAFF_COUNCIL: f"Sie arbeiten für den Personalrat: {_VIEWS}",
    Role.REPRESENTATIVE: f"Sie arbeiten für die Vertretung der Betroffenen: {_VIEWS}",
    Role.CONTROLLER: "Sie arbeiten als Leitung: Bearbeiten können Sie Entscheidung, Auflagen, Konsultation "
    "und die Gründe, aus denen ein Restrisiko hingenommen wird.",
}
"""What a role may edit; authors need no such words."""


class RightsStrip(QFrame):
    """One sentence above the pages, hidden for authors of a draft."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "banner")
        self._context = context
        self._words = QLabel()
        self._words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self._words)
        context.rights.changed.connect(self.refresh)
        self.refresh()

    @property
    def sentence(self) -> str:
        """What the strip says, empty while it is hidden."""
        state = self._context.editor.assessment.state
        if state in CLOSED_STATES:
            return _CLOSED.format(state=f"„{label(state)}“")
        return _ROLES.get(self._context.application.session.person.role, "")

    def refresh(self) -> None:
        """Say what holds now."""
        self._words.setText(self.sentence)
        self.setVisible(bool(self.sentence))
