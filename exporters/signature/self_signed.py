"""Identities of the program's own making: for offices without a certificate, and called so."""

from __future__ import annotations

import string
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID

from dsfa_app.errors import IdentityError
from exporters.signature.algorithms import RSA_BITS_TO_SIGN
from exporters.signature.options import KeyType

if TYPE_CHECKING:
    from collections.abc import Mapping

SUFFIX: Final = " (selbst erzeugt)"
"""Ends the common name, so that every program that shows the signer shows this too."""
LIFETIME: Final = timedelta(days=730)
LEAST_PASSPHRASE: Final = 12
"""Characters."""
_LONGEST_NAME: Final = 64
"""X.520 upper bound of common name and organisation."""
_CLOCK_SKEW: Final = timedelta(minutes=5)
_KDF_ROUNDS: Final = 100_000
_CURVES: Final[Mapping[KeyType, ec.EllipticCurve]] = {
    KeyType.EC_P256: ec.SECP256R1(),
    KeyType.EC_P384: ec.SECP384R1(),
}


def create_self_signed(
    common_name: str,
    organisation: str,
    *,
    passphrase: str,
    key_type: KeyType = KeyType.RSA_3072,
    valid_from: datetime | None = None,
) -> bytes:
    """A new key and a certificate signed by itself, as the bytes of a PKCS #12 file.

    The common name ends in „(selbst erzeugt)“; the certificate is no authority, may sign and commit, and is
    valid for two years from ``valid_from`` (aware, by default now). The file is encrypted with AES-256
    (PBES2).

    Raises:
        IdentityError: a name is empty or too long, or the passphrase is shorter than 12 characters.
    """
    name = common_name.strip().removesuffix(SUFFIX.strip()).strip() + SUFFIX
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "DE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _checked(organisation.strip(), "Organisation")),
            x509.NameAttribute(NameOID.COMMON_NAME, _checked(name, "Name", fixed=SUFFIX)),
        ]
    )
    if len(passphrase) < LEAST_PASSPHRASE:
        raise IdentityError(
            f"Die Passphrase ist kürzer als {LEAST_PASSPHRASE} Zeichen: Wählen Sie eine längere Passphrase."
        )
    key = _new_key(key_type)
    certificate = _certificate(subject, key, valid_from or datetime.now(UTC))
    encryption = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(_KDF_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(SHA256())
        .build(passphrase.encode())
    )
    return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, None, encryption)


def key_type_of(pem: str) -> KeyType:
    """The kind of key of a certificate in PEM; RSA of any length becomes RSA 3072, other curves P-384."""
    key = x509.load_pem_x509_certificate(pem.encode("ascii")).public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return KeyType.RSA_3072
    return next((kind for kind, curve in _CURVES.items() if curve.name == key.curve.name), KeyType.EC_P384)


def _checked(value: str, label: str, fixed: str = "") -> str:
    if value == fixed.strip() or value == fixed:
        raise IdentityError(
            f"Die Angabe „{label}“ für die Signatur-Identität fehlt: Füllen Sie das Feld aus."
        )
    if len(value) > _LONGEST_NAME or any(c in string.whitespace and c != " " for c in value):
        raise IdentityError(
            f"Die Angabe „{label}“ für die Signatur-Identität ist zu lang oder hat Zeilenumbrüche: "
            f"Schreiben Sie höchstens {_LONGEST_NAME - len(fixed)} Zeichen in einer Zeile."
        )
    return value


def _new_key(key_type: KeyType) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey:
    if key_type is KeyType.RSA_3072:
        return rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS_TO_SIGN)
    return ec.generate_private_key(_CURVES[key_type])


def _certificate(
    subject: x509.Name, key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, start: datetime
) -> x509.Certificate:
    public = key.public_key()
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start - _CLOCK_SKEW)
        .not_valid_after(start + LIFETIME)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )
    return builder.sign(key, SHA256())
