"""Choosing an identity out of the certificate store of Windows; offered only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from ui.dialogs.certificate_list import CertificateList
from ui.dialogs.identity import IdentityDialog
from ui.overriding import override
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsfa_app.services.identities import Identities
    from exporters.signature.windows_store import StoreKey
    from ui.background import BackgroundRunner

_NOTE = (
    "Hier stehen Ihre eigenen Zertifikate, zu denen Windows einen Schlüssel kennt, auch die auf einer "
    "steckenden Karte. Wo eine PIN nötig ist, fragt Windows selbst danach. Das Programm merkt sich nur, wo "
    "das Zertifikat zu finden ist."
)
_NOTHING = (
    "Windows kennt kein Zertifikat mit Schlüssel. Stecken Sie Ihre Karte ein oder fragen Sie Ihre "
    "Informationstechnik nach einem Zertifikat zum Signieren."
)
_WIDTH = 720


class StoreIdentityDialog(IdentityDialog):
    """Adds a certificate whose key Windows keeps."""

    def __init__(
        self, identities: Identities, runner: BackgroundRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__("Zertifikat aus Windows wählen", _NOTE, identities, runner, parent)
        self.setMinimumWidth(_WIDTH)
        self._keys: tuple[StoreKey, ...] = ()
        self.list = CertificateList("Zertifikate von Windows", has_cards=False, parent=self)
        self._add_labelled("Zertifikat", self.list, self.list)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.told.setAccessibleName("Meldung zum Zertifikat")
        self._layout.addWidget(self.told)
        self._finish_layout("Hinzufügen")
        self.offer_keyring(is_available=False)
        self.list.choice_changed.connect(self._choice_changed)
        self._choice_changed()
        self.list.setFocus()
        runner.run(identities.store_keys, receiver=self, on_success=self.show_keys, on_error=self._failed)

    @override
    def offer_keyring(self, *, is_available: bool) -> None:
        super().offer_keyring(is_available=False)  # there is no secret that the program would see

    @property
    def chosen_key(self) -> StoreKey | None:
        """The chosen certificate, None while there is none."""
        position = self.list.position
        return self._keys[position] if position >= 0 else None

    def show_keys(self, keys: Sequence[StoreKey]) -> None:
        """Show what Windows has."""
        self._keys = tuple(keys)
        self.list.show_keys(self._keys)
        if not keys:
            self._tell(_NOTHING, "hint")

    def _choice_changed(self) -> None:
        key = self.chosen_key
        self._tell(key.obstacle if key is not None else "", "error")
        self.accept_button.setEnabled(key is not None and not key.obstacle)
        self.refusal.hide()

    def _tell(self, sentence: str, look: str) -> None:
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))
        set_look(self.told, look)

    @override
    def _submit(self) -> None:
        key = self.chosen_key
        if key is None:
            return
        self._under_way(is_running=True)
        self._runner.run(
            lambda: self._identities.add_from_store(key),
            receiver=self,
            on_success=self._done,
            on_error=self._failed,
            on_finished=lambda: self._under_way(is_running=False),
        )
