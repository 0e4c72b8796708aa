"""A table model over one collection of an assessment; rows are known by the record's id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dsfa_app.domain.structure import Kind, field_shape
from dsfa_app.labels import label
from ui.formatting import format_date
from ui.icons import icon
from ui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QIcon

    from dsfa_app.domain.structure import FieldShape

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class RecordModel(QAbstractTableModel):
    """Shows some fields of each record of a collection.

    Args:
        record: class of the records.
        columns: names of the fields shown.
        headers: their German labels.
        resolve: turns codes that are ids of something else into its name, per column.
    """

    def __init__(
        self,
        record: type[Any],
        columns: Sequence[str],
        headers: Sequence[str],
        resolve: Callable[[str, str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shapes = tuple(field_shape(record, name) for name in columns)
        self._headers = tuple(headers)
        self._resolve = resolve
        self._records: tuple[Any, ...] = ()
        self._changes: Mapping[str, str] = {}

    @property
    def records(self) -> tuple[Any, ...]:
        """The records shown."""
        return self._records

    def show_records(self, records: tuple[Any, ...]) -> None:
        """Show these records; rows that only changed stay, so that selection and position survive."""
        same_rows = [item.id for item in records] == [item.id for item in self._records]
        if same_rows:
            self._records = records
            if records:
                last = self.index(len(records) - 1, len(self._shapes) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._records = records
        self.endResetModel()

    def show_changes(self, changes: Mapping[str, str]) -> None:
        """Mark rows by the ids of their records: „neu seit 1.0“, „geändert seit 1.0“ or nothing."""
        if changes != self._changes:
            self._changes = changes
            if self._records:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._records) - 1, 0))

    def id_at(self, row: int) -> str:
        """Return the id of the record in this row."""
        return str(self._records[row].id)

    def row_of(self, record_id: str) -> int:
        """Return the row of a record, -1 when it is not shown."""
        return next((row for row, item in enumerate(self._records) if item.id == record_id), -1)

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._records)

    @override
    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shapes)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headers[section]
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | QIcon | None:
        change = "" if index.column() else self._changes.get(self.id_at(index.row()), "")
        if role == Qt.ItemDataRole.DecorationRole:
            return icon("add" if change.startswith("neu") else "edit", "warning") if change else None
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            text = self._text(self._records[index.row()], self._shapes[index.column()])
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (f"{self._headers[index.column()]}: {text or 'leer'}", change)))
            if role == Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (text, change)))
            return text
        return None

    def _text(self, record: Any, shape: FieldShape) -> str:  # noqa: ANN401 - any record
        value = getattr(record, shape.name)
        match shape.kind:
            case Kind.DATE:
                return format_date(value)
            case Kind.FLAG:
                return "ja" if value else "nein"
            case Kind.CHOICE:
                return label(value)
            case Kind.TEXTS:
                return ", ".join(self._resolve(shape.name, code) for code in value)
            case _:
                return " ".join(self._resolve(shape.name, str(value)).split())
