"""The accepted algorithms, as data: what is not in these tables does not exist for this program."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from exporters.signature.names import DS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes


_XMLENC: Final = "http://www.w3.org/2001/04/xmlenc#"
_DSIG_MORE: Final = "http://www.w3.org/2001/04/xmldsig-more#"

RSA_BITS_TO_VERIFY: Final = 2048
"""Smallest RSA key believed in a signature of others."""
RSA_BITS_TO_SIGN: Final = 3072
"""Smallest RSA key this program signs with (BSI TR-02102-1: at least 3000 bits)."""
CURVES: Final[Mapping[str, str]] = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}


class KeyFamily(StrEnum):
    """Which kind of key a signature algorithm needs."""

    RSA = "rsa"
    EC = "ec"


@dataclass(frozen=True, slots=True)
class SignatureAlgorithm:
    """One way to sign: its URI in XML Signature, the kind of key, the name of the hash in ``hashlib``."""

    uri: str
    family: KeyFamily
    hash_name: str
    label: str


HASHES: Final[Mapping[str, type[hashes.HashAlgorithm]]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}

DIGESTS: Final[Mapping[str, str]] = {
    _XMLENC + "sha256": "sha256",
    _DSIG_MORE + "sha384": "sha384",
    _XMLENC + "sha512": "sha512",
}
"""Digest algorithms by URI. SHA-1, which Office still writes in some settings, is missing on purpose."""

SIGNATURES: Final[Mapping[str, SignatureAlgorithm]] = {
    algorithm.uri: algorithm
    for family, word in ((KeyFamily.RSA, "RSA"), (KeyFamily.EC, "ECDSA"))
    for bits in (256, 384, 512)
    for algorithm in (
        SignatureAlgorithm(
            f"{_DSIG_MORE}{word.lower()}-sha{bits}", family, f"sha{bits}", f"{word} mit SHA-{bits}"
        ),
    )
}

DIGEST_WRITTEN: Final = _XMLENC + "sha256"
"""What this program writes everywhere, as Word does."""
_FITTING: Final[Mapping[str, str]] = {"secp256r1": "sha256", "secp384r1": "sha384", "secp521r1": "sha512"}
"""The hash as strong as the curve (NIST SP 800-57 part 1 table 3)."""
_OF_RSA: Final = "sha256"
"""What Word writes with an RSA key of any length."""

OUTDATED: Final = frozenset(
    {DS + "sha1", DS + "rsa-sha1", DS + "dsa-sha1", _DSIG_MORE + "md5", _DSIG_MORE + "rsa-md5"}
)
"""Known and broken: refused with a word of their own."""


def digest(uri: str, data: bytes) -> bytes:
    """The digest by an algorithm of ``DIGESTS``."""
    return hashlib.new(DIGESTS[uri], data).digest()


def family_of(key: PublicKeyTypes) -> KeyFamily | None:
    """Which kind of key this is; None for kinds that package signatures do not use."""
    if isinstance(key, rsa.RSAPublicKey):
        return KeyFamily.RSA
    return KeyFamily.EC if isinstance(key, ec.EllipticCurvePublicKey) else None


def algorithms_for(key: PublicKeyTypes) -> tuple[SignatureAlgorithm, ...]:
    """What a key of this kind can sign with, the hash that fits it first; nothing for kinds not accepted."""
    family = family_of(key)
    fitting = _FITTING.get(key.curve.name) if isinstance(key, ec.EllipticCurvePublicKey) else _OF_RSA
    usable = (algorithm for algorithm in SIGNATURES.values() if algorithm.family is family)
    return tuple(sorted(usable, key=lambda algorithm: algorithm.hash_name != fitting))


def is_strong(key: PublicKeyTypes, least_rsa_bits: int) -> bool:
    """Whether the key is of an accepted kind and long enough."""
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size >= least_rsa_bits
    return isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in CURVES


def describe_key(key: PublicKeyTypes) -> str:
    """The key in words, such as ``RSA 3072 Bit`` or ``P-256``."""
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA {key.key_size} Bit"
    if isinstance(key, ec.EllipticCurvePublicKey):
        return CURVES.get(key.curve.name, key.curve.name)
    return type(key).__name__


def check_value(key: PublicKeyTypes, algorithm: SignatureAlgorithm, value: bytes, data: bytes) -> None:
    """Check a signature value as XML Signature writes it: PKCS #1 v1.5, or r‖s of fixed width for ECDSA.

    Raises:
        InvalidSignature: the value does not fit (from cryptography).
        ValueError: the value has the wrong length, or the key is of another family.
    """
    hash_algorithm = HASHES[algorithm.hash_name]()
    if isinstance(key, rsa.RSAPublicKey) and algorithm.family is KeyFamily.RSA:
        key.verify(value, data, padding.PKCS1v15(), hash_algorithm)
    elif isinstance(key, ec.EllipticCurvePublicKey) and algorithm.family is KeyFamily.EC:
        width = (key.key_size + 7) // 8
        if len(value) != 2 * width:
            raise ValueError("wrong length of an ECDSA value")
        half = int.from_bytes(value[:width]), int.from_bytes(value[width:])
        key.verify(encode_dss_signature(*half), data, ec.ECDSA(hash_algorithm))
    else:
        raise ValueError("key and algorithm are of different families")
