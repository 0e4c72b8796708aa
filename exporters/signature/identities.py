"""Identities: who signs. One small protocol, so that smart cards can join PKCS #12 files."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Protocol

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import pkcs12

from dsfa_app.errors import IdentityError
from exporters.signature.algorithms import (
    HASHES,
    RSA_BITS_TO_SIGN,
    SignatureAlgorithm,
    algorithms_for,
    describe_key,
    is_strong,
)
from exporters.signature.certificates import (
    common_name,
    is_authority,
    is_self_issued,
    may_sign,
    ordered_chain,
)

_MAX_PKCS12: Final = 2**20
"""Bytes; a key with a long chain needs a few thousand."""
_DER_SEQUENCE: Final = 0x30
_PKCS12_VERSION: Final = b"\x02\x01\x03"


class Identity(Protocol):
    """A certificate and the means to sign with its key, wherever that key lives."""

    @property
    def certificate(self) -> x509.Certificate:
        """The signer's certificate."""

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """Certificates between the signer's and the root, nearest first; they travel with the signature."""

    @property
    def algorithms(self) -> tuple[SignatureAlgorithm, ...]:
        """What the key can do, preferred first."""

    def sign(self, data: bytes, hash_name: str) -> bytes:
        """Hash and sign: PKCS #1 v1.5 for RSA, r‖s of fixed width for ECDSA."""


@dataclass(frozen=True, slots=True)
class KeyIdentity:
    """An identity whose private key lies in memory, as it comes from a PKCS #12 file."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    _key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey = field(repr=False)

    @property
    def algorithms(self) -> tuple[SignatureAlgorithm, ...]:
        """RSA or ECDSA, the hash that fits the key first."""
        return algorithms_for(self.certificate.public_key())

    def sign(self, data: bytes, hash_name: str) -> bytes:
        """Hash and sign: PKCS #1 v1.5 for RSA, r‖s of fixed width for ECDSA."""
        hash_algorithm = HASHES[hash_name]()
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), hash_algorithm)
        width = (self._key.key_size + 7) // 8
        r, s = decode_dss_signature(self._key.sign(data, ec.ECDSA(hash_algorithm)))
        return r.to_bytes(width) + s.to_bytes(width)


def load_pkcs12(data: bytes, passphrase: str, *, at: datetime | None = None) -> KeyIdentity:
    """The identity in a PKCS #12 file (``.p12``, ``.pfx``), checked for all that would spoil a signature.

    ``at`` is the moment of signing, by default now.

    Raises:
        IdentityError: not a PKCS #12 file, wrong passphrase, no key or certificate, and whatever
            ``check_usable`` refuses.
    """
    if len(data) > _MAX_PKCS12 or not _looks_like_pkcs12(data):
        raise IdentityError(
            "Die Datei ist keine Signatur-Identität: Wählen Sie eine Datei mit der Endung .p12 oder .pfx."
        )
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(data, passphrase.encode())
    except ValueError:
        raise IdentityError(
            "Die Passphrase passt nicht zu dieser Signatur-Identität oder die Datei ist beschädigt: "
            "Geben Sie die Passphrase noch einmal ein."
        ) from None
    except UnsupportedAlgorithm:
        raise IdentityError(
            "Die Signatur-Identität ist mit einem veralteten Verfahren verschlüsselt: "
            "Exportieren Sie sie neu mit AES-256."
        ) from None
    if key is None or certificate is None:
        raise IdentityError(
            "Die Datei enthält keinen privaten Schlüssel mit Zertifikat: "
            "Exportieren Sie die Identität neu und wählen Sie dabei „privaten Schlüssel exportieren“."
        )
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise IdentityError(
            "Die Art des Schlüssels wird für Signaturen in Word- und Excel-Dokumenten nicht unterstützt: "
            "Verwenden Sie einen RSA-Schlüssel oder einen Schlüssel auf der Kurve P-256 oder P-384."
        )
    identity = KeyIdentity(certificate, ordered_chain(certificate, others), key)
    check_usable(certificate, at or datetime.now(UTC))
    return identity


def check_usable(certificate: x509.Certificate, at: datetime) -> None:
    """Refuse a certificate whose signatures nobody should accept.

    Raises:
        IdentityError: expired, not yet valid, wrong key usage, certificate of an authority, weak key.
    """
    name = common_name(certificate.subject)
    if at > certificate.not_valid_after_utc:
        raise IdentityError(
            f"Das Zertifikat „{name}“ ist seit dem {certificate.not_valid_after_utc:%d.%m.%Y} abgelaufen: "
            "Verwenden Sie eine gültige Signatur-Identität."
        )
    if at < certificate.not_valid_before_utc:
        raise IdentityError(
            f"Das Zertifikat „{name}“ gilt erst ab dem {certificate.not_valid_before_utc:%d.%m.%Y}: "
            "Prüfen Sie Datum und Uhrzeit des Rechners oder verwenden Sie eine andere Signatur-Identität."
        )
    if is_authority(certificate):
        raise IdentityError(
            f"Das Zertifikat „{name}“ gehört einer Zertifizierungsstelle: "
            "Verwenden Sie ein Zertifikat, das auf eine Person oder Stelle ausgestellt ist."
        )
    if not may_sign(certificate):
        raise IdentityError(
            f"Das Zertifikat „{name}“ ist nicht zum Signieren von Dokumenten zugelassen: "
            "Verwenden Sie ein Zertifikat mit der Schlüsselverwendung „Digitale Signatur“."
        )
    key = certificate.public_key()
    if not is_strong(key, RSA_BITS_TO_SIGN):
        raise IdentityError(
            f"Der Schlüssel des Zertifikats „{name}“ ist zu schwach ({describe_key(key)}): "
            f"Verwenden Sie RSA ab {RSA_BITS_TO_SIGN} Bit oder eine der Kurven P-256, P-384 und P-521."
        )


def obstacle(certificate: x509.Certificate, at: datetime) -> str:
    """Why this certificate cannot sign, in one sentence with what to do; empty when it can."""
    try:
        check_usable(certificate, at)
    except IdentityError as error:
        return str(error)
    return ""


def is_self_signed(identity: Identity) -> bool:
    """Whether nobody but the signer vouches for this identity; the window says so wherever it shows one."""
    return is_self_issued(identity.certificate)


def _looks_like_pkcs12(data: bytes) -> bool:
    """A DER or BER sequence that starts with version 3 (RFC 7292 section 4)."""
    return len(data) > len(_PKCS12_VERSION) and data[0] == _DER_SEQUENCE and _PKCS12_VERSION in data[2:9]
