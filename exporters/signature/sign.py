"""Sign: prepare the package, describe it in a manifest, sign that, let our own verifier judge."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING, Final

from lxml import etree

from dsfa_app.errors import SignatureError
from exporters.signature.algorithms import DIGEST_WRITTEN, digest
from exporters.signature.canonical import canonical, default_namespace
from exporters.signature.certificates import as_der, common_name
from exporters.signature.findings import Severity
from exporters.signature.identities import check_usable
from exporters.signature.lines import line_picture, line_to_fill
from exporters.signature.markup import ds
from exporters.signature.names import (
    C14N,
    DS,
    ID_LINE_IMAGES,
    ID_OFFICE_OBJECT,
    ID_PACKAGE_OBJECT,
    ID_SIGNATURE,
    ID_SIGNATURE_TIME,
    ID_SIGNED_PROPERTIES,
    OPC_SIGNATURE,
    ORIGIN_PART,
    ORIGIN_RELS,
    REL_CORE_PROPERTIES,
    REL_ORIGIN,
    REL_SIGNATURE,
    RELATIONSHIP_TRANSFORM,
    ROOT_RELS,
    SIGNATURE_FOLDER,
    TYPE_OBJECT,
    TYPE_ORIGIN,
    TYPE_SIGNATURE,
    TYPE_SIGNED_PROPERTIES,
)
from exporters.signature.office import add_signature_info
from exporters.signature.package import Package, read_package, write_package
from exporters.signature.relationships import Relationship, transformed
from exporters.signature.report import Verdict
from exporters.signature.rules.package import is_origin_relationship
from exporters.signature.verify import verify_package
from exporters.signature.xades import add_qualifying_properties, add_time_stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from exporters.signature.algorithms import SignatureAlgorithm
    from exporters.signature.identities import Identity
    from exporters.signature.options import SigningOptions

_TIME_FORMAT: Final = "YYYY-MM-DDThh:mm:ssTZD"


def sign_package(
    data: bytes, identity: Identity, options: SigningOptions, stamp: Callable[[bytes], bytes] | None = None
) -> bytes:
    """A DOCX or XLSX with one more signature over every part and relationship but the core properties.

    Signing is the last step on closed bytes. Existing signatures stay valid. A visible signature line that
    asks for the signer is filled (``lines``). The result was verified before it is returned. ``stamp`` gives
    the token of a time stamping authority for data (``tsa.stamper``); the signature then is XAdES-T (ETSI TS
    101 903 section 7.3).

    Raises:
        DocumentError: ``data`` is no sound DOCX or XLSX.
        IdentityError: the identity may not sign at the time given (expired, wrong usage, weak key).
        SignatureError: the document carries an invalid signature already, the new one does not hold, or no
            time stamp could be had.
    """
    check_usable(identity.certificate, options.signing_time)
    package = _with_origin(read_package(data))
    part = _free_signature_part(package)
    signature = _signature_xml(package, identity, options, stamp)
    result = write_package(_with_signature(package, part, signature), origin=data)
    _check(result, part, options)
    return result


def _check(result: bytes, part: str, options: SigningOptions) -> None:
    report = verify_package(result, at=options.signing_time)
    if report.verdict in {Verdict.VALID, Verdict.UNTRUSTED}:
        return
    if any(s.part != part and s.verdict is Verdict.INVALID for s in report.signatures):
        raise SignatureError(
            "Das Dokument trägt bereits eine ungültige Signatur: Erzeugen und signieren Sie es neu."
        )
    reason = next(f for f in report.findings if f.severity in {Severity.ERROR, Severity.FATAL})
    raise SignatureError(f"Das Dokument kann so nicht signiert werden, erzeugen Sie es neu: {reason.text}")


def _with_origin(package: Package) -> Package:
    """The package with the empty origin part and its relationship, and without empty ``.rels`` parts."""
    parts = {
        name: content for name, content in package.parts.items() if package.relationships.get(name) != ()
    }
    relationships = {name: links for name, links in package.relationships.items() if links}
    types = package.content_types.with_entries(defaults={"sigs": TYPE_ORIGIN}, overrides={})
    root = package.root_relationships
    if not any(one.type == REL_ORIGIN for one in root):
        link = Relationship(_free_id(root), REL_ORIGIN, ORIGIN_PART[1:])
        relationships[ROOT_RELS] = (*root, link)
        parts = {ROOT_RELS: parts.get(ROOT_RELS, b""), **parts, ORIGIN_PART: b""}
    return Package(parts, types, relationships)


def _with_signature(package: Package, part: str, signature: bytes) -> Package:
    links = package.relationships.get(ORIGIN_RELS, ())
    link = Relationship(_free_id(links), REL_SIGNATURE, part.removeprefix(SIGNATURE_FOLDER))
    return replace(
        package,
        parts={**package.parts, ORIGIN_RELS: b"", part: signature},
        content_types=package.content_types.with_entries(
            defaults={}, overrides={part.lower(): TYPE_SIGNATURE}
        ),
        relationships={**package.relationships, ORIGIN_RELS: (*links, link)},
    )


def _free_id(relationships: Iterable[Relationship]) -> str:
    taken = {one.id for one in relationships}
    number = 1
    while f"rId{number}" in taken:
        number += 1
    return f"rId{number}"


def _free_signature_part(package: Package) -> str:
    number = 1
    while f"{SIGNATURE_FOLDER}sig{number}.xml" in package.parts:
        number += 1
    return f"{SIGNATURE_FOLDER}sig{number}.xml"


def _signature_xml(
    package: Package, identity: Identity, options: SigningOptions, stamp: Callable[[bytes], bytes] | None
) -> bytes:
    """The signature part as Word writes it; digested where it stands, then never touched."""
    time = options.signing_time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    algorithm = _chosen_algorithm(identity, options.hash_name)
    root = etree.Element(ds("Signature"), nsmap=default_namespace(DS), Id=ID_SIGNATURE)
    signed_info = etree.SubElement(root, ds("SignedInfo"))
    value = etree.SubElement(root, ds("SignatureValue"))
    _add_certificates(root, identity)
    package_object = etree.SubElement(root, ds("Object"), Id=ID_PACKAGE_OBJECT)
    _add_manifest(package_object, package)
    _add_signature_time(package_object, time)
    office_object = etree.SubElement(root, ds("Object"), Id=ID_OFFICE_OBJECT)
    name = common_name(identity.certificate.subject)
    line = line_to_fill(package, name, options.claimed_role)
    add_signature_info(office_object, options.comment, line.id if line else "", name)
    properties = add_qualifying_properties(
        etree.SubElement(root, ds("Object")), identity.certificate, options, time
    )

    etree.SubElement(signed_info, ds("CanonicalizationMethod"), Algorithm=C14N)
    etree.SubElement(signed_info, ds("SignatureMethod"), Algorithm=algorithm.uri)
    for element in (package_object, office_object, *(_line_pictures(root) if line else ())):
        _add_reference(signed_info, f"#{element.get('Id')}", canonical(element), reference_type=TYPE_OBJECT)
    _add_reference(
        signed_info,
        f"#{ID_SIGNED_PROPERTIES}",
        canonical(properties),
        reference_type=TYPE_SIGNED_PROPERTIES,
        with_c14n=True,
    )
    value.text = base64.b64encode(identity.sign(canonical(signed_info), algorithm.hash_name)).decode()
    if stamp is not None:
        add_time_stamp(properties, stamp(canonical(value)))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _line_pictures(root: etree._Element) -> tuple[etree._Element, ...]:
    """What programs show in a filled signature line while the signature is valid, and when it is not."""
    pictures = []
    for identifier, state in ID_LINE_IMAGES.items():
        picture = etree.SubElement(root, ds("Object"), Id=identifier)
        picture.text = line_picture(state)
        pictures.append(picture)
    return tuple(pictures)


def _chosen_algorithm(identity: Identity, hash_name: str) -> SignatureAlgorithm:
    for algorithm in identity.algorithms:
        if hash_name in ("", algorithm.hash_name):
            return algorithm
    raise SignatureError(
        f"Der Schlüssel kann nicht mit dem Hashverfahren „{hash_name}“ signieren: "
        "Wählen Sie sha256, sha384 oder sha512."
    )


def _add_certificates(root: etree._Element, identity: Identity) -> None:
    x509_data = etree.SubElement(etree.SubElement(root, ds("KeyInfo")), ds("X509Data"))
    # The signer first: Apache POI takes the first certificate for the signer's.
    for certificate in (identity.certificate, *identity.chain):
        element = etree.SubElement(x509_data, ds("X509Certificate"))
        element.text = base64.b64encode(as_der(certificate)).decode()


def _add_manifest(parent: etree._Element, package: Package) -> None:
    manifest = etree.SubElement(parent, ds("Manifest"))
    core = {one.id: one.resolve("/") for one in package.root_relationships if one.type == REL_CORE_PROPERTIES}
    for part in sorted(package.parts):
        if part.startswith(SIGNATURE_FOLDER) or part in core.values():
            continue
        uri = f"{part}?ContentType={package.content_types.of(part)}"
        links = package.relationships.get(part)
        if links is None:
            _add_reference(manifest, uri, package.parts[part])
            continue
        if part == ROOT_RELS:
            links = tuple(r for r in links if r.id not in core and not is_origin_relationship(r))
        _add_reference(manifest, uri, transformed(links), picked=[one.id for one in links], with_c14n=True)


def _add_reference(
    parent: etree._Element,
    uri: str,
    content: bytes,
    *,
    reference_type: str = "",
    picked: Iterable[str] = (),
    with_c14n: bool = False,
) -> None:
    reference = etree.SubElement(parent, ds("Reference"))
    if reference_type:
        reference.set("Type", reference_type)
    reference.set("URI", uri)
    if with_c14n:
        transforms = etree.SubElement(reference, ds("Transforms"))
        if picked:
            chosen = etree.SubElement(transforms, ds("Transform"), Algorithm=RELATIONSHIP_TRANSFORM)
            for identifier in sorted(picked):
                etree.SubElement(
                    chosen,
                    f"{{{OPC_SIGNATURE}}}RelationshipReference",
                    nsmap={"mdssi": OPC_SIGNATURE},
                    SourceId=identifier,
                )
        etree.SubElement(transforms, ds("Transform"), Algorithm=C14N)
    etree.SubElement(reference, ds("DigestMethod"), Algorithm=DIGEST_WRITTEN)
    etree.SubElement(reference, ds("DigestValue")).text = base64.b64encode(
        digest(DIGEST_WRITTEN, content)
    ).decode()


def _add_signature_time(parent: etree._Element, time: str) -> None:
    properties = etree.SubElement(parent, ds("SignatureProperties"))
    wrapper = etree.SubElement(
        properties, ds("SignatureProperty"), Id=ID_SIGNATURE_TIME, Target=f"#{ID_SIGNATURE}"
    )
    element = etree.SubElement(wrapper, f"{{{OPC_SIGNATURE}}}SignatureTime", nsmap={"mdssi": OPC_SIGNATURE})
    etree.SubElement(element, f"{{{OPC_SIGNATURE}}}Format").text = _TIME_FORMAT
    etree.SubElement(element, f"{{{OPC_SIGNATURE}}}Value").text = time
