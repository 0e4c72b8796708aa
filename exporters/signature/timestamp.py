"""Time stamps (RFC 3161): reading a token and checking that it is about certain data.

The token is a CMS signed message (RFC 5652) of a time stamping authority. What it says counts only when its
imprint is that of the data and the authority's signature fits; whether the authority is trusted is another
question. Its imports take a while, so this module is loaded only where there is a token.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from asn1crypto import cms, tsp
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from exporters.signature.algorithms import HASHES
from exporters.signature.certificates import as_der

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST_TOKEN: Final = 256 * 1024
"""Bytes; a token with a chain of certificates needs about 6000."""
_MOST_CERTIFICATES: Final = 16
_UNREADABLE: Final = (
    ValueError,
    TypeError,
    KeyError,
    OverflowError,
    RecursionError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
)
"""What asn1crypto and cryptography raise for bytes that are no token."""


class TimeStampError(Exception):
    """The token is damaged, forged, or about something else; the text is for developers."""


@dataclass(frozen=True, slots=True)
class TimeStamp:
    """A moment that an authority put its signature under, with the certificates it gave along."""

    moment: datetime
    authority: x509.Certificate
    others: tuple[x509.Certificate, ...]


def read_token(token: bytes, data: bytes) -> TimeStamp:
    """Return what a time stamp token says about ``data``.

    Raises:
        TimeStampError: the token is not readable, not about these data, or its own signature does not fit.
    """
    if len(token) > LARGEST_TOKEN:
        raise TimeStampError("the token is too large")
    try:
        return _read(token, data)
    except TimeStampError:
        raise
    except InvalidSignature:
        raise TimeStampError("the signature of the authority does not fit") from None
    except _UNREADABLE as error:
        raise TimeStampError(f"the token is not readable: {type(error).__name__}") from None


def _read(token: bytes, data: bytes) -> TimeStamp:
    message = cms.ContentInfo.load(token, strict=True)
    if message["content_type"].native != "signed_data":
        raise TimeStampError("the token is no signed message")
    signed = message["content"]
    content = signed["encap_content_info"]
    if content["content_type"].native != "tst_info" or len(signed["signer_infos"]) != 1:
        raise TimeStampError("the token does not hold one signed time")
    encoded = bytes(content["content"])
    info = tsp.TSTInfo.load(encoded, strict=True)
    _check_imprint(info["message_imprint"], data)
    certificates = _certificates(signed["certificates"])
    signer_info = signed["signer_infos"][0]
    authority = _named(signer_info["sid"], certificates)
    _check_attributes(signer_info, encoded, authority)
    _check_signature(signer_info, authority)
    _check_purpose(authority)
    moment: datetime = info["gen_time"].native
    return TimeStamp(moment, authority, tuple(one for one in certificates if one != authority))


def _hash(name: str, data: bytes) -> bytes:
    if name not in HASHES:
        raise TimeStampError(f"the hash {name} is not accepted")
    return hashlib.new(name, data).digest()


def _check_imprint(imprint: Any, data: bytes) -> None:  # noqa: ANN401 - asn1crypto has no types
    name = imprint["hash_algorithm"]["algorithm"].native
    if not hmac.compare_digest(_hash(name, data), imprint["hashed_message"].native):
        raise TimeStampError("the token is about other data")


def _certificates(found: Any) -> tuple[x509.Certificate, ...]:  # noqa: ANN401 - asn1crypto has no types
    if not 1 <= len(found) <= _MOST_CERTIFICATES:
        raise TimeStampError("the token brings no certificate, or too many")
    if any(one.chosen.serial_number <= 0 for one in found):  # RFC 5280 section 4.1.2.2
        raise TimeStampError("a certificate has an impossible serial number")
    return tuple(x509.load_der_x509_certificate(one.chosen.dump()) for one in found)


def _named(sid: Any, certificates: Iterable[x509.Certificate]) -> x509.Certificate:  # noqa: ANN401
    """Return the certificate a signer identifier names by issuer and serial number."""
    if sid.name != "issuer_and_serial_number":
        raise TimeStampError("the authority is not named by issuer and serial number")
    wanted = sid.chosen["serial_number"].native, sid.chosen["issuer"].dump()
    for one in certificates:
        if (one.serial_number, one.issuer.public_bytes()) == wanted:
            return one
    raise TimeStampError("the certificate of the authority is missing")


def _attribute(signer_info: Any, name: str) -> Any:  # noqa: ANN401 - asn1crypto has no types
    values = [one["values"] for one in signer_info["signed_attrs"] if one["type"].native == name]
    if len(values) != 1 or len(values[0]) != 1:
        raise TimeStampError(f"the attribute {name} is missing or doubled")
    return values[0][0]


def _check_attributes(signer_info: Any, encoded: bytes, authority: x509.Certificate) -> None:  # noqa: ANN401
    """The signed attributes name kind and digest of the content, and the certificate (RFC 5816)."""
    if _attribute(signer_info, "content_type").native != "tst_info":
        raise TimeStampError("the signed content type is another one")
    name = signer_info["digest_algorithm"]["algorithm"].native
    if not hmac.compare_digest(_attribute(signer_info, "message_digest").native, _hash(name, encoded)):
        raise TimeStampError("the signed digest is that of another content")
    der = as_der(authority)
    types = {one["type"].native for one in signer_info["signed_attrs"]}
    if "signing_certificate_v2" in types:
        named = _attribute(signer_info, "signing_certificate_v2")["certs"][0]
        digest = _hash(named["hash_algorithm"]["algorithm"].native, der)
    else:
        # version 1 knows SHA-1 alone; it only tells which certificate is meant and proves nothing by itself
        named = _attribute(signer_info, "signing_certificate")["certs"][0]
        digest = hashlib.sha1(der, usedforsecurity=False).digest()
    if not hmac.compare_digest(named["cert_hash"].native, digest):
        raise TimeStampError("the signed attributes name another certificate")


def _check_signature(signer_info: Any, authority: x509.Certificate) -> None:  # noqa: ANN401
    """Check the authority's signature over the attributes, encoded as a set (RFC 5652 section 5.4)."""
    attributes = signer_info["signed_attrs"].untag().dump(force=True)
    value = signer_info["signature"].native
    algorithm = signer_info["signature_algorithm"]
    # plain „rsassa_pkcs1v15“ leaves the hash to the digest algorithm
    combined = algorithm["algorithm"].native
    name = algorithm.hash_algo if "_" in combined and combined != "rsassa_pkcs1v15" else ""
    hash_class = HASHES.get(name or signer_info["digest_algorithm"]["algorithm"].native)
    if hash_class is None:
        raise TimeStampError("the hash of the signature is not accepted")
    key = authority.public_key()
    if isinstance(key, rsa.RSAPublicKey) and algorithm.signature_algo == "rsassa_pkcs1v15":
        key.verify(value, attributes, padding.PKCS1v15(), hash_class())
    elif isinstance(key, ec.EllipticCurvePublicKey) and algorithm.signature_algo == "ecdsa":
        key.verify(value, attributes, ec.ECDSA(hash_class()))
    else:
        raise TimeStampError("the signature algorithm of the authority is not accepted")


def _check_purpose(authority: x509.Certificate) -> None:
    """An authority's certificate serves time stamping and nothing else (RFC 3161 section 2.3)."""
    try:
        usage = authority.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except x509.ExtensionNotFound:
        raise TimeStampError("the certificate is not meant for time stamps") from None
    if not usage.critical or list(usage.value) != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise TimeStampError("the certificate is not meant for time stamps alone")
