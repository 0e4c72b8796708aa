"""What surrounds every page: title, purpose and norm above, the way to the next step below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.icons import icon
from ui.style_sheet import set_look
from ui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from ui.assessment.page import Page, PageSpec


_MARGIN_AROUND_FOCUS = 96


class PageHeader(QFrame):
    """Title, one sentence of purpose and the norm of the page in front."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel()
        set_look(self._title, "title")
        self._norm = ElidedLabel()
        self._norm.setAlignment(Qt.AlignmentFlag.AlignRight)
        set_look(self._norm, "muted")
        self._purpose = ElidedLabel()
        set_look(self._purpose, "muted")
        first = QHBoxLayout()
        first.setSpacing(16)
        first.addWidget(self._title, 1)
        first.addWidget(self._norm, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 8)
        layout.setSpacing(4)
        layout.addLayout(first)
        layout.addWidget(self._purpose)

    def show_page(self, page: PageSpec) -> None:
        """Show what this page is for."""
        self._title.setText(page.title)
        self._norm.setText(page.norm)
        self._purpose.setText(page.purpose)


class PageFooter(QFrame):
    """The buttons to the page before and the page after, named."""

    previous_requested = Signal()
    next_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "footer")
        self._previous = QPushButton(icon("back"), "")
        self._previous.clicked.connect(self.previous_requested)
        self._next = QPushButton("")
        set_look(self._next, "primary")
        self._next.clicked.connect(self.next_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 8, 24, 8)
        layout.addWidget(self._previous)
        layout.addStretch(1)
        layout.addWidget(self._next)

    def show_neighbours(self, previous: PageSpec | None, following: PageSpec | None) -> None:
        """Name the pages before and after; a missing neighbour hides its button."""
        self._previous.setVisible(previous is not None)
        self._next.setVisible(following is not None)
        if previous is not None:
            self._previous.setText(previous.title)
            self._previous.setAccessibleName(f"Zurück zu: {previous.title}")
            self._previous.setToolTip("Vorheriger Schritt (Strg+Bild auf)")
        if following is not None:
            self._next.setText(f"Weiter: {following.title}")
            self._next.setToolTip("Nächster Schritt (Strg+Bild ab)")


def focus_first(page: Page) -> None:
    """Put the keyboard into the first field of a page, if it has one."""
    for widget in page.findChildren(QWidget):
        takes_keyboard = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_keyboard and widget.isVisibleTo(page) and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return


class PageScroller(QScrollArea):
    """Lets a page be longer than the window and keeps the focused field in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def take(self, page: Page) -> None:
        """Show this page; to be called when the scroller stands in its place.

        Every change of parent styles a whole page again, which takes longer than building it.
        """
        set_look(page, "page")
        self.setWidget(page)

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a widget that has just been given the keyboard, once everything has its place."""
        QTimer.singleShot(0, widget, lambda: self.ensureWidgetVisible(widget, 0, _MARGIN_AROUND_FOCUS))
