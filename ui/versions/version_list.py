"""The card with all versions of an assessment, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ui.forms.form_page import Card
from ui.icons import icon
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.view_models.versions import VersionRow

_COLUMNS = ("Fassung", "Stand", "Art", "Datum", "Person", "Fingerabdruck")
_STATE, _PERSON, _FINGERPRINT = 1, 4, 5
_LEAST_ROWS, _MOST_ROWS = 2, 8
_ROW_PADDING = 14
_COLUMN_GAP = 8
_EMPTY = (
    "Noch keine Fassung. Mit der Freigabe auf der Seite „Ergebnis und Freigabe“ wird die DSFA als Fassung "
    "eingefroren: mit allen Angaben, dem Risikoprofil und den Texten des Katalogs. Danach sehen Sie hier, "
    "was sich seitdem geändert hat."
)
_ID = Qt.ItemDataRole.UserRole


class VersionList(Card):
    """All versions, the latest first.

    ``open_requested``, ``compare_requested`` and ``restore_requested`` carry the id of the selected one,
    ``revise_requested`` asks for the next version, ``release_requested`` for the way to the first one.
    """

    open_requested = Signal(str)
    compare_requested = Signal(str)
    restore_requested = Signal(str)
    revise_requested = Signal()
    release_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Fassungen", parent=parent)
        self._rows: tuple[VersionRow, ...] = ()
        self._may_restore = False
        self._state = QLabel(self)
        self._state.setWordWrap(True)
        self._empty = QLabel(_EMPTY, self)
        self._empty.setWordWrap(True)
        set_look(self._empty, "muted")
        self.list = self._build_list()
        self.fingerprint = QLineEdit(self)
        self.fingerprint.setReadOnly(True)
        self.fingerprint.setAccessibleName("Fingerabdruck (SHA-256) der gewählten Fassung")
        self._caption = QLabel("Fingerabdruck (SHA-256)", self)
        self._caption.setBuddy(self.fingerprint)
        set_look(self._caption, "label")
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.note.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else the keyboard cannot get there
        self.body.setSpacing(8)
        for widget in (self._state, self._empty, self.list, self._caption, self.fingerprint, self.note):
            self.body.addWidget(widget)
        self.body.addLayout(self._build_buttons())
        self.show_rows((), may_revise=False, may_restore=False)

    @property
    def selected(self) -> VersionRow | None:
        """The selected version."""
        item = self.list.currentItem()
        return None if item is None else self._rows[self.list.indexOfTopLevelItem(item)]

    def show_state(self, words: str) -> None:
        """Say which version is being worked on."""
        self._state.setText(words)

    def show_rows(self, rows: Sequence[VersionRow], *, may_revise: bool, may_restore: bool) -> None:
        """Show these versions; the selection stays with its version."""
        former = self.selected
        self._rows = tuple(rows)
        self._may_restore = may_restore
        self._empty.setVisible(not self._rows)
        self.release.setVisible(not self._rows)
        self.list.setVisible(bool(self._rows))
        self.list.clear()
        items = [self._item(row) for row in self._rows]
        self.list.addTopLevelItems(items)
        kept = next((place for place, row in enumerate(self._rows) if former and row.id == former.id), 0)
        if items:
            self.list.setCurrentItem(items[kept])
        self._fit()
        self.revise.setVisible(may_revise)
        self._enable()

    def _item(self, row: VersionRow) -> QTreeWidgetItem:
        person = ", ".join(filter(None, (row.person, row.role)))
        texts = (row.number, row.standing, row.kind, row.date, person, row.short_fingerprint)
        item = QTreeWidgetItem(list(texts))
        item.setSizeHint(0, QSize(0, self.fontMetrics().height() + _ROW_PADDING))
        spoken = ", ".join(f"{name} {text}" for name, text in zip(_COLUMNS, texts, strict=True) if text)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        item.setToolTip(_PERSON, person)
        item.setToolTip(_FINGERPRINT, row.fingerprint)
        if row.standing == "gilt":
            font = item.font(0)
            font.setBold(True)
            for column in (0, _STATE):
                item.setFont(column, font)
        return item

    def _build_list(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setAccessibleName("Fassungen")
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setAlternatingRowColors(True)
        tree.setHeaderLabels(list(_COLUMNS))
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.currentItemChanged.connect(self._enable)
        tree.itemActivated.connect(self._open)
        return tree

    def _build_buttons(self) -> QHBoxLayout:
        self.open = QPushButton(icon("document"), "Ansehen …", self)
        self.open.clicked.connect(self._open)
        self.compare = QPushButton(icon("search"), "Mit Arbeitsstand vergleichen", self)
        self.compare.clicked.connect(self._compare)
        self.restore = QPushButton(icon("undo"), "Wiederherstellen …", self)
        self.restore.setToolTip("Den Inhalt dieser Fassung als Arbeitsstand übernehmen")
        self.restore.clicked.connect(self._restore)
        self.revise = QPushButton(icon("edit", "on_accent"), "Fortschreiben …", self)
        self.revise.setToolTip("Eine neue Fassung beginnen; die freigegebene bleibt, wie sie ist")
        set_look(self.revise, "primary")
        self.revise.clicked.connect(self.revise_requested)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.open, self.compare, self.restore):
            row.addWidget(button)
        self.release = QPushButton(icon("forward"), "Zu „Ergebnis und Freigabe“", self)
        self.release.clicked.connect(self.release_requested)
        row.addWidget(self.release)
        row.addStretch(1)
        row.addWidget(self.revise)
        return row

    def _open(self) -> None:
        if self.selected is not None and self.selected.id:
            self.open_requested.emit(self.selected.id)

    def _compare(self) -> None:
        if self.selected is not None and self.selected.id:
            self.compare_requested.emit(self.selected.id)

    def _restore(self) -> None:
        if self.selected is not None and self.selected.id:
            self.restore_requested.emit(self.selected.id)

    def _enable(self) -> None:
        chosen = self.selected
        can_open = chosen is not None and bool(chosen.id)
        for button in (self.open, self.compare):
            button.setVisible(bool(self._rows))
            button.setEnabled(can_open)
        self.restore.setVisible(bool(self._rows) and self._may_restore)
        self.restore.setEnabled(can_open)
        for widget in (self._caption, self.fingerprint):
            widget.setVisible(chosen is not None and bool(chosen.fingerprint))
        self.fingerprint.setText(chosen.fingerprint if chosen else "")
        self.fingerprint.setCursorPosition(0)
        note = chosen.note.strip() if chosen else ""
        self.note.setVisible(bool(note))
        self.note.setText(f"Neu in Fassung {chosen.number}: {note}" if chosen and note else "")

    def _fit(self) -> None:
        header = self.list.header()
        header.setStretchLastSection(False)
        for column in range(len(_COLUMNS)):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, self.list.columnWidth(column) + _COLUMN_GAP)
        header.setSectionResizeMode(_PERSON, QHeaderView.ResizeMode.Stretch)
        rows = min(max(len(self._rows), _LEAST_ROWS), _MOST_ROWS)
        height = self.fontMetrics().height() + _ROW_PADDING
        self.list.setFixedHeight(rows * height + header.sizeHint().height() + 4)
