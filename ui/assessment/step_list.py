"""The steps on the left: phases as headings, pages with the mark complete, open or finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QWidget

from dsfa_app.method.findings import PageStatus
from ui.icons import icon
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ui.assessment.page import PageSpec

_MARKS = {
    PageStatus.COMPLETE: ("complete", "success", "vollständig"),
    PageStatus.OPEN: ("open", "muted", "noch offen"),
    PageStatus.FINDING: ("finding", "warning", "mit Befund"),
}

_ID = Qt.ItemDataRole.UserRole


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
        self._items: dict[str, QStandardItem] = {}
        self._titles = {page.id: page.title for page in pages}
        self._model = QStandardItemModel(self)
        phase = None
        for page in pages:
            if page.phase is not phase:
                phase = page.phase
                self._model.appendRow(self._heading(phase.value))
            item = QStandardItem(page.title)
            item.setData(page.id, _ID)
            item.setToolTip(page.purpose)
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
        for page_id, item in self._items.items():
            picture, colour, words = _MARKS[marks.get(page_id, PageStatus.OPEN)]
            spoken = f"{self._titles[page_id]}, {words}"
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
