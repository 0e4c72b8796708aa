"""What the verification of a document found, in front of the page it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from exporters.signature.report import Verdict
from ui.verification.verdict_view import VerdictView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsfa_app.services.verification import Verification


class VerificationDialog(QDialog):
    """The verdict first, then signatures and findings.

    ``import_requested`` asks for the embedded data, ``trust_requested`` for another verification in which
    the user trusts certificates of the user's choice, ``sign_off_requested`` to take in the signatures. That
    is offered for a file that ``concerns_version`` stored here.
    """

    import_requested = Signal()
    trust_requested = Signal()
    sign_off_requested = Signal()

    def __init__(
        self,
        verification: Verification,
        trusted: Sequence[str] = (),
        parent: QWidget | None = None,
        *,
        concerns_version: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Ergebnis der Prüfung")
        self.resize(680, 560)
        self.result_view = VerdictView(self)
        self.result_view.show_verification(verification, trusted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(self.result_view, 1)
        layout.addWidget(self._buttons(verification, concerns_version=concerns_version))

    def _buttons(self, verification: Verification, *, concerns_version: bool) -> QDialogButtonBox:
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
        if concerns_version:
            record = buttons.addButton("Unterschrift aufnehmen …", QDialogButtonBox.ButtonRole.ActionRole)
            record.clicked.connect(self._record)
        buttons.rejected.connect(self.reject)
        return buttons

    def _trust(self) -> None:
        self.trust_requested.emit()
        self.accept()

    def _record(self) -> None:
        self.sign_off_requested.emit()
        self.accept()

    def _take(self) -> None:
        self.import_requested.emit()
        self.accept()
