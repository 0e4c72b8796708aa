"""What the signature card asks for: another identity, a renewed one, its certificate, its removal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui import messages
from ui.dialogs.card_identity import CardIdentityDialog
from ui.dialogs.identity import AddIdentityDialog, IdentityDialog, NewIdentityDialog, RenewIdentityDialog
from ui.dialogs.store_identity import StoreIdentityDialog
from ui.export.certificate_desk import CertificateDesk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from dsfa_app.errors import DsfaError
    from dsfa_app.services.identities import Identities
    from dsfa_app.services.identity_list import IdentityInfo
    from ui.background import BackgroundRunner
    from ui.export.signature_card import SignatureCard


class IdentityDesk(QObject):
    """Serves a signature card; ``owner`` is the widget its dialogs stand in front of.

    ``organisation`` proposes whose an identity is, ``folder`` where files go first, and ``refuse`` tells what
    could not be done.
    """

    def __init__(
        self,
        card: SignatureCard,
        identities: Identities,
        runner: BackgroundRunner,
        owner: QWidget,
        *,
        organisation: Callable[[], str],
        folder: Callable[[], Path],
        refuse: Callable[[DsfaError], None],
    ) -> None:
        super().__init__(owner)
        self._card = card
        self._identities = identities
        self._runner = runner
        self._owner = owner
        self._organisation = organisation
        self._refuse = refuse
        self._has_keyring = False
        self.certificates = CertificateDesk(identities, runner, owner)
        card.creation_requested.connect(self._create)
        card.addition_requested.connect(lambda: self._add(AddIdentityDialog))
        card.card_requested.connect(lambda: self._add(CardIdentityDialog))
        card.store_requested.connect(lambda: self._add(StoreIdentityDialog))
        card.certificate_requested.connect(lambda info: self.certificates.choose_target(info, folder()))
        card.sheet_requested.connect(lambda info: self.certificates.choose_sheet(info, folder()))
        card.renewal_requested.connect(self._renew)
        card.removal_requested.connect(self._ask_for_removal)

    def show(self, known: Sequence[IdentityInfo], identity_id: str) -> None:
        """Offer these identities; the one with this id is chosen."""
        self._card.show_identities(known, identity_id, self._identities.today)

    def offer_keyring(self, *, is_available: bool) -> None:
        """Offer to keep the passphrase only where a keyring can keep it."""
        self._has_keyring = is_available
        self._card.offer_keyring(is_available=is_available)

    def _create(self) -> None:
        self._open(
            NewIdentityDialog(self._identities, self._runner, self._organisation(), self._owner.window())
        )

    def _add(self, kind: type[AddIdentityDialog | CardIdentityDialog | StoreIdentityDialog]) -> None:
        self._open(kind(self._identities, self._runner, self._owner.window()))

    def _renew(self, info: IdentityInfo) -> None:
        self._open(RenewIdentityDialog(self._identities, self._runner, info, self._owner.window()))

    def _open(self, dialog: IdentityDialog) -> None:
        def found(is_available: bool) -> None:
            self.offer_keyring(is_available=is_available)
            dialog.offer_keyring(is_available=is_available)

        dialog.offer_keyring(is_available=self._has_keyring)
        dialog.added.connect(self._added)
        dialog.open()
        self._runner.run(
            self._identities.keyring_available, receiver=dialog, on_success=found, on_error=self._refuse
        )

    def _added(self, info: IdentityInfo) -> None:
        self._runner.run(
            self._identities.known,
            receiver=self,
            on_success=lambda known: self.show(known, info.id),
            on_error=self._refuse,
        )
        self._card.passphrase.setFocus()

    def _ask_for_removal(self, info: IdentityInfo) -> None:
        messages.confirm(
            self._owner.window(),
            "Identität aus der Liste entfernen?",
            f"{info.name}\n\nDie Datei oder Karte selbst bleibt, wie sie ist; was im Schlüsselbund liegt, "
            "wird gelöscht. Was damit signiert ist, bleibt signiert.",
            action="Entfernen",
            on_confirmed=lambda: self._remove(info),
        )

    def _remove(self, info: IdentityInfo) -> None:
        def remove() -> tuple[IdentityInfo, ...]:
            self._identities.remove(info.id)
            return self._identities.known()

        self._runner.run(
            remove,
            receiver=self,
            on_success=lambda known: self.show(known, ""),
            on_error=self._refuse,
        )
