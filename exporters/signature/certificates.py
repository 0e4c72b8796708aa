"""What a certificate says, in the words and forms that signatures and reports need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from collections.abc import Iterable


def common_name(name: x509.Name) -> str:
    """The name a person reads: common name, else organisation, else the whole distinguished name."""
    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        attributes = name.get_attributes_for_oid(oid)
        if attributes:
            return str(attributes[0].value)
    return name.rfc4514_string()


def as_pem(certificate: x509.Certificate) -> str:
    """The certificate in the form in which it is handed on and trusted (PEM, RFC 7468)."""
    return certificate.public_bytes(Encoding.PEM).decode("ascii")


def as_der(signed: x509.Certificate | x509.CertificateRevocationList) -> bytes:
    """A certificate or revocation list as DER, over which fingerprints are computed."""
    return signed.public_bytes(Encoding.DER)


def issuer_name(certificate: x509.Certificate) -> str:
    """The issuer as Office writes it in IssuerSerial: RFC 4514 order, parted by a comma and a blank."""
    return ", ".join(rdn.rfc4514_string() for rdn in reversed(list(certificate.issuer.rdns)))


def is_self_issued(certificate: x509.Certificate) -> bool:
    """Whether subject and issuer are the same name."""
    return certificate.subject == certificate.issuer


def is_authority(certificate: x509.Certificate) -> bool:
    """Whether the certificate may issue others."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def may_sign(certificate: x509.Certificate) -> bool:
    """Whether keyUsage allows signing; a certificate without keyUsage allows everything (RFC 5280)."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def ordered_chain(leaf: x509.Certificate, others: Iterable[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """The certificates between leaf and root, nearest first, picked from an unordered pile."""
    pile = [c for c in others if c != leaf and not is_self_issued(c)]
    chain: list[x509.Certificate] = []
    current = leaf
    while not is_self_issued(current):
        above = next((c for c in pile if c.subject == current.issuer), None)
        if above is None:
            break
        pile.remove(above)
        chain.append(above)
        current = above
    return tuple(chain)
