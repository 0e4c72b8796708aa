"""One page of the manual: reads it, scrolls to headings, follows links, finds words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from ui.manual.book import FIRST_PAGE, anchor
from ui.manual.typesetting import set_type
from ui.overriding import override

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.manual.book import Book

SCHEME = "handbuch"
"""Addresses of the manual, such as ``handbuch:/massnahmen.md``; no other address is ever loaded."""
_ROOT = QUrl(f"{SCHEME}:/")
LINE_LENGTH = 80
"""Characters of average width; longer lines are hard to read."""
_MARGIN = 16


class ManualReader(QTextBrowser):
    """Shows one page at a time.

    ``page_shown`` carries the file name of the page that came to front, ``outside_requested`` the address of
    a link that leads out of the manual.
    """

    page_shown = Signal(str)
    outside_requested = Signal(object)

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._page = ""
        self._read: dict[str, QTextDocument] = {}
        self.setAccessibleName("Seite des Handbuchs")
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(_MARGIN)
        self.anchorClicked.connect(self._follow)
        self.sourceChanged.connect(self._shown)

    @property
    def page(self) -> str:
        """File name of the page in front, empty before the first one."""
        return self._page

    @property
    def page_order(self) -> list[str]:
        """File names of all pages in the order of the contents."""
        return [chapter.page for chapter in self._book.chapters]

    def open_place(self, place: str) -> None:
        """Show a page, or a heading on it (``page.md#heading``)."""
        page, _hash, heading = place.partition("#")
        address = QUrl()
        address.setScheme(SCHEME)
        address.setPath(f"/{page}")
        if heading:
            address.setFragment(heading)
        self.setSource(address)

    def open_first(self) -> None:
        """Show the first page."""
        self.open_place(FIRST_PAGE)

    def refresh_colours(self) -> None:
        """Set the page again, in the colours of the scheme in force, where it was left."""
        place = self.verticalScrollBar().value()
        self.reload()
        self.verticalScrollBar().setValue(place)

    def find_all(self, words: str) -> list[QTextCursor]:
        """Return every place on the page in front where these words stand, and mark them."""
        found: list[QTextCursor] = []
        cursor = self.document().find(words) if words else QTextCursor()
        while not cursor.isNull():
            found.append(cursor)
            cursor = self.document().find(words, cursor)
        self.setExtraSelections([self._marked(place) for place in found])
        return found

    def pages_with(self, words: str) -> list[str]:
        """Return the pages on which these words stand, in the order of the contents."""
        return [page for page in self.page_order if not self._document_of(page).find(words).isNull()]

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        address = _ROOT.resolved(QUrl(name))
        path = address.path().removeprefix("/")
        if address.scheme() != SCHEME:
            return None
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self._fitting(QImage.fromData(self._book.picture(path)))
        return self._book.text(path)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        outer = self.width() - self.verticalScrollBar().sizeHint().width()
        spare = outer - _MARGIN - self._widest() - 2 * _MARGIN
        self.setViewportMargins(_MARGIN, 0, max(_MARGIN, spare), 0)
        super().resizeEvent(event)

    def _marked(self, place: QTextCursor) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = place
        palette = QGuiApplication.palette()  # the style sheet gives the accent to the place in view
        mark.format.setBackground(palette.highlight())
        mark.format.setForeground(palette.highlightedText())
        return mark

    def _document_of(self, page: str) -> QTextDocument:
        if page not in self._read:
            document = QTextDocument(self)
            document.setMarkdown(self._book.text(page))
            self._read[page] = document
        return self._read[page]

    def _widest(self) -> int:
        return LINE_LENGTH * self.fontMetrics().averageCharWidth()

    def _fitting(self, picture: QImage) -> QImage:
        if picture.width() <= self._widest():
            return picture
        return picture.scaledToWidth(self._widest(), Qt.TransformationMode.SmoothTransformation)

    def _shown(self, address: QUrl) -> None:
        # QTextBrowser's own ``source`` is still the former one while it announces the new one
        self._page = address.path().removeprefix("/")
        set_type(self.document(), QGuiApplication.palette())
        if address.hasFragment():
            self._scroll_to(address.fragment(QUrl.ComponentFormattingOption.FullyDecoded))
        self.page_shown.emit(self._page)

    def _scroll_to(self, heading: str) -> None:
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and anchor(block.text()) == heading:
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(int(top))
                self.setTextCursor(QTextCursor(block))
                return
            block = block.next()

    def _follow(self, address: QUrl) -> None:
        if address.scheme() == SCHEME:
            self.setSource(address)
        else:
            self.outside_requested.emit(address)
