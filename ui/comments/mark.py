"""The small mark with the number of open comments at the heading of a field."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from ui.formatting import count
from ui.icons import icon
from ui.style_sheet import set_look

_SIZE = QSize(14, 14)


def open_comments(number: int) -> str:
    """Return the number of open comments in words."""
    return count(number, "offener Kommentar", "offene Kommentare")


class CommentMark(QToolButton):
    """A button that says how many comments are open and leads to them; hidden while there is none."""

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = what
        self.setIcon(icon("comment", "accent"))
        self.setIconSize(_SIZE)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_look(self, "mark")

    def show_number(self, number: int) -> None:
        """Say how many comments are open."""
        self.setVisible(bool(number))
        self.setText(str(number))
        words = open_comments(number)
        self.setToolTip(f"{words} zeigen")
        self.setAccessibleName(f"{self._what}: {words} zeigen")
