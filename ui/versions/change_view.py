"""What changed, as a tree page by page that can be filtered, with the words of the selected change below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.domain.comparison import ChangeKind
from dsfa_app.labels import label
from ui.formatting import count
from ui.overriding import override
from ui.style_sheet import set_look
from ui.view_models.change_rows import ChangeRows

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.view_models.change_rows import ChangeRow

_COLUMNS = ("Stelle", "Art", "Vorher → Nachher")
_WORDS_SHARE = 0.34
"""Of the width, for old and new words; the place gets what remains."""
_ROW_PADDING, _INDENT = 12, 16
_TREE_HEIGHT, _WORDS_HEIGHT = 312, 144
_ROW = Qt.ItemDataRole.UserRole
_NO_MATCH = "Kein Treffer. Bitte den Filter ändern oder leeren."
_CHOOSE = "Wählen Sie eine Änderung. Hier stehen dann der alte und der neue Wortlaut."


class ChangeView(QWidget):
    """The changes of one comparison; ``chosen`` carries page id and path of the one to jump to."""

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = ChangeRows(())
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText("Änderungen filtern")
        self.filter.setAccessibleName("Änderungen filtern")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._show)
        self.kinds = {kind: self._chip(kind) for kind in ChangeKind}
        self.tree = self._build_tree()
        self._no_match = QLabel(_NO_MATCH, self)
        set_look(self._no_match, "muted")
        self.words = QTextBrowser(self)
        self.words.setAccessibleName("Alter und neuer Wortlaut")
        self.words.setOpenLinks(False)
        self._lay_out()
        self._show_words()

    def show_rows(self, rows: ChangeRows) -> None:
        """Show the changes of a comparison, without a filter on their kind."""
        self._rows = rows
        for kind, chip in self.kinds.items():
            number = rows.count(kind)
            chip.setVisible(number > 0)
            chip.setText(f"{label(kind)} ({number})")
            chip.setChecked(False)
        self._show()

    @property
    def selected(self) -> ChangeRow | None:
        """The selected change, None where a heading or nothing is selected."""
        item = self.tree.currentItem()
        row: ChangeRow | None = None if item is None else item.data(0, _ROW)
        return row

    def titles(self) -> list[str]:
        """Return the headings shown, each with how many changes stand below it."""
        items = (self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount()))
        return [item.text(0) for item in items if item is not None]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tree.setColumnWidth(2, round(event.size().width() * _WORDS_SHARE))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_words()  # the colours stand in the text

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.filter, 1)
        for chip in self.kinds.values():
            bar.addWidget(chip)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.tree)
        parts.addWidget(self.words)
        parts.setSizes([_TREE_HEIGHT, _WORDS_HEIGHT])
        parts.setMinimumHeight(_TREE_HEIGHT + _WORDS_HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(bar)
        layout.addWidget(self._no_match)
        layout.addWidget(parts, 1)

    def _chip(self, kind: ChangeKind) -> QPushButton:
        chip = QPushButton(label(kind), self)
        chip.setCheckable(True)
        set_look(chip, "chip")
        chip.setToolTip(f"Nur „{label(kind)}“ zeigen")
        chip.toggled.connect(self._show)
        return chip

    def _build_tree(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setAccessibleName("Änderungen")
        tree.setHeaderLabels(list(_COLUMNS))
        tree.setUniformRowHeights(True)
        tree.setIndentation(_INDENT)
        tree.setAlternatingRowColors(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
        tree.currentItemChanged.connect(self._show_words)
        tree.itemActivated.connect(self._choose)
        return tree

    def _show(self) -> None:
        kinds = {kind for kind, chip in self.kinds.items() if chip.isChecked()}
        self.tree.clear()
        for title, rows in self._rows.filtered(self.filter.text(), kinds):
            head = self._heading(title, len(rows))
            head.addChildren([self._item(row) for row in rows])
            self.tree.addTopLevelItem(head)
            head.setFirstColumnSpanned(True)
        self.tree.expandAll()
        self._no_match.setVisible(bool(self._rows.groups) and not self.tree.topLevelItemCount())
        self._show_words()

    def _heading(self, title: str, number: int) -> QTreeWidgetItem:
        head = QTreeWidgetItem([f"{title} ({number})"])
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        head.setSizeHint(0, QSize(0, self.fontMetrics().height() + _ROW_PADDING))
        words = count(number, "Änderung", "Änderungen")
        head.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{title}, {words}")
        return head

    def _item(self, row: ChangeRow) -> QTreeWidgetItem:
        texts = (row.place, row.mark, f"{row.old_text or '–'} → {row.new_text or '–'}")
        item = QTreeWidgetItem(list(texts))
        item.setData(0, _ROW, row)
        item.setToolTip(0, row.place)
        item.setSizeHint(0, QSize(0, self.fontMetrics().height() + _ROW_PADDING))
        spoken = (
            f"{row.place}, {row.mark}, vorher {row.old_text or 'nichts'}, nachher {row.new_text or 'nichts'}"
        )
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        return item

    def _choose(self) -> None:
        row = self.selected
        if row is not None and row.topic is not None:
            self.chosen.emit(row.topic.value, row.path)

    def _show_words(self) -> None:
        row = self.selected
        muted = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        self.words.setHtml(f"<p style='color:{muted}'>{_CHOOSE}</p>" if row is None else row.html(muted))
