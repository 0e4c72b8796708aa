"""Adding a card in the window, and signing with it; SoftHSM plays the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from gui_steps import focused, three_platforms
from PySide6.QtWidgets import QLabel, QLineEdit
from smart_cards import PIN, needs_card

from exporters.signature.card_drivers import usual_drivers
from ui.dialogs.card_identity import CardIdentityDialog
from ui.pages.export import ExportPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot
    from smart_cards import Card

    from dsfa_app.bootstrap import Application
    from ui.assessment.shell import AssessmentShell

LONG = 20_000
"""Milliseconds an export may take on a busy machine."""


@pytest.fixture
def page(
    app: Application, open_shell: Callable[..., AssessmentShell], tmp_path: Path, qtbot: QtBot
) -> ExportPage:
    app.settings.update(export_folder=str(tmp_path))
    shell = open_shell(three_platforms(app))
    shell.open_page("export")
    shell.activateWindow()
    opened = shell.page
    assert isinstance(opened, ExportPage)
    qtbot.waitUntil(lambda: opened.is_ready)
    return opened


@pytest.fixture
def dialog(page: ExportPage) -> CardIdentityDialog:
    page.signature.add_card.click()
    return page.window().findChildren(CardIdentityDialog)[-1]


def read(dialog: CardIdentityDialog, driver: Path, qtbot: QtBot) -> None:
    dialog.choose_driver(str(driver))
    dialog.read.click()
    assert dialog.told.text() == "Die Karten werden gelesen …"
    qtbot.waitUntil(lambda: "gelesen" not in dialog.told.text())


def choose(dialog: CardIdentityDialog, name: str) -> None:
    rows = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    dialog.list.setCurrentItem(next(item for item in rows if item is not None and item.text(0) == name))


def try_pin(dialog: CardIdentityDialog, pin: str) -> None:
    dialog.pin.setText(pin)
    dialog.accept_button.click()


@needs_card
def test_the_certificates_of_a_card_are_listed_and_those_that_cannot_sign_say_why(
    dialog: CardIdentityDialog, card: Card, qtbot: QtBot
) -> None:
    assert not dialog.accept_button.isEnabled()
    read(dialog, card.driver, qtbot)
    key = dialog.chosen_key
    assert key is not None
    assert not key.obstacle
    item = dialog.list.currentItem()
    assert item is not None
    assert (item.text(1), item.text(3)) == ("Wurzel der Stadt", "Dienstausweis")
    assert dialog.accept_button.isEnabled()
    choose(dialog, "Alter Ausweis")
    assert "abgelaufen" in dialog.obstacle.text()
    assert not dialog.accept_button.isEnabled()
    assert not dialog.pin.isEnabled()


@needs_card
def test_a_wrong_pin_and_a_missing_key_are_told_at_the_pin(
    dialog: CardIdentityDialog, card: Card, qtbot: QtBot
) -> None:
    read(dialog, card.driver, qtbot)
    choose(dialog, "Frau Müller")
    try_pin(dialog, "")
    assert "PIN der Karte eingeben" in dialog.refusal.text()
    try_pin(dialog, "000000")
    qtbot.waitUntil(lambda: "PIN ist falsch" in dialog.refusal.text())
    assert focused() is dialog.pin
    assert dialog.pin.selectedText()
    choose(dialog, "Ohne Schlüssel")
    assert dialog.refusal.isHidden()
    try_pin(dialog, PIN)
    qtbot.waitUntil(lambda: "kein passender Schlüssel" in dialog.refusal.text())


def test_a_file_that_is_no_driver_is_told_below_the_driver(
    dialog: CardIdentityDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    wrong = tmp_path / "treiber.so"
    wrong.write_bytes(b"kein Treiber")
    read(dialog, wrong, qtbot)
    assert "nicht als Kartentreiber verwenden" in dialog.told.text()
    assert dialog.list.topLevelItemCount() == 0


@needs_card
def test_a_card_added_in_the_window_signs_and_is_called_a_card_with_a_pin(
    page: ExportPage, dialog: CardIdentityDialog, card: Card, qtbot: QtBot
) -> None:
    read(dialog, card.driver, qtbot)
    choose(dialog, "Herr Groß")
    assert dialog.pin.echoMode() is QLineEdit.EchoMode.Password
    try_pin(dialog, PIN)
    qtbot.waitUntil(lambda: page.signature.chosen_identity is not None)
    signature = page.signature
    assert signature.passphrase.accessibleName() == "PIN"
    assert signature.remember.text() == "PIN im Schlüsselbund merken"
    assert signature.chosen_identity is not None
    assert signature.chosen_identity.where.startswith("Karte „Dienstausweis“ (")
    with qtbot.waitSignal(page.model.finished, timeout=LONG):
        page.run.start.click()
    assert signature.refusal.text() == "Bitte die PIN für „Herr Groß“ eingeben."
    signature.passphrase.setText(PIN)
    with qtbot.waitSignal(page.model.finished, timeout=LONG):
        page.run.start.click()
    assert "gültig" in page.run.outcome.text()
    assert page.document.chosen_target.exists()


def test_keeping_the_pin_is_offered_with_a_warning_only_where_a_keyring_is(
    dialog: CardIdentityDialog,
) -> None:
    warnings = [label for label in dialog.findChildren(QLabel) if "ohne die PIN zu kennen" in label.text()]
    for is_available in (False, True):
        dialog.offer_keyring(is_available=is_available)
        assert dialog.remember.isVisible() is is_available
        assert not dialog.remember.isChecked()
        assert [label.isVisible() for label in warnings] == [is_available]


@needs_card
def test_an_installed_driver_is_offered_and_no_other() -> None:
    assert "SoftHSM" in {driver.name for driver in usual_drivers("linux")}
    assert usual_drivers("win32") == ()
    assert usual_drivers("unbekannt") == ()
