"""The card that compares two versions, or one with the state being worked on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.forms.form_page import Card
from ui.icons import icon
from ui.style_sheet import set_look
from ui.versions.change_view import ChangeView
from ui.view_models.versions import WORKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.view_models.versions import Compared, VersionRow

_WORKING_TITLE = "Arbeitsstand"
_COMPARING = "Die Fassungen werden verglichen …"


class ComparisonCard(Card):
    """Which two states are compared, and what differs.

    ``compare_requested`` carries the ids of the former and the later state, ``document_requested`` too.
    """

    compare_requested = Signal(str, str)
    document_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Was sich geändert hat", parent=parent)
        self.former = self._choice("Von Fassung")
        self.present = self._choice("Bis Fassung")
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.changes = ChangeView(self)
        self.output = QPushButton(icon("document"), "Änderungsbericht ausgeben …", self)
        self.output.clicked.connect(self._request_document)
        choices = QHBoxLayout()
        choices.setSpacing(16)
        for name, choice in (("Von", self.former), ("Bis", self.present)):
            column = QVBoxLayout()
            column.setSpacing(4)
            caption = QLabel(name, self)
            caption.setBuddy(choice)
            set_look(caption, "label")
            column.addWidget(caption)
            column.addWidget(choice)
            choices.addLayout(column, 1)
        below = QHBoxLayout()
        below.addWidget(self.summary, 1)
        below.addWidget(self.output)
        self.body.setSpacing(12)
        self.body.addLayout(choices)
        self.body.addLayout(below)
        self.body.addWidget(self.changes)

    @property
    def pair(self) -> tuple[str, str]:
        """Ids of the former and the later state."""
        return self.former.currentData() or "", self.present.currentData() or WORKING

    def show_versions(self, rows: Sequence[VersionRow], basis: str) -> None:
        """Offer these versions; compared first is the one with the id ``basis`` with the working state."""
        chosen = self.pair
        self.former.clear()
        self.present.clear()
        self.present.addItem(_WORKING_TITLE, WORKING)
        for row in rows:
            self.former.addItem(row.title, row.id)
            self.present.addItem(row.title, row.id)
        known = self.former.findData(chosen[0])
        self.former.setCurrentIndex(max(known if chosen[0] else self.former.findData(basis), 0))
        self.present.setCurrentIndex(max(self.present.findData(chosen[1]), 0))

    def compare(self, former_id: str, present_id: str = WORKING) -> None:
        """Choose two states and ask for their comparison."""
        self.former.setCurrentIndex(self.former.findData(former_id))
        self.present.setCurrentIndex(self.present.findData(present_id))
        self.request()

    def request(self) -> None:
        """Ask for the comparison of the chosen states."""
        if self.pair[0]:
            self.summary.setText(_COMPARING)
            self.compare_requested.emit(*self.pair)

    def show_changes(self, found: Compared) -> None:
        """Show what differs."""
        self.summary.setText(f"{found.summary}.")
        self.changes.setVisible(bool(found.rows.groups))
        self.output.setVisible(bool(found.rows.groups))
        self.changes.show_rows(found.rows)

    def show_refusal(self, sentence: str) -> None:
        """Say why there is no comparison."""
        self.summary.setText(sentence)
        self.changes.hide()
        self.output.hide()

    def _choice(self, name: str) -> QComboBox:
        choice = QComboBox(self)
        choice.setAccessibleName(name)
        choice.activated.connect(self.request)
        return choice

    def _request_document(self) -> None:
        self.document_requested.emit(*self.pair)
