"""What the verification of a document found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from exporters.signature.report import Verdict
from ui.icons import icon
from ui.style_sheet import set_look
from ui.view_models.verification import ICONS, MEANING, as_html, trust_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsfa_app.services.verification import Verification

_ICON_SIZE = 40
_TEXT_MARGIN = 8
"""Pixels between the frame of the focus and the text in it."""


class VerificationDialog(QDialog):
    """The verdict first, then signatures and findings.

    ``import_requested`` asks for the embedded data, ``trust_requested`` for another verification in which
    the user trusts certificates of the user's choice.
    """

    import_requested = Signal()
    trust_requested = Signal()

    def __init__(
        self, verification: Verification, trusted: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Ergebnis der Prüfung")
        self.resize(680, 560)
        report = verification.report
        verdict = report.verdict
        picture, colour = ICONS[verdict.value]
        image = QLabel(self)
        image.setPixmap(icon(picture, colour).pixmap(QSize(_ICON_SIZE, _ICON_SIZE)))
        self.verdict = QLabel(verdict.label, self)
        self.verdict.setAccessibleName(f"Ergebnis: {verdict.label}")
        set_look(self.verdict, "title")
        file = QLabel(report.file_name, self)
        file.setWordWrap(True)
        set_look(file, "muted")
        self.meaning = QLabel(MEANING[verdict.value] + trust_words(trusted), self)
        self.meaning.setWordWrap(True)
        self.view = QTextBrowser(self)
        self.view.setAccessibleName("Signaturen und Befunde")
        self.view.setOpenLinks(False)
        muted = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        self.view.document().setDocumentMargin(_TEXT_MARGIN)
        self.view.setHtml(as_html(verification, muted))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.verdict)
        words.addWidget(file)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(image, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(self.meaning)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._buttons(verification))

    def _buttons(self, verification: Verification) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        if verification.report.verdict is Verdict.UNTRUSTED:
            trust = buttons.addButton("Zertifikat vertrauen …", QDialogButtonBox.ButtonRole.ActionRole)
            trust.setToolTip("Gilt nur für diese Prüfung")
            trust.setAccessibleDescription("Gilt nur für diese Prüfung")
            trust.clicked.connect(self._trust)
        embedded = verification.embedded
        if embedded is not None and not embedded.matches:
            take = buttons.addButton("DSFA übernehmen …", QDialogButtonBox.ButtonRole.ActionRole)
            take.clicked.connect(self._take)
        buttons.rejected.connect(self.reject)
        return buttons

    def _trust(self) -> None:
        self.trust_requested.emit()
        self.accept()

    def _take(self) -> None:
        self.import_requested.emit()
        self.accept()
