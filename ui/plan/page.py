"""Deadlines and measures of all assessments: what is overdue, what comes next, the way to each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ui.formatting import count
from ui.icons import icon
from ui.overriding import override
from ui.places.place import Place
from ui.plan.figures import FigureBar
from ui.plan.filter_bar import PlanFilterBar
from ui.plan.output import PlanOutput
from ui.style_sheet import set_look
from ui.view_models.plan import prepared
from ui.view_models.plan_tree import GROUPED, Column, PlanTree

if TYPE_CHECKING:
    from ui.places.place import PlaceContext
    from ui.view_models.plan import PreparedPlan

_WIDTHS = {
    Column.DUE: 100,
    Column.LEFT: 164,
    Column.OWNER: 112,
    Column.DEPARTMENT: 112,
    Column.STATE: 120,
    Column.KIND: 92,
    Column.ASSESSMENT: 136,
}
_EXPAND_UP_TO = 2000
"""With more lines only the first group is opened, if it is small; laying out all would be felt."""

_NOTHING_THERE = (
    "Keine offenen Maßnahmen, Auflagen oder Termine. Sobald in einer DSFA Maßnahmen geplant, Auflagen "
    "erteilt oder Termine gesetzt sind, stehen sie hier – für alle DSFA auf einen Blick."
)
_NOTHING_FOUND = "Nichts passt zu Suche und Filter."


class PlanPage(Place):
    """The plan as a tree in groups, with figures that filter it."""

    def __init__(self, context: PlaceContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._closed: set[str] = set()
        self.model = PlanTree(self)
        self.figures = FigureBar(self)
        self.bar = PlanFilterBar(self)
        self.tree = self._build_tree()
        self.output = PlanOutput(context, lambda: self.model.plan, self)
        self.output.said.connect(self.said)
        self._empty = QLabel(self)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_look(self._empty, "muted")
        self.reset = QPushButton("Alles zeigen", self)
        self.reset.clicked.connect(self._show_everything)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self._empty_state())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(self._heading())
        layout.addWidget(self.figures)
        layout.addWidget(self.bar)
        layout.addWidget(self._stack, 1)
        layout.addLayout(self._actions())
        self._connect()
        self._show()

    @override
    def refresh(self) -> None:
        application = self._context.application
        self._context.runner.run(
            lambda: prepared(application.plan.read()),
            receiver=self,
            on_success=self.show_plan,
            on_error=self.failed.emit,
        )

    @override
    def focus_work(self) -> None:
        (self.tree if self.model.shown else self.bar.words).setFocus()

    def show_plan(self, plan: PreparedPlan) -> None:
        """Show this plan; the choice stays with its deadline."""
        chosen = self.model.deadline_at(self.tree.currentIndex())
        self.figures.show_plan(plan)
        self.bar.show_plan(plan)
        self.model.take_plan(plan)
        self._show()
        if chosen is not None:
            self._select(self.model.index_of(chosen.id))

    def open_current(self) -> None:
        """Open the assessment at the field of the chosen deadline; a heading opens or closes its group."""
        index = self.tree.currentIndex()
        deadline = self.model.deadline_at(index)
        if deadline is not None:
            self.field_requested.emit(deadline.assessment_id, deadline.topic.value, deadline.path)
        elif index.isValid():
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _show(self) -> None:
        """Show what figures and filters ask for."""
        self.model.show_filtered(self.bar.chosen(self.figures.chosen), self.bar.chosen_grouping)

    def _arranged(self) -> None:
        """Let the tree and the words around it follow the model."""
        shown, total = self.model.shown, len(self.model.lines)
        needless = GROUPED.get(self.bar.chosen_grouping)
        for column in GROUPED.values():  # while all groups are folded: a column is laid out row by row
            self.tree.setColumnHidden(column, column is needless)
        for row, group in enumerate(self.model.groups):
            self.tree.setFirstColumnSpanned(row, QModelIndex(), True)
            is_small = shown <= _EXPAND_UP_TO or (row == 0 and len(group.lines) <= _EXPAND_UP_TO)
            is_open = is_small and group.title not in self._closed
            self.tree.setExpanded(self.model.index(row, 0), is_open)
        if shown:
            self._select(self.model.index(0, 0, self.model.index(0, 0)))
        everything = count(total, "Eintrag", "Einträge")
        self._count.setText(everything if shown == total else f"{shown} von {everything}")
        self._empty.setText(_NOTHING_FOUND if total else _NOTHING_THERE)
        self.reset.setVisible(bool(total))
        self._stack.setCurrentIndex(0 if shown else 1)
        self.output.button.setEnabled(bool(shown))
        self.bar.setEnabled(bool(total))
        self.figures.setEnabled(bool(total))
        self._enable()

    def _select(self, index: QModelIndex) -> None:
        """Choose a line, or the heading of its group where that is folded: choosing would open it."""
        is_in_view = self.tree.isExpanded(index.parent())
        self.tree.setCurrentIndex(index if is_in_view else index.parent())

    def _show_everything(self) -> None:
        self.figures.clear()
        self.bar.clear()
        self._show()
        self.focus_work()

    def _enable(self) -> None:
        self.open.setEnabled(self.model.deadline_at(self.tree.currentIndex()) is not None)

    def _connect(self) -> None:
        self.figures.changed.connect(self._show)
        self.bar.changed.connect(self._show)
        self.model.modelReset.connect(self._arranged)
        self.tree.doubleClicked.connect(self._double_clicked)
        self.tree.collapsed.connect(lambda index: self._closed.add(self._title_of(index)))
        self.tree.expanded.connect(lambda index: self._closed.discard(self._title_of(index)))
        self.tree.selectionModel().currentChanged.connect(self._enable)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), self.tree)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.open_current)

    def _title_of(self, index: QModelIndex) -> str:
        return self.model.groups[index.row()].title

    def _double_clicked(self, index: QModelIndex) -> None:
        if self.model.deadline_at(index) is not None:
            self.tree.setCurrentIndex(index)
            self.open_current()

    def _heading(self) -> QHBoxLayout:
        title = QLabel("Fristen und Maßnahmen", self)
        set_look(title, "title")
        self._count = QLabel(self)
        set_look(self._count, "muted")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(title)
        row.addSpacing(8)
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        row.addWidget(self.output.button)
        return row

    def _actions(self) -> QHBoxLayout:
        self.open = QPushButton(icon("edit"), "Im Feld öffnen", self)
        self.open.setToolTip("Öffnet die DSFA an dieser Stelle (Enter)")
        self.open.clicked.connect(self.open_current)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.open)
        row.addStretch(1)
        return row

    def _empty_state(self) -> QWidget:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.addStretch(1)
        column.addWidget(self._empty)
        column.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return body

    def _build_tree(self) -> QTreeView:
        tree = QTreeView(self)
        tree.setModel(self.model)
        tree.setAccessibleName("Fristen und Maßnahmen")
        tree.setAccessibleDescription("Enter öffnet die DSFA an der Stelle, an der die Frist steht.")
        tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        tree.setAlternatingRowColors(True)
        tree.setUniformRowHeights(True)
        tree.setAllColumnsShowFocus(True)
        tree.setIndentation(16)
        tree.setSortingEnabled(True)
        tree.sortByColumn(Column.DUE, Qt.SortOrder.AscendingOrder)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(72)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        return tree
