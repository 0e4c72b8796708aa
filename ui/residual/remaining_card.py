"""The risks that stay, each with its way through the measures and the reason for accepting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.forms.context import HelpTopic
from ui.forms.field_row import FieldRow
from ui.forms.form_page import Card
from ui.forms.text_editors import TextEditor
from ui.overriding import override
from ui.risks.painting import paint_corner, paint_mark
from ui.style_sheet import set_look
from ui.view_models.residual import HEADERS, LAYERS, Remaining, RemainingModel
from ui.view_models.risk_grid import DEVIATING, LAYER_WORDS, MARK, OVERRIDDEN

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter

    from dsfa_app.domain.structure import Path
    from dsfa_app.method.residual import RiskResult
    from ui.forms.context import PageContext

_MAX_ROWS = 7
_NONE = {
    Remaining.HIGH: "Kein bewertetes Risiko bleibt hoch.",
    Remaining.PLANNED_HIGH: "Mit den geplanten Maßnahmen bleibt kein bewertetes Risiko hoch.",
    Remaining.ABOVE_LOWEST: "Alle bewerteten Risiken sind gering.",
}


class _LevelDelegate(QStyledItemDelegate):
    """Draws the level over the ordinary ground of the row."""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        text = str(index.data()) + (" *" if index.data(OVERRIDDEN) else "")
        field = option.rect.adjusted(4, 6, -4, -6)
        paint_mark(painter, field, index.data(MARK), option.palette, text)
        if index.data(DEVIATING):
            paint_corner(painter, field, option.palette)


class RemainingCard(Card):
    """The table of remaining risks and, below it, the reason for accepting the selected one."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__("Risiken, die bleiben", parent=parent)
        self._context = context
        self._selected = ""
        self.model = RemainingModel(self)
        self.which = QComboBox(self)
        self.which.setAccessibleName("Welche verbleibenden Risiken")
        for choice in Remaining:
            self.which.addItem(choice.value, choice)
        self.which.activated.connect(self._show_chosen)
        self._none = QLabel(self)
        set_look(self._none, "muted")
        self.table = self._build_table()
        self._text = context.texts.field("Rating.acceptance_reason")
        self.reason = FieldRow(self._text, TextEditor(2, self), self)
        self.reason.edited.connect(self._write)
        self.reason.focused.connect(self._show_help)
        self.reason.comments_wanted.connect(context.help.show_comments)
        self._about = QLabel(self)
        self._about.setWordWrap(True)
        set_look(self._about, "label")
        self.channels = QLabel(self)
        self.channels.setWordWrap(True)
        self.open_rating = QPushButton("Bewertung öffnen", self)
        self.open_rating.clicked.connect(self._go_to_rating)
        head = QHBoxLayout()
        head.addWidget(self._about, 1)
        head.addWidget(self.open_rating)
        self.body.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._none)
        self.body.addWidget(self.table)
        self.body.addLayout(head)
        self.body.addWidget(self.channels)
        self.body.addWidget(self.reason)

    def refresh(self, changed: Path = ()) -> None:
        """Show what the assessment says now; the selected risk stays selected."""
        del changed
        self._show_chosen()

    def choose(self, which: Remaining) -> None:
        """List these risks."""
        self.which.setCurrentIndex(self.which.findData(which))
        self._show_chosen()

    def focus_path(self, path: Path) -> bool:
        """Put the keyboard into the reason of a rating; tell whether the path is one."""
        if path[:1] != ("ratings",) or path[2:] != ("acceptance_reason",):
            return False
        self.choose(Remaining.ABOVE_LOWEST)
        row = self.model.row_of(path[1])
        if row < 0:
            return False
        self._select(row)
        self.reason.editor.setFocus()
        return True

    def _build_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setAccessibleName("Verbleibende Risiken")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().height() + 10)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate((0, 88, 76, 80, 116, 88)):
            if column:
                header.resizeSection(column, width)
        for layer in LAYERS:
            column = HEADERS.index(LAYER_WORDS[layer])
            table.setItemDelegateForColumn(column, _LevelDelegate(table))
        table.selectionModel().currentRowChanged.connect(self._row_changed)
        table.activated.connect(lambda _index: self.reason.editor.setFocus())
        return table

    def _show_chosen(self) -> None:
        which = self.which.currentData()
        self.model.show_results(self._context.editor.view, which)
        rows = self.model.rowCount()
        self._none.setText(_NONE[which])
        self._none.setVisible(rows == 0)
        self.table.setVisible(rows > 0)
        row_height = self.table.verticalHeader().defaultSectionSize()
        header = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(min(rows, _MAX_ROWS) * row_height + header + 4)
        if rows:
            self._select(max(self.model.row_of(self._selected), 0))
        self._show_selected()

    def _current(self) -> RiskResult | None:
        row = self.model.row_of(self._selected)
        return self.model.result_at(row) if row >= 0 else None

    def _select(self, row: int) -> None:
        self._selected = self.model.result_at(row).rating.id
        if self.table.currentIndex().row() != row:
            flags = QItemSelectionModel.SelectionFlag
            index = self.model.index(row, 0)
            self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _row_changed(self) -> None:
        row = self.table.currentIndex().row()
        if row >= 0:
            self._selected = self.model.result_at(row).rating.id
            self._show_selected()

    def _show_selected(self) -> None:
        result = self._current()
        for widget in (self._about, self.open_rating, self.reason):
            widget.setVisible(result is not None)
        self.channels.setVisible(result is not None and bool(result.channels))
        if result is not None:
            about = f"{self.model.title(result)} · {self.model.platform(result)}"
            self._about.setText(about)
            self.channels.setText("\n".join(self.model.channels(result)))
            self.open_rating.setAccessibleName(f"Bewertung öffnen: {about}")
            path = ("ratings", self._selected, "acceptance_reason")
            self.reason.set_locked(self._context.rights.refusal(path))
            self.reason.show_value(result.rating.acceptance_reason)
            self.reason.show_comments(self._context.editor.comments.open_below(self._path))

    @property
    def _path(self) -> Path:
        return ("ratings", self._selected, "acceptance_reason")

    def _write(self, text: str) -> None:
        self._context.editor.set_value(self._path, text, self._text.label)

    def _show_help(self) -> None:
        text = self._text
        self._context.help.show(HelpTopic(title=text.label, text=text.help, norm=text.norm, path=self._path))

    def _go_to_rating(self) -> None:
        self._context.navigation.go("risks", ("ratings", self._selected))
