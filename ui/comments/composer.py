"""Where a comment or an answer is written: a growing field, sent with Ctrl+Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.forms.text_editors import GrowingTextEdit
from ui.overriding import override
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Callable

_LINES = 2


class Composer(QWidget):
    """``sent`` carries the text, ``drafted`` what is written so far, ``left`` asks to go back (Esc)."""

    sent = Signal(str)
    drafted = Signal(str)
    left = Signal()

    def __init__(
        self, name: str, action: str, parent: QWidget | None = None, *, closable: bool = False
    ) -> None:
        super().__init__(parent)
        self.text = GrowingTextEdit(_LINES, self)
        self.text.setPlaceholderText(name)
        self.text.setAccessibleName(name)
        self.text.setAccessibleDescription("Strg+Eingabe sendet, Esc führt zurück.")
        self.text.installEventFilter(self)
        self.text.textChanged.connect(self._changed)
        self.send = QPushButton(action, self)
        self.send.setToolTip(f"{action} (Strg+Eingabe)")
        self.send.clicked.connect(self._send)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        if closable:
            cancel = QPushButton("Abbrechen", self)
            set_look(cancel, "flat")
            cancel.clicked.connect(self.left)
            buttons.addWidget(cancel)
        buttons.addWidget(self.send)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.text)
        layout.addLayout(buttons)
        self.setFocusProxy(self.text)
        self._enable()

    def show_draft(self, text: str) -> None:
        """Show what was written before, without announcing it."""
        self.text.show_text(text)
        self._enable()

    def name_place(self, name: str) -> None:
        """Say what the text is about."""
        self.text.setPlaceholderText(name)
        self.text.setAccessibleName(name)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(
            event, QKeyEvent
        ):
            wanted = self._action_of(event)
            if wanted is not None:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    wanted()
                return True
        return super().eventFilter(watched, event)

    def _action_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers & Qt.KeyboardModifier.ControlModifier:
            return self._send
        return self.left.emit if key is Qt.Key.Key_Escape else None

    def _changed(self) -> None:
        self._enable()
        self.drafted.emit(self.text.toPlainText())

    def _enable(self) -> None:
        self.send.setEnabled(bool(self.text.toPlainText().strip()))

    def _send(self) -> None:
        text = self.text.toPlainText().strip()
        if text:
            self.sent.emit(text)
