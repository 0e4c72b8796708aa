"""The waste basket: deleted assessments come back or go for good; how long released ones are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
)

from dsfa_app.method.retention import LONGEST_YEARS, PROPOSED_YEARS
from ui import messages
from ui.formatting import count
from ui.icons import icon
from ui.overriding import override
from ui.places.place import Place
from ui.style_sheet import set_look
from ui.trash.model import Column, TrashModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from dsfa_app.services.overview import AssessmentSummary
    from ui.places.place import PlaceContext

_WIDTHS = {Column.STATE: 160, Column.VERSION: 96, Column.PLATFORMS: 280, Column.DELETED: 160}

_PURPOSE = (
    "Gelöschte DSFA liegen hier, bis Sie sie wiederherstellen oder endgültig löschen. So lange werden sie "
    "nicht aufgelistet, geöffnet, ausgegeben oder gezählt."
)
_EMPTY = "Der Papierkorb ist leer. Was Sie in der Übersicht löschen, liegt hier und lässt sich zurückholen."
_FOR_GOOD = (
    "Alle Angaben, Fassungen und früheren Werte werden aus der Datenbank entfernt; das lässt sich nicht "
    "rückgängig machen. Im Verlauf bleibt nur, wer wann etwas getan hat. Exportierte Dokumente und "
    "Sicherungen, die es schon gibt, enthalten die DSFA weiterhin."
)
_RETENTION = (
    f"Vorschlag: {PROPOSED_YEARS} Jahre nach dem Ende der letzten Freigabe. Eine freigegebene DSFA lässt "
    "sich vorher nicht löschen; Entwürfe jederzeit."
)


class TrashPage(Place):
    """Everything in the waste basket as a table, with what can be done with it."""

    def __init__(self, context: PlaceContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.model = TrashModel(self)
        self.table = self._build_table()
        self.restore = QPushButton(icon("undo"), "Wiederherstellen", self)
        self.restore.clicked.connect(self._restore)
        self.purge = QPushButton(icon("remove"), "Endgültig löschen …", self)
        self.purge.clicked.connect(self._ask_to_purge)
        self.empty = QPushButton("Papierkorb leeren …", self)
        self.empty.clicked.connect(self._ask_to_empty)
        self.years = self._build_years()
        nothing = QLabel(_EMPTY, self)
        nothing.setWordWrap(True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_look(nothing, "muted")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(nothing)
        self._retention = QLabel(_RETENTION, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(self._heading())
        layout.addWidget(self._stack, 1)
        layout.addLayout(self._actions())
        layout.addLayout(self._period())
        self._show(())

    @override
    def refresh(self) -> None:
        self._do(self._read, self._show)

    @override
    def focus_work(self) -> None:
        (self.table if self.model.rows else self.years).setFocus()

    @property
    def chosen(self) -> AssessmentSummary | None:
        """The chosen assessment, None when there is none."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if row >= 0 else None

    def _read(self) -> Sequence[AssessmentSummary]:
        return self._context.application.trash.deleted()

    def _purge_all(self) -> int:
        return self._context.application.trash.empty()

    def _show(self, rows: Sequence[AssessmentSummary]) -> None:
        chosen = self.chosen
        self.model.show_rows(rows)
        self._count.setText(count(len(rows), "DSFA", "DSFA"))
        self._stack.setCurrentIndex(0 if rows else 1)
        same = (row for row, line in enumerate(rows) if chosen is not None and line.id == chosen.id)
        if rows:
            self.table.selectRow(next(same, 0))
        self._enable()

    def _enable(self, _now: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        for button in (self.restore, self.purge):
            button.setEnabled(self.chosen is not None)
        self.empty.setEnabled(bool(self.model.rows))

    def _do(self, work: Callable[[], object], then: Callable[[Any], None]) -> None:
        self._context.runner.run(work, receiver=self, on_success=then, on_error=self.failed.emit)

    def _change(self, work: Callable[[], object], sentence: str) -> None:
        def done(_result: object) -> None:
            self.said.emit(sentence)
            self.data_changed.emit()

        self._do(work, done)

    def _restore(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            application = self._context.application
            self._change(
                lambda: application.trash.restore(chosen.id), f"„{chosen.title}“ ist wieder in der Übersicht."
            )

    def _ask_to_purge(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        application = self._context.application
        messages.confirm(
            self.window(),
            f"„{chosen.title}“ endgültig löschen?",
            _FOR_GOOD,
            action="Endgültig löschen",
            on_confirmed=lambda: self._change(
                lambda: application.trash.purge(chosen.id), f"„{chosen.title}“ ist endgültig gelöscht."
            ),
        )

    def _ask_to_empty(self) -> None:
        number = count(len(self.model.rows), "DSFA", "DSFA")
        messages.confirm(
            self.window(),
            f"Papierkorb leeren ({number})?",
            _FOR_GOOD,
            action="Endgültig löschen",
            on_confirmed=lambda: self._change(self._purge_all, "Der Papierkorb ist leer."),
        )

    def _keep_period(self, years: int) -> None:
        self._do(lambda: self._context.application.trash.keep_for(years), lambda _result: None)

    def _heading(self) -> QVBoxLayout:
        title = QLabel("Papierkorb", self)
        set_look(title, "title")
        self._count = QLabel(self)
        set_look(self._count, "muted")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(title)
        row.addSpacing(8)
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        purpose = QLabel(_PURPOSE, self)
        purpose.setWordWrap(True)
        set_look(purpose, "muted")
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(purpose)
        return column

    def _actions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.restore)
        row.addWidget(self.purge)
        row.addStretch(1)
        row.addWidget(self.empty)
        return row

    def _period(self) -> QVBoxLayout:
        label = QLabel("Freigegebene DSFA aufbewahren", self)
        set_look(label, "label")
        label.setBuddy(self.years)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.years)
        row.addStretch(1)
        self._retention.setWordWrap(True)
        set_look(self._retention, "muted")
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._retention)
        return column

    def _build_years(self) -> QComboBox:
        years = QComboBox(self)
        years.addItems([count(number, "Jahr", "Jahre") for number in range(LONGEST_YEARS + 1)])
        years.setAccessibleName("Aufbewahrungsfrist freigegebener DSFA")
        years.setAccessibleDescription(_RETENTION)
        years.setCurrentIndex(self._context.application.settings.preferences.retention_years)
        years.currentIndexChanged.connect(self._keep_period)
        return years

    def _build_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setAccessibleName("Gelöschte DSFA")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 20)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(72)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        table.selectionModel().currentRowChanged.connect(self._enable)
        return table
