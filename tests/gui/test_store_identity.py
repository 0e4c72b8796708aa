"""Choosing a certificate of Windows, with libraries made for the test; elsewhere nothing is offered."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget
from signature.forgery import issue
from smart_cards import PAST, YEAR

from exporters.signature import windows_store
from exporters.signature.identities import check_usable
from ui.dialogs.store_identity import StoreIdentityDialog
from ui.export.signature_card import SignatureCard

if TYPE_CHECKING:
    from datetime import datetime

    from pytestqt.qtbot import QtBot
    from signature.forgery import Issued

    from dsfa_app.bootstrap import Application
    from exporters.signature.identities import KeyIdentity
    from ui.background import BackgroundRunner
    from ui.theme import Theme


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows it is offered")
def test_elsewhere_the_store_is_not_offered(theme: Theme, qtbot: QtBot) -> None:
    del theme
    card = SignatureCard()
    qtbot.addWidget(card)
    card.sign.setChecked(True)
    card.show()
    assert card.add_card.isVisible()
    assert not card.add_from_store.isVisible()


@pytest.mark.skipif(sys.platform == "win32", reason="there the store is there")
def test_a_store_that_cannot_be_read_is_told(
    app: Application, runner: BackgroundRunner, qtbot: QtBot
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    dialog = StoreIdentityDialog(app.identities, runner, holder)
    dialog.show()
    qtbot.waitUntil(lambda: "nur unter Windows" in dialog.refusal.text())
    assert not dialog.accept_button.isEnabled()


def _identity(person: Issued, at: datetime) -> KeyIdentity:
    check_usable(person.certificate, at)
    return person.identity


def test_a_certificate_of_windows_is_chosen_and_asks_for_no_secret(
    app: Application, runner: BackgroundRunner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = issue("Wurzel", ca=True, **YEAR)
    people = [issue("Frau Müller", issuer=root, **YEAR), issue("Alter Ausweis", issuer=root, **PAST)]
    monkeypatch.setattr(
        windows_store,
        "store_keys",
        lambda *, at: windows_store.choose([one.certificate for one in people], at),
    )
    monkeypatch.setattr(windows_store, "open_store", lambda _fingerprint, *, at: _identity(people[0], at))
    holder = QWidget()
    qtbot.addWidget(holder)
    dialog = StoreIdentityDialog(app.identities, runner, holder)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 2)
    assert dialog.accept_button.isEnabled()
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    assert "abgelaufen" in dialog.told.text()
    assert not dialog.accept_button.isEnabled()
    dialog.list.setCurrentItem(dialog.list.topLevelItem(0))
    with qtbot.waitSignal(dialog.added):
        dialog.accept_button.click()
    (info,) = app.identities.known()
    assert (info.name, info.where) == ("Frau Müller", "Zertifikatspeicher von Windows")
    assert app.identities.unlock(info.id).certificate == people[0].certificate
    card = SignatureCard()
    qtbot.addWidget(card)
    card.sign.setChecked(True)
    card.show_identities((info,), info.id, app.identities.today)
    card.show()
    assert not card.passphrase.isVisible()
    assert not card.remember.isVisible()
    app.identities.remove(info.id)
    assert app.identities.known() == ()
