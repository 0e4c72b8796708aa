"""The table model of the history; pages are read in the background when somebody scrolls that far."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from dsfa_app.domain.journal import Break
from dsfa_app.services.history import HistoryEntry, HistoryFilter
from ui.formatting import format_moment
from ui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dsfa_app.errors import DsfaError
    from ui.application import Application
    from ui.background import BackgroundRunner
    from ui.view_models.editor import AssessmentEditor

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
PAGE = 200
"""Entries read at a time."""


class Column(IntEnum):
    """The columns of the history."""

    WHEN = 0
    PLACE = 1
    WHAT = 2
    WHO = 3


_HEADERS: Mapping[Column, str] = {
    Column.WHEN: "Zeitpunkt",
    Column.WHO: "Person (Rolle)",
    Column.WHAT: "Was",
    Column.PLACE: "Stelle",
}


def person_of(entry: HistoryEntry) -> str:
    """Return who did it, as declared."""
    return f"{entry.person or 'ohne Namen'} ({entry.role})"


def moment_of(entry: HistoryEntry) -> str:
    """Return when it was begun, in local time."""
    return "ohne Zeitpunkt" if entry.at is None else format_moment(entry.at)


def _doing(entry: HistoryEntry) -> str:
    said = f"{entry.doing}: {entry.note}" if entry.note else entry.doing
    return f"{said} – {entry.fault}" if entry.fault else said


_TEXTS: Mapping[Column, Callable[[HistoryEntry], str]] = {
    Column.WHEN: moment_of,
    Column.WHO: person_of,
    Column.WHAT: _doing,
    Column.PLACE: lambda entry: entry.place,
}


@dataclass(frozen=True, slots=True)
class _Read:
    """What one look into the journal brought."""

    entries: list[HistoryEntry]
    people: tuple[str, ...]
    broken: Break | None
    is_checked: bool


class HistoryModel(QAbstractTableModel):
    """The entries that pass the filter, newest first, as far as they were read.

    ``loaded`` says that the first page is there, ``checked`` carries where the chain of all entries breaks
    (None: nowhere), ``failed`` an expected error.
    """

    loaded = Signal()
    checked = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        editor: AssessmentEditor,
        application: Application,
        runner: BackgroundRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._application = application
        self._runner = runner
        self._wanted = HistoryFilter()
        self._turn = 0
        self._is_reading = False
        self._is_whole = True
        self._is_checked = False
        self.entries: list[HistoryEntry] = []
        self.people: tuple[str, ...] = ()

    def show_filtered(self, wanted: HistoryFilter) -> None:
        """Show only these entries."""
        if wanted != self._wanted:
            self._wanted = wanted
            self.load()

    def load(self) -> None:
        """Read the first page again; the first time the whole chain is checked as well."""
        self._turn += 1
        self._is_whole = True
        self._read(None)

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    @override
    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def canFetchMore(self, parent: _Index) -> bool:
        return not (parent.isValid() or self._is_whole or self._is_reading)

    @override
    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            self._read(self.entries[-1].number)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADERS[Column(section)]
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column = Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _TEXTS[column](self.entries[index.row()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = _TEXTS[column](self.entries[index.row()])
            return f"{_HEADERS[column]}: {text or 'keine Angabe'}"
        return None

    def _read(self, before: int | None) -> None:
        turn, assessment, wanted = self._turn, self._editor.assessment, self._wanted
        checks = before is None and not self._is_checked
        self._is_reading = True

        def read() -> _Read:
            history = self._application.history
            entries = history.of_assessment(assessment, wanted, before=before, limit=PAGE)
            people = history.people(assessment.id) if before is None else self.people
            return _Read(entries, people, history.first_break() if checks else None, checks)

        def take(result: _Read) -> None:
            if turn == self._turn:  # else another filter was chosen meanwhile
                self._take(result, is_first=before is None)

        def refuse(error: DsfaError) -> None:
            if turn == self._turn:
                self._is_reading = False
                self.failed.emit(error)

        self._runner.run(read, receiver=self, on_success=take, on_error=refuse)

    def _take(self, result: _Read, *, is_first: bool) -> None:
        self._is_reading = False
        self._is_whole = len(result.entries) < PAGE
        if is_first:
            self.beginResetModel()
            self.entries = result.entries
            self.people = result.people
            self.endResetModel()
            self.loaded.emit()
        elif result.entries:
            first = len(self.entries)
            self.beginInsertRows(QModelIndex(), first, first + len(result.entries) - 1)
            self.entries += result.entries
            self.endInsertRows()
        if result.is_checked:
            self._is_checked = True
            self.checked.emit(result.broken)
