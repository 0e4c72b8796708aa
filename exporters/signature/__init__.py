"""OOXML package signatures: sign, verify, identities (ECMA-376-2 §13, XAdES-EPES).

The public names load on first use, so that importing this package costs nothing at the start of the program:
lxml and cryptography arrive when the first document is signed or verified.

The way of a verification: ``archive`` reads the ZIP strictly, ``package`` makes parts, content types and
relationships of it, ``rules`` judge the package and each signature, ``verify`` collects what they found.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exporters.signature.findings import Finding, Severity
    from exporters.signature.identities import Identity, load_pkcs12
    from exporters.signature.options import Commitment, KeyType, SigningOptions
    from exporters.signature.package import read_part
    from exporters.signature.report import Coverage, Report, SignatureReport, Verdict
    from exporters.signature.self_signed import create_self_signed
    from exporters.signature.sign import sign_package
    from exporters.signature.trust import load_roots
    from exporters.signature.verify import verify_package

__all__ = [
    "Commitment",
    "Coverage",
    "Finding",
    "Identity",
    "KeyType",
    "Report",
    "Severity",
    "SignatureReport",
    "SigningOptions",
    "Verdict",
    "create_self_signed",
    "load_pkcs12",
    "load_roots",
    "read_part",
    "sign_package",
    "verify_package",
]

_HOMES = {
    "Commitment": "options",
    "Coverage": "report",
    "Finding": "findings",
    "Identity": "identities",
    "KeyType": "options",
    "Report": "report",
    "Severity": "findings",
    "SignatureReport": "report",
    "SigningOptions": "options",
    "Verdict": "report",
    "create_self_signed": "self_signed",
    "load_pkcs12": "identities",
    "load_roots": "trust",
    "read_part": "package",
    "sign_package": "sign",
    "verify_package": "verify",
}


def __getattr__(name: str) -> object:
    try:
        home = _HOMES[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    return getattr(import_module(f"{__name__}.{home}"), name)
