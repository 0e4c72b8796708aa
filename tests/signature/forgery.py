"""Tools to make certificates of every kind and to tamper with signed packages, as an attacker would."""

from __future__ import annotations

import base64
import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from lxml import etree

from exporters.signature import Severity, verify_package
from exporters.signature.algorithms import DIGEST_WRITTEN, digest
from exporters.signature.canonical import canonical, parse_xml
from exporters.signature.identities import KeyIdentity
from exporters.signature.markup import ds, xades

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporters.signature import Report

PASSPHRASE = "korrekt-pferd-batterie"
NOW = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
SIG1 = "_xmlsignatures/sig1.xml"
TYPES = "[Content_Types].xml"
ROOT_RELS = "_rels/.rels"
DOCUMENT_RELS = "word/_rels/document.xml.rels"

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


@dataclass(frozen=True)
class Issued:
    """A certificate with its key, able to sign packages and to issue others."""

    certificate: x509.Certificate
    key: Key
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def identity(self) -> KeyIdentity:
        return KeyIdentity(self.certificate, self.chain, self.key)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def pkcs12(self, passphrase: str = PASSPHRASE, others: tuple[x509.Certificate, ...] = ()) -> bytes:
        encryption = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        return pkcs12.serialize_key_and_certificates(b"x", self.key, self.certificate, others, encryption)


def issue(
    name: str,
    *,
    issuer: Issued | None = None,
    key: Key | None = None,
    ca: bool = False,
    signing: bool = True,
    start: datetime = NOW - timedelta(days=365),
    end: datetime = NOW + timedelta(days=365),
    serial: int | None = None,
    extensions: tuple[tuple[x509.ExtensionType, bool], ...] = (),
) -> Issued:
    """A certificate by ``issuer``, or by itself."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    parent = issuer.certificate.subject if issuer else subject
    issuer_key = issuer.key if issuer else key
    usage = dict.fromkeys(
        (
            "key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only",
            "digital_signature", "content_commitment", "key_cert_sign", "crl_sign",
        ),
        False,
    )  # fmt: skip
    usage |= {"key_cert_sign": ca, "crl_sign": ca}
    usage |= {"digital_signature": signing, "key_encipherment": not signing}
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(parent)
        .public_key(key.public_key())
        .serial_number(serial or x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
    )
    for extension, is_critical in extensions:
        builder = builder.add_extension(extension, critical=is_critical)
    certificate = builder.sign(
        issuer_key, None if isinstance(issuer_key, ed25519.Ed25519PrivateKey) else SHA256()
    )
    above = () if issuer is None or issuer.certificate.issuer == issuer.certificate.subject else (
        issuer.certificate, *issuer.chain
    )  # fmt: skip
    return Issued(certificate, key, above)


def judge(data: bytes, file_name: str = "DSFA.docx") -> tuple[Report, set[str]]:
    """Our verifier's report, and the codes of everything that makes a file invalid or unreadable."""
    report = verify_package(data, at=NOW, file_name=file_name)
    return report, {f.code for f in report.findings if f.severity in {Severity.ERROR, Severity.FATAL}}


def entries(data: bytes) -> dict[str, bytes]:
    """The contents of a package by entry name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(contents: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A package of these entries."""
    return pack_list(list(contents.items()), method)


def pack_list(contents: list[tuple[str, bytes]], method: int = zipfile.ZIP_STORED) -> bytes:
    """A package of these entries, equal names included."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in contents:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def replaced(data: bytes, entry: str, old: bytes, new: bytes) -> bytes:
    """The package with one piece of text replaced, which must occur."""
    contents = entries(data)
    assert old in contents[entry], (entry, old)
    return pack(contents | {entry: contents[entry].replace(old, new, 1)})


def added(data: bytes, **contents: bytes) -> bytes:
    """The package with more entries; ``__`` in a name stands for ``/``, ``_x_`` for a dot."""
    return pack(entries(data) | {k.replace("__", "/").replace("_x_", "."): v for k, v in contents.items()})


def removed(data: bytes, *names: str) -> bytes:
    """The package without these entries."""
    return pack({name: content for name, content in entries(data).items() if name not in names})


def remade(data: bytes, change: Callable[[etree._Element], None]) -> bytes:
    """The package with its signature part changed, digests and value left as they were."""
    contents = entries(data)
    root = parse_xml(contents[SIG1])
    change(root)
    return pack(contents | {SIG1: etree.tostring(root, xml_declaration=True, encoding="UTF-8")})


def resigned(data: bytes, signer: Issued, change: Callable[[etree._Element], None]) -> bytes:
    """As ``remade``, but signed anew by ``signer``: what remains to be found is the change itself."""

    def change_and_sign(root: etree._Element) -> None:
        certificate = signer.certificate.public_bytes(Encoding.DER)
        root.find(f".//{ds('X509Certificate')}").text = base64.b64encode(certificate).decode()
        fingerprint = root.find(f".//{xades('CertDigest')}")
        if fingerprint is not None:
            fingerprint[1].text = base64.b64encode(digest(DIGEST_WRITTEN, certificate)).decode()
        change(root)
        seal(root, signer)

    return remade(data, change_and_sign)


def seal(root: etree._Element, signer: Issued) -> None:
    """Compute the digests of the objects and the value anew, with whatever algorithms the markup names."""
    by_id = {element.get("Id"): element for element in root.iter(etree.Element) if element.get("Id")}
    signed_info = root.find(ds("SignedInfo"))
    for reference in signed_info.iterfind(ds("Reference")):
        target = by_id.get(reference.get("URI").removeprefix("#"))
        if target is not None:
            method = reference.find(ds("DigestMethod")).get("Algorithm")
            name = method.rpartition("#")[2] if "#sha" in method else "sha256"
            hasher = hashes.Hash(getattr(hashes, name.upper())())
            hasher.update(canonical(target))
            reference.find(ds("DigestValue")).text = base64.b64encode(hasher.finalize()).decode()
    value = signer.identity.sign(canonical(signed_info), "sha256")
    root.find(ds("SignatureValue")).text = base64.b64encode(value).decode()
