"""Texts in the profile editor: they show what the draft says and never move the cursor of who types."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from ui.forms.text_editors import GrowingTextEdit
from ui.style_sheet import set_look


class TextLine(QLineEdit):
    """A named line; ``textEdited`` carries what was typed."""

    def __init__(self, name: str, *, is_editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setReadOnly(not is_editable)
        self.setMinimumWidth(80)

    def show_text(self, text: str) -> None:
        """Show a text without announcing it."""
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)
        self.setToolTip(text)


class Paragraph(GrowingTextEdit):
    """A named text that grows with its content; ``label`` stands above it where it has no heading."""

    def __init__(self, name: str, lines: int, *, is_editable: bool) -> None:
        super().__init__(lines)
        self.setAccessibleName(name)
        self.setReadOnly(not is_editable)
        self.label = QLabel(name)
        set_look(self.label, "label")
        self.label.setBuddy(self)
