"""A card in software: SoftHSM with an RSA and a P-256 key, and what spoils a signature beside them."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pkcs11
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute, CertificateType, ObjectClass
from pkcs11.util.ec import decode_ec_private_key
from pkcs11.util.rsa import decode_rsa_private_key
from signature.forgery import Issued, issue

from exporters.signature.smart_card import CardKey, card_keys, open_card

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime.now(UTC)
_CLOCK_OF_TESTS = datetime(2026, 11, 21, tzinfo=UTC)
_EARLY, _LATE = sorted((NOW, _CLOCK_OF_TESTS))
YEAR = {"start": _EARLY - timedelta(days=10), "end": _LATE + timedelta(days=355)}
"""Valid now and for the clock of tests/conftest.py, which stands still."""
PAST = {"start": _EARLY - timedelta(days=400), "end": _EARLY - timedelta(days=9)}
PIN = "135790"
DRIVERS = [
    Path("/usr/lib/softhsm/libsofthsm2.so"),
    Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
    Path("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"),
]
needs_card = pytest.mark.skipif(
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


@contextmanager
def inserted_card(folder: Path) -> Iterator[Card]:
    """Make a card and insert it; the driver reads its setting once, so one card serves a whole run."""
    driver = next((path for path in DRIVERS if path.exists()), None)
    missing = "softhsm2 is missing: apt-get install softhsm2, or set DSFA_WITHOUT_ORACLES=1"
    assert driver is not None, missing
    assert shutil.which("softhsm2-util"), missing
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
        "Alter Ausweis": issue("Alter Ausweis", issuer=root, **PAST),
    }
    _put(driver, people, issue("Ohne Schlüssel", issuer=root, **YEAR))
    yield Card(driver, root, people)
    os.environ.pop("SOFTHSM2_CONF")
    if before is not None:
        os.environ["SOFTHSM2_CONF"] = before
