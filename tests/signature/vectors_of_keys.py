"""Attack vectors by other keys, certificates and time stamps."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from signature.forgery import (
    NOW,
    SIG1,
    Issued,
    entries,
    issue,
    remade,
    resigned,
)
from signature.stamping import authority, token

from exporters.signature import sign_package
from exporters.signature.algorithms import DIGEST_WRITTEN, digest
from exporters.signature.markup import ds, xades

if TYPE_CHECKING:
    from collections.abc import Callable

    from signature.scene import Scene


def _certificates(root: etree._Element, *certificates: Issued) -> None:
    data = root.find(f".//{ds('X509Data')}")
    for child in list(data):
        data.remove(child)
    for one in certificates:
        der = one.certificate.public_bytes(Encoding.DER)
        etree.SubElement(data, ds("X509Certificate")).text = base64.b64encode(der).decode()


def _named(root: etree._Element, signer: Issued) -> None:
    der = signer.certificate.public_bytes(Encoding.DER)
    fingerprint = base64.b64encode(digest(DIGEST_WRITTEN, der)).decode()
    root.find(f".//{xades('CertDigest')}")[1].text = fingerprint


def _double_of(signer: Issued) -> Issued:
    """Another key under the same subject, issuer and serial number."""
    issuer = issue("Zwischenstelle", ca=True)
    return issue("Datenschutzbeauftragte Muster", issuer=issuer, serial=signer.certificate.serial_number)


def double(*order: str, named: str = "evil") -> Callable[[Scene], bytes]:
    """Signed by the double; ``order`` lists the certificates along, ``named`` whose digest is signed."""

    def build(scene: Scene) -> bytes:
        evil = _double_of(scene.officer)
        who = {"evil": evil, "genuine": scene.officer}

        def change(root: etree._Element) -> None:
            _certificates(root, *(who[name] for name in order))
            _named(root, who[named])

        return resigned(scene.signed_docx, evil, change)

    return build


def authority_first(scene: Scene) -> bytes:
    """No attack: the chain lies in the signature in the wrong order."""

    def change(root: etree._Element) -> None:
        data = root.find(f".//{ds('X509Data')}")
        for one in scene.officer.chain:
            der = one.public_bytes(Encoding.DER)
            element = etree.Element(ds("X509Certificate"))
            element.text = base64.b64encode(der).decode()
            data.insert(0, element)

    return remade(scene.signed_docx, change)


def by(**certificate: object) -> Callable[[Scene], bytes]:
    """Signed by somebody whose certificate of the same root is of this kind."""
    return lambda scene: resigned(
        scene.signed_docx, issue("Jemand", issuer=scene.root, **certificate), lambda _: None
    )


def by_nobody_s_friend(scene: Scene) -> bytes:
    return resigned(scene.signed_docx, issue("Erika Muster"), lambda _: None)


# -- time stamps --


def stamped(at: timedelta = timedelta()) -> Callable[[Scene], bytes]:
    """A stamp by an authority nobody trusts."""
    return lambda scene: _stamped(scene, at)


def _stamped(scene: Scene, at: timedelta = timedelta()) -> bytes:
    tsa = authority(issue("Wurzel der Zeit", ca=True))
    return sign_package(
        scene.plain_docx, scene.officer.identity, scene.options, lambda value: token(value, tsa, NOW + at)
    )


def stamp_of_another(scene: Scene) -> bytes:
    """Sound in itself, but about the value of another signature."""
    path = f".//{xades('EncapsulatedTimeStamp')}"
    foreign = etree.fromstring(entries(_stamped(scene))[SIG1]).find(path).text
    return remade(_stamped(scene), lambda root: setattr(root.find(path), "text", foreign))
