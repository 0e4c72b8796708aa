"""The table of deleted assessments."""

from __future__ import annotations

from datetime import UTC
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dsfa_app.domain.vocabulary import AssessmentState
from dsfa_app.state_labels import STATE_LABELS
from ui.formatting import format_moment
from ui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dsfa_app.services.overview import AssessmentSummary

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class Column(IntEnum):
    """The columns of the waste basket."""

    TITLE = 0
    STATE = 1
    VERSION = 2
    PLATFORMS = 3
    DELETED = 4


_HEADERS: Mapping[Column, str] = {
    Column.TITLE: "DSFA",
    Column.STATE: "Stand",
    Column.VERSION: "Fassung",
    Column.PLATFORMS: "Plattformen",
    Column.DELETED: "Gelöscht am",
}


def _deleted(row: AssessmentSummary) -> str:
    return "" if row.deleted_at is None else format_moment(row.deleted_at.replace(tzinfo=UTC))


_TEXTS: Mapping[Column, Callable[[AssessmentSummary], str]] = {
    Column.TITLE: lambda row: row.title,
    Column.STATE: lambda row: STATE_LABELS[AssessmentState(row.state)],
    Column.VERSION: lambda row: row.version,
    Column.PLATFORMS: lambda row: row.platforms,
    Column.DELETED: _deleted,
}


class TrashModel(QAbstractTableModel):
    """What lies in the waste basket, the last deleted first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[AssessmentSummary] = ()

    def show_rows(self, rows: Sequence[AssessmentSummary]) -> None:
        """Show these assessments."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADERS[Column(section)]
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        column = Column(index.column())
        text = _TEXTS[column](self.rows[index.row()])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_HEADERS[column]}: {text or 'keine Angabe'}"
        return None
