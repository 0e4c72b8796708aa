"""Identities on a smart card or token, reached through the PKCS #11 library of its maker (python-pkcs11).

The key never leaves the card; the PIN is asked for and handed on, nothing here keeps it. The certificate and
the list of what is on a card can be read without a PIN.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pkcs11
from cryptography import x509
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, TokenFlag
from pkcs11 import exceptions as refused

from dsfa_app.errors import IdentityError
from exporters.signature.algorithms import SignatureAlgorithm, algorithms_for
from exporters.signature.certificates import as_der, common_name, is_authority, ordered_chain
from exporters.signature.identities import check_usable, obstacle

if TYPE_CHECKING:
    from collections.abc import Iterator

_RSA_MECHANISMS: Final = {
    "sha256": Mechanism.SHA256_RSA_PKCS,
    "sha384": Mechanism.SHA384_RSA_PKCS,
    "sha512": Mechanism.SHA512_RSA_PKCS,
}
_NOT_INSERTED: Final = "Die Karte steckt nicht: Stecken Sie sie ein und versuchen Sie es noch einmal."
_OTHER_LIBRARY: Final = (
    "Prüfen Sie, ob die Software der Karte installiert ist, und wählen Sie ihre PKCS#11-Datei."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardKey:
    """A certificate on a card whose key may sign; ``fingerprint`` is the SHA-256 of its DER."""

    label: str
    """Label of the token, as its owner or maker named it."""
    serial: str
    """Serial number of the token, hexadecimal."""
    name: str
    issuer: str
    valid_until: datetime
    fingerprint: str
    certificate: x509.Certificate
    obstacle: str
    """Why it cannot sign, in one sentence; empty when nothing but the PIN is needed."""


@dataclass(frozen=True, slots=True)
class CardIdentity:
    """An identity whose key lives on a card; every signature opens the card anew with the PIN given."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    _library: Path
    _serial: str
    _key_id: bytes
    _pin: str = field(repr=False)

    @property
    def algorithms(self) -> tuple[SignatureAlgorithm, ...]:
        """RSA or ECDSA, the hash that fits the key first."""
        return algorithms_for(self.certificate.public_key())

    def sign(self, data: bytes, hash_name: str) -> bytes:
        """Hash and sign on the card: PKCS #1 v1.5 for RSA, r‖s of fixed width for ECDSA.

        Raises:
            IdentityError: the card is gone, the PIN is wrong, or the card refuses.
        """
        with _opened(self._library, self._serial, self._pin) as session:
            try:
                key: Any = session.get_key(object_class=ObjectClass.PRIVATE_KEY, id=self._key_id)
                if key.key_type == KeyType.RSA:
                    return bytes(key.sign(data, mechanism=_RSA_MECHANISMS[hash_name]))
                # ECDSA on a card takes the digest and answers r‖s already (PKCS #11 v2.40 section 2.3.1)
                return bytes(key.sign(hashlib.new(hash_name, data).digest(), mechanism=Mechanism.ECDSA))
            except refused.NoSuchKey:
                raise _without_key(self.certificate) from None
            except refused.PKCS11Error as error:
                raise card_refusal(error) from error


def card_keys(library: Path, *, at: datetime | None = None) -> tuple[CardKey, ...]:
    """Return the certificates on all cards that are inserted, the usable ones first; asks no PIN.

    Those of authorities are left out. ``at`` is the moment for which they are judged, by default now.

    Raises:
        IdentityError: the library cannot be used, or a card cannot be read.
    """
    found = []
    moment = at or datetime.now(UTC)
    for token in _tokens(library):
        try:
            with token.open() as session:
                certificates = [certificate for certificate, _id in _certificates(session)]
        except refused.PKCS11Error as error:
            raise card_refusal(error) from error
        found += [_card_key(token, one, moment) for one in certificates if not is_authority(one)]
    return tuple(sorted(found, key=lambda key: (bool(key.obstacle), key.name)))


def open_card(
    library: Path, serial: str, fingerprint: str, pin: str, *, at: datetime | None = None
) -> CardIdentity:
    """Return the identity of a certificate on a card, after trying the PIN and finding its key.

    Args:
        library: the PKCS #11 library of the card's maker.
        serial: serial number of the token, hexadecimal.
        fingerprint: SHA-256 of the certificate's DER, hexadecimal.
        pin: the PIN; it is handed to the card and kept only inside the identity.
        at: the moment of signing, by default now.

    Raises:
        IdentityError: no such card or certificate, no key to it, wrong or blocked PIN, and whatever
            ``check_usable`` refuses.
    """
    with _opened(library, serial, pin) as session:
        try:
            known = list(_certificates(session))
            found = [(one, key_id) for one, key_id in known if _fingerprint(one) == fingerprint]
            if not found:
                raise IdentityError(
                    "Das gewählte Zertifikat ist auf der Karte nicht (mehr) vorhanden: "
                    "Lesen Sie die Karte neu ein."
                )
            certificate, key_id = found[0]
            if not _has_key(session, key_id):
                raise _without_key(certificate)
        except refused.PKCS11Error as error:
            raise card_refusal(error) from error
    chain = ordered_chain(certificate, (one for one, _id in known))
    identity = CardIdentity(certificate, chain, library, serial, key_id, pin)
    check_usable(certificate, at or datetime.now(UTC))
    return identity


def _fingerprint(certificate: x509.Certificate) -> str:
    return hashlib.sha256(as_der(certificate)).hexdigest()


def _card_key(token: pkcs11.Token, certificate: x509.Certificate, at: datetime) -> CardKey:
    return CardKey(
        label=token.label.strip(),
        serial=token.serial.hex(),
        name=common_name(certificate.subject),
        issuer=common_name(certificate.issuer),
        valid_until=certificate.not_valid_after_utc,
        fingerprint=_fingerprint(certificate),
        certificate=certificate,
        obstacle=obstacle(certificate, at),
    )


def _tokens(library: Path) -> list[pkcs11.Token]:
    try:
        slots = pkcs11.lib(str(library)).get_slots(token_present=True)
        tokens = [slot.get_token() for slot in slots]
    except (refused.PKCS11Error, RuntimeError, OSError) as error:
        raise IdentityError(
            f"Die Datei {library} lässt sich nicht als Kartentreiber verwenden: {_OTHER_LIBRARY}"
        ) from error
    return [token for token in tokens if token.flags & TokenFlag.TOKEN_INITIALIZED]


@contextmanager
def _opened(library: Path, serial: str, pin: str) -> Iterator[pkcs11.Session]:
    token = next((one for one in _tokens(library) if one.serial.hex() == serial), None)
    if token is None:
        raise IdentityError(_NOT_INSERTED)
    try:
        session = token.open(user_pin=pin)
    except refused.PinIncorrect:
        # asked anew, because the card has counted this try by now
        now = next((one for one in _tokens(library) if one.serial.hex() == serial), token)
        raise wrong_pin(now.flags) from None
    except refused.PKCS11Error as error:
        raise card_refusal(error) from error
    with session:
        yield session


def _certificates(session: pkcs11.Session) -> Iterator[tuple[x509.Certificate, bytes]]:
    for one in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
        try:
            yield x509.load_der_x509_certificate(one[Attribute.VALUE]), one[Attribute.ID]
        except (ValueError, refused.AttributeTypeInvalid):
            continue  # not an X.509 certificate, or one without an id that leads to a key


def _has_key(session: pkcs11.Session, key_id: bytes) -> bool:
    wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: key_id}
    return any(True for _key in session.get_objects(wanted))


def _without_key(certificate: x509.Certificate) -> IdentityError:
    return IdentityError(
        f"Auf der Karte liegt zum Zertifikat „{common_name(certificate.subject)}“ kein passender Schlüssel: "
        "Wählen Sie ein anderes Zertifikat der Karte."
    )


def wrong_pin(flags: TokenFlag) -> IdentityError:
    """Say how many tries are left, as far as the card tells (PKCS #11 v2.40, flags of a token)."""
    if flags & TokenFlag.USER_PIN_LOCKED:
        return _locked()
    if flags & TokenFlag.USER_PIN_FINAL_TRY:
        return IdentityError(
            "Die PIN ist falsch, und es bleibt nur ein letzter Versuch, danach ist die Karte gesperrt: "
            "Prüfen Sie die PIN, bevor Sie es noch einmal versuchen."
        )
    if flags & TokenFlag.USER_PIN_COUNT_LOW:
        return IdentityError(
            "Die PIN ist falsch, und es bleiben nur wenige Versuche: "
            "Prüfen Sie die PIN, bevor Sie es noch einmal versuchen."
        )
    return IdentityError("Die PIN ist falsch: Geben Sie die PIN der Karte noch einmal ein.")


def _locked() -> IdentityError:
    return IdentityError(
        "Die Karte ist nach zu vielen falschen Eingaben gesperrt: "
        "Entsperren Sie sie mit der PUK in der Software der Karte oder fragen Sie die ausgebende Stelle."
    )


def card_refusal(error: refused.PKCS11Error) -> IdentityError:
    """Say in one sentence why a card refused, and what to do."""
    match error:
        case refused.PinLocked():
            return _locked()
        case refused.PinLenRange() | refused.PinInvalid() | refused.ArgumentsBad():
            return IdentityError(
                "Die PIN hat die falsche Länge oder unzulässige Zeichen: Geben Sie sie noch einmal ein."
            )
        case refused.PinExpired() | refused.UserPinNotInitialized():
            return IdentityError(
                "Die PIN der Karte ist noch nicht gesetzt oder abgelaufen: "
                "Setzen Sie sie in der Software der Karte neu."
            )
        case refused.TokenNotPresent() | refused.DeviceRemoved() | refused.TokenNotRecognised():
            return IdentityError(_NOT_INSERTED)
        case refused.MechanismInvalid() | refused.FunctionNotSupported():
            return IdentityError(
                "Die Karte beherrscht das nötige Signaturverfahren nicht: Verwenden Sie eine andere Karte."
            )
        case _:
            return IdentityError(
                f"Die Karte hat die Anfrage abgelehnt ({type(error).__name__}): "
                "Stecken Sie sie neu ein und versuchen Sie es noch einmal."
            )
