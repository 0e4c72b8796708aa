"""Making an identity to sign with, or adding one that exists as a PKCS #12 file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from exporters.signature.options import KeyType
from ui.overriding import override
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.errors import DsfaError
    from dsfa_app.services.identities import Identities
    from dsfa_app.services.identity_list import IdentityInfo
    from ui.background import BackgroundRunner

_SELF_MADE = (
    "Eine selbst erzeugte Identität bestätigt niemand. Die Signatur beweist damit, dass das Dokument seit "
    "dem Unterzeichnen unverändert ist, aber nicht, wer unterzeichnet hat. Prüfprogramme sagen deshalb "
    "„Aussteller nicht vertraut“, und im Namen steht „(selbst erzeugt)“. Für eine belegte Unterschrift "
    "brauchen Sie das Zertifikat eines Vertrauensdienstes oder Ihrer Stelle."
)
_FROM_FILE = (
    "Die Datei enthält Zertifikat und geheimen Schlüssel (PKCS\u00a0#12, Endung .p12 oder .pfx). Sie "
    "bleibt, wo sie ist; das Programm merkt sich nur ihren Ort."
)
_RENEWAL = (
    "Zu „{name}“ entsteht ein neuer Schlüssel mit einem neuen Zertifikat, das zwei Jahre gilt. Das bisherige "
    "bleibt in der Liste, bis Sie es entfernen; was damit signiert ist, bleibt es. Geben Sie das neue "
    "Zertifikat und sein Fingerabdruck-Blatt weiter: Wer dem bisherigen vertraut, kennt das neue noch nicht."
)
_DIFFERENT = "Die beiden Passphrasen sind verschieden. Bitte noch einmal eingeben."
_WIDTH = 560
LEAST_PASSPHRASE = 12
"""Characters a new passphrase needs at least."""


class IdentityDialog(QDialog):
    """A form whose answer is worked on in the background; ``added`` carries the new identity."""

    added = Signal(object)
    keyring_word = "Passphrase"
    """What the keyring may keep."""
    remember: QCheckBox
    refusal: QLabel
    accept_button: QPushButton

    def __init__(
        self,
        title: str,
        note: str,
        identities: Identities,
        runner: BackgroundRunner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self._identities = identities
        self._runner = runner
        words = QLabel(note, self)
        words.setWordWrap(True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(24, 24, 24, 16)
        self._layout.setSpacing(8)
        self._layout.addWidget(words)
        self._layout.addSpacing(8)

    def offer_keyring(self, *, is_available: bool) -> None:
        """Offer to keep the passphrase only where a keyring can keep it."""
        self.remember.setVisible(is_available)

    def _finish_layout(self, action: str) -> None:
        """Add what stands below the fields; made last, because the tab key follows the making."""
        self.remember = QCheckBox(f"{self.keyring_word} im Schlüsselbund des Betriebssystems merken", self)
        self.refusal = QLabel(self)
        self.refusal.setWordWrap(True)
        self.refusal.setAccessibleName("Fehlermeldung")
        set_look(self.refusal, "error")
        self.refusal.hide()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.accept_button = self._buttons.addButton(action, QDialogButtonBox.ButtonRole.AcceptRole)
        set_look(self.accept_button, "primary")
        self._buttons.accepted.connect(self._submit)
        self._buttons.rejected.connect(self.reject)
        for widget in (self.refusal, self.remember, self._buttons):
            self._layout.addWidget(widget)

    def _line(self, label: str, hint: str = "", *, is_secret: bool = False) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(label)
        line.setAccessibleDescription(hint)
        if is_secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self._add_labelled(label, line, line)
        if hint:
            words = QLabel(hint, self)
            set_look(words, "hint")
            self._layout.addWidget(words)
        return line

    def _new_passphrase(self) -> tuple[QLineEdit, QLineEdit]:
        hint = f"Mindestens {LEAST_PASSPHRASE} Zeichen. Sie wird bei jeder Signatur gebraucht."
        return (
            self._line("Passphrase", hint, is_secret=True),
            self._line("Passphrase wiederholen", is_secret=True),
        )

    def _add_labelled(self, label: str, control: QWidget, widget: QWidget) -> None:
        name = QLabel(label, self)
        set_look(name, "label")
        name.setBuddy(control)
        self._layout.addWidget(name)
        self._layout.addWidget(widget)

    def _refuse(self, sentence: str, field: QWidget) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()
        field.setFocus()

    def _submit(self) -> None:
        raise NotImplementedError

    def _under_way(self, *, is_running: bool) -> None:
        self.accept_button.setEnabled(not is_running)

    def _done(self, info: IdentityInfo) -> None:
        self.added.emit(info)
        self.accept()

    def _failed(self, error: DsfaError) -> None:
        self._refuse(str(error), self.accept_button)


class NewIdentityDialog(IdentityDialog):
    """Makes an identity that vouches for itself."""

    def __init__(
        self,
        identities: Identities,
        runner: BackgroundRunner,
        organisation: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Identität selbst erzeugen", _SELF_MADE, identities, runner, parent)
        self.name = self._line("Name", "Wie die Unterschrift heißen soll, zum Beispiel „Max Mustermann“.")
        self.organisation = self._line("Organisation")
        self.organisation.setText(organisation)
        self.key_type = QComboBox(self)
        self.key_type.setAccessibleName("Art des Schlüssels")
        for key_type in KeyType:
            self.key_type.addItem(key_type.label, key_type)
        self._add_labelled("Art des Schlüssels", self.key_type, self.key_type)
        self.passphrase, self.again = self._new_passphrase()
        self._finish_layout("Erzeugen")
        self.name.setFocus()

    @override
    def _submit(self) -> None:
        if self.passphrase.text() != self.again.text():
            self._refuse(_DIFFERENT, self.again)
            return
        name, organisation = self.name.text(), self.organisation.text()
        key_type, passphrase = KeyType(self.key_type.currentData()), self.passphrase.text()
        remember = self.remember.isChecked() and not self.remember.isHidden()
        self._under_way(is_running=True)
        self._runner.run(
            lambda: self._identities.create_self_made(
                name, organisation, key_type, passphrase, remember=remember
            ),
            receiver=self,
            on_success=self._done,
            on_error=self._failed,
            on_finished=lambda: self._under_way(is_running=False),
        )


class RenewIdentityDialog(IdentityDialog):
    """Makes the successor of a self-made identity."""

    def __init__(
        self,
        identities: Identities,
        runner: BackgroundRunner,
        info: IdentityInfo,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Identität erneuern", _RENEWAL.format(name=info.name), identities, runner, parent)
        self._info = info
        self.passphrase, self.again = self._new_passphrase()
        self._finish_layout("Erneuern")
        self.passphrase.setFocus()

    @override
    def _submit(self) -> None:
        if self.passphrase.text() != self.again.text():
            self._refuse(_DIFFERENT, self.again)
            return
        passphrase = self.passphrase.text()
        remember = self.remember.isChecked() and not self.remember.isHidden()
        self._under_way(is_running=True)
        self._runner.run(
            lambda: self._identities.renew(self._info.id, passphrase, remember=remember),
            receiver=self,
            on_success=self._done,
            on_error=self._failed,
            on_finished=lambda: self._under_way(is_running=False),
        )


class AddIdentityDialog(IdentityDialog):
    """Adds an identity that exists as a file."""

    def __init__(
        self, identities: Identities, runner: BackgroundRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__("Identität hinzufügen", _FROM_FILE, identities, runner, parent)
        self.file = QLineEdit(self)
        self.file.setAccessibleName("Datei der Identität")
        browse = QPushButton("Durchsuchen …", self)
        browse.setAccessibleName("Datei der Identität wählen")
        browse.clicked.connect(self._browse)
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.file, 1)
        layout.addWidget(browse)
        self._add_labelled("Datei", self.file, row)
        self.passphrase = self._line("Passphrase", is_secret=True)
        self._finish_layout("Hinzufügen")
        self.file.setFocus()

    def _browse(self) -> None:
        dialog = QFileDialog(self, "Identität wählen")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["PKCS #12 (*.p12 *.pfx)", "Alle Dateien (*)"])
        dialog.fileSelected.connect(self.file.setText)
        dialog.open()

    @override
    def _submit(self) -> None:
        if not self.file.text().strip():
            self._refuse("Bitte zuerst eine Datei wählen.", self.file)
            return
        file, passphrase = Path(self.file.text().strip()), self.passphrase.text()
        remember = self.remember.isChecked() and not self.remember.isHidden()
        self._under_way(is_running=True)
        self._runner.run(
            lambda: self._identities.add_file(file, passphrase, remember=remember),
            receiver=self,
            on_success=self._done,
            on_error=self._failed,
            on_finished=lambda: self._under_way(is_running=False),
        )
