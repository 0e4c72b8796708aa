"""What a verification found: the verdict first, in words for everybody, then signatures and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

from exporters.signature.wording import MEANING
from ui.icons import icon
from ui.style_sheet import set_look
from ui.view_models.verification import ICONS, as_html, trust_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsfa_app.services.verification import Verification

_ICON_SIZE = 40
_TEXT_MARGIN = 8
"""Pixels between the frame of the focus and the text in it."""


class VerdictView(QWidget):
    """Shows one verification, empty until there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QLabel(self)
        self.verdict = QLabel(self)
        set_look(self.verdict, "title")
        self._file = QLabel(self)
        self._file.setWordWrap(True)
        self._file.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self._file, "muted")
        self.meaning = QLabel(self)
        self.meaning.setWordWrap(True)
        self.view = QTextBrowser(self)
        self.view.setAccessibleName("Signaturen und Befunde")
        self.view.setOpenLinks(False)
        self.view.document().setDocumentMargin(_TEXT_MARGIN)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.verdict)
        words.addWidget(self._file)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._image, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(self.meaning)
        layout.addWidget(self.view, 1)

    def show_verification(self, verification: Verification, trusted: Sequence[str] = ()) -> None:
        """Show what was found; ``trusted`` names files that were trusted in this verification only."""
        verdict = verification.report.verdict
        picture, colour = ICONS[verdict.value]
        self._image.setPixmap(icon(picture, colour).pixmap(QSize(_ICON_SIZE, _ICON_SIZE)))
        self.verdict.setText(verdict.label)
        self.verdict.setAccessibleName(f"Ergebnis: {verdict.label}")
        self._file.setText(verification.report.file_name)
        self.meaning.setText(MEANING[verdict.value] + trust_words(trusted))
        muted = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        self.view.setHtml(as_html(verification, muted))
