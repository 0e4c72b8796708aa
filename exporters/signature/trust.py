"""Trust: does a chain lead from the signer to a root that the verifying person chose?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.x509 import verification

from dsfa_app.errors import IdentityError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


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


def is_trusted(
    signer: x509.Certificate,
    others: Sequence[x509.Certificate],
    roots: Sequence[x509.Certificate],
    at: datetime,
) -> bool:
    """Whether a valid chain led from the signer over ``others`` to one of ``roots`` at that moment.

    A signer among the roots is trusted by itself, which is how a self-made identity becomes trusted.
    Authorities must follow the profile of RFC 5280 as cryptography checks it; revocation lists are not asked.
    """
    if signer in roots:
        return signer.not_valid_before_utc <= at <= signer.not_valid_after_utc
    if not roots:
        return False
    verifier = (
        verification.PolicyBuilder()
        .store(verification.Store(list(roots)))
        .time(at)
        .extension_policies(
            ca_policy=verification.ExtensionPolicy.webpki_defaults_ca(),
            # Names in signing certificates are of persons and offices; the rules check usage.
            ee_policy=verification.ExtensionPolicy.permit_all(),
        )
        .build_client_verifier()
    )
    try:
        verifier.verify(signer, list(others))
    except verification.VerificationError:
        return False
    return True
