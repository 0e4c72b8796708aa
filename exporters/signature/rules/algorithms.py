"""Family A: nothing weak, nothing unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters.signature.algorithms import (
    DIGESTS,
    OUTDATED,
    RSA_BITS_TO_VERIFY,
    SIGNATURES,
    describe_key,
    is_strong,
)
from exporters.signature.findings import ADVICE_RESIGN, Kind, Severity
from exporters.signature.names import C14N

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.signature.findings import Finding
    from exporters.signature.rules.case import Case

A_OUTDATED = Kind(
    "A01", Severity.ERROR, "Die Signatur verwendet ein gebrochenes Verfahren („{uri}“).", ADVICE_RESIGN
)
A_UNKNOWN = Kind(
    "A02", Severity.ERROR, "Die Signatur verwendet ein nicht zugelassenes Verfahren („{uri}“).", ADVICE_RESIGN
)
A_WEAK_KEY = Kind("A03", Severity.ERROR, "Der Schlüssel der Signatur ist zu schwach ({key}).", ADVICE_RESIGN)


def algorithms_are_accepted(case: Case) -> Iterator[Finding]:
    """Every algorithm named anywhere in the signature is in the tables."""
    markup = case.markup
    used = [
        (markup.canonicalization, {C14N}),
        (markup.method, SIGNATURES),
        (markup.certificate_digest[0], DIGESTS),
        *((reference.digest_method, DIGESTS) for reference in (*markup.references, *markup.manifest)),
    ]
    for uri in sorted({uri for uri, accepted in used if uri not in accepted}):
        yield (A_OUTDATED if uri in OUTDATED else A_UNKNOWN).found(uri=uri)


def key_is_strong(case: Case) -> Iterator[Finding]:
    """RSA from 2048 bits, or one of the three curves."""
    if case.signer is None:
        return
    key = case.signer.public_key()
    if not is_strong(key, RSA_BITS_TO_VERIFY):
        yield A_WEAK_KEY.found(key=describe_key(key))
