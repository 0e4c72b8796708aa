"""Choosing who works, from the status line on every view and from a strip while nobody said so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from dsfa_app.labels import label
from ui.icons import icon
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMainWindow

    from dsfa_app.domain.acting import ActingPerson
    from dsfa_app.services.session import Session
    from ui.home import Home


class PersonDesk(QObject):
    """Shows who works and lets another person take over, once everything typed so far is saved.

    ``changed`` says that somebody else works from now on.
    """

    changed = Signal()

    def __init__(
        self,
        window: QMainWindow,
        home: Home,
        session: Session,
        after_saving: Callable[[Callable[[], None]], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._after_saving = after_saving
        self._button = QPushButton()
        set_look(self._button, "flat")
        self._button.clicked.connect(self.open)
        window.statusBar().addPermanentWidget(self._button)
        self._strip = self._build_strip()
        home.show_strip(self._strip)
        self._show()

    def open(self) -> None:
        """Ask who works."""
        from ui.dialogs.person import PersonDialog  # noqa: PLC0415 - not part of the first paint

        dialog = PersonDialog(self._session.person, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._take_over)
        dialog.open()

    def leave(self) -> None:
        """Take button and strip away; the data are going."""
        for widget in (self._button, self._strip):
            widget.hide()
            widget.deleteLater()
        self.deleteLater()

    def _take_over(self, person: ActingPerson) -> None:
        def choose() -> None:
            self._session.choose(person)
            self._show()
            self.changed.emit()

        self._after_saving(choose)

    def _show(self) -> None:
        person = self._session.person
        who = f"{person.name}, {label(person.role)}" if person.name else label(person.role)
        self._button.setText(f"Sie arbeiten als {who} · ändern")
        self._button.setToolTip("Eigene Angabe, keine Anmeldung")
        self._strip.setVisible(not self._session.is_chosen)

    def _build_strip(self) -> QFrame:
        strip = QFrame()
        set_look(strip, "banner")
        words = QLabel(
            "Sagen Sie, wer Sie sind und in welcher Rolle Sie arbeiten. Davon hängt ab, was Sie bearbeiten "
            "und welche Schritte Sie gehen können; es ist eine eigene Angabe und keine Anmeldung."
        )
        words.setWordWrap(True)
        choose = QPushButton(icon("edit"), "Name und Rolle angeben …")
        choose.clicked.connect(self.open)
        row = QHBoxLayout(strip)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        row.addWidget(words, 1)
        row.addWidget(choose)
        return strip
