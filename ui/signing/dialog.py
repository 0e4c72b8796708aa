"""One more signature in a document: with which identity, in which role, and into which file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.services.signer import Claims
from dsfa_app.services.signing import asked_for
from ui.export.identity_desk import IdentityDesk
from ui.export.signature_card import SignatureCard
from ui.style_sheet import set_look
from ui.view_models.export import Offer

if TYPE_CHECKING:
    from dsfa_app.domain.outcome import ExpectedSigner
    from dsfa_app.errors import DsfaError
    from dsfa_app.services.documents import ExportResult
    from dsfa_app.services.identity_list import IdentityInfo
    from ui.application import Application
    from ui.background import BackgroundRunner

_EXPLANATION = (
    "Lesen Sie das Dokument, bevor Sie es signieren: Die Signatur gilt für genau diesen Inhalt. Sie kommt zu "
    "den vorhandenen dazu, die gültig bleiben. Das Original bleibt erhalten; das signierte Dokument wird als "
    "eigene Datei gespeichert. Tragen Sie als Rolle genau die ein, die für Sie vorgesehen ist."
)


class SigningDialog(QDialog):
    """Asks for identity, role and target; ``signed`` carries the file that was written."""

    signed = Signal(object)

    def __init__(
        self, file: Path, application: Application, runner: BackgroundRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Dokument signieren")
        self.resize(720, 720)
        self._file = file
        self._application = application
        self._runner = runner
        self.signature = SignatureCard(self)
        self.signature.sign.setChecked(True)
        self.signature.sign.hide()
        preferences = application.settings.preferences
        self.signature.time_stamp.show_address(preferences.time_stamp_address)
        self.refusal = QLabel(self)
        self.refusal.setWordWrap(True)
        set_look(self.refusal, "error")
        self.refusal.hide()
        self._build()
        self._identities = IdentityDesk(
            self.signature,
            application.identities,
            runner,
            self,
            organisation=str,
            folder=lambda: self._file.parent,
            refuse=self._refuse,
        )
        self._connect()
        self._load(preferences.identity_id)
        runner.run(lambda: asked_for(file), receiver=self, on_success=self._show_asked, on_error=self._refuse)

    def _build(self) -> None:
        explanation = QLabel(_EXPLANATION, self)
        explanation.setWordWrap(True)
        name = QLabel(self._file.name, self)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setWordWrap(True)
        set_look(name, "title")
        self.asked = QLabel(self)
        self.asked.setTextFormat(Qt.TextFormat.PlainText)
        self.asked.setWordWrap(True)
        self.asked.hide()
        scroller = QScrollArea(self)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields take the keyboard and scroll along
        scroller.setWidget(self.signature)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.accept_button = self._buttons.addButton(
            "Signieren und speichern …", QDialogButtonBox.ButtonRole.AcceptRole
        )
        set_look(self.accept_button, "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(name)
        layout.addWidget(explanation)
        layout.addWidget(self.asked)
        layout.addWidget(scroller, 1)
        layout.addWidget(self.refusal)
        layout.addWidget(self._buttons)

    def _connect(self) -> None:
        self._buttons.accepted.connect(self._choose_target)
        self._buttons.rejected.connect(self.reject)

    def _load(self, identity_id: str) -> None:
        identities = self._application.identities

        def find() -> Offer:
            known = identities.known()
            return Offer(known, bool(known) and identities.keyring_available())

        def show(offer: Offer) -> None:
            self._identities.show(offer.identities, identity_id)
            self._identities.offer_keyring(is_available=offer.has_keyring)

        self._runner.run(find, receiver=self, on_success=show, on_error=self._refuse)

    def _show_asked(self, asked: tuple[ExpectedSigner, ...]) -> None:
        who = (
            f"{one.name} ({one.role or one.function})" if one.name else one.role or one.function
            for one in asked
        )
        self.asked.setText(f"Vorgesehen sind noch: {'; '.join(who)}.")
        self.asked.setVisible(bool(asked))
        roles = dict.fromkeys(one.role or one.function for one in asked)
        completer = QCompleter([role for role in roles if role], self.signature.role)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.signature.role.setCompleter(completer)

    def _choose_target(self) -> None:
        if self.signature.chosen_identity is None:
            self._say("Zum Signieren fehlt eine Identität. Bitte erzeugen oder hinzufügen.")
            self.signature.new_identity.setFocus()
            return
        suffix = self._file.suffix.lower()
        dialog = QFileDialog(self, "Signiertes Dokument speichern", str(self._file.parent))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"Dokument (*{suffix})"])
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(f"{self._file.stem} (signiert){suffix}")
        dialog.fileSelected.connect(lambda name: self.sign_into(Path(name)))
        dialog.open()

    def sign_into(self, target: Path) -> None:
        """Sign with what was chosen and write the result."""
        info = self.signature.chosen_identity
        if info is None:
            return
        card, identities = self.signature, self._application.identities
        claims = Claims(
            role=card.role.text().strip(),
            place=card.place.text().strip(),
            comment=card.comment.text().strip(),
            commitment=card.commitment.currentData(),
        )
        secret = card.passphrase.text()
        remembers = card.remember.isChecked() and not card.remember.isHidden()
        wants_stamp, address = card.time_stamp.wanted.isChecked(), card.time_stamp.chosen_address

        def work() -> ExportResult:
            signer = identities.signer(info.id, secret or None, claims)
            if remembers and secret:
                identities.remember(info.id, secret)
            if wants_stamp:
                signer = signer.with_time_stamp(address)
            return self._application.documents.sign(self._file, target, signer)

        self._say("")
        self.accept_button.setEnabled(False)
        self._runner.run(
            work,
            receiver=self,
            on_success=lambda result: self._done(info, result),
            on_error=self._refuse,
            on_finished=lambda: self.accept_button.setEnabled(True),
        )

    def _done(self, info: IdentityInfo, result: ExportResult) -> None:
        self.signature.passphrase.clear()
        self._application.settings.update(identity_id=info.id)
        self.signed.emit(result.path)
        self.accept()

    def _refuse(self, error: DsfaError) -> None:
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
