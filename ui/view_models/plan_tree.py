"""The action plan as a tree model: groups, and below each its deadlines."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from dsfa_app.labels import label
from dsfa_app.method.plan import ActionPlan, Urgency
from ui.formatting import format_date
from ui.icons import icon
from ui.overriding import override
from ui.view_models.plan import Grouping, PlanFilter, grouped, time_left

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.method.plan import Deadline
    from ui.view_models.plan import Group, Line, PreparedPlan

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_IS_GROUP = 0
"""What the index of a group carries; that of a line carries the number of its group, counted from 1."""


class Column(IntEnum):
    """The columns of the plan."""

    WHAT = 0
    DUE = 1
    LEFT = 2
    OWNER = 3
    DEPARTMENT = 4
    STATE = 5
    KIND = 6
    ASSESSMENT = 7


_HEADERS = {
    Column.WHAT: "Was",
    Column.DUE: "Fällig am",
    Column.LEFT: "Frist",
    Column.OWNER: "Zuständig",
    Column.DEPARTMENT: "Fachamt",
    Column.STATE: "Stand",
    Column.KIND: "Art",
    Column.ASSESSMENT: "DSFA",
}

_TEXTS: dict[Column, Callable[[Line], str]] = {
    Column.WHAT: lambda line: line.deadline.what,
    Column.DUE: lambda line: format_date(line.deadline.due_on),
    Column.LEFT: lambda line: time_left(line.days),
    Column.OWNER: lambda line: line.deadline.owner,
    Column.DEPARTMENT: lambda line: line.deadline.department,
    Column.STATE: lambda line: line.deadline.state,
    Column.KIND: lambda line: label(line.deadline.kind),
    Column.ASSESSMENT: lambda line: line.deadline.assessment_title,
}

GROUPED = {
    Grouping.OWNER: Column.OWNER,
    Grouping.DEPARTMENT: Column.DEPARTMENT,
    Grouping.ASSESSMENT: Column.ASSESSMENT,
    Grouping.KIND: Column.KIND,
}
"""The column that says no more than the heading, by grouping."""

_BY_DATE = frozenset({Column.DUE, Column.LEFT})
_ICONS = {Urgency.OVERDUE: ("finding", "error"), Urgency.SOON: ("calendar", "warning")}


def _sort_key(column: Column) -> Callable[[Line], Any]:
    if column in _BY_DATE:
        return lambda line: line.deadline.due_on or date.max
    text = _TEXTS[column]
    return lambda line: text(line).casefold()


class PlanTree(QAbstractItemModel):
    """Shows the lines a filter lets through, in groups."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Line, ...] = ()
        self._as_of = date.min
        self._groups: tuple[Group, ...] = ()
        self._filter = PlanFilter()
        self._grouping = Grouping.URGENCY
        self._column = Column.DUE
        self._order = Qt.SortOrder.AscendingOrder

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines there are, shown or not."""
        return self._all

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups shown, in their order."""
        return self._groups

    @property
    def shown(self) -> int:
        """How many lines are shown."""
        return sum(len(group.lines) for group in self._groups)

    @property
    def plan(self) -> ActionPlan:
        """What is shown, as a plan of its own."""
        return ActionPlan(tuple(line.deadline for group in self._groups for line in group.lines), self._as_of)

    def take_plan(self, plan: PreparedPlan) -> None:
        """Take over another plan; ``show_filtered`` shows it."""
        self._all, self._as_of = plan.lines, plan.as_of

    def show_filtered(self, wanted: PlanFilter, grouping: Grouping) -> None:
        """Show only what this filter lets through, grouped like this."""
        self._filter, self._grouping = wanted, grouping
        self._arrange()

    def deadline_at(self, index: _Index) -> Deadline | None:
        """Return the deadline in this row, None for the heading of a group."""
        line = self._line(index)
        return None if line is None else line.deadline

    def index_of(self, deadline_id: str) -> QModelIndex:
        """Return where a deadline stands, an invalid index when it is not shown."""
        for number, group in enumerate(self._groups, start=1):
            for row, line in enumerate(group.lines):
                if line.deadline.id == deadline_id:
                    return self.createIndex(row, 0, number)
        return QModelIndex()

    @override
    def index(self, row: int, column: int, parent: _Index = _NO_PARENT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _IS_GROUP)

    @override
    def parent(self, index: _Index = _NO_PARENT) -> QModelIndex:  # type: ignore[override]  # QObject's as well
        if not index.isValid() or index.internalId() == _IS_GROUP:
            return QModelIndex()
        return self.createIndex(int(index.internalId()) - 1, 0, _IS_GROUP)

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() != _IS_GROUP or parent.column() > 0:
            return 0
        return len(self._groups[parent.row()].lines)

    @override
    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return len(Column)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.internalId() != _IS_GROUP:
            flags |= Qt.ItemFlag.ItemNeverHasChildren
        return flags

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        is_name = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _HEADERS[Column(section)] if is_name else None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._line(index)
        if line is None:
            return self._group_data(index, role)
        column = Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return _TEXTS[column](line)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{_HEADERS[column]}: {_TEXTS[column](line) or 'keine Angabe'}"
            case Qt.ItemDataRole.DecorationRole if column is Column.LEFT and line.urgency in _ICONS:
                return icon(*_ICONS[line.urgency])
            case _:
                return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._order = Column(column), order
        self._arrange()

    def _group_data(self, index: _Index, role: int) -> object:
        group = self._groups[index.row()]
        is_text = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if is_text and index.column() == Column.WHAT:
            return f"{group.title} ({len(group.lines)})"
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _line(self, index: _Index) -> Line | None:
        if not index.isValid() or index.internalId() == _IS_GROUP:
            return None
        return self._groups[int(index.internalId()) - 1].lines[index.row()]

    def _arrange(self) -> None:
        self.beginResetModel()
        lines = self._filter.apply(self._all)
        is_reversed = self._order is Qt.SortOrder.DescendingOrder
        if is_reversed or self._column not in _BY_DATE:  # a plan comes in the order of its dates
            lines.sort(key=_sort_key(self._column), reverse=is_reversed)
        self._groups = grouped(lines, self._grouping)
        self.endResetModel()
