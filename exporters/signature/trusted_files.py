"""What a file of trusted certificates or revocation lists holds, in forms a person can compare."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dsfa_app.errors import IdentityError
from exporters.signature.certificates import as_der, as_pem, common_name
from exporters.signature.trust import load_revocation_lists, load_roots

if TYPE_CHECKING:
    from cryptography import x509


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedContent:
    """One certificate or list: the name people read, the SHA-256 of its DER, how long it is good for.

    ``number`` is the same for all lists of one authority, so that a newer one takes the place of the former.
    """

    name: str
    fingerprint: str
    number: str
    until: date | None
    content: bytes


def certificates_in(data: bytes) -> tuple[TrustedContent, ...]:
    """Return the certificates in a file, PEM or DER; none where there is none."""
    try:
        return tuple(_certificate(one) for one in load_roots([data]))
    except IdentityError:
        return ()


def revocation_lists_in(data: bytes) -> tuple[TrustedContent, ...]:
    """Return the revocation list in a file, PEM or DER; none where there is none."""
    try:
        return tuple(_list(one) for one in load_revocation_lists([data]))
    except IdentityError:
        return ()


def _certificate(certificate: x509.Certificate) -> TrustedContent:
    fingerprint = hashlib.sha256(as_der(certificate)).hexdigest()
    return TrustedContent(
        name=common_name(certificate.subject),
        fingerprint=fingerprint,
        number=fingerprint,
        until=certificate.not_valid_after_utc.date(),
        content=as_pem(certificate).encode("ascii"),
    )


def _list(found: x509.CertificateRevocationList) -> TrustedContent:
    der = as_der(found)
    return TrustedContent(
        name=common_name(found.issuer),
        fingerprint=hashlib.sha256(der).hexdigest(),
        number=hashlib.sha256(found.issuer.public_bytes()).hexdigest(),
        until=found.next_update_utc.date() if found.next_update_utc else None,
        content=der,
    )
