"""The list of assessments: search, filter, the table and what can be done with the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.domain.vocabulary import AssessmentState
from dsfa_app.state_labels import STATE_LABELS
from ui.formatting import count
from ui.icons import icon
from ui.overriding import override
from ui.overview.delegates import LevelDelegate, TitleDelegate
from ui.overview.model import ATTENTION, Column, OverviewModel
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

    from dsfa_app.services.overview import AssessmentSummary
    from ui.overview.model import Levels

_WIDTHS = {
    Column.STATE: 112,
    Column.BASELINE: 128,
    Column.PLANNED: 112,
    Column.PROVEN: 120,
    Column.OPEN_RISKS: 80,
    Column.OPEN_MEASURES: 104,
    Column.REVIEW: 128,
    Column.CHANGED: 136,
}

_STATES: tuple[AssessmentState | None, ...] = (None, *AssessmentState)
"""The choices of the filter; None shows all."""


class AssessmentList(QWidget):
    """All assessments in a table; the requests carry the id of the one they are about."""

    new_requested = Signal()
    example_requested = Signal()
    open_requested = Signal(str)
    duplicate_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = OverviewModel(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(self._heading())
        layout.addLayout(self._filters())
        self._build_table()
        layout.addWidget(self._table, 1)
        layout.addLayout(self._actions())
        self.setFocusProxy(self._table)

    @property
    def selected_id(self) -> str:
        """Id of the chosen assessment, empty when none is chosen."""
        row = self._table.currentIndex().row()
        return self.model.summary_at(row).id if row >= 0 else ""

    def show_summaries(self, summaries: Sequence[AssessmentSummary], levels: Levels) -> None:
        """Show these assessments; the choice stays with its assessment."""
        self._keep_choice(lambda: self.model.show_summaries(summaries, levels))

    def select(self, assessment_id: str) -> None:
        """Choose an assessment, the first one when it is not shown."""
        if self.model.rowCount():
            row = max(self.model.row_of(assessment_id), 0)
            flags = QItemSelectionModel.SelectionFlag
            self._table.selectionModel().setCurrentIndex(
                self.model.index(row, 0), flags.ClearAndSelect | flags.Rows
            )
        self._enable()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self.selected_id
        if chosen and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_requested.emit(chosen)
        elif chosen and event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit(chosen)
        else:
            super().keyPressEvent(event)

    def _heading(self) -> QHBoxLayout:
        title = QLabel("Übersicht")
        set_look(title, "title")
        self._count = QLabel()
        set_look(self._count, "muted")
        example = QPushButton(icon("example"), "Beispiel öffnen")
        example.clicked.connect(self.example_requested)
        new = QPushButton("Neue DSFA")
        set_look(new, "primary")
        new.clicked.connect(self.new_requested)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(title)
        row.addSpacing(8)
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        row.addWidget(example)
        row.addWidget(new)
        return row

    def _filters(self) -> QHBoxLayout:
        self._search = QLineEdit()
        self._search.setPlaceholderText("Suchen in Titel, Stelle und Plattformen")
        self._search.setAccessibleName("Suchen")
        self._search.setClearButtonEnabled(True)
        self._search.setMaximumWidth(400)
        self._search.textChanged.connect(lambda text: self._keep_choice(lambda: self.model.search(text)))
        self._state = QComboBox()
        self._state.setAccessibleName("Nach Stand filtern")
        self._state.addItems(["Alle Stände" if state is None else STATE_LABELS[state] for state in _STATES])
        self._state.currentIndexChanged.connect(
            lambda index: self._keep_choice(lambda: self.model.show_state(_STATES[index]))
        )
        self._attention = QComboBox()
        self._attention.setAccessibleName("Nach Handlungsbedarf filtern")
        self._attention.addItems(list(ATTENTION))
        self._attention.currentTextChanged.connect(
            lambda name: self._keep_choice(lambda: self.model.show_attention(name))
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._search, 1)
        row.addWidget(self._state)
        row.addWidget(self._attention)
        row.addStretch(1)
        return row

    def _build_table(self) -> None:
        self._table = QTableView()
        self._table.setModel(self.model)
        self._table.setAccessibleName("Alle DSFA")
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setTabKeyNavigation(False)
        self._table.setShowGrid(False)
        self._table.setWordWrap(False)
        self._table.setAlternatingRowColors(True)
        self._table.setSortingEnabled(True)
        self._table.sortByColumn(Column.CHANGED, Qt.SortOrder.DescendingOrder)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().height() + 20)
        header = self._table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(72)
        for column, width in _WIDTHS.items():
            self._table.setColumnWidth(column, width)
        self._table.setItemDelegateForColumn(Column.TITLE, TitleDelegate(self._table))
        delegate = LevelDelegate(self._table)
        for column in (Column.BASELINE, Column.PLANNED, Column.PROVEN):
            self._table.setItemDelegateForColumn(column, delegate)
        self._table.doubleClicked.connect(lambda: self.open_requested.emit(self.selected_id))
        self._table.selectionModel().selectionChanged.connect(self._enable)

    def _actions(self) -> QHBoxLayout:
        self._open = QPushButton(icon("edit"), "Öffnen")
        self._open.clicked.connect(lambda: self.open_requested.emit(self.selected_id))
        self._duplicate = QPushButton(icon("duplicate"), "Duplizieren")
        self._duplicate.clicked.connect(lambda: self.duplicate_requested.emit(self.selected_id))
        self._delete = QPushButton(icon("remove"), "Löschen")
        self._delete.clicked.connect(lambda: self.delete_requested.emit(self.selected_id))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self._open, self._duplicate, self._delete):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _keep_choice(self, change: Callable[[], None]) -> None:
        """Change what is shown; the choice stays with its assessment while that is shown."""
        chosen = self.selected_id
        change()
        self.select(chosen)
        shown, total = self.model.rowCount(), self.model.total
        everything = count(total, "DSFA", "DSFA")
        self._count.setText(everything if shown == total else f"{shown} von {everything}")

    def _enable(self) -> None:
        for button in (self._open, self._duplicate, self._delete):
            button.setEnabled(bool(self.selected_id))
