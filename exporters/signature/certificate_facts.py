"""What a certificate says about whom and for how long, for people who compare it with another statement."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.x509.oid import NameOID

from exporters.signature.algorithms import describe_key
from exporters.signature.certificates import as_der, common_name, is_self_issued

_GROUP: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """The facts of one certificate; ``fingerprint`` is the SHA-256 of its DER, hexadecimal."""

    name: str
    organisation: str
    issuer: str
    is_self_issued: bool
    valid_from: datetime
    valid_until: datetime
    key: str
    serial: str
    """Hexadecimal, as other programs show it."""
    fingerprint: str

    @property
    def groups(self) -> tuple[str, ...]:
        """The fingerprint in groups of four digits, as people read it out to each other."""
        return tuple(
            self.fingerprint[start : start + _GROUP] for start in range(0, len(self.fingerprint), _GROUP)
        )


def certificate_facts(pem: str) -> CertificateFacts:
    """Return the facts of a certificate in PEM.

    Raises:
        ValueError: it is no certificate.
    """
    certificate = x509.load_pem_x509_certificate(pem.encode("ascii"))
    organisation = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return CertificateFacts(
        name=common_name(certificate.subject),
        organisation=str(organisation[0].value) if organisation else "",
        issuer=common_name(certificate.issuer),
        is_self_issued=is_self_issued(certificate),
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
        key=describe_key(certificate.public_key()),
        serial=f"{certificate.serial_number:x}",
        fingerprint=hashlib.sha256(as_der(certificate)).hexdigest(),
    )
