"""The matrix of a profile to be changed: a field takes its next level by click or Space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dsfa_app.method.marks import LevelMark, level_mark
from dsfa_app.method.profile_draft import MOST_LEVELS
from ui.overriding import override
from ui.risks.matrix import FieldTable
from ui.risks.painting import paint_frame, paint_mark
from ui.theme import current_tokens

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from dsfa_app.method.profile_draft import ProfileDraft
    from ui.view_models.profile_editor import ProfileEditor

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_MARK = Qt.ItemDataRole.UserRole
_FAULT = Qt.ItemDataRole.UserRole + 1
HOLE = LevelMark("keine Stufe", "–", symbol="?")
_CELL_STEP = "Feld der Matrix"


class DraftMatrixModel(QAbstractTableModel):
    """The fields of a draft; the highest severity is the first row."""

    def __init__(self, editor: ProfileEditor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._faults: dict[tuple[int, int], str] = {}
        self.take_draft()

    @property
    def draft(self) -> ProfileDraft:
        """The draft on screen."""
        return self._editor.draft

    def take_draft(self) -> None:
        """Show the draft as it is now."""
        self.beginResetModel()
        faults: dict[tuple[int, int], list[str]] = {}
        for finding in self._editor.findings:
            if finding.cell is not None:
                faults.setdefault(finding.cell, []).append(finding.sentence)
        self._faults = {cell: " ".join(sentences) for cell, sentences in faults.items()}
        self.endResetModel()

    def cell_at(self, index: _Index) -> tuple[int, int]:
        """Return severity and likelihood of a field."""
        return len(self.draft.severity) - index.row(), index.column() + 1

    def index_of(self, cell: tuple[int, int]) -> QModelIndex:
        """Return the field of a severity and a likelihood."""
        return self.index(len(self.draft.severity) - cell[0], cell[1] - 1)

    def mark(self, cell: tuple[int, int]) -> LevelMark:
        """Return the level on a field."""
        index = self.draft.cell(*cell)
        known = index is not None and index < len(self.draft.levels)
        return level_mark(self.draft, index) if known else HOLE

    def spoken(self, cell: tuple[int, int]) -> str:
        """Return what a screen reader says about a field."""
        severity = self.draft.severity[cell[0] - 1]
        likelihood = self.draft.likelihood[cell[1] - 1]
        said = (
            f"Schwere {severity.step} {severity.label}, Eintrittswahrscheinlichkeit {likelihood.step} "
            f"{likelihood.label}: {self.mark(cell).label}"
        )
        fault = self._faults.get(cell, "")
        return f"{said}. {fault}" if fault else said

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.draft.severity)

    @override
    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.draft.likelihood)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.cell_at(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.mark(cell).text
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self.spoken(cell)
            case int() if role == _MARK:
                return self.mark(cell)
            case int() if role == _FAULT:
                return self._faults.get(cell, "")
            case _:
                return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        is_row = orientation is Qt.Orientation.Vertical
        scale = self.draft.severity if is_row else self.draft.likelihood
        if section >= len(scale):
            return None
        step = scale[len(scale) - 1 - section if is_row else section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{step.step} {step.label}" if is_row else f"{step.step}\n{step.label}"
            case Qt.ItemDataRole.ToolTipRole:
                return step.anchor
            case _:
                return None


class _Delegate(QStyledItemDelegate):
    """Draws the level of a field, a dotted frame where something is wrong, and where the keyboard is."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        palette = option.palette
        paint_mark(painter, option.rect.adjusted(4, 4, -4, -4), index.data(_MARK), palette, index.data())
        if index.data(_FAULT):
            paint_frame(
                painter, option.rect, QColor(current_tokens(QGuiApplication.palette()).error), dashed=True
            )
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_frame(painter, option.rect.adjusted(2, 2, -2, -2), palette.color(QPalette.ColorRole.Accent))


class DraftMatrix(FieldTable):
    """The matrix of a profile; read only where the profile is a shipped one.

    Arrows move, Space, Enter or a click give the next level, a digit sets one, Delete leaves a hole.
    """

    def __init__(self, editor: ProfileEditor, parent: QWidget | None = None) -> None:
        self._editor = editor
        self._fields = DraftMatrixModel(editor)
        super().__init__(self._fields, parent)
        self._fields.setParent(self)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName("Matrix: Stufe aus Schwere und Eintrittswahrscheinlichkeit")
        if editor.is_own:
            self.setAccessibleDescription(
                "Pfeiltasten wechseln das Feld, Leertaste gibt die nächste Stufe, die Ziffern 1 bis 5 setzen "
                "eine Stufe, Entf nimmt sie weg."
            )
            self.clicked.connect(self._next_level)

    @property
    def fields(self) -> DraftMatrixModel:
        """The fields of the matrix."""
        return self._fields

    def take_draft(self) -> None:
        """Show the draft as it is now; the keyboard stays on its field."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        self._fields.take_draft()
        self.fit_size()
        if row >= 0:
            rows, columns = self._fields.rowCount(), self._fields.columnCount()
            self.setCurrentIndex(self._fields.index(min(row, rows - 1), min(column, columns - 1)))

    def show_cell(self, cell: tuple[int, int]) -> None:
        """Put the keyboard on a field."""
        self.setCurrentIndex(self._fields.index_of(cell))
        self.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, index = event.key(), self.currentIndex()
        digit = key - Qt.Key.Key_0
        if not self._editor.is_own or not index.isValid():
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._next_level(index)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._set(index, None)
        elif 1 <= digit <= MOST_LEVELS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if digit <= len(self._fields.draft.levels):
                self._set(index, digit - 1)
        else:
            super().keyPressEvent(event)

    def _next_level(self, index: QModelIndex) -> None:
        level = self._fields.draft.cell(*self._fields.cell_at(index))
        self._set(index, 0 if level is None else (level + 1) % len(self._fields.draft.levels))

    def _set(self, index: QModelIndex, level: int | None) -> None:
        severity, likelihood = self._fields.cell_at(index)
        self._editor.apply(_CELL_STEP, lambda draft: draft.with_cell(severity, likelihood, level))
