"""Families K and V: the signer is the certificate that was signed along, and its key made the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from exporters.signature.algorithms import DIGESTS, check_value
from exporters.signature.canonical import canonical
from exporters.signature.findings import Kind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.signature.findings import Finding
    from exporters.signature.rules.case import Case

K_SIGNER = Kind(
    "K02", Severity.ERROR, "Das Zertifikat der Signatur wurde ausgetauscht oder ist nicht eindeutig."
)
V_VALUE = Kind("V01", Severity.ERROR, "Die Signatur passt nicht zum Zertifikat der unterzeichnenden Person.")


def signer_is_the_named_certificate(case: Case) -> Iterator[Finding]:
    """Exactly one certificate has the digest that stands in the signed properties; names prove nothing."""
    # A digest by an algorithm that is refused anyway is not compared, so nothing can be said about it.
    if case.signer is None and case.markup.certificate_digest[0] in DIGESTS:
        yield K_SIGNER.found()


def value_fits(case: Case) -> Iterator[Finding]:
    """The value over SignedInfo, with the signer's key and no other; a KeyValue is never looked at."""
    if case.algorithm is None:
        return
    # Without a named signer the first certificate is tried, to say whether the value itself is sound.
    signer = case.signer or case.markup.certificates[0]
    try:
        check_value(
            signer.public_key(), case.algorithm, case.markup.value, canonical(case.markup.signed_info)
        )
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        yield V_VALUE.found()
