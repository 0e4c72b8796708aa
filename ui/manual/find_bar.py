"""The line in which words are looked for, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from ui.icons import icon
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Callable

_FIELD_WIDTH = 280


class FindBar(QFrame):
    """``words_changed`` carries the words, ``step_requested`` 1 for the next place and -1 for the one before.

    ``closed`` says that the user is done.
    """

    words_changed = Signal(str)
    step_requested = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "footer")
        self.words = QLineEdit(self)
        self.words.setAccessibleName("Im Handbuch suchen")
        self.words.setPlaceholderText("Im Handbuch suchen")
        self.words.setFixedWidth(_FIELD_WIDTH)
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self.words_changed)
        self.words.returnPressed.connect(lambda: self.step_requested.emit(1))
        self.before = self._button("up", "Vorherige Fundstelle", "Umschalt+F3", lambda: self._step(-1))
        self.next = self._button("down", "Nächste Fundstelle", "F3 oder Eingabe", lambda: self._step(1))
        self.found = QLabel(self)
        self.found.setAccessibleName("Ergebnis der Suche")
        set_look(self.found, "muted")
        close = QPushButton("Suche schließen", self)
        close.setToolTip("Suche schließen (Esc)")
        set_look(close, "flat")
        close.clicked.connect(self.closed)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        for widget in (self.words, self.before, self.next):
            layout.addWidget(widget)
        layout.addWidget(self.found, 1)
        layout.addWidget(close)

    def start(self) -> None:
        """Show the line and put the keyboard into it, what stands there selected."""
        self.show()
        self.words.setFocus()
        self.words.selectAll()

    def _step(self, by: int) -> None:
        self.step_requested.emit(by)

    def _button(self, picture: str, name: str, keys: str, work: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(picture))
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({keys})")
        button.clicked.connect(lambda _checked=False: work())
        return button
