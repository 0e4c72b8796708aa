"""A frozen version to look at: its cover and overview, read-only; the whole of it as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from ui.icons import icon
from ui.overriding import override

if TYPE_CHECKING:
    from ui.view_models.versions import VersionOverview

_MARGIN = 8
_LOOK = """
h1 {{ font-size: 17pt; margin: 0 0 4px 0; }}
h2 {{ font-size: 13pt; margin: 24px 0 4px 0; }}
h3 {{ font-size: 11pt; margin: 16px 0 4px 0; }}
dt {{ color: {muted}; font-weight: bold; margin-top: 6px; }}
dd {{ margin-left: 0; }}
small, .standards, .kind, .explanation {{ color: {muted}; }}
th, td {{ padding: 3px 12px 3px 0; text-align: left; vertical-align: top; }}
"""


class VersionDialog(QDialog):
    """Shows a version; ``document_requested`` asks for the whole report."""

    document_requested = Signal()

    def __init__(self, overview: VersionOverview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Fassung {overview.number}")
        self.resize(820, 680)
        self._html = overview.html.replace("<small>", " <small>")  # the pane knows no blocks in a line
        self.view = QTextBrowser(self)
        self.view.setAccessibleName(f"Fassung {overview.number}")
        self.view.setOpenLinks(False)
        self.view.document().setDocumentMargin(_MARGIN)
        self._show()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.output = buttons.addButton("Als Dokument ausgeben …", QDialogButtonBox.ButtonRole.ActionRole)
        self.output.setIcon(icon("document"))
        self.output.clicked.connect(self.document_requested)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show()  # the colours stand in the text

    def _show(self) -> None:
        muted = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        self.view.document().setDefaultStyleSheet(_LOOK.format(muted=muted))
        self.view.setHtml(self._html)
