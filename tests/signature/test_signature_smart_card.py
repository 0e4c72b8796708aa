"""Signing with a card: SoftHSM plays one, with an RSA and a P-256 key; every refusal is told in words."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pkcs11
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute, CertificateType, ObjectClass
from pkcs11.util.ec import decode_ec_private_key
from pkcs11.util.rsa import decode_rsa_private_key
from signature.forgery import Issued, issue

from dsfa_app.bootstrap import open_application
from dsfa_app.cli import run
from dsfa_app.errors import IdentityError
from exporters.signature import SigningOptions, Verdict, sign_package, verify_package
from exporters.signature.smart_card import CardKey, card_keys, open_card

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime.now(UTC)
YEAR = {"start": NOW - timedelta(days=10), "end": NOW + timedelta(days=355)}
PIN = "135790"
DRIVERS = [
    Path("/usr/lib/softhsm/libsofthsm2.so"),
    Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
    Path("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"),
]

pytestmark = pytest.mark.skipif(
    os.name == "nt" or os.environ.get("DSFA_WITHOUT_ORACLES") == "1",
    reason="a card in software comes with Debian's package softhsm2",
)


@dataclass(frozen=True)
class Card:
    """A card in software and what was put on it."""

    driver: Path
    root: Issued
    people: dict[str, Issued]

    def key(self, name: str) -> CardKey:
        return next(one for one in card_keys(self.driver) if one.name == name)

    def open(self, name: str, pin: str = PIN, at: datetime = NOW):
        key = self.key(name)
        return open_card(self.driver, key.serial, key.fingerprint, pin, at=at)


def _put(driver: Path, people: dict[str, Issued], without_key: Issued) -> None:
    """Put keys and certificates on the card, as its maker's software does."""
    (token,) = (
        slot.get_token()
        for slot in pkcs11.lib(str(driver)).get_slots(token_present=True)
        if slot.get_token().label.strip() == "Dienstausweis"
    )
    with token.open(user_pin=PIN, rw=True) as session:
        for number, one in enumerate([*people.values(), without_key], start=1):
            key_id = bytes([number])
            certificate = one.certificate
            session.create_object(
                {
                    Attribute.CLASS: ObjectClass.CERTIFICATE,
                    Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                    Attribute.VALUE: certificate.public_bytes(Encoding.DER),
                    Attribute.SUBJECT: certificate.subject.public_bytes(),
                    Attribute.ID: key_id,
                    Attribute.TOKEN: True,
                    Attribute.PRIVATE: False,
                }
            )
            if one is without_key:
                continue
            der = one.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
            decode = (
                decode_rsa_private_key if isinstance(one.key, rsa.RSAPrivateKey) else decode_ec_private_key
            )
            private = decode(der) | {Attribute.ID: key_id, Attribute.TOKEN: True, Attribute.SIGN: True}
            session.create_object(private)


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Card]:
    driver = next((path for path in DRIVERS if path.exists()), None)
    missing = "softhsm2 is missing: apt-get install softhsm2, or set DSFA_WITHOUT_ORACLES=1"
    assert driver is not None, missing
    assert shutil.which("softhsm2-util"), missing
    folder = tmp_path_factory.mktemp("karte")
    (folder / "tokens").mkdir()
    configuration = folder / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n", "utf-8")
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(configuration)  # read when the driver is loaded
    command = ["softhsm2-util", "--init-token", "--free", "--label", "Dienstausweis"]
    subprocess.run([*command, "--so-pin", "12345678", "--pin", PIN], check=True, capture_output=True)
    root = issue("Wurzel der Stadt", ca=True, **YEAR)
    rsa_key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    people = {
        "Frau Müller": issue("Frau Müller", issuer=root, key=rsa_key, **YEAR),
        "Herr Groß": issue("Herr Groß", issuer=root, **YEAR),
    }
    _put(driver, people, issue("Ohne Schlüssel", issuer=root, **YEAR))
    yield Card(driver, root, people)
    os.environ.pop("SOFTHSM2_CONF")
    if before is not None:
        os.environ["SOFTHSM2_CONF"] = before


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    file = tmp_path_factory.mktemp("dokument") / "plain.docx"
    docx.Document().save(file)
    return file.read_bytes()


def test_what_is_on_the_card_is_listed_without_a_pin(card: Card):
    assert {key.name for key in card_keys(card.driver)} == {"Frau Müller", "Herr Groß", "Ohne Schlüssel"}
    key = card.key("Frau Müller")
    assert key.token == "Dienstausweis"
    assert key.issuer == "Wurzel der Stadt"


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
