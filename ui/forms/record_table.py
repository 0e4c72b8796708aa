"""A table of records with buttons to add, remove and move, and a form for the selected one.

Keyboard: arrows select, Enter goes to the form, Insert adds, Delete removes, Alt+Up and Alt+Down move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.forms.context import HelpTopic
from ui.forms.form import Form
from ui.forms.spec import owner_and_shape, text_key
from ui.icons import icon
from ui.overriding import override
from ui.style_sheet import set_look
from ui.view_models.editor import new_id
from ui.view_models.record_model import RecordModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.domain.structure import Path
    from ui.forms.context import PageContext
    from ui.forms.spec import RecordPart, Records

MAX_ROWS = 10
"""A table scrolls from here on, so that the form below stays within reach."""


class RecordTable(QWidget):
    """One collection of records below a record of the assessment; ``selection_changed``: another one is."""

    selection_changed = Signal()

    def __init__(
        self,
        context: PageContext,
        records: Records,
        base: Path = (),
        extra_help: Callable[[HelpTopic], HelpTopic] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._spec = records
        self._collection = (*base, *records.path)
        _, shape = owner_and_shape(self._collection)
        self._record = shape.record
        self._names = context.texts.record(self._record.__name__)
        self._extra_help = extra_help
        self._form: Form | None = None
        self._below: RecordPart | None = None
        self._selected = ""
        self._build()
        context.marks.changed.connect(self._show_marks)
        self.refresh()

    @property
    def collection(self) -> Path:
        """Path of the collection shown."""
        return self._collection

    @property
    def selected_id(self) -> str:
        """Id of the selected record, empty when there is none."""
        return self._selected

    def refresh(self, changed: Path = ()) -> None:
        """Show what the assessment says now; the selection stays with its record."""
        records = self._context.editor.value(self._collection)
        self._model.show_records(records)
        self._show_marks()
        self._empty.setVisible(not records)
        self._table.setVisible(bool(records))
        self._fit()
        known = {item.id for item in records}
        if self._selected not in known:
            self.select("")
        elif self._form is not None:
            self._restore_selection()
            self._form.refresh(changed)
            if self._below is not None:
                self._below.refresh(changed)
        self._enable()

    def _show_marks(self) -> None:
        """Mark the entries that are new or changed since the former version, and name those that are gone."""
        marks = self._context.marks
        ids = (item.id for item in self._model.records)
        self._model.show_changes({name: marks.words((*self._collection, name)) for name in ids})
        gone = marks.removed(self._collection)
        self._gone.setVisible(bool(gone))
        self._gone.setText(f"Seit {marks.number} entfallen: {', '.join(gone)}")

    def select(self, record_id: str) -> None:
        """Select a record and show its form."""
        self._selected = record_id
        self._restore_selection()
        if record_id:
            path = (*self._collection, record_id)
            if self._form is None:
                self._form = Form(self._context, self._spec.fields, path, self._extra_help, self._detail)
                self._detail_box.addWidget(self._form)
            else:
                self._form.show_record(path)
            self._show_below(path)
        self._detail.setVisible(bool(record_id))
        self._enable()
        self.selection_changed.emit()

    def focus_path(self, path: Path) -> bool:
        """Put the keyboard where this path is; tell whether it belongs to this table."""
        length = len(self._collection)
        if path[:length] != self._collection:
            return False
        if len(path) > length and self._model.row_of(path[length]) >= 0:
            self.select(path[length])
            if self._form is not None and self._form.focus_path(path):
                return True
            if self._below is not None and self._below.focus_path(path):
                return True
        (self._table if self._model.rowCount() else self._add).setFocus()
        return True

    def add(self) -> None:
        """Add a record and put the keyboard into its first field."""
        start, assessment = self._spec.starts_with, self._context.editor.assessment
        values: dict[str, Any] = {} if start is None else start(assessment)
        item_id = new_id() if self._spec.new_id is None else self._spec.new_id(assessment)
        item = self._record(id=item_id, **values)
        row = self._model.row_of(self._selected)
        self._selected = item.id
        self._context.editor.add_item(self._collection, item, row + 1 if row >= 0 else None)
        self.select(item.id)
        if self._form is not None:
            self._form.focus_path((*self._collection, item.id, *self._spec.fields[0].path))

    def remove(self) -> None:
        """Remove the selected record; undo brings it back."""
        if not self._selected:
            return
        if self._spec.remove is not None:
            self._spec.remove(self._context, self, self._selected)
            return
        row = self._model.row_of(self._selected)
        remaining = [item.id for item in self._model.records if item.id != self._selected]
        removed, self._selected = self._selected, remaining[min(row, len(remaining) - 1)] if remaining else ""
        self._context.editor.remove_item(self._collection, removed)
        self.select(self._selected)
        (self._table if remaining else self._add).setFocus()

    def move_selected(self, by: int) -> None:
        """Move the selected record up (-1) or down (1)."""
        row = self._model.row_of(self._selected)
        target = row + by
        may_edit = self._context.rights.may_edit(self._collection)
        if may_edit and row >= 0 and 0 <= target < self._model.rowCount():
            self._context.editor.move_item(self._collection, self._selected, target)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._on_key(event):
            return True
        if event.type() == QEvent.Type.FocusIn:
            self._show_help()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        is_locked = not self._context.rights.may_edit(self._collection)
        if is_locked and (key is Qt.Key.Key_Insert or event.matches(QKeySequence.StandardKey.Delete)):
            return True
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_selected(-1 if key is Qt.Key.Key_Up else 1)
        elif key is Qt.Key.Key_Insert:
            self.add()
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.remove()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._table.currentIndex().isValid():
            self._edit_current()
        else:
            return False
        return True

    def _edit_current(self) -> None:
        """Put the keyboard into the first field of the row in front."""
        self.select(self._model.id_at(self._table.currentIndex().row()))
        if self._form is not None:
            self._form.focus_path((*self._collection, self._selected, *self._spec.fields[0].path))

    def _show_below(self, path: Path) -> None:
        """Show what belongs to the selected record below its form."""
        if self._spec.below is None:
            return
        if self._below is None:
            self._below = self._spec.below(self._context, self._detail)
            self._detail_box.addWidget(self._below)
        self._below.show_record(path)

    def _show_help(self) -> None:
        text = self._context.texts.field(text_key(self._collection))
        words = text.help or text.hint
        topic = HelpTopic(title=text.label, text=words, norm=text.norm, path=self._collection)
        self._context.help.show(topic)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._empty = QLabel(self._names.empty, self)
        self._empty.setWordWrap(True)
        set_look(self._empty, "muted")
        self._build_table()
        self._detail = QFrame(self)
        set_look(self._detail, "inset")
        self._detail_box = QVBoxLayout(self._detail)
        self._detail_box.setContentsMargins(16, 16, 16, 16)
        self._gone = QLabel(self)
        self._gone.setWordWrap(True)
        self._gone.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self._gone, "change")
        layout.addWidget(self._empty)
        layout.addWidget(self._table)
        layout.addWidget(self._gone)
        layout.addLayout(self._buttons())
        layout.addWidget(self._detail)

    def _build_table(self) -> None:
        base = (*self._collection, "-")
        headers = [self._context.texts.field(text_key((*base, name))).label for name in self._spec.columns]
        self._model = RecordModel(self._record, self._spec.columns, headers, self._resolve, self)
        self._table = QTableView(self)
        self._table.setModel(self._model)
        self._table.setAccessibleName(self._names.plural)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setTabKeyNavigation(False)
        self._table.setShowGrid(False)
        self._table.setAlternatingRowColors(True)
        self._table.setWordWrap(False)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)
        header = self._table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._table.installEventFilter(self)
        # not the current row: that is set by merely passing through with the tabulator
        self._table.selectionModel().selectionChanged.connect(self._row_chosen)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._add = QPushButton(icon("add"), f"{self._names.singular} hinzufügen", self)
        self._add.clicked.connect(self.add)
        row.addWidget(self._add)
        self._remove = self._tool("remove", f"{self._names.singular} entfernen", "Entf", self.remove)
        self._up = self._tool("up", "Nach oben", "Alt+Auf", lambda: self.move_selected(-1))
        self._down = self._tool("down", "Nach unten", "Alt+Ab", lambda: self.move_selected(1))
        for button in (self._remove, self._up, self._down):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _tool(self, picture: str, name: str, key: str, action: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(picture))
        button.setToolTip(f"{name} ({key})")
        button.setAccessibleName(f"{self._names.plural}: {name}")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(action)
        return button

    def _resolve(self, column: str, code: str) -> str:
        for field in self._spec.fields:
            if field.name == column and field.options is not None:
                offered = field.options(self._context.editor.assessment, self._context.catalogue)
                return next((option.label for option in offered if option.value == code), code)
        return code

    def _row_chosen(self) -> None:
        rows = self._table.selectionModel().selectedRows()
        if rows and self._model.id_at(rows[0].row()) != self._selected:
            self.select(self._model.id_at(rows[0].row()))

    def _restore_selection(self) -> None:
        row = self._model.row_of(self._selected)
        if row >= 0 and not self._table.selectionModel().isRowSelected(row):
            flags = QItemSelectionModel.SelectionFlag
            self._table.selectionModel().setCurrentIndex(
                self._model.index(row, 0), flags.ClearAndSelect | flags.Rows
            )

    def _enable(self) -> None:
        row, count = self._model.row_of(self._selected), self._model.rowCount()
        may_edit = self._context.rights.may_edit(self._collection)
        self._add.setEnabled(may_edit)
        self._remove.setEnabled(may_edit)
        for button in (self._remove, self._up, self._down):
            button.setVisible(row >= 0)
        self._up.setEnabled(may_edit and row > 0)
        self._down.setEnabled(may_edit and 0 <= row < count - 1)

    def _fit(self) -> None:
        rows = min(self._model.rowCount(), MAX_ROWS)
        height = rows * self._table.verticalHeader().defaultSectionSize()
        self._table.setFixedHeight(height + self._table.horizontalHeader().sizeHint().height() + 4)
