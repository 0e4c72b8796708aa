"""The table model of the overview: filters and sorts by itself.

Ten thousand rows are filtered and sorted in Python lists in a few milliseconds; a proxy model would ask the
model back for every row and comparison.
"""

from __future__ import annotations

from datetime import UTC, date
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dsfa_app.domain.vocabulary import AssessmentState
from dsfa_app.state_labels import STATE_LABELS
from ui.formatting import count, format_date, format_moment
from ui.icons import icon
from ui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dsfa_app.method.profile import RiskLevel
    from dsfa_app.services.overview import AssessmentSummary

    Levels = Mapping[str, Sequence[RiskLevel]]
    """The levels of risk by the id of their profile, lowest first."""

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

LEVEL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The risk level of a cell; the cell is painted as a badge."""

SUBTITLE_ROLE = int(Qt.ItemDataRole.UserRole) + 2
"""The second line of a title: the platforms the assessment covers."""

REMARK_ROLE = int(Qt.ItemDataRole.UserRole) + 3
"""What stands at the right end of that line: the number of open comments, nothing for none."""


class Column(IntEnum):
    """The columns of the overview."""

    TITLE = 0
    STATE = 1
    BASELINE = 2
    PLANNED = 3
    PROVEN = 4
    OPEN_RISKS = 5
    OPEN_MEASURES = 6
    REVIEW = 7
    CHANGED = 8


_HEADERS = {
    Column.TITLE: "DSFA",
    Column.STATE: "Stand",
    Column.BASELINE: "Grundrisiko der\nPlattformen",
    Column.PLANNED: "Restrisiko\ngeplant",
    Column.PROVEN: "Restrisiko\nnachgewiesen",
    Column.OPEN_RISKS: "Offene\nRisiken",
    Column.OPEN_MEASURES: "Offene\nMaßnahmen",
    Column.REVIEW: "Nächste\nÜberprüfung",
    Column.CHANGED: "Zuletzt\ngeändert",
}

_EXPLANATIONS = {
    Column.BASELINE: "Höchstes Risiko, das auf den Plattformen auch ohne Ihre Kanäle besteht",
    Column.PLANNED: "Höchstes Zusatzrisiko, wenn alle geplanten Maßnahmen wirken",
    Column.PROVEN: "Höchstes Zusatzrisiko, soweit Maßnahmen nachgewiesen sind",
    Column.OPEN_RISKS: "Risiken, die noch niemand bewertet hat",
}

_LEVELS: dict[Column, Callable[[AssessmentSummary], int | None]] = {
    Column.BASELINE: lambda row: row.baseline_level,
    Column.PLANNED: lambda row: row.planned_level,
    Column.PROVEN: lambda row: row.proven_level,
}

_TEXTS: dict[Column, Callable[[AssessmentSummary], str]] = {
    Column.TITLE: lambda row: row.title,
    Column.STATE: lambda row: STATE_LABELS[AssessmentState(row.state)],
    Column.OPEN_RISKS: lambda row: str(row.open_risks),
    Column.OPEN_MEASURES: lambda row: str(row.open_measures),
    Column.REVIEW: lambda row: format_date(row.review_due_on),
    Column.CHANGED: lambda row: format_moment(row.changed_at.replace(tzinfo=UTC)),
}

_SORT_KEYS: dict[Column, Callable[[AssessmentSummary], Any]] = {
    Column.TITLE: lambda row: row.title.casefold(),
    Column.STATE: lambda row: list(AssessmentState).index(AssessmentState(row.state)),
    Column.BASELINE: lambda row: _order(row.baseline_level),
    Column.PLANNED: lambda row: _order(row.planned_level),
    Column.PROVEN: lambda row: _order(row.proven_level),
    Column.OPEN_RISKS: lambda row: row.open_risks,
    Column.OPEN_MEASURES: lambda row: row.open_measures,
    Column.REVIEW: lambda row: row.review_due_on or date.max,
    Column.CHANGED: lambda row: row.changed_at,
}

_DUE: dict[Column, Callable[[AssessmentSummary], date | None]] = {
    Column.OPEN_MEASURES: lambda row: row.measure_due_on,
    Column.REVIEW: lambda row: row.review_due_on,
}
"""Columns that warn once this day has passed."""

_ARCHIVED = frozenset({AssessmentState.SUPERSEDED, AssessmentState.CHANNEL_CLOSED, AssessmentState.DISCARDED})
"""States in which an assessment is kept as it is: those of ``method.review``, for which no list waits."""

ATTENTION: Mapping[str, Callable[[AssessmentSummary], bool]] = {
    "Alle DSFA": lambda _row: True,
    "Mit offenen Kommentaren": lambda row: row.open_comments > 0,
    "Neu zu prüfen": lambda row: row.changed_facts > 0,
    "Archiv": lambda row: row.state in _ARCHIVED,
}
"""What the second filter can be set to, and which assessments it shows; the first one shows all."""

_NUMBERS = frozenset({Column.OPEN_RISKS, Column.OPEN_MEASURES})
_NUMBER_ALIGNMENT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _order(level: int | None) -> int:
    """Sort an open result below every level."""
    return -1 if level is None else level


def _remark(row: AssessmentSummary) -> str:
    said = []
    if row.changed_facts:
        said.append(f"neu prüfen: {count(row.changed_facts, 'Angabe', 'Angaben')}")
    if row.open_comments:
        said.append(count(row.open_comments, "Kommentar offen", "Kommentare offen"))
    return " · ".join(said)


class OverviewModel(QAbstractTableModel):
    """The assessments that pass search and filter, in the chosen order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[AssessmentSummary, ...] = ()
        self._haystacks: dict[str, str] = {}
        self._rows: list[AssessmentSummary] = []
        self._levels: Levels = {}
        self._today = date.min
        roles = Qt.ItemDataRole
        self._answers: dict[int, Callable[[AssessmentSummary, Column], object]] = {
            LEVEL_ROLE: self._level,
            SUBTITLE_ROLE: lambda row, _column: row.platforms,
            REMARK_ROLE: lambda row, _column: _remark(row),
            roles.DisplayRole: self._text,
            roles.ToolTipRole: lambda row, column: self._warning(row, column) or self._text(row, column),
            roles.AccessibleTextRole: self._spoken,
            roles.DecorationRole: lambda row, column: (
                icon("finding", "error") if self._warning(row, column) else None
            ),
            roles.TextAlignmentRole: lambda _row, column: _NUMBER_ALIGNMENT if column in _NUMBERS else None,
        }
        self._needle = ""
        self._state: AssessmentState | None = None
        self._attention = next(iter(ATTENTION))
        self._column = Column.CHANGED
        self._order = Qt.SortOrder.DescendingOrder

    @property
    def total(self) -> int:
        """Number of assessments there are, shown or not."""
        return len(self._all)

    @property
    def rows(self) -> Sequence[AssessmentSummary]:
        """The assessments shown, in their order."""
        return self._rows

    def show_summaries(self, summaries: Sequence[AssessmentSummary], levels: Levels) -> None:
        """Show these assessments; ``levels`` are those of each profile by its id, lowest first."""
        self._all = tuple(summaries)
        self._levels = levels
        self._today = date.today()  # noqa: DTZ011 - the local day
        self._haystacks = {}
        self._arrange()

    def search(self, text: str) -> None:
        """Show only assessments in which every word of the text occurs."""
        self._needle = text.casefold()
        self._arrange()

    def show_state(self, state: AssessmentState | None) -> None:
        """Show only assessments in this state, all for None."""
        self._state = state
        self._arrange()

    def show_attention(self, name: str) -> None:
        """Show only assessments that need this kind of attention, a key of ``ATTENTION``."""
        self._attention = name
        self._arrange()

    def summary_at(self, row: int) -> AssessmentSummary:
        """Return the assessment in this row."""
        return self._rows[row]

    def row_of(self, assessment_id: str) -> int:
        """Return the row of an assessment, -1 when it is not shown."""
        return next((row for row, item in enumerate(self._rows) if item.id == assessment_id), -1)

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _HEADERS[Column(section)]
        return _EXPLANATIONS.get(Column(section)) if role == Qt.ItemDataRole.ToolTipRole else None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        answer = self._answers.get(role)
        return None if answer is None else answer(self._rows[index.row()], Column(index.column()))

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._order = Column(column), order
        self._arrange()

    def _warning(self, row: AssessmentSummary, column: Column) -> str:
        """Return what is overdue, empty while nothing is."""
        due = _DUE[column](row) if column in _DUE else None
        if due is None or due >= self._today:
            return ""
        what = "Die früheste offene Maßnahme" if column is Column.OPEN_MEASURES else "Die Überprüfung"
        return f"{what} ist seit {format_date(due)} überfällig"

    def _spoken(self, row: AssessmentSummary, column: Column) -> str:
        """Return what a screen reader says about a cell."""
        said = f"{' '.join(_HEADERS[column].split())}: {self._text(row, column) or 'keine Angabe'}"
        remark = _remark(row) if column is Column.TITLE else ""
        return ". ".join(filter(None, (said, remark, self._warning(row, column))))

    def _level(self, row: AssessmentSummary, column: Column) -> RiskLevel | None:
        index = _LEVELS[column](row) if column in _LEVELS else None
        return None if index is None else self._levels[row.profile_key][index]

    def _text(self, row: AssessmentSummary, column: Column) -> str:
        if column in _LEVELS:
            level = self._level(row, column)
            return "offen" if level is None else level.label
        return _TEXTS[column](row)

    def _arrange(self) -> None:
        words = self._needle.split()
        wanted = None if self._state is None else self._state.value
        if words and not self._haystacks:
            self._haystacks = {
                row.id: f"{row.title} {row.controller} {row.platforms}".casefold() for row in self._all
            }
        self.beginResetModel()
        needs = ATTENTION[self._attention]
        rows = [row for row in self._all if (wanted is None or row.state == wanted) and needs(row)]
        for word in words:
            rows = [row for row in rows if word in self._haystacks[row.id]]
        rows.sort(key=_SORT_KEYS[self._column], reverse=self._order is Qt.SortOrder.DescendingOrder)
        self._rows = rows
        self.endResetModel()
