"""Signing with a card: SoftHSM plays one, with an RSA and a P-256 key; every refusal is told in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import docx
import pytest
from smart_cards import NOW, PIN, needs_card

from dsfa_app.bootstrap import open_application
from dsfa_app.cli import run
from dsfa_app.errors import IdentityError
from exporters.signature import SigningOptions, Verdict, sign_package, verify_package
from exporters.signature.smart_card import card_keys, open_card

if TYPE_CHECKING:
    from pathlib import Path

    from smart_cards import Card

pytestmark = needs_card


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    file = tmp_path_factory.mktemp("dokument") / "plain.docx"
    docx.Document().save(file)
    return file.read_bytes()


def test_what_is_on_the_card_is_listed_without_a_pin(card: Card):
    assert {key.name for key in card_keys(card.driver)} == {
        "Frau Müller", "Herr Groß", "Alter Ausweis", "Ohne Schlüssel",
    }  # fmt: skip
    key = card.key("Frau Müller")
    assert key.label == "Dienstausweis"
    assert key.issuer == "Wurzel der Stadt"
    assert not key.obstacle
    assert "abgelaufen" in card.key("Alter Ausweis").obstacle


@pytest.mark.parametrize("name", ["Frau Müller", "Herr Groß"])
def test_a_key_on_the_card_signs_a_document_that_is_valid(card: Card, plain: bytes, name: str):
    identity = card.open(name)
    assert PIN not in repr(identity)
    data = sign_package(plain, identity, SigningOptions(signing_time=NOW))
    report = verify_package(data, trusted_roots=[card.root.pem], at=NOW)
    assert report.verdict is Verdict.VALID
    assert report.signatures[0].signer == name


def test_a_wrong_pin_is_refused_and_the_right_one_works_afterwards(card: Card):
    with pytest.raises(IdentityError, match="PIN ist falsch"):
        card.open("Frau Müller", pin="000000")
    card.open("Frau Müller")


@pytest.mark.parametrize("pin", ["", "1", "x" * 300])
def test_a_pin_of_an_impossible_length_is_refused(card: Card, pin: str):
    with pytest.raises(IdentityError, match="PIN"):
        card.open("Frau Müller", pin=pin)


def test_a_certificate_without_a_key_cannot_sign(card: Card):
    with pytest.raises(IdentityError, match="kein passender Schlüssel"):
        card.open("Ohne Schlüssel")


def test_an_expired_certificate_on_a_card_is_refused(card: Card):
    with pytest.raises(IdentityError, match="abgelaufen"):
        card.open("Herr Groß", at=NOW + timedelta(days=900))


def test_a_card_that_was_taken_out_is_told(card: Card):
    key = card.key("Herr Groß")
    with pytest.raises(IdentityError, match="Karte steckt nicht"):
        open_card(card.driver, "00" * 8, key.fingerprint, PIN)
    with pytest.raises(IdentityError, match="nicht \\(mehr\\) vorhanden"):
        open_card(card.driver, key.serial, "00" * 32, PIN)


def test_a_file_that_is_no_driver_is_refused(tmp_path: Path):
    wrong = tmp_path / "treiber.so"
    wrong.write_bytes(b"kein Treiber")
    with pytest.raises(IdentityError, match="nicht als Kartentreiber verwenden"):
        card_keys(wrong)
    with pytest.raises(IdentityError, match="nicht als Kartentreiber verwenden"):
        card_keys(tmp_path / "fehlt.so")


def test_a_card_added_on_the_command_line_signs_an_export(
    card: Card, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    with open_application(tmp_path) as app:
        stored = app.examples.create("stuttgart")
    data = ["--data-dir", str(tmp_path)]
    assert run([*data, "identity", "cards", str(card.driver)]) == 0
    assert card.key("Herr Groß").fingerprint in capsys.readouterr().out
    monkeypatch.setenv("DSFA_PASSPHRASE", PIN)
    fingerprint = card.key("Herr Groß").fingerprint
    assert run([*data, "identity", "add-card", str(card.driver), "--fingerprint", fingerprint[:20]]) == 0
    assert PIN not in (tmp_path / "identitaeten" / "identitaeten.json").read_text("utf-8")
    target = tmp_path / "DSFA.docx"
    command = [
        "export",
        stored.assessment.id,
        "--format",
        "docx",
        "--out",
        str(target),
        "--sign",
        "Herr Groß",
    ]
    assert run([*data, *command]) == 0
    report = verify_package(target.read_bytes(), trusted_roots=[card.root.pem], at=datetime.now(UTC))
    assert report.verdict is Verdict.VALID
