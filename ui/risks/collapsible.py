"""A part of a panel that is shut until it is wanted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from ui.style_sheet import set_look


class Collapsible(QWidget):
    """A heading that opens and shuts what is in ``body``."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._button = QToolButton()
        self._button.setText(title)
        self._button.setCheckable(True)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_look(self._button, "flat")
        self._button.toggled.connect(self._toggle)
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(24, 0, 0, 8)
        self.body.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._content)
        self._toggle(is_open=False)

    @property
    def is_open(self) -> bool:
        """Tell whether the content is shown."""
        return self._button.isChecked()

    def set_title(self, title: str) -> None:
        """Show another heading."""
        if title != self._button.text():
            self._button.setText(title)
            self._toggle(is_open=self.is_open)

    def set_open(self, is_open: bool) -> None:
        """Open or shut the content."""
        self._button.setChecked(is_open)

    def _toggle(self, is_open: bool) -> None:
        self._content.setVisible(is_open)
        self._button.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self._button.setAccessibleName(f"{self._button.text()}: {'zuklappen' if is_open else 'aufklappen'}")
