"""The steps on the left: phases as headings, pages with the mark complete, open or finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QWidget

from dsfa_app.method.findings import PageStatus
from ui.comments.mark import open_comments
from ui.formatting import count
from ui.icons import icon, paint_icon
from ui.overriding import override
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from ui.assessment.page import PageSpec

_MARKS = {
    PageStatus.COMPLETE: ("complete", "success", "vollständig"),
    PageStatus.OPEN: ("open", "muted", "noch offen"),
    PageStatus.FINDING: ("finding", "warning", "mit Befund"),
}

_ID = Qt.ItemDataRole.UserRole
COMMENTS_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The number of open comments of a page."""


class _StepDelegate(QStyledItemDelegate):
    """Draws the number of open comments at the right edge of a step."""

    _PICTURE = 14
    _MARGIN = 10
    _GAP = 3
    _BEFORE_TEXT = 44

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if index.data(COMMENTS_ROLE):
            room = self._room(option, index)
            option.text = option.fontMetrics.elidedText(
                option.text, Qt.TextElideMode.ElideRight, option.rect.width() - self._BEFORE_TEXT - room
            )

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        number = index.data(COMMENTS_ROLE)
        if not number:
            return
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.PlaceholderText
        colour = option.palette.color(role)
        place = option.rect.adjusted(0, 0, -self._MARGIN, 0)
        painter.save()
        painter.setPen(colour)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number))
        left = place.right() - option.fontMetrics.horizontalAdvance(str(number)) - self._GAP - self._PICTURE
        top = place.center().y() - self._PICTURE // 2 + 1
        paint_icon(painter, QRect(left, top, self._PICTURE, self._PICTURE), "comment", colour)
        painter.restore()

    def _room(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> int:
        number = option.fontMetrics.horizontalAdvance(str(index.data(COMMENTS_ROLE)))
        return number + self._GAP + self._PICTURE + 2 * self._MARGIN


class StepList(QListView):
    """All pages in order; ``page_chosen`` carries the id of the one the user went to."""

    page_chosen = Signal(str)

    def __init__(self, pages: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "steps")
        self.setAccessibleName("Schritte der DSFA")
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(18, 18))
        self.setItemDelegate(_StepDelegate(self))
        self._items: dict[str, QStandardItem] = {}
        self._titles = {page.id: page.title for page in pages}
        self._purposes = {page.id: page.purpose for page in pages}
        self._marks: Mapping[str, PageStatus] = {}
        self._comments: Mapping[str, int] = {}
        self._changes: Mapping[str, int] = {}
        self._version = ""
        self._model = QStandardItemModel(self)
        phase = None
        for page in pages:
            if page.phase is not phase:
                phase = page.phase
                self._model.appendRow(self._heading(phase.value))
            item = QStandardItem(page.title)
            item.setData(page.id, _ID)
            self._items[page.id] = item
            self._model.appendRow(item)
        self.setModel(self._model)
        self.show_marks({})
        self.selectionModel().currentChanged.connect(self._moved)

    def show_page(self, page_id: str) -> None:
        """Mark this page as the one in front."""
        self.setCurrentIndex(self._items[page_id].index())

    def show_marks(self, marks: Mapping[str, PageStatus]) -> None:
        """Show how far every page is; pages without a mark count as open."""
        self._marks = marks
        self._show()

    def show_comments(self, numbers: Mapping[str, int]) -> None:
        """Show the number of open comments of every page."""
        self._comments = numbers
        self._show()

    def show_changes(self, numbers: Mapping[str, int], version: str) -> None:
        """Say in the tips how much changed on every page since this version."""
        self._changes = numbers
        self._version = version
        self._show()

    def _show(self) -> None:
        for page_id, item in self._items.items():
            picture, colour, words = _MARKS[self._marks.get(page_id, PageStatus.OPEN)]
            spoken = f"{self._titles[page_id]}, {words}"
            number = self._comments.get(page_id, 0)
            item.setData(number, COMMENTS_ROLE)
            if number:
                spoken = f"{spoken}, {open_comments(number)}"
            tip = self._purposes[page_id]
            changed = self._changes.get(page_id, 0)
            if changed:
                since = f"{count(changed, 'Änderung', 'Änderungen')} seit Fassung {self._version}"
                spoken, tip = f"{spoken}, {since}", f"{tip}\n{since}"
            item.setToolTip(tip)
            if item.data(Qt.ItemDataRole.AccessibleTextRole) != spoken:
                item.setIcon(icon(picture, colour))
                item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)

    def mark_of(self, page_id: str) -> str:
        """Return what a screen reader says about a page."""
        return str(self._items[page_id].data(Qt.ItemDataRole.AccessibleTextRole))

    @staticmethod
    def _heading(text: str) -> QStandardItem:
        item = QStandardItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(QSize(0, 36))
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        return item

    def _moved(self, current: QModelIndex) -> None:
        page_id = current.data(_ID)
        if page_id:
            self.page_chosen.emit(page_id)
