"""What genuine signatures of Word and Excel look like beyond ours, built from the documentation of Microsoft.

MS-OFFCRYPTO 2.5.2.5 and 2.5.2.6, MS-OI29500 3.7.1, ETSI TS 101 903: each function changes the signature part
of a document signed by us, which is then signed anew.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from lxml import etree
from signature.forgery import Issued, remade, resigned
from signature.stamping import authority, token

from exporters.signature.canonical import canonical
from exporters.signature.markup import ds, office, xades
from exporters.signature.names import C14N, DS, ID_PACKAGE_OBJECT, TYPE_OBJECT
from exporters.signature.package import read_package
from exporters.signature.relationships import transformed

if TYPE_CHECKING:
    from collections.abc import Callable

_PICTURE: Final = base64.b64encode(b"\x01\0\0\0" + bytes(200_000)).decode()
"""An EMF of a signature line, as large as Word draws them."""
_LINE: Final = "{3F2504E0-4F89-41D3-9A0C-0305E82C3301}"


def _one(root: etree._Element, name: str) -> etree._Element:
    found = root.find(f".//{name}")
    assert found is not None, name
    return found


def _qualifying(root: etree._Element) -> etree._Element:
    return _one(root, xades("QualifyingProperties"))


def addresses(root: etree._Element) -> None:
    """Office 2016: SignatureInfoV2 beside SignatureInfoV1."""
    second = etree.Element(office("SignatureInfoV2"))
    for name, text in (("Address1", "Marktplatz 1"), ("Address2", "70173 Stuttgart")):
        etree.SubElement(second, office(name)).text = text
    _one(root, office("SignatureInfoV1")).addnext(second)


def signature_line(root: etree._Element) -> None:
    """A filled signature line with its two pictures, both signed."""
    _one(root, office("SetupID")).text = _LINE
    _one(root, office("SignatureText")).text = "Eva Schäfer"
    _one(root, office("SignatureType")).text = "2"
    signed_info = _one(root, ds("SignedInfo"))
    for name in ("idValidSigLnImg", "idInvalidSigLnImg"):
        etree.SubElement(root, ds("Object"), Id=name).text = _PICTURE
        reference = etree.SubElement(signed_info, ds("Reference"), Type=TYPE_OBJECT, URI=f"#{name}")
        method = _one(signed_info, ds("DigestMethod")).get("Algorithm")
        etree.SubElement(reference, ds("DigestMethod"), Algorithm=method)
        etree.SubElement(reference, ds("DigestValue"))


def picture_for_a_name(root: etree._Element) -> None:
    """A scanned hand instead of a typed name, in the details and in the pictures."""
    signature_line(root)
    _one(root, office("SignatureText")).text = ""
    _one(root, office("SignatureImage")).text = _PICTURE


def office_2010(root: etree._Element) -> None:
    """The algorithm of the manifest's hash in the details, and empty unsigned properties."""
    details = _one(root, office("SignatureInfoV1"))
    etree.SubElement(details, office("ManifestHashAlgorithm")).text = DS + "sha256"
    unsigned = etree.SubElement(_qualifying(root), xades("UnsignedProperties"))
    etree.SubElement(unsigned, xades("UnsignedSignatureProperties"))


def delegate(root: etree._Element) -> None:
    """Signed for somebody else."""
    details = _one(root, office("SignatureInfoV1"))
    for name in ("DelegateSuggestedSigner", "DelegateSuggestedSigner2", "DelegateSuggestedSignerEmail"):
        etree.SubElement(details, office(name)).text = "Amtsleitung"


def all_that_the_dialog_asks(root: etree._Element) -> None:
    """Commitment with its purpose, the whole place, a title."""
    place = _one(root, xades("SignatureProductionPlace"))
    for name, text in (
        ("StateOrProvince", "Baden-Württemberg"), ("PostalCode", "70173"), ("CountryName", "Deutschland"),
    ):  # fmt: skip
        etree.SubElement(place, xades(name)).text = text
    qualifiers = etree.SubElement(
        _one(root, xades("CommitmentTypeIndication")), xades("CommitmentTypeQualifiers")
    )
    etree.SubElement(qualifiers, xades("CommitmentTypeQualifier")).text = "Freigabe der Veröffentlichung"


def wrapped_values(root: etree._Element) -> None:
    """Values in lines of 76 characters, as Office wrote them until 2010."""
    for element in root.iter(ds("SignatureValue"), ds("X509Certificate")):
        text = element.text or ""
        element.text = "\r\n".join(text[at : at + 76] for at in range(0, len(text), 76))


def key_beside_the_certificate(root: etree._Element) -> None:
    """A KeyValue in KeyInfo, as the packaging library of .NET writes it."""
    value = etree.Element(ds("KeyValue"))
    rsa = etree.SubElement(value, ds("RSAKeyValue"))
    etree.SubElement(rsa, ds("Modulus")).text = "AQAB"
    etree.SubElement(rsa, ds("Exponent")).text = "AQAB"
    _one(root, ds("KeyInfo")).append(value)


SHAPES: Final[dict[str, Callable[[etree._Element], None]]] = {
    "addresses": addresses,
    "signature line": signature_line,
    "picture for a name": picture_for_a_name,
    "Office 2010": office_2010,
    "delegate": delegate,
    "all that the dialog asks": all_that_the_dialog_asks,
    "wrapped values": wrapped_values,
    "key beside the certificate": key_beside_the_certificate,
}


def with_levels_up_to_x_l(data: bytes, tsa_root: Issued, signer: Issued, at: object) -> bytes:
    """XAdES-X-L by policy: time stamp, references to chain and lists, a stamp over those, and all of it."""

    def change(root: etree._Element) -> None:
        stamped = canonical(_one(root, ds("SignatureValue")))
        unsigned = etree.SubElement(_qualifying(root), xades("UnsignedProperties"))
        level = etree.SubElement(unsigned, xades("UnsignedSignatureProperties"))
        tsa = authority(tsa_root)
        for name in ("SignatureTimeStamp", "SigAndRefsTimeStamp"):
            stamp = etree.SubElement(level, xades(name), Id=f"id{name}")
            etree.SubElement(stamp, ds("CanonicalizationMethod"), Algorithm=C14N)
            encoded = base64.b64encode(token(stamped, tsa, at)).decode()
            etree.SubElement(stamp, xades("EncapsulatedTimeStamp")).text = encoded
        references = etree.Element(xades("CompleteCertificateRefs"))
        level.insert(1, references)
        reference = etree.SubElement(etree.SubElement(references, xades("CertRefs")), xades("Cert"))
        fingerprint = etree.SubElement(reference, xades("CertDigest"))
        etree.SubElement(fingerprint, ds("DigestMethod"), Algorithm=DS + "sha1")
        etree.SubElement(fingerprint, ds("DigestValue")).text = "AAAA"
        level.insert(2, etree.Element(xades("CompleteRevocationRefs")))
        values = etree.SubElement(level, xades("CertificateValues"))
        for one in signer.chain:
            der = base64.b64encode(one.tbs_certificate_bytes).decode()
            etree.SubElement(values, xades("EncapsulatedX509Certificate")).text = der
        etree.SubElement(level, xades("RevocationValues"))

    return remade(data, change)


def with_sha1(data: bytes, signer: Issued) -> bytes:
    """Everything by SHA-1, as Office signed until some years ago; the signer has an RSA key."""
    package = read_package(data)

    def sha1(content: bytes) -> str:
        hasher = hashes.Hash(hashes.SHA1())  # noqa: S303 - that is what it is about
        hasher.update(content)
        return base64.b64encode(hasher.finalize()).decode()

    def change(root: etree._Element) -> None:
        for method in root.iter(ds("DigestMethod")):
            method.set("Algorithm", DS + "sha1")
        _one(root, ds("SignatureMethod")).set("Algorithm", DS + "rsa-sha1")
        der = base64.b64decode(_one(root, ds("X509Certificate")).text or "")
        _one(root, xades("CertDigest"))[1].text = sha1(der)
        manifest = next(o for o in root.findall(ds("Object")) if o.get("Id") == ID_PACKAGE_OBJECT)[0]
        for reference in manifest:
            part = str(reference.get("URI")).partition("?")[0]
            content = package.parts[part]
            if part in package.relationships:
                kept = {child.get("SourceId") for child in reference[0][0]}
                content = transformed(one for one in package.relationships[part] if one.id in kept)
            _one(reference, ds("DigestValue")).text = sha1(content)
        by_id = {f"#{one.get('Id')}": one for one in root.iter() if one.get("Id")}
        signed_info = _one(root, ds("SignedInfo"))
        for reference in signed_info.findall(ds("Reference")):
            _one(reference, ds("DigestValue")).text = sha1(canonical(by_id[str(reference.get("URI"))]))
        value = signer.key.sign(canonical(signed_info), padding.PKCS1v15(), hashes.SHA1())  # noqa: S303
        _one(root, ds("SignatureValue")).text = base64.b64encode(value).decode()

    return remade(resigned(data, signer, lambda _: None), change)
