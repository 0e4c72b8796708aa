"""The contents of the manual at its left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.style_sheet import set_look

if TYPE_CHECKING:
    from ui.manual.book import Book

_PAGE = Qt.ItemDataRole.UserRole
_HEADING_HEIGHT = 36


class ContentsList(QListWidget):
    """All chapters; ``page_chosen`` carries the file name of the one the user went to."""

    page_chosen = Signal(str)

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "steps")
        self.setAccessibleName("Inhalt des Handbuchs")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ensurePolished()  # before anything is measured: the style sheet decides how high a row is
        self._items: dict[str, QListWidgetItem] = {}
        for section in book.sections:
            if section.title:
                self.addItem(_heading(section.title))
            for chapter in section.chapters:
                item = QListWidgetItem(chapter.title, self)
                item.setData(_PAGE, chapter.page)
                self._items[chapter.page] = item
        self.currentItemChanged.connect(self._moved)

    def title_of(self, page: str) -> str:
        """Return what a page is called."""
        return self._items[page].text()

    def show_page(self, page: str) -> None:
        """Mark this page as the one in front."""
        self.setCurrentItem(self._items[page])

    def _moved(self, current: QListWidgetItem | None) -> None:
        page = current.data(_PAGE) if current is not None else None
        if page:
            self.page_chosen.emit(page)


def _heading(text: str) -> QListWidgetItem:
    item = QListWidgetItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setSizeHint(QSize(0, _HEADING_HEIGHT))
    font = item.font()
    font.setBold(True)
    item.setFont(font)
    return item
