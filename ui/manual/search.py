"""Looking for words in the manual: on the page in front first, then on the pages after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.formatting import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QTextCursor

    from ui.manual.reader import ManualReader

_BEFORE_THE_FIRST = -1


class Search(QObject):
    """Walks through all places where words stand; ``told`` carries what was found, in one line."""

    told = Signal(str)

    def __init__(
        self, reader: ManualReader, title_of: Callable[[str], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._reader = reader
        self._title_of = title_of
        self._words = ""
        self._places: list[QTextCursor] = []
        self._pages: list[str] = []
        self._position = 0

    def look_for(self, words: str) -> None:
        """Mark these words on the page in front and go to the first place after the one in view."""
        self._words = words.strip()
        self._pages = self._reader.pages_with(self._words) if self._words else []
        self._read_page()
        if not self._places:
            self._tell()
            return
        here = self._reader.textCursor().selectionStart()
        after = (n for n, place in enumerate(self._places) if place.selectionStart() >= here)
        self._go(next(after, 0))

    def page_changed(self) -> None:
        """Mark the words on the page that came to front."""
        if self._words:
            self._read_page()
            self._position = _BEFORE_THE_FIRST
            self._tell()

    def step(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) place; beyond the last one to another page."""
        target = self._position + by
        if self._places and 0 <= target < len(self._places):
            self._go(target)
        elif self._pages:
            self._turn_page(by)

    def _turn_page(self, by: int) -> None:
        following = self._neighbour(by)
        if following != self._reader.page:
            self._reader.open_place(following)  # marks its places by page_changed
        if self._places:
            self._go(0 if by > 0 else len(self._places) - 1)

    def _neighbour(self, by: int) -> str:
        """Return the next page with the words; after the last one comes the first."""
        order = self._reader.page_order
        here = order.index(self._reader.page)
        around = [order[(here + by * step) % len(order)] for step in range(1, len(order) + 1)]
        return next(page for page in around if page in self._pages)

    def _read_page(self) -> None:
        self._places = self._reader.find_all(self._words)

    def _go(self, position: int) -> None:
        self._position = position
        self._reader.setTextCursor(self._places[position])
        self._tell()

    def _tell(self) -> None:
        self.told.emit(self._sentence() if self._words else "")

    def _sentence(self) -> str:
        elsewhere = [page for page in self._pages if page != self._reader.page]
        if self._places:
            here = f"{self._numbers()} auf dieser Seite"
            more = (
                f", auch auf {count(len(elsewhere), 'anderen Seite', 'anderen Seiten')}" if elsewhere else ""
            )
            return f"{here}{more}"
        if elsewhere:
            return f"Nicht auf dieser Seite. Eingabe führt zu „{self._title_of(self._neighbour(1))}“."
        return "Das steht nicht im Handbuch."

    def _numbers(self) -> str:
        if self._position == _BEFORE_THE_FIRST:
            return count(len(self._places), "Fundstelle", "Fundstellen")
        return f"{self._position + 1} von {len(self._places)}"
