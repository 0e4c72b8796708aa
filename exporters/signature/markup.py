"""A signature part, read by the place of things, never by a search that could find something else."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from lxml import etree

from exporters.signature.canonical import MarkupError, canonical, parse_xml
from exporters.signature.findings import Kind, Severity
from exporters.signature.names import (
    C14N,
    DS,
    ID_OFFICE_OBJECT,
    ID_PACKAGE_OBJECT,
    OFFICE_SIGNATURE,
    XADES,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporters.signature.findings import Finding

S_INCOMPLETE = Kind(
    "S12", Severity.ERROR, "In der Signatur fehlt eine Pflichtangabe oder sie ist unlesbar ({what})."
)
K_CERTIFICATE = Kind("K01", Severity.ERROR, "Ein Zertifikat in der Signatur ist nicht lesbar.")

_MOST_CERTIFICATES: Final = 16
_LONGEST_CERTIFICATE: Final = 64 * 1024
"""Bytes; real ones have some 2000."""
_MOST_TIME_STAMPS: Final = 4
_LONGEST_CLAIM: Final = 4000
"""Characters of what the signer says; Office's own fields take 255, and a claim is shown to people."""
_CLAIMS: Final = {
    "role": "SignedSignatureProperties/SignerRole/ClaimedRoles/ClaimedRole",
    "commitment": "SignedDataObjectProperties/CommitmentTypeIndication/CommitmentTypeId/Description",
    "place": "SignedSignatureProperties/SignatureProductionPlace/City",
}
"""Where the signed properties of XAdES hold what the signer says about the signature."""


class SignatureRefusedError(Exception):
    """The signature part cannot be read any further; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.text)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Reference:
    """A ds:Reference: what it points to, through which transforms, and the digest it promises."""

    uri: str
    transforms: tuple[etree._Element, ...]
    digest_method: str
    digest_value: bytes


@dataclass(frozen=True, slots=True)
class SignatureMarkup:
    """What a signature part says, after the rules of structure were found to hold."""

    root: etree._Element
    signed_info: etree._Element
    canonicalization: str
    method: str
    references: tuple[Reference, ...]
    manifest: tuple[Reference, ...]
    value: bytes
    certificates: tuple[x509.Certificate, ...]
    """As they lie in KeyInfo, in any order."""
    certificate_digest: tuple[str, bytes]
    """Algorithm and digest of the signer's certificate, from the signed XAdES properties."""
    signing_time: datetime
    role: str
    commitment: str
    place: str
    comment: str
    line: str = ""
    """GUID of the visible signature line it fills, empty for an invisible signature."""
    time_stamps: tuple[bytes, ...] = ()
    """Tokens (RFC 3161, DER) about the signature value, from the unsigned properties."""

    @property
    def stamped(self) -> bytes:
        """What a time stamp of this signature is about: the canonical SignatureValue (XAdES 7.3)."""
        return canonical(_one(self.root, ds("SignatureValue")))


def ds(name: str) -> str:
    """A name of XML Signature in lxml's notation."""
    return f"{{{DS}}}{name}"


def xades(name: str) -> str:
    """A name of XAdES in lxml's notation."""
    return f"{{{XADES}}}{name}"


def office(name: str) -> str:
    """A name of Office's signature details in lxml's notation."""
    return f"{{{OFFICE_SIGNATURE}}}{name}"


def objects(root: etree._Element) -> list[etree._Element]:
    """The ds:Object children of the signature."""
    return root.findall(ds("Object"))


def object_by_id(root: etree._Element, identifier: str) -> etree._Element | None:
    """The ds:Object child with this Id."""
    return next((o for o in objects(root) if o.get("Id") == identifier), None)


def transforms_of(reference: etree._Element) -> tuple[etree._Element, ...]:
    """The ds:Transform elements of a reference, in order."""
    return tuple(reference.findall(_path(ds, "Transforms/Transform")))


def read_markup(root: etree._Element) -> SignatureMarkup:
    """Take the signature apart.

    Raises:
        SignatureRefusedError: something that must be there is missing or unreadable (S12, K01).
    """
    signed_info = _one(root, ds("SignedInfo"))
    package_object = object_by_id(root, ID_PACKAGE_OBJECT)
    if package_object is None:
        raise _incomplete(ID_PACKAGE_OBJECT)
    signed = _one(root, f"{ds('Object')}/{_path(xades, 'QualifyingProperties/SignedProperties')}")
    certificate = _one(signed, _path(xades, "SignedSignatureProperties/SigningCertificate/Cert/CertDigest"))
    claims = {name: _optional(signed, _path(xades, path)) for name, path in _CLAIMS.items()}
    return SignatureMarkup(
        root=root,
        signed_info=signed_info,
        canonicalization=_algorithm(signed_info, ds("CanonicalizationMethod")),
        method=_algorithm(signed_info, ds("SignatureMethod")),
        references=tuple(_reference(r) for r in signed_info.findall(ds("Reference"))),
        manifest=tuple(_reference(r) for r in _one(package_object, ds("Manifest")).findall(ds("Reference"))),
        value=_binary(_one(root, ds("SignatureValue"))),
        certificates=_certificates(root),
        certificate_digest=(
            _algorithm(certificate, ds("DigestMethod")),
            _binary(_one(certificate, ds("DigestValue"))),
        ),
        signing_time=_moment(_one(signed, _path(xades, "SignedSignatureProperties/SigningTime"))),
        comment=_detail(root, "SignatureComments"),
        line=_detail(root, "SetupID"),
        time_stamps=_time_stamps(root),
        **claims,
    )


def _path(name_in: Callable[[str], str], path: str) -> str:
    return "/".join(name_in(step) for step in path.split("/"))


def _incomplete(what: str) -> SignatureRefusedError:
    return SignatureRefusedError(S_INCOMPLETE.found(what=what.rpartition("}")[2]))


def _one(parent: etree._Element, path: str) -> etree._Element:
    found = parent.findall(path)
    if len(found) != 1:
        raise _incomplete(path)
    return found[0]


def _optional(parent: etree._Element, path: str) -> str:
    claim = ", ".join(_text(element) for element in parent.findall(path))
    if len(claim) > _LONGEST_CLAIM:
        raise _incomplete(path)
    return claim


def _text(element: etree._Element) -> str:
    if len(element):
        raise _incomplete(str(element.tag))
    return (element.text or "").strip()


def _algorithm(parent: etree._Element, name: str) -> str:
    element = _one(parent, name)
    # HMACOutputLength and other parameters change what an algorithm means: none is known here.
    if len(element) or not element.get("Algorithm"):
        raise _incomplete(name)
    return str(element.get("Algorithm"))


def _binary(element: etree._Element) -> bytes:
    try:
        # Line breaks go in one step: as a list of pieces they would take fifty times the memory.
        return base64.b64decode(_text(element).encode("ascii").translate(None, b" \t\r\n"), validate=True)
    except (binascii.Error, ValueError):
        raise _incomplete(str(element.tag)) from None


def _moment(element: etree._Element) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(element))
        # Without a zone the signer meant UTC: the only form that Office and XAdES profiles allow.
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise _incomplete(str(element.tag)) from None


def _reference(element: etree._Element) -> Reference:
    return Reference(
        uri=element.get("URI", ""),
        transforms=transforms_of(element),
        digest_method=_algorithm(element, ds("DigestMethod")),
        digest_value=_binary(_one(element, ds("DigestValue"))),
    )


def _detail(root: etree._Element, name: str) -> str:
    details = object_by_id(root, ID_OFFICE_OBJECT)
    if details is None:
        return ""
    properties = _path(ds, "SignatureProperties/SignatureProperty")
    return _optional(details, f"{properties}/{_path(office, f'SignatureInfoV1/{name}')}")


def set_up(content: bytes) -> str:
    """The GUID of the line that a signature part fills; empty where it fills none or cannot be read."""
    try:
        return _detail(parse_xml(content), "SetupID")
    except (MarkupError, SignatureRefusedError):
        return ""


def _time_stamps(root: etree._Element) -> tuple[bytes, ...]:
    path = "QualifyingProperties/UnsignedProperties/UnsignedSignatureProperties/SignatureTimeStamp"
    stamps = root.findall(f"{ds('Object')}/{_path(xades, path)}")
    if len(stamps) > _MOST_TIME_STAMPS:
        raise _incomplete(xades("SignatureTimeStamp"))
    for stamp in stamps:
        form = stamp.find(ds("CanonicalizationMethod"))
        if form is not None and form.get("Algorithm") != C14N:
            raise _incomplete(ds("CanonicalizationMethod"))
    return tuple(_binary(_one(stamp, xades("EncapsulatedTimeStamp"))) for stamp in stamps)


def _certificates(root: etree._Element) -> tuple[x509.Certificate, ...]:
    elements = root.findall(_path(ds, "KeyInfo/X509Data/X509Certificate"))
    if not 1 <= len(elements) <= _MOST_CERTIFICATES:
        raise _incomplete(ds("X509Certificate"))
    return tuple(_certificate(_binary(element)) for element in elements)


def _certificate(der: bytes) -> x509.Certificate:
    if len(der) > _LONGEST_CERTIFICATE:
        raise SignatureRefusedError(K_CERTIFICATE.found())
    try:
        certificate = x509.load_der_x509_certificate(der)
        # Parsed lazily by cryptography: what is broken must show here and not in the middle of a rule.
        _ = (
            certificate.extensions,
            certificate.public_key(),
            certificate.subject.rfc4514_string(),
            certificate.issuer.rfc4514_string(),
            certificate.not_valid_before_utc,
            certificate.not_valid_after_utc,
        )
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension, x509.InvalidVersion):
        raise SignatureRefusedError(K_CERTIFICATE.found()) from None
    return certificate
