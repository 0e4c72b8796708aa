"""The card with the history of an assessment: who changed what when, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTableView,
)

from dsfa_app.errors import DsfaError
from dsfa_app.place_names import topic_of
from ui.forms.form_page import Card
from ui.history.filter_bar import HistoryFilterBar
from ui.history.model import Column, HistoryModel, moment_of, person_of
from ui.icons import icon
from ui.style_sheet import set_look
from ui.view_models.autosave import SaveState

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.journal import Break
    from dsfa_app.services.history import HistoryEntry
    from ui.forms.context import PageContext

_WIDTHS = {Column.WHEN: 136, Column.WHAT: 112, Column.WHO: 152}
_LEAST_ROWS, _MOST_ROWS = 3, 10
_VALUE_LINES = 5
_NOTHING = "Nichts passt zum Filter."
_FIRST = "Noch keine Einträge. Jede Änderung an dieser DSFA steht künftig hier."


class HistoryCard(Card):
    """The entries as a table, the chosen one with its whole values below; ``failed`` carries an error."""

    failed = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__("Verlauf", parent=parent)
        self._context = context
        self._kept = 0
        """Number of the entry that stays chosen while the table is read again."""
        self.model = HistoryModel(context.editor, context.application, context.runner, self)
        self.finding = QLabel(self)
        self.finding.setWordWrap(True)
        self.bar = HistoryFilterBar(self)
        self.table = self._build_table()
        self._empty = QLabel(self)
        self._empty.setWordWrap(True)
        set_look(self._empty, "muted")
        self._chosen_words = QLabel(self)
        self._chosen_words.setWordWrap(True)
        self._chosen_words.setTextFormat(Qt.TextFormat.PlainText)
        self.old, self.new = self._build_value("Vorher"), self._build_value("Nachher")
        self.restore = QPushButton(icon("undo"), "Wert wiederherstellen", self)
        self.restore.clicked.connect(self._restore)
        self.go = QPushButton(icon("forward"), "Zum Feld", self)
        self.go.clicked.connect(self._go)
        self.body.setSpacing(8)
        for widget in (self.finding, self.bar, self._empty, self.table, self._chosen_words):
            self.body.addWidget(widget)
        self.body.addLayout(self._values())
        self.body.addLayout(self._buttons())
        self._connect()
        self._loaded()

    @property
    def chosen(self) -> HistoryEntry | None:
        """The chosen entry, None when there is none."""
        row = self.table.currentIndex().row()
        return self.model.entries[row] if 0 <= row < len(self.model.entries) else None

    def load(self) -> None:
        """Read the history again."""
        self.model.load()

    def _connect(self) -> None:
        self.bar.changed.connect(lambda: self.model.show_filtered(self.bar.chosen()))
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.loaded.connect(self._loaded)
        self.model.checked.connect(self._show_finding)
        self.model.failed.connect(self.failed)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self._context.editor.autosave.state_changed.connect(self._saved)

    def _saved(self, state: SaveState) -> None:
        if state is SaveState.SAVED and self.isVisible():
            self.load()

    def _remember(self) -> None:
        chosen = self.chosen
        self._kept = chosen.number if chosen else 0

    def _loaded(self) -> None:
        entries = self.model.entries
        self.bar.show_people(self.model.people)
        self.table.setVisible(bool(entries))
        self._empty.setVisible(not entries)
        self._empty.setText(_NOTHING if self.model.people else _FIRST)
        rows = max(_LEAST_ROWS, min(len(entries), _MOST_ROWS))
        height = self.table.verticalHeader().defaultSectionSize()
        frame = 2 * self.table.frameWidth()
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + rows * height + frame)
        if entries:
            kept = (row for row, entry in enumerate(entries) if entry.number == self._kept)
            self.table.selectRow(next(kept, 0))
        self._show_chosen()

    def _show_finding(self, broken: Break | None) -> None:
        """Say whether the chain of all entries holds."""
        if broken is None:
            self.finding.setText("Geprüft: Der Verlauf ist lückenlos und unverändert.")
        else:
            self.finding.setText(
                f"Der Verlauf ist nicht unverändert. Eintrag {broken.number}: {broken.fault.value}. Ihre "
                "Angaben sind davon nicht berührt; vergleichen Sie mit einer Sicherung und sagen Sie der "
                "Systembetreuung Bescheid."
            )
        set_look(self.finding, "muted" if broken is None else "error")

    def _show_chosen(self, _now: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        entry = self.chosen
        shown = (self._chosen_words, self.old, self.new, *self._captions)
        for widget in shown:
            widget.setVisible(entry is not None)
        self.restore.setEnabled(entry is not None and entry.restorable)
        self.go.setEnabled(entry is not None and bool(entry.path) and topic_of(entry.path or ()) is not None)
        if entry is None:
            return
        words = f"{moment_of(entry)}, {person_of(entry)}: {entry.place}"
        if entry.fault:
            words += f". Achtung: {entry.fault}."
        elif entry.is_emptied:
            words += ". Der Inhalt wurde mit der DSFA gelöscht."
        self._chosen_words.setText(words)
        self.old.setPlainText(entry.old)
        self.new.setPlainText(entry.new)

    def _restore(self) -> None:
        entry = self.chosen
        if entry is None:
            return
        application, assessment_id = self._context.application, self._context.editor.assessment.id
        self._context.runner.run(
            lambda: application.history.restoration(assessment_id, entry.number),
            receiver=self,
            on_success=lambda change: self._put_back(entry, change),
            on_error=self.failed.emit,
        )

    def _put_back(self, entry: HistoryEntry, change: Callable[[Assessment], Assessment]) -> None:
        try:
            self._context.editor.apply("Wiederherstellen", change)
        except DsfaError as error:
            self.failed.emit(error)
            return
        self._context.notices.say(f"Wiederhergestellt: {entry.place}. „Rückgängig“ nimmt es zurück.")

    def _go(self) -> None:
        entry = self.chosen
        topic = topic_of(entry.path) if entry is not None and entry.path else None
        if entry is not None and topic is not None:
            self._context.navigation.go(topic.value, entry.path or ())

    def _build_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setAccessibleName("Verlauf, das Neueste zuerst")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        height = self.fontMetrics().height() + 14
        table.verticalHeader().setDefaultSectionSize(height)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.PLACE, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(72)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        return table

    def _build_value(self, name: str) -> QPlainTextEdit:
        value = QPlainTextEdit(self)
        value.setReadOnly(True)
        value.setTabChangesFocus(True)
        value.setAccessibleName(name)
        value.setFixedHeight((_VALUE_LINES + 1) * self.fontMetrics().lineSpacing())
        return value

    def _values(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        self._captions: list[QLabel] = []
        for column, (name, value) in enumerate((("Vorher", self.old), ("Nachher", self.new))):
            caption = QLabel(name, self)
            caption.setBuddy(value)
            set_look(caption, "label")
            self._captions.append(caption)
            grid.addWidget(caption, 0, column)
            grid.addWidget(value, 1, column)
        return grid

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.restore)
        row.addWidget(self.go)
        row.addStretch(1)
        return row
