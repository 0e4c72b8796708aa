"""What the verifying person trusts, and what became of the question whether a certificate is trusted.

Roots and revocation lists come from the verifying person, never from the file that is judged. The network is
asked only when the person wants it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from cryptography import x509

from dsfa_app.errors import IdentityError

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class TrustBasis:
    """What the verifying person trusts; without roots nothing is trusted.

    ``may_ask_online`` lets the addresses named in certificates be asked for revocation lists and answers,
    which tells their owners which certificate is looked at.
    """

    roots: tuple[x509.Certificate, ...] = ()
    revocation_lists: tuple[x509.CertificateRevocationList, ...] = ()
    may_ask_online: bool = False


class Standing(Enum):
    """What became of the question whether a certificate is trusted."""

    TRUSTED = "trusted"
    NO_CHAIN = "no chain to a trusted root"
    OUTSIDE_VALIDITY = "a certificate of the chain was not valid at that moment"
    REVOKED = "revoked"
    UNSOUND = "a certificate of the chain breaks the rules"


class RevocationCheck(Enum):
    """For how much of the chain somebody said that it is not revoked."""

    NONE = "none"
    SIGNER = "signer"
    WHOLE_CHAIN = "whole chain"


@dataclass(frozen=True, slots=True)
class TrustAnswer:
    """The standing of a certificate at ``moment``, over which root, and what is known about revocation."""

    standing: Standing
    moment: datetime
    root: str = ""
    revocation: RevocationCheck = RevocationCheck.NONE
    revoked_at: datetime | None = None
    has_stale_list: bool = False
    """Whether a list that would have answered is older than its own next update."""


def load_roots(sources: Iterable[bytes | x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """Certificates to trust, from PEM (one or many in a file), DER, or as they are.

    Raises:
        IdentityError: a source holds no certificate.
    """
    roots: list[x509.Certificate] = []
    for source in sources:
        if isinstance(source, x509.Certificate):
            roots.append(source)
            continue
        try:
            if b"-----BEGIN" in source:
                roots.extend(x509.load_pem_x509_certificates(source))
            else:
                roots.append(x509.load_der_x509_certificate(source))
        except ValueError:
            raise IdentityError(
                "Die Datei mit vertrauten Ausstellern enthält kein lesbares Zertifikat: "
                "Wählen Sie eine Datei im Format PEM oder DER."
            ) from None
    return tuple(roots)


def load_revocation_lists(sources: Iterable[bytes]) -> tuple[x509.CertificateRevocationList, ...]:
    """Revocation lists (RFC 5280 section 5) from PEM or DER, one in each source.

    Raises:
        IdentityError: a source holds no revocation list.
    """
    lists: list[x509.CertificateRevocationList] = []
    for source in sources:
        try:
            read = x509.load_pem_x509_crl if b"-----BEGIN" in source else x509.load_der_x509_crl
            lists.append(read(source))
        except ValueError:
            raise IdentityError(
                "Die Datei ist keine lesbare Sperrliste: Wählen Sie eine Datei im Format PEM oder DER (.crl)."
            ) from None
    return tuple(lists)
