"""The XAdES-EPES properties that are signed along: time, certificate, place, role, commitment."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from lxml import etree

from exporters.signature.algorithms import DIGEST_WRITTEN, digest
from exporters.signature.canonical import default_namespace
from exporters.signature.certificates import as_der, issuer_name
from exporters.signature.markup import ds, xades
from exporters.signature.names import C14N, DS, ID_SIGNATURE, ID_SIGNED_PROPERTIES, XADES

if TYPE_CHECKING:
    from cryptography import x509

    from exporters.signature.options import Commitment, SigningOptions


def add_qualifying_properties(
    parent: etree._Element, certificate: x509.Certificate, options: SigningOptions, time: str
) -> etree._Element:
    """Append QualifyingProperties to ``parent`` and return the SignedProperties inside.

    The order of elements is that of ETSI TS 101 903 v1.3.2 section 7.2: policy, then place, then role. The
    certificate is named by SigningCertificate of version 1, which is what Office asks for (MS-OFFCRYPTO
    2.5.2.6).
    """
    qualifying = etree.SubElement(
        parent, xades("QualifyingProperties"), nsmap={"xd": XADES}, Target=f"#{ID_SIGNATURE}"
    )
    signed = etree.SubElement(qualifying, xades("SignedProperties"), Id=ID_SIGNED_PROPERTIES)
    properties = etree.SubElement(signed, xades("SignedSignatureProperties"))
    _text(properties, "SigningTime", time)
    _add_certificate(properties, certificate)
    policy = etree.SubElement(properties, xades("SignaturePolicyIdentifier"))
    etree.SubElement(policy, xades("SignaturePolicyImplied"))
    if options.place:
        _text(etree.SubElement(properties, xades("SignatureProductionPlace")), "City", options.place)
    if options.claimed_role:
        role = etree.SubElement(properties, xades("SignerRole"))
        _text(etree.SubElement(role, xades("ClaimedRoles")), "ClaimedRole", options.claimed_role)
    if options.commitment:
        _add_commitment(signed, options.commitment)
    return signed


def add_time_stamp(signed: etree._Element, token: bytes) -> None:
    """Append a time stamp token behind the signed properties, as XAdES-T wants it (section 7.3)."""
    qualifying = signed.getparent()
    if qualifying is None:
        raise ValueError("the signed properties stand alone")
    unsigned = etree.SubElement(qualifying, xades("UnsignedProperties"))
    properties = etree.SubElement(unsigned, xades("UnsignedSignatureProperties"))
    stamp = etree.SubElement(properties, xades("SignatureTimeStamp"))
    etree.SubElement(stamp, ds("CanonicalizationMethod"), nsmap=default_namespace(DS), Algorithm=C14N)
    _text(stamp, "EncapsulatedTimeStamp", base64.b64encode(token).decode())


def _add_certificate(properties: etree._Element, certificate: x509.Certificate) -> None:
    entry = etree.SubElement(etree.SubElement(properties, xades("SigningCertificate")), xades("Cert"))
    fingerprint = etree.SubElement(entry, xades("CertDigest"))
    etree.SubElement(fingerprint, ds("DigestMethod"), nsmap=default_namespace(DS), Algorithm=DIGEST_WRITTEN)
    value = etree.SubElement(fingerprint, ds("DigestValue"), nsmap=default_namespace(DS))
    value.text = base64.b64encode(digest(DIGEST_WRITTEN, as_der(certificate))).decode()
    serial = etree.SubElement(entry, xades("IssuerSerial"))
    etree.SubElement(serial, ds("X509IssuerName")).text = issuer_name(certificate)
    etree.SubElement(serial, ds("X509SerialNumber")).text = str(certificate.serial_number)


def _add_commitment(signed: etree._Element, commitment: Commitment) -> None:
    objects = etree.SubElement(signed, xades("SignedDataObjectProperties"))
    indication = etree.SubElement(objects, xades("CommitmentTypeIndication"))
    identifier = etree.SubElement(indication, xades("CommitmentTypeId"))
    _text(identifier, "Identifier", commitment.uri)
    _text(identifier, "Description", commitment.label)
    etree.SubElement(indication, xades("AllSignedDataObjects"))


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, xades(name)).text = text
