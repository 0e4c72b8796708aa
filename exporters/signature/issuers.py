"""Who issued a certificate: the shortest way to a trusted root among the certificates a file brings along.

A file may bring certificates that certify each other in circles, of which a validator would try every path.
Here each certificate is looked at once, and only a way whose every signature fits is handed on to be judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asn1crypto import x509 as asn1_x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cryptography import x509


def way_to_a_root(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    roots: Sequence[x509.Certificate],
    at: datetime,
) -> list[x509.Certificate] | None:
    """Return the certificates between a certificate and a root, nearest first; None where no way leads there.

    A way over certificates that were valid at that moment is preferred to any other.
    """
    in_time = [one for one in others if one.not_valid_before_utc <= at <= one.not_valid_after_utc]
    way = _shortest(certificate, in_time, roots)
    return _shortest(certificate, others, roots) if way is None and len(in_time) < len(others) else way


def _shortest(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], roots: Sequence[x509.Certificate]
) -> list[x509.Certificate] | None:
    pile = [one for one in others if one != certificate]
    ways: list[list[x509.Certificate]] = [[certificate]]
    for way in ways:  # grows while it is walked: the nearest first
        if any(_issued(way[-1], root) for root in roots):
            return way[1:]
        found = [one for one in pile if _issued(way[-1], one)]
        pile = [one for one in pile if one not in found]
        ways.extend([*way, one] for one in found)
    return None


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the issuer has the name the certificate gives (RFC 5280 section 7.1), and its key signed it."""
    if _name(certificate.issuer.public_bytes()) != _name(issuer.subject.public_bytes()):
        return False
    key = issuer.public_key()
    value, content = certificate.signature, certificate.tbs_certificate_bytes
    try:
        parameters, hash_algorithm = (
            certificate.signature_algorithm_parameters,
            certificate.signature_hash_algorithm,
        )
        if isinstance(key, rsa.RSAPublicKey) and hash_algorithm is not None:
            key.verify(value, content, parameters, hash_algorithm)  # type: ignore[arg-type]
        elif isinstance(key, ec.EllipticCurvePublicKey) and isinstance(parameters, ec.ECDSA):
            key.verify(value, content, parameters)
        elif isinstance(key, ed25519.Ed25519PublicKey | ed448.Ed448PublicKey):
            key.verify(value, content)
        else:
            return False
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True


def _name(der: bytes) -> str:
    return str(asn1_x509.Name.load(der).hashable)
