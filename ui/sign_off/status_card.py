"""Who has signed one released version, and who is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ui.forms.form_page import Card
from ui.icons import icon
from ui.view_models.sign_offs import signer_row, summary

if TYPE_CHECKING:
    from dsfa_app.services.sign_offs import VersionSignOffs
    from ui.view_models.sign_offs import SignerRow

_COLUMNS = ("Rolle", "Vorgesehen", "Stand", "Unterzeichnet von", "Zeitpunkt", "Umfang", "Datei")
_STATE, _FILE = 2, 6
_ROW_PADDING = 14
_COLUMN_GAP = 8


class StatusCard(Card):
    """One version; ``send_requested`` carries its id, ``save_requested`` the chosen sign-off."""

    send_requested = Signal(str)
    save_requested = Signal(object)

    def __init__(self, status: VersionSignOffs, parent: QWidget | None = None) -> None:
        super().__init__(f"Fassung {status.line.version}", summary(status), parent)
        self._status = status
        self.rows = tuple(signer_row(one, status.by(one.id)) for one in status.expected)
        self.list = self._build_list()
        self.list.setVisible(bool(self.rows))
        self.body.addWidget(self.list)
        self.body.addLayout(self._build_buttons())
        self._enable()

    @property
    def selected(self) -> SignerRow | None:
        """The selected line."""
        index = self.list.currentIndex()
        return self.rows[index.row()] if index.isValid() else None

    def _build_list(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setAccessibleName(f"Unterschriften unter Fassung {self._status.line.version}")
        tree.setRootIsDecorated(False)
        tree.setAlternatingRowColors(True)
        tree.setHeaderLabels(list(_COLUMNS))
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.addTopLevelItems([self._item(row) for row in self.rows])
        tree.currentItemChanged.connect(self._enable)
        tree.itemActivated.connect(self._save)
        header = tree.header()
        header.setStretchLastSection(False)
        for column in range(len(_COLUMNS)):
            tree.resizeColumnToContents(column)
            tree.setColumnWidth(column, tree.columnWidth(column) + _COLUMN_GAP)
        header.setSectionResizeMode(_FILE, QHeaderView.ResizeMode.Stretch)
        height = self.fontMetrics().height() + _ROW_PADDING
        tree.setFixedHeight(max(len(self.rows), 1) * height + header.sizeHint().height() + _ROW_PADDING)
        return tree

    def _item(self, row: SignerRow) -> QTreeWidgetItem:
        texts = (row.role, row.wanted, row.state, row.signer, row.moment, row.scope, row.file)
        item = QTreeWidgetItem(list(texts))
        item.setSizeHint(0, QSize(0, self.fontMetrics().height() + _ROW_PADDING))
        spoken = ", ".join(f"{name} {text}" for name, text in zip(_COLUMNS, texts, strict=True) if text)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        item.setIcon(_STATE, icon(*(("complete", "success") if row.sign_off else ("info", "muted"))))
        for column, text in enumerate(texts):
            item.setToolTip(column, text)
        return item

    def _build_buttons(self) -> QHBoxLayout:
        self.send = QPushButton(icon("document"), "Dokument zum Unterzeichnen ausgeben …", self)
        self.send.clicked.connect(lambda: self.send_requested.emit(self._status.line.id))
        self.send.setVisible(self._status.line.in_force)
        self.save = QPushButton(icon("saved"), "Unterzeichnete Datei speichern …", self)
        self.save.clicked.connect(self._save)
        self.save.setVisible(bool(self._status.recorded))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.send)
        row.addWidget(self.save)
        row.addStretch(1)
        return row

    def _enable(self) -> None:
        row = self.selected
        self.save.setEnabled(row is not None and row.sign_off is not None)

    def _save(self) -> None:
        row = self.selected
        if row is not None and row.sign_off is not None:
            self.save_requested.emit(row.sign_off)
