"""The attack classes and test vectors of Rohlmann et al. 2023 and their like, each with what must be found.

Changes to the package and to the signature part are listed beside their own tests and taken over from there;
here are those that need another document, signer, archive or time. What LibreOffice and Apache POI say about
every one of them was measured and stands in ``oracle_verdicts.json``.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.asymmetric import rsa
from lxml import etree
from signature.forgery import (
    DOCUMENT_RELS,
    NOW,
    ROOT_RELS,
    SIG1,
    TYPES,
    entries,
    issue,
    pack,
    remade,
    removed,
    replaced,
    resigned,
)
from signature.office_shapes import SHAPES, with_sha1
from signature.scene import Scene, Vector
from signature.test_signature_markup_attacks import (
    RESIGNED_ONLY_IN_PART,
    SIGNATURE_ATTACKS,
    keep_only,
    set_all,
)
from signature.test_signature_package_attacks import (
    PACKAGE_ATTACKS,
    RELS_HEAD,
    relationship,
    with_part,
    with_relationship,
)
from signature.vectors_of_archives import (
    another_case,
    another_name_in_the_header,
    bomb,
    hidden_entry,
    overlapping,
    second_name,
    twice,
)
from signature.vectors_of_keys import (
    authority_first,
    by,
    by_nobody_s_friend,
    double,
    stamp_of_another,
    stamped,
)

from exporters.signature import Verdict, sign_package
from exporters.signature.markup import ds, office, xades
from exporters.signature.names import C14N, DS, ID_OFFICE_OBJECT, ID_PACKAGE_OBJECT, MARKUP_COMPATIBILITY

if TYPE_CHECKING:
    from collections.abc import Callable

_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STYLES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_FONTS: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
_FONT: Final = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_ORIGIN_TYPE: Final = "application/vnd.openxmlformats-package.digital-signature-origin"
_SIGNATURE_TYPE: Final = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
_PACKAGE_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_MD5: Final = "http://www.w3.org/2001/04/xmldsig-more#md5"
_MASK: Final = (
    b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:styles>'
)
_LATER: Final = NOW + timedelta(days=900)
"""A day on which every certificate has expired."""


# -- classes of the paper --


def foreign_signature(root: etree._Element) -> None:
    """A sound signature of another kind, here an assertion of SAML, dressed up as one of Office."""
    signed_info = root.find(ds("SignedInfo"))
    for reference in signed_info.findall(ds("Reference")):
        if reference.get("URI") in {f"#{ID_PACKAGE_OBJECT}", f"#{ID_OFFICE_OBJECT}"}:
            signed_info.remove(reference)
    assertion = etree.SubElement(root, ds("Object"), Id="assertion")
    assertion.text = "<Assertion/>"
    foreign = copy.deepcopy(signed_info.find(ds("Reference")))
    foreign.attrib.clear()
    foreign.set("URI", "#assertion")
    signed_info.append(foreign)


def foreign_file_signed(root: etree._Element) -> None:
    """A signature of OpenDocument: it refers to a file beside it and to nothing here."""
    for reference in root.find(ds("SignedInfo")).findall(ds("Reference")):
        reference.set("URI", "content.xml")


def _cut(data: bytes, part: str, rels: str) -> bytes:
    """A document that was made without one of its parts, its type and its relationship."""
    contents = entries(removed(data, part))
    file = part.rpartition("/")[2]
    for name, tag, key, value in (
        (rels, "Relationship", "Target", file),
        (TYPES, "Override", "PartName", f"/{part}"),
    ):
        root = etree.fromstring(contents[name])
        for one in root:
            if etree.QName(one).localname == tag and one.get(key) == value:
                root.remove(one)
        contents[name] = etree.tostring(root)
    return pack(contents)


def styles_put_back(scene: Scene) -> bytes:
    """The signer sees the document without its styles; they come back afterwards, with a body in them."""
    signed = scene.signed(_cut(scene.plain_docx, "word/styles.xml", DOCUMENT_RELS))
    back = with_part(signed, "word/styles.xml", _MASK, _STYLES)
    return with_relationship(back, DOCUMENT_RELS, relationship("styles", "styles.xml"))


def styles_awaited(scene: Scene) -> bytes:
    """As before, but the signed document already refers to the styles that are not there yet."""
    without = removed(scene.plain_docx, "word/styles.xml")
    types = entries(without)[TYPES].replace(
        f'ContentType="{_STYLES}"'.encode(), b'ContentType="application/xml"'
    )
    signed = scene.signed(pack(entries(without) | {TYPES: types}))
    return pack(entries(signed) | {"word/styles.xml": _MASK})


def fonts_put_back(scene: Scene) -> bytes:
    """A font that shows other digits, with the table that asks for it."""
    signed = scene.signed(_cut(scene.plain_docx, "word/fontTable.xml", DOCUMENT_RELS))
    table = b'<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    back = with_part(signed, "word/fontTable.xml", table, _FONTS)
    back = with_part(back, "word/fonts/font1.odttf", b"\0" * 64, _FONT)
    back = with_relationship(back, DOCUMENT_RELS, relationship("fontTable", "fontTable.xml"))
    link = relationship("font", "fonts/font1.odttf")
    rels = f'<Relationships xmlns="{_PACKAGE_RELATIONSHIPS}">'.encode() + link + b"</Relationships>"
    return pack(entries(back) | {"word/_rels/fontTable.xml.rels": rels})


def legacy_stream(scene: Scene) -> bytes:
    """A signed stream of an old .doc lies in the document, and nothing around it is signed."""
    stream = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    plain = with_part(scene.plain_docx, "word/embeddings/alt.doc", stream, "application/msword")
    plain = with_relationship(plain, DOCUMENT_RELS, relationship("package", "embeddings/alt.doc"))
    signed = resigned(scene.signed(plain), scene.officer, lambda r: keep_only(r, "/word/embeddings/alt.doc"))
    return replaced(signed, "word/document.xml", b"vertretbar", b"untragbar.")


def document_in_a_workbook(scene: Scene) -> bytes:
    """Malicious repair: a signed workbook with a text document as a second main part."""
    data = with_part(
        scene.signed_xlsx, "word/document.xml", entries(scene.plain_docx)["word/document.xml"], _MAIN
    )
    return with_relationship(data, ROOT_RELS, relationship("officeDocument", "word/document.xml", "rId0"))


def evil_type(scene: Scene) -> bytes:
    """Malicious repair: the main part of a workbook is called a text document."""
    old = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return replaced(scene.signed_xlsx, TYPES, old, _MAIN.encode())


def second_main_part_without_a_link(scene: Scene) -> bytes:
    """A part of the main type waits for a repair that looks for types."""
    return with_part(
        scene.signed_docx, "word/evil.xml", entries(scene.plain_docx)["word/document.xml"], _MAIN
    )


def only_an_empty_signature(scene: Scene) -> bytes:
    """Office for Mac showed its banner for any file that has a signature part."""
    data = with_part(scene.plain_docx, SIG1, b"", _SIGNATURE_TYPE)
    data = with_part(data, "_xmlsignatures/origin.sigs", b"", _ORIGIN_TYPE)
    kind = f"{_PACKAGE_RELATIONSHIPS}/digital-signature"
    link = f'<Relationship Id="rId98" Type="{kind}/origin" Target="_xmlsignatures/origin.sigs"/>'
    to_signature = f'<Relationship Id="rId1" Type="{kind}/signature" Target="sig1.xml"/></Relationships>'
    rels = f'<Relationships xmlns="{_PACKAGE_RELATIONSHIPS}">{to_signature}'.encode()
    data = pack(entries(data) | {"_xmlsignatures/_rels/origin.sigs.rels": rels})
    return with_relationship(data, ROOT_RELS, link.encode())


def hyperlink_changed(scene: Scene) -> bytes:
    link = relationship("hyperlink", "https://stuttgart.de/", mode="External")
    signed = scene.signed(with_relationship(scene.plain_docx, DOCUMENT_RELS, link))
    return replaced(signed, DOCUMENT_RELS, b"stuttgart.de", b"stuttgart.example")


def title_changed(scene: Scene) -> bytes:
    return replaced(scene.signed_docx, "docProps/core.xml", b"DSFA Soziale", b"DSFA Neue")


def people_beside_words_signature(scene: Scene) -> bytes:
    """Content injection into a document signed as Word signs: people are not in Word's list."""
    data = with_part(scene.words, "word/people.xml", b"<people/>")
    return with_relationship(data, DOCUMENT_RELS, relationship("people", "people.xml"))


def _slipped_in(name: str, kind: str, relation: str) -> Callable[[Scene], bytes]:
    def build(scene: Scene) -> bytes:
        data = with_part(scene.signed_docx, name, b"<x/>", kind)
        return with_relationship(data, DOCUMENT_RELS, relationship(relation, name.removeprefix("word/")))

    return build


def line_breaks_in_relationships(scene: Scene) -> bytes:
    """No attack: the same relationships, written over several lines."""
    return replaced(scene.signed_docx, DOCUMENT_RELS, RELS_HEAD, RELS_HEAD + b"\r\n  ")


def without_the_second(scene: Scene) -> bytes:
    """A co-signature was taken away; a signature vouches for the content, not for other signatures."""
    both = sign_package(
        scene.signed_docx, scene.self_made, replace(scene.options, claimed_role="Amtsleitung")
    )
    contents = entries(removed(both, "_xmlsignatures/sig2.xml"))
    return pack(contents | {name: entries(scene.signed_docx)[name] for name in (TYPES, _SIGNATURE_LIST)})


_SIGNATURE_LIST: Final = "_xmlsignatures/_rels/origin.sigs.rels"


# -- signature part --


def two_pictures(root: etree._Element) -> None:
    for name in ("idValidSigLnImg", "idInvalidSigLnImg"):
        etree.SubElement(root, ds("Object"), Id=name).text = "AAAA"


def compatibility_content(root: etree._Element) -> None:
    etree.SubElement(root.find(f".//{office('SetupID')}"), f"{{{MARKUP_COMPATIBILITY}}}AlternateContent")


def space_attribute(root: etree._Element) -> None:
    root.find(f".//{xades('ClaimedRole')}").set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def same_id_elsewhere(root: etree._Element) -> None:
    root.find(f".//{office('SignatureComments')}").set("Id", ID_OFFICE_OBJECT)


def sha_1(scene: Scene) -> bytes:
    """Honest, but by a hash for which two documents with the same value can be made."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    signer = issue("Eva Schäfer", issuer=scene.root, key=key)
    return with_sha1(resigned(scene.signed_docx, scene.officer, lambda _: None), signer)


def _shape_of_word(shape: Callable[[etree._Element], None]) -> Callable[[Scene], bytes]:
    return lambda scene: resigned(scene.words, scene.officer, shape)


def _on_docx(attack: Callable[[bytes], bytes]) -> Callable[[Scene], bytes]:
    return lambda scene: attack(scene.signed_docx)


def _on_signature(
    attack: Callable[[etree._Element], object], *, only_in_part: bool = False
) -> Callable[[Scene], bytes]:
    if only_in_part:
        return lambda scene: remade(scene.signed_docx, attack)
    return lambda scene: resigned(scene.signed_docx, scene.officer, attack)


def _found(*codes: str) -> frozenset[str]:
    return frozenset(codes)


_KEPT: Final = {"verdict": Verdict.VALID}
_OPEN: Final = {"verdict": Verdict.UNTRUSTED}

VECTORS: Final[dict[str, Vector]] = {
    **{
        f"package: {name}": Vector(_on_docx(attack), frozenset(codes))
        for name, (attack, codes) in PACKAGE_ATTACKS.items()
    },
    **{
        f"signature: {name}": Vector(
            _on_signature(attack, only_in_part=name in RESIGNED_ONLY_IN_PART), frozenset(codes)
        )
        for name, (attack, codes) in SIGNATURE_ATTACKS.items()
    },
    "USF: assertion of SAML": Vector(_on_signature(foreign_signature), _found("S10", "S11")),
    "USF: signature of OpenDocument": Vector(_on_signature(foreign_file_signed), _found("S08", "S10", "S11")),
    "CIA: people beside a signature of Word": Vector(people_beside_words_signature, _found("P01", "P02")),
    "CIA: second styles": Vector(_slipped_in("word/styles2.xml", _STYLES, "styles"), _found("P01", "P02")),
    "CIA: font": Vector(_slipped_in("word/fonts/font1.odttf", _FONT, "font"), _found("P01", "P02")),
    "SIA: styles put back": Vector(styles_put_back, _found("P01", "P02")),
    "SIA: styles the signed document waited for": Vector(styles_awaited, _found("P01")),
    "FIA: font and table put back": Vector(fonts_put_back, _found("P01", "P02")),
    "LWA: stream of an old document": Vector(legacy_stream, _found("P01", "P02")),
    "MRA: text document in a workbook": Vector(
        document_in_a_workbook, _found("R03", "P01", "P02"), file_name="DSFA.xlsx"
    ),
    "MRA: evil type": Vector(evil_type, _found("M04")),
    "MRA: evil type of a workbook": Vector(evil_type, _found("M04", "R05"), file_name="DSFA.xlsx"),
    "MRA: second main part without a link": Vector(second_main_part_without_a_link, _found("P01")),
    "Mac: nothing but an empty signature": Vector(only_an_empty_signature, _found("S01")),
    "older: metadata": Vector(title_changed, _found("P03"), **_KEPT),
    "older: target of a hyperlink": Vector(hyperlink_changed, _found("D02")),
    "name: workbook as .docx": Vector(lambda s: s.signed_xlsx, _found("R05")),
    "name: document as .xlsx": Vector(lambda s: s.signed_docx, _found("R05"), file_name="DSFA.xlsx"),
    "name: document as .docm": Vector(lambda s: s.signed_docx, _found("R11"), file_name="DSFA.docm"),
    "signature: both pictures unsigned": Vector(_on_signature(two_pictures), _found("S11")),
    "signature: alternate content": Vector(_on_signature(compatibility_content), _found("S02")),
    "signature: xml:space": Vector(_on_signature(space_attribute), _found("S02")),
    "signature: Id of an object elsewhere": Vector(_on_signature(same_id_elsewhere), _found("S04")),
    "signature: MD5": Vector(_on_signature(lambda r: set_all(r, "DigestMethod", _MD5)), _found("A01")),
    "signature: keyed SHA-1": Vector(
        _on_signature(lambda r: set_all(r, "SignatureMethod", DS + "hmac-sha1")), _found("A02")
    ),
    "signature: enveloped transform": Vector(_on_signature(lambda r: _envelop(r[0][2])), _found("S09")),
    "key: double alone": Vector(double("evil"), _found("T01"), **_OPEN),
    "key: double before the genuine": Vector(double("evil", "genuine"), _found("T01"), **_OPEN),
    "key: double after the genuine": Vector(double("genuine", "evil", named="genuine"), _found("V01")),
    "key: authority first": Vector(authority_first, _found("P03"), **_KEPT),
    "trust: expired before": Vector(by(end=NOW - timedelta(days=1)), _found("T03")),
    "trust: expired since": Vector(lambda s: s.signed_docx, _found("T04"), at=_LATER, **_OPEN),
    "trust: not yet valid": Vector(by(start=NOW + timedelta(days=1)), _found("T03")),
    "trust: revoked": Vector(lambda s: s.signed_docx, _found("T09"), is_revoked=True),
    "trust: wrong usage": Vector(by(signing=False), _found("T06")),
    "trust: authority": Vector(by(ca=True), _found("T07")),
    "trust: self-signed": Vector(by_nobody_s_friend, _found("T02"), **_OPEN),
    "trust: signed in the future": Vector(
        lambda s: s.signed_docx, _found("T05"), at=NOW - timedelta(days=2), **_OPEN
    ),
    "time: stamp of another signature": Vector(stamp_of_another, _found("T12")),
    "time: stamp of an authority nobody trusts": Vector(stamped(), _found("T13"), **_KEPT),
    "time: stamp after the certificate expired": Vector(
        stamped(timedelta(days=400)), _found("T04", "T13"), at=_LATER, **_OPEN
    ),
    "co-signature removed": Vector(without_the_second, _found("P03"), **_KEPT),
    "archive: entry twice, evil first": Vector(twice(evil_first=True), _found("Z10")),
    "archive: entry twice, evil last": Vector(twice(evil_first=False), _found("Z10")),
    "archive: entry in another case": Vector(another_case, _found("Z10")),
    "archive: bytes before": Vector(lambda s: b"MZ" + s.signed_docx, _found("Z13")),
    "archive: bytes behind": Vector(lambda s: s.signed_docx + b"\0", _found("Z13")),
    "archive: another one behind": Vector(lambda s: s.signed_docx + s.plain_docx, _found("Z13")),
    "archive: another one before": Vector(lambda s: s.signed_xlsx + s.signed_docx, _found("Z13")),
    "archive: entry not in the directory": Vector(hidden_entry, _found("Z13")),
    "archive: another name in the header": Vector(another_name_in_the_header, _found("Z12")),
    "archive: second name": Vector(second_name, _found("Z12")),
    "archive: overlapping entries": Vector(overlapping, _found("Z13")),
    "archive: bomb": Vector(bomb, _found("Z05"), verdict=Verdict.UNREADABLE),
    "signature: SHA-1 as Office wrote it": Vector(sha_1, _found("A01")),
    **{
        f"Word: {name}": Vector(_shape_of_word(shape), _found("P03", "P04"), **_KEPT)
        for name, shape in SHAPES.items()
    },
    "honest: our own": Vector(lambda s: s.signed_docx, _found("P03"), **_KEPT),
    "honest: Word's own set": Vector(lambda s: s.words, _found("P03", "P04"), **_KEPT),
    "honest: line breaks in relationships": Vector(line_breaks_in_relationships, _found("P03"), **_KEPT),
}


def _envelop(reference: etree._Element) -> None:
    transforms = reference.find(ds("Transforms"))
    if transforms is None:
        transforms = etree.Element(ds("Transforms"))
        reference.insert(0, transforms)
    for algorithm in (DS + "enveloped-signature", C14N):
        etree.SubElement(transforms, ds("Transform"), Algorithm=algorithm)
