"""The window of the manual: assembles contents, page and search; stays open beside the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QToolButton, QVBoxLayout, QWidget

from ui import messages
from ui.icons import application_icon, icon
from ui.manual.contents import ContentsList
from ui.manual.find_bar import FindBar
from ui.manual.reader import ManualReader
from ui.manual.search import Search
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QUrl

    from ui.manual.book import Book
    from ui.theme import Theme

_SIZE = (1040, 760)
_CONTENTS_WIDTH = 272
_OUTSIDE_SCHEMES = frozenset({"https", "http", "mailto"})


class ManualWindow(QWidget):
    """The manual; not modal, so that it can be read while working."""

    def __init__(self, book: Book, theme: Theme) -> None:
        super().__init__()
        self.setWindowIcon(application_icon())
        self.setWindowTitle("Handbuch")
        self.resize(*_SIZE)
        self.contents = ContentsList(book, self)
        self.reader = ManualReader(book, self)
        self.find_bar = FindBar(self)
        self.search = Search(self.reader, self.contents.title_of, self)
        self._build()
        self._connect()
        theme.changed.connect(self.reader.refresh_colours)
        self.find_bar.hide()
        self.reader.open_first()

    def show_place(self, place: str = "") -> None:
        """Come to the front, at this place of the manual or where it was left."""
        if place:
            self.reader.open_place(place)
        self.show()
        self.activateWindow()
        self.reader.setFocus()

    def _build(self) -> None:
        bar = QFrame(self)
        set_look(bar, "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        key = QKeySequence.StandardKey
        reader = self.reader
        self.backward = self._tool(row, "back", "Zurück", key.Back, reader.backward)
        self.forward = self._tool(row, "forward", "Vorwärts", key.Forward, reader.forward)
        self._tool(row, "overview", "Überblick", "Alt+Home", reader.open_first)
        row.addStretch(1)
        self.start_search = self._tool(row, "search", "Suchen", key.Find, self._start_search)
        self._action("Nächste Fundstelle", "F3", lambda: self._search_on(1))
        self._action("Vorherige Fundstelle", "Shift+F3", lambda: self._search_on(-1))
        self._action("Schließen", "Ctrl+W", self.close)
        splitter = QSplitter(self)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.contents)
        page = QFrame(splitter)
        set_look(page, "side")
        around = QVBoxLayout(page)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.reader)
        splitter.addWidget(page)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_CONTENTS_WIDTH, _SIZE[0] - _CONTENTS_WIDTH])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.find_bar)

    def _connect(self) -> None:
        self.contents.page_chosen.connect(self._turn_to)
        self.reader.page_shown.connect(self._page_shown)
        self.reader.backwardAvailable.connect(self.backward.setEnabled)
        self.reader.forwardAvailable.connect(self.forward.setEnabled)
        self.reader.outside_requested.connect(self._ask_to_leave)
        self.find_bar.words_changed.connect(self.search.look_for)
        self.find_bar.step_requested.connect(self.search.step)
        self.find_bar.closed.connect(self._end_search)
        self.search.told.connect(self.find_bar.found.setText)
        self.backward.setEnabled(False)
        self.forward.setEnabled(False)

    def _action(self, text: str, keys: QKeySequence.StandardKey | str, work: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: work())
        self.addAction(action)
        return action

    def _tool(
        self,
        row: QHBoxLayout,
        picture: str,
        text: str,
        keys: QKeySequence.StandardKey | str,
        work: Callable[[], object],
    ) -> QAction:
        action = self._action(text, keys, work)
        action.setIcon(icon(picture))
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text} ({shown})")
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAccessibleName(text)
        row.addWidget(button)
        return action

    def _turn_to(self, page: str) -> None:
        if page != self.reader.page:
            self.reader.open_place(page)

    def _page_shown(self, page: str) -> None:
        self.contents.show_page(page)
        self.setWindowTitle(f"{self.contents.title_of(page)} – Handbuch")
        self.search.page_changed()

    def _start_search(self) -> None:
        self.find_bar.start()
        self.search.look_for(self.find_bar.words.text())

    def _search_on(self, by: int) -> None:
        if self.find_bar.isHidden():
            self._start_search()
        else:
            self.search.step(by)

    def _end_search(self) -> None:
        self.find_bar.hide()
        self.search.look_for("")
        self.reader.setFocus()

    def _ask_to_leave(self, address: QUrl) -> None:
        if address.scheme() not in _OUTSIDE_SCHEMES:
            return
        messages.confirm(
            self,
            "Seite im Browser öffnen?",
            f"{address.toDisplayString()}\n\nDas Handbuch selbst ruft nichts aus dem Netz ab. Erst wenn Sie "
            "zustimmen, öffnet der Browser Ihres Rechners diese Adresse.",
            action="Öffnen",
            on_confirmed=lambda: _open_outside(address),
            destructive=False,
        )


def _open_outside(address: QUrl) -> None:
    """Hand an address to the browser; the program itself asks the net for nothing."""
    QDesktopServices.openUrl(address)
