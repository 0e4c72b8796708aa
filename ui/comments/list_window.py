"""All comments of an assessment in a window beside it; Enter goes to the field."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.commenting import CommentFilter, is_open
from dsfa_app.domain.places import path_of
from dsfa_app.labels import label
from ui.comments.card import NAMELESS
from ui.formatting import count, format_date
from ui.overriding import override
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from dsfa_app.domain.comment import Comment
    from dsfa_app.place_names import PlaceName
    from ui.view_models.comments import CommentDesk

_FILTERS = {
    CommentFilter.OPEN: "Offene Kommentare",
    CommentFilter.MINE: "Meine Kommentare",
    CommentFilter.ALL: "Alle Kommentare",
}
_NOTHING = {
    CommentFilter.OPEN: "Kein Kommentar ist offen.",
    CommentFilter.MINE: "Sie haben noch keinen Kommentar geschrieben oder beantwortet.",
    CommentFilter.ALL: "Noch kein Kommentar. Schreiben Sie am Feld, was zu klären ist (Strg+Umschalt+K).",
}
_SIZE = (960, 440)
_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class Column(IntEnum):
    """The columns of the list."""

    PLACE = 0
    TEXT = 1
    AUTHOR = 2
    DAY = 3
    STATE = 4


_HEADERS = ("Stelle", "Kommentar", "Von", "Am", "Stand")
_WIDTHS = {Column.AUTHOR: 200, Column.DAY: 96, Column.STATE: 136}


def _state(comment: Comment) -> str:
    if not is_open(comment):
        return "erledigt"
    answers = len(comment.replies)
    return f"offen, {count(answers, 'Antwort', 'Antworten')}" if answers else "offen"


class CommentTable(QAbstractTableModel):
    """Comments as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[Comment, PlaceName], ...] = ()

    @property
    def rows(self) -> tuple[tuple[Comment, PlaceName], ...]:
        """The comments shown, each with the name of its place."""
        return self._rows

    def show_rows(self, rows: tuple[tuple[Comment, PlaceName], ...]) -> None:
        """Show these comments."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

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
        is_title = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _HEADERS[section] if is_title else None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        text = self._text(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_HEADERS[index.column()]}: {text}"
        return " ".join(text.split()) if index.column() == Column.TEXT else text

    def _text(self, index: _Index) -> str:
        comment, place = self._rows[index.row()]
        match Column(index.column()):
            case Column.PLACE:
                return place.full_text if place.exists else f"{place.full_text} (Stelle entfernt)"
            case Column.TEXT:
                return comment.text
            case Column.AUTHOR:
                return f"{comment.author or NAMELESS}\n{label(comment.role)}"
            case Column.DAY:
                return format_date(comment.written_on)
            case Column.STATE:
                return _state(comment)


class CommentList(QDialog):
    """The list with its filter; ``place_chosen`` carries page id and path of the field to go to."""

    place_chosen = Signal(str, object)

    def __init__(self, desk: CommentDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("Kommentare")
        self.resize(*_SIZE)
        self.filter = QComboBox(self)
        self.filter.setAccessibleName("Welche Kommentare")
        for wanted, text in _FILTERS.items():
            self.filter.addItem(text, wanted)
        self.filter.currentIndexChanged.connect(self.refresh)
        self._count = QLabel(self)
        set_look(self._count, "muted")
        self._nothing = QLabel(self)
        self._nothing.setWordWrap(True)
        set_look(self._nothing, "muted")
        self.model = CommentTable(self)
        self._build_table()
        self._go = QPushButton("Zum Feld", self)
        set_look(self._go, "primary")
        self._go.setDefault(True)
        self._go.clicked.connect(self._choose)
        close = QPushButton("Schließen", self)
        close.clicked.connect(self.close)
        head = QHBoxLayout()
        head.addWidget(self.filter)
        head.addWidget(self._count)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(self._nothing)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    @property
    def chosen_id(self) -> str:
        """Id of the comment chosen, empty when there is none."""
        chosen = self._chosen()
        return "" if chosen is None else chosen.id

    def show_again(self, comment_id: str = "") -> None:
        """Come to the front with this comment chosen, or with the open ones, with all where none is open."""
        wanted = CommentFilter.OPEN if self._desk.open_count and not comment_id else CommentFilter.ALL
        if comment_id or not self.isVisible():
            self.filter.setCurrentIndex(self.filter.findData(wanted))
        self.show()
        self.refresh()
        ids = [comment.id for comment, _place in self.model.rows]
        if comment_id in ids:
            self.table.selectRow(ids.index(comment_id))
        self.activateWindow()
        (self.table if self.model.rowCount() else self.filter).setFocus()

    def refresh(self) -> None:
        """Show what the assessment says now; the chosen comment stays chosen."""
        if not self.isVisible():
            return
        chosen = self._chosen()
        wanted = CommentFilter(self.filter.currentData())
        found = self._desk.chosen(wanted)
        rows = tuple((comment, self._desk.place(comment)) for comment in found)
        if rows != self.model.rows:
            self.model.show_rows(rows)
            kept = next((row for row, (one, _) in enumerate(rows) if chosen and one.id == chosen.id), 0)
            flags = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(
                self.model.index(kept, 0), flags.ClearAndSelect | flags.Rows
            )
        self._nothing.setText(_NOTHING[wanted])
        self._nothing.setVisible(not rows)
        self._count.setText(count(len(rows), "Kommentar", "Kommentare") if rows else "")
        self._enable()

    def _build_table(self) -> None:
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName("Kommentare")
        self.table.setAccessibleDescription("Eingabe führt zum Feld.")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().height() + 16)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (Column.PLACE, Column.TEXT):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.table.setColumnWidth(column, width)
        self.table.doubleClicked.connect(self._choose)
        self.table.selectionModel().selectionChanged.connect(self._enable)

    def _chosen(self) -> Comment | None:
        row = self.table.currentIndex().row()
        return self.model.rows[row][0] if 0 <= row < len(self.model.rows) else None

    def _enable(self) -> None:
        self._go.setEnabled(self._chosen() is not None)

    def _choose(self) -> None:
        row = self.table.currentIndex().row()
        if not 0 <= row < len(self.model.rows):
            return
        comment, place = self.model.rows[row]
        path = path_of(comment.place, Assessment) or ()
        self.place_chosen.emit("" if place.topic is None else str(place.topic), path)
