"""Changing several measures at once: who, until when, how far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.domain.vocabulary import MeasureState
from dsfa_app.labels import labels
from dsfa_app.services.measures import MeasureChange
from ui.formatting import count
from ui.forms.date_editor import DateEditor
from ui.forms.text_editors import SuggestionEditor
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from datetime import date

    from ui.forms.options import Option

_NOTE = (
    "Angekreuzte Angaben gelten danach für alle gewählten Maßnahmen, auch leere. Strg+Z nimmt alles zurück."
)


class MeasureChangeDialog(QDialog):
    """Asks what is to be changed; ``chosen`` carries the change."""

    chosen = Signal(object)

    def __init__(self, number: int, departments: tuple[Option, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._due_on: date | None = None
        self._department = ""
        self.setWindowTitle(f"{count(number, 'Maßnahme', 'Maßnahmen')} ändern")
        self.setMinimumWidth(560)
        self.owner = QLineEdit(self)
        self.department = SuggestionEditor(self)
        self.department.offer(departments)
        self.department.edited.connect(self._department_typed)
        self.due = DateEditor(self)
        self.due.edited.connect(self._date_typed)
        self.state = QComboBox(self)
        for code, text in labels(MeasureState).items():
            self.state.addItem(text, code)
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName("Begründung, warum die Maßnahmen verworfen werden")
        self.reason.setPlaceholderText("Warum werden die Maßnahmen verworfen?")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self.boxes = {
            name: self._row(name, editor)
            for name, editor in (
                ("Zuständig", self.owner),
                ("Fachamt", self.department),
                ("Termin", self.due),
                ("Stand", self.state),
            )
        }
        self._grid.addWidget(self.reason, self._grid.rowCount(), 1)
        note = QLabel(_NOTE, self)
        note.setWordWrap(True)
        set_look(note, "muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.accept_button = buttons.addButton("Ändern", QDialogButtonBox.ButtonRole.AcceptRole)
        set_look(self.accept_button, "primary")
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(note)
        layout.addLayout(self._grid)
        layout.addWidget(buttons)
        self.state.currentIndexChanged.connect(self._enable)
        self.reason.textChanged.connect(self._enable)
        self._enable()

    @property
    def change(self) -> MeasureChange:
        """What is ticked, with the values given."""
        ticked = {name for name, box in self.boxes.items() if box.isChecked()}
        return MeasureChange(
            owner=self.owner.text().strip() if "Zuständig" in ticked else None,
            department=self._department.strip() if "Fachamt" in ticked else None,
            has_date="Termin" in ticked,
            due_on=self._due_on if "Termin" in ticked else None,
            state=MeasureState(self.state.currentData()) if "Stand" in ticked else None,
            rejection_reason=self.reason.text(),
        )

    def _row(self, name: str, editor: QWidget) -> QCheckBox:
        row = self._grid.rowCount()
        box = QCheckBox(name, self)
        box.setAccessibleName(f"{name} ändern")
        if isinstance(editor, SuggestionEditor | DateEditor):
            editor.set_name(name, "")
        else:
            editor.setAccessibleName(name)
        box.toggled.connect(self._enable)
        self._grid.addWidget(box, row, 0)
        self._grid.addWidget(editor, row, 1)
        return box

    def _department_typed(self, text: str) -> None:
        self._department = text

    def _date_typed(self, value: date | None) -> None:
        self._due_on = value

    def _enable(self) -> None:
        editors = (self.owner, self.department, self.due, self.state)
        for box, editor in zip(self.boxes.values(), editors, strict=True):
            editor.setEnabled(box.isChecked())
        change = self.change
        is_rejecting = change.state is MeasureState.REJECTED
        self.reason.setVisible(is_rejecting)
        lacks_reason = is_rejecting and not change.rejection_reason.strip()
        self.accept_button.setEnabled(not change.is_empty and not lacks_reason)

    def _accept(self) -> None:
        self.chosen.emit(self.change)
        self.accept()
