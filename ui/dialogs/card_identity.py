"""Adding an identity on a smart card: choose the driver, read the cards, choose, try the PIN."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from exporters.signature.card_drivers import usual_drivers
from ui.dialogs.certificate_list import CertificateList
from ui.dialogs.identity import IdentityDialog
from ui.overriding import override
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsfa_app.errors import DsfaError
    from dsfa_app.services.identities import Identities
    from exporters.signature.smart_card import CardKey
    from ui.background import BackgroundRunner

_NOTE = (
    "Der geheime Schlüssel bleibt auf der Karte oder dem Token. Das Programm merkt sich nur, wo das "
    "Zertifikat zu finden ist. Die PIN fragt es bei jeder Signatur."
)
_NO_DRIVER = (
    "An den üblichen Stellen liegt kein Kartentreiber. Installieren Sie die Software Ihrer Karte oder "
    "wählen Sie ihre PKCS\u00a0#11-Datei (.dll oder .so)."
)
_NO_CARD = "Es wurde kein Zertifikat gefunden. Stecken Sie die Karte ein und lesen Sie noch einmal."
_KEYRING_WARNING = (
    "Wer an diesem Rechner mit Ihrem Konto arbeitet, kann dann mit der steckenden Karte unterschreiben, "
    "ohne die PIN zu kennen. Die Regeln Ihrer Karte können das verbieten."
)
_WIDTH = 720


class CardIdentityDialog(IdentityDialog):
    """Adds a certificate whose key lives on a card."""

    keyring_word = "PIN"

    def __init__(
        self, identities: Identities, runner: BackgroundRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__("Karte hinzufügen", _NOTE, identities, runner, parent)
        self.setMinimumWidth(_WIDTH)
        self._keys: tuple[CardKey, ...] = ()
        self._build_driver()
        self._build_list()
        self.driver.activated.connect(self._driver_changed)
        self.pin = self._line("PIN der Karte", is_secret=True)
        self._finish_layout("Hinzufügen")
        self._warning = QLabel(_KEYRING_WARNING, self)
        self._warning.setWordWrap(True)
        set_look(self._warning, "hint")
        self._layout.insertWidget(self._layout.indexOf(self.remember) + 1, self._warning)
        self.remember.setAccessibleDescription(_KEYRING_WARNING)
        self.offer_keyring(is_available=False)
        self._driver_changed()
        self._choice_changed()
        (self.read if self.driver.count() else self.browse).setFocus()

    @override
    def offer_keyring(self, *, is_available: bool) -> None:
        super().offer_keyring(is_available=is_available)
        self._warning.setVisible(is_available)

    @property
    def chosen_key(self) -> CardKey | None:
        """The chosen certificate, None while there is none."""
        position = self.list.position
        return self._keys[position] if position >= 0 else None

    def choose_driver(self, library: str) -> None:
        """Offer this library as driver and choose it."""
        row = self.driver.findData(library)
        if row < 0:
            self.driver.addItem(library, library)
            row = self.driver.count() - 1
        self.driver.setCurrentIndex(row)
        self._driver_changed()
        self.read.setFocus()

    def _build_driver(self) -> None:
        self.driver = QComboBox(self)
        self.driver.setAccessibleName("Kartentreiber")
        self.driver.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for driver in usual_drivers():
            self.driver.addItem(f"{driver.name} ({driver.library})", str(driver.library))
        self.browse = QPushButton("Durchsuchen …", self)
        self.browse.setAccessibleName("Kartentreiber wählen")
        self.browse.clicked.connect(self._browse)
        self.read = QPushButton("Karten lesen", self)
        self.read.clicked.connect(self.read_cards)
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.driver, 1)
        layout.addWidget(self.browse)
        layout.addWidget(self.read)
        self._add_labelled("Kartentreiber", self.driver, row)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.told.setAccessibleName("Meldung zur Karte")
        self._layout.addWidget(self.told)

    def _build_list(self) -> None:
        self.list = CertificateList("Zertifikate auf den Karten", has_cards=True, parent=self)
        self.list.choice_changed.connect(self._choice_changed)
        self._add_labelled("Zertifikat", self.list, self.list)
        self.obstacle = QLabel(self)
        self.obstacle.setWordWrap(True)
        self.obstacle.setAccessibleName("Warum dieses Zertifikat nicht signieren kann")
        set_look(self.obstacle, "error")
        self._layout.addWidget(self.obstacle)

    def _browse(self) -> None:
        dialog = QFileDialog(self, "Kartentreiber wählen")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["PKCS #11 (*.dll *.so *.dylib)", "Alle Dateien (*)"])
        dialog.fileSelected.connect(self.choose_driver)
        dialog.open()

    def _driver_changed(self) -> None:
        self._tell("" if self.driver.count() else _NO_DRIVER)
        self.driver.setEnabled(self.driver.count() > 0)
        self.read.setEnabled(self.driver.count() > 0)
        self.list.show_keys(())

    def read_cards(self) -> None:
        """Read the cards that are inserted, in the background."""
        library = Path(str(self.driver.currentData()))
        self._tell("Die Karten werden gelesen …")
        self.read.setEnabled(False)
        self._runner.run(
            lambda: self._identities.cards(library),
            receiver=self,
            on_success=self.show_cards,
            on_error=self._not_read,
            on_finished=lambda: self.read.setEnabled(True),
        )

    def show_cards(self, keys: Sequence[CardKey]) -> None:
        """Show what was read."""
        self._tell("" if keys else _NO_CARD)
        self._keys = tuple(keys)
        self.list.show_keys(self._keys)
        if keys:
            self.list.setFocus()

    def _not_read(self, error: DsfaError) -> None:
        self._keys = ()
        self.list.show_keys(())
        self._tell(str(error), "error")
        self.read.setEnabled(True)
        self.read.setFocus()

    def _choice_changed(self) -> None:
        key = self.chosen_key
        self.obstacle.setText(key.obstacle if key is not None else "")
        self.obstacle.setVisible(bool(self.obstacle.text()))
        usable = key is not None and not key.obstacle
        self.pin.setEnabled(usable)
        self.accept_button.setEnabled(usable)
        self.refusal.hide()

    def _tell(self, sentence: str, look: str = "hint") -> None:
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))
        set_look(self.told, look)

    @override
    def _submit(self) -> None:
        key, pin = self.chosen_key, self.pin.text()
        if key is None:
            return
        if not pin:
            self._refuse("Bitte die PIN der Karte eingeben.", self.pin)
            return
        library = Path(str(self.driver.currentData()))
        remember = self.remember.isChecked() and not self.remember.isHidden()
        self._under_way(is_running=True)
        self._runner.run(
            lambda: self._identities.add_card(library, key, pin, remember=remember),
            receiver=self,
            on_success=self._done,
            on_error=self._failed,
            on_finished=lambda: self._under_way(is_running=False),
        )

    @override
    def _failed(self, error: DsfaError) -> None:
        self._refuse(str(error), self.pin)
        self.pin.selectAll()
