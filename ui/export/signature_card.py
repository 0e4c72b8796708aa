"""Whether and with which identity the document is signed, and what the signer declares."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from exporters.signature.options import Commitment
from ui.export.time_stamp_row import TimeStampRow
from ui.forms.form_page import Card
from ui.icons import icon
from ui.style_sheet import set_look
from ui.view_models.export import expiry_warning, identity_label, preferred

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtCore import SignalInstance

    from dsfa_app.services.identity_list import IdentityInfo

_NOT_SIGNABLE = "Dieses Format kann nicht signiert werden."
_SELF_MADE = (
    "Selbst erzeugt: Die Signatur zeigt jede Änderung am Dokument, belegt aber nicht, wer unterzeichnet hat."
)
_NO_IDENTITY = "Noch keine Identität vorhanden. Erzeugen Sie eine oder fügen Sie eine Datei oder Karte hinzu."
_KEYRING_WARNING = (
    "Wer mit Ihrem Konto arbeitet, kann dann mit der steckenden Karte unterschreiben, ohne die PIN zu kennen."
)


class SignatureCard(Card):
    """The signature.

    ``creation_requested``, ``addition_requested`` (a file), ``card_requested`` and ``store_requested`` (the
    certificates of Windows, offered only there) ask for another identity,
    the other signals carry the chosen one, whose certificate or fingerprint sheet is to be saved, or which
    is to be renewed or taken off the list.
    """

    creation_requested = Signal()
    addition_requested = Signal()
    card_requested = Signal()
    store_requested = Signal()
    certificate_requested = Signal(object)
    sheet_requested = Signal(object)
    renewal_requested = Signal(object)
    removal_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Signatur", parent=parent)
        self._identities: tuple[IdentityInfo, ...] = ()
        self._today: date | None = None
        self._has_keyring = True
        self.sign = QCheckBox("Dokument signieren", self)
        self.sign.toggled.connect(self._show_state)
        self._not_signable = QLabel(_NOT_SIGNABLE, self)
        set_look(self._not_signable, "muted")
        self._details = QWidget(self)
        self._build_details()
        self.body.addWidget(self.sign)
        self.body.addWidget(self._not_signable)
        self.body.addWidget(self._details)
        self.show_signable(is_signable=True)

    @property
    def wants_signature(self) -> bool:
        """Tell whether the document is to be signed."""
        return self.sign.isEnabled() and self.sign.isChecked()

    @property
    def chosen_identity(self) -> IdentityInfo | None:
        """The chosen identity, None while there is none."""
        index = self.identity.currentIndex()
        return self._identities[index] if 0 <= index < len(self._identities) else None

    def show_signable(self, *, is_signable: bool) -> None:
        """Offer a signature only where the format can carry one."""
        self.sign.setEnabled(is_signable)
        self._not_signable.setVisible(not is_signable)
        self._show_state()

    def show_identities(self, identities: Sequence[IdentityInfo], identity_id: str, today: date) -> None:
        """Offer these identities; the one with this id is chosen."""
        self._today = today
        self._identities = tuple(identities)
        self.identity.clear()
        for info in self._identities:
            self.identity.addItem(identity_label(info), info.id)
        if self._identities:
            self.identity.setCurrentIndex(preferred(self._identities, identity_id))
        self._show_identity()

    def offer_keyring(self, *, is_available: bool) -> None:
        """Offer to keep the passphrase only where a keyring can keep it."""
        self._has_keyring = is_available
        self._show_secret()

    def refuse(self, sentence: str) -> None:
        """Say at the passphrase why it was not taken, and put the keyboard there."""
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        if sentence:
            self.passphrase.setFocus()
            self.passphrase.selectAll()

    def _build_details(self) -> None:
        self.identity = QComboBox(self._details)
        self.identity.setAccessibleName("Identität")
        self.identity.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.identity.setMinimumContentsLength(24)
        self._about = QLabel(self._details)
        self._about.setWordWrap(True)
        set_look(self._about, "hint")
        self.expiry = QLabel(self._details)
        self.expiry.setWordWrap(True)
        set_look(self.expiry, "error")
        self.expiry.hide()
        column = QVBoxLayout(self._details)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._label("Identität", self.identity))
        column.addWidget(self.identity)
        column.addWidget(self._about)
        column.addWidget(self.expiry)
        column.addLayout(self._uses())
        column.addLayout(self._additions())
        column.addSpacing(8)
        self._add_secret(column)
        column.addSpacing(8)
        column.addLayout(self._claims())
        column.addSpacing(8)
        self.time_stamp = TimeStampRow(self._details)
        column.addWidget(self.time_stamp)
        self.identity.currentIndexChanged.connect(self._show_identity)

    def _uses(self) -> QHBoxLayout:
        """Build what can be done with the chosen identity."""
        self.save_certificate = self._use("Zertifikat speichern …", self.certificate_requested)
        self.save_certificate.setToolTip("Zum Weitergeben an alle, die Ihre Signaturen prüfen")
        self.save_sheet = self._use("Fingerabdruck-Blatt …", self.sheet_requested)
        self.save_sheet.setToolTip("Zum Drucken: damit andere das Zertifikat vergleichen können")
        self.renew = self._use("Erneuern …", self.renewal_requested)
        self.renew.setAccessibleName("Identität erneuern")
        self.remove = self._use("Entfernen …", self.removal_requested)
        self.remove.setAccessibleName("Identität aus der Liste entfernen")
        return _row(self.save_certificate, self.save_sheet, self.renew, self.remove)

    def _use(self, text: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(text, self._details)
        button.setEnabled(False)
        button.clicked.connect(lambda: signal.emit(self.chosen_identity))
        return button

    def _additions(self) -> QVBoxLayout:
        """Build the ways to another identity."""
        self.new_identity = QPushButton(icon("add"), "Identität selbst erzeugen …", self._details)
        self.new_identity.clicked.connect(self.creation_requested)
        self.add_identity = QPushButton("Datei hinzufügen …", self._details)
        self.add_identity.setAccessibleName("Identität aus Datei hinzufügen")
        self.add_identity.clicked.connect(self.addition_requested)
        self.add_card = QPushButton("Karte hinzufügen …", self._details)
        self.add_card.setAccessibleName("Identität auf einer Karte hinzufügen")
        self.add_card.clicked.connect(self.card_requested)
        self.add_from_store = QPushButton("Aus Windows wählen …", self._details)
        self.add_from_store.setAccessibleName("Identität aus dem Zertifikatspeicher von Windows wählen")
        self.add_from_store.clicked.connect(self.store_requested)
        self.add_from_store.setVisible(sys.platform == "win32")
        rows = QVBoxLayout()
        rows.setSpacing(4)
        rows.addLayout(_row(self.new_identity, self.add_identity, self.add_card))
        rows.addLayout(_row(self.add_from_store))  # a row of its own: four beside each other are too wide
        return rows

    def _add_secret(self, column: QVBoxLayout) -> None:
        """Build where the passphrase or PIN is typed, refused and kept."""
        self.passphrase = self._line("Passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setPlaceholderText("leer, wenn sie im Schlüsselbund liegt")
        self._passphrase_label = self._label("Passphrase", self.passphrase)
        self.refusal = QLabel(self._details)
        self.refusal.setWordWrap(True)
        set_look(self.refusal, "error")
        self.refusal.hide()
        self.remember = QCheckBox("Passphrase im Schlüsselbund merken", self._details)
        self._warning = QLabel(_KEYRING_WARNING, self._details)
        self._warning.setWordWrap(True)
        set_look(self._warning, "hint")
        for widget in (self._passphrase_label, self.passphrase, self.refusal, self.remember, self._warning):
            column.addWidget(widget)

    def _claims(self) -> QGridLayout:
        self.role = self._line("Rolle")
        self.role.setPlaceholderText("zum Beispiel „Verantwortliche Leitung“")
        self.commitment = QComboBox(self._details)
        self.commitment.setAccessibleName("Erklärung")
        self.commitment.addItem("ohne Angabe", None)
        for commitment in Commitment:
            self.commitment.addItem(commitment.label, commitment)
        self.place = self._line("Ort")
        self.comment = self._line("Anmerkung")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        claims: tuple[tuple[str, QWidget], ...] = (
            ("Erklärung", self.commitment),
            ("Rolle", self.role),
            ("Ort", self.place),
            ("Anmerkung", self.comment),
        )
        for number, (name, field) in enumerate(claims):
            row, column = divmod(number, 2)
            label = self._label(f"{name} (freiwillig)", field)
            grid.setRowMinimumHeight(2 * row, self.fontMetrics().height() + (12 if row else 0))
            grid.addWidget(label, 2 * row, column, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(field, 2 * row + 1, column)
            grid.setColumnStretch(column, 1)
        hint = QLabel("Diese Angaben stehen in der Signatur; sie belegen sich nicht selbst.", self._details)
        hint.setWordWrap(True)
        set_look(hint, "hint")
        grid.addWidget(hint, 4, 0, 1, 2)
        return grid

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self._details)
        line.setAccessibleName(name)
        return line

    def _label(self, text: str, buddy: QWidget) -> QLabel:
        label = QLabel(text, self._details)
        label.setBuddy(buddy)
        set_look(label, "label")
        return label

    def _show_state(self) -> None:
        self._details.setVisible(self.wants_signature)

    def _show_identity(self) -> None:
        info = self.chosen_identity
        self.refuse("")
        self.identity.setEnabled(info is not None)
        for button in (self.save_certificate, self.save_sheet, self.remove):
            button.setEnabled(info is not None)
        self.renew.setEnabled(info is not None)
        self.renew.setVisible(info is None or info.is_renewable)
        warning = expiry_warning(info, self._today) if info is not None and self._today is not None else ""
        self.expiry.setText(warning)
        self.expiry.setVisible(bool(warning))
        self._about.setText(_NO_IDENTITY if info is None else _SELF_MADE if info.is_self_made else info.where)
        word = info.secret_word if info is not None else "Passphrase"
        self._passphrase_label.setText(word)
        self.passphrase.setAccessibleName(word)
        self.remember.setText(f"{word} im Schlüsselbund merken")
        self.remember.setChecked(False)
        self._show_secret()

    def _show_secret(self) -> None:
        """Ask for passphrase or PIN, but where Windows asks itself; warn before a PIN is kept."""
        info = self.chosen_identity
        is_asked = info is None or not info.is_in_store
        self._passphrase_label.setVisible(is_asked)
        self.passphrase.setVisible(is_asked)
        self.remember.setVisible(is_asked and self._has_keyring)
        is_warned = info is not None and info.is_on_card and self._has_keyring
        self._warning.setVisible(is_warned)
        self.remember.setAccessibleDescription(_KEYRING_WARNING if is_warned else "")


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
