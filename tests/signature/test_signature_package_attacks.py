"""Changes to a signed package, each with the codes that must be found; classes as in Rohlmann et al. 2023."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree
from signature.forgery import DOCUMENT_RELS, ROOT_RELS, SIG1, TYPES, entries, judge, pack, removed, replaced

from exporters.signature import Verdict, sign_package

if TYPE_CHECKING:
    from collections.abc import Callable

OFFICE_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
RELS_HEAD = b'2006/relationships">'
DTD = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def relationship(kind: str, target: str, identifier: str = "rId99", mode: str = "") -> bytes:
    attribute = f' TargetMode="{mode}"' if mode else ""
    return (
        f'<Relationship Id="{identifier}" Type="{OFFICE_RELATIONSHIPS}{kind}" Target="{target}"{attribute}/>'
    ).encode()


def with_relationship(data: bytes, part: str, element: bytes) -> bytes:
    return replaced(data, part, RELS_HEAD, RELS_HEAD + element)


def with_part(data: bytes, name: str, content: bytes, content_type: str = "application/xml") -> bytes:
    contents = entries(data)
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'.encode()
    return pack(contents | {name: content, TYPES: contents[TYPES].replace(b"</Types>", override)})


def people(data: bytes) -> bytes:
    """Content injection: a part of a type that Office never signs, pulled in as content."""
    data = with_part(data, "word/people.xml", b"<people/>")
    return with_relationship(data, DOCUMENT_RELS, relationship("people", "people.xml"))


def second_main_part(data: bytes) -> bytes:
    """Malicious repair: another main part before the genuine one."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    data = with_part(data, "word/evil.xml", entries(data)["word/document.xml"], main)
    return with_relationship(data, ROOT_RELS, relationship("officeDocument", "word/evil.xml", "rId0"))


def cut_relationship(data: bytes, part: str, identifier: str) -> bytes:
    content = entries(data)[part]
    start = content.index(f'<Relationship Id="{identifier}"'.encode())
    end = content.index(b"/>", start) + 2
    return pack(entries(data) | {part: content[:start] + content[end:]})


def origin_id(data: bytes) -> str:
    root = etree.fromstring(entries(data)[ROOT_RELS])
    return next(r.get("Id") for r in root if r.get("Type").endswith("digital-signature/origin"))


PACKAGE_ATTACKS: dict[str, tuple[Callable[[bytes], bytes], set[str]]] = {
    "text changed": (lambda d: replaced(d, "word/document.xml", b"vertretbar", b"untragbar."), {"D01"}),
    "styles changed": (lambda d: replaced(d, "word/styles.xml", b"Heading1", b"Heading9"), {"D01"}),
    "styles removed (content masking)": (lambda d: removed(d, "word/styles.xml"), {"M03"}),
    "relationship removed": (lambda d: cut_relationship(d, DOCUMENT_RELS, "rId3"), {"M06", "D02"}),
    "relationship retargeted": (
        lambda d: replaced(d, DOCUMENT_RELS, b'Target="styles.xml"', b'Target="numbering.xml"'),
        {"D02"},
    ),
    "relationship renamed": (
        lambda d: replaced(d, DOCUMENT_RELS, b'Id="rId3"', b'Id="rId33"'),
        {"M06", "D02", "P02"},
    ),
    "relationship made external": (
        lambda d: replaced(
            d, DOCUMENT_RELS, b'Target="styles.xml"', b'Target="styles.xml" TargetMode="External"'
        ),
        {"D02"},
    ),
    "remote template added": (
        lambda d: with_relationship(
            d, DOCUMENT_RELS, relationship("attachedTemplate", "https://evil.example/x", mode="External")
        ),
        {"P02"},
    ),
    "part added": (lambda d: pack(entries(d) | {"word/extra.xml": b"<x/>"}), {"P01"}),
    "part added with type and relationship": (people, {"P01", "P02"}),
    "relationships added to a part without any": (
        lambda d: pack(
            entries(d) | {"word/_rels/styles.xml.rels": entries(d)["_xmlsignatures/_rels/origin.sigs.rels"]}
        ),
        {"P01", "P02", "R09"},
    ),
    "relationships without a source": (
        lambda d: pack(
            entries(d)
            | {
                "word/_rels/ghost.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
            }
        ),
        {"P01", "R06"},
    ),
    "second main part": (second_main_part, {"R03", "P01", "P02"}),
    "main part becomes a macro document": (
        lambda d: replaced(
            d,
            TYPES,
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        {"M04", "R04"},
    ),
    "content type of the styles changed": (
        lambda d: replaced(d, TYPES, b"wordprocessingml.styles+xml", b"wordprocessingml.numbering+xml"),
        {"M04"},
    ),
    "default content type changed": (
        lambda d: replaced(d, TYPES, b'ContentType="image/jpeg"', b'ContentType="image/png"'),
        {"M04"},
    ),
    "override for a second spelling": (
        lambda d: replaced(
            d,
            TYPES,
            b"</Types>",
            b'<Override PartName="/WORD/document.xml" ContentType="application/xml"/></Types>',
        ),
        {"C04"},
    ),
    "entities in the content types": (lambda d: replaced(d, TYPES, b"<Types", DTD + b"<Types"), {"C03"}),
    "entities in relationships": (
        lambda d: replaced(d, DOCUMENT_RELS, b"<Relationships", DTD + b"<Relationships"),
        {"R01"},
    ),
    "one relationship Id twice": (
        lambda d: with_relationship(d, DOCUMENT_RELS, relationship("styles", "evil.xml", "rId3")),
        {"R02"},
    ),
    "foreign element among relationships": (
        lambda d: with_relationship(d, DOCUMENT_RELS, b"<x/>"),
        {"R01"},
    ),
    "OpenDocument files added": (
        lambda d: pack({"mimetype": b"application/vnd.oasis.opendocument.text"} | entries(d)),
        {"C05"},
    ),
    "OpenDocument manifest added": (
        lambda d: pack(entries(d) | {"META-INF/manifest.xml": b"<manifest/>"}),
        {"P01"},
    ),
    "origin relationship removed": (lambda d: cut_relationship(d, ROOT_RELS, origin_id(d)), {"R08"}),
    "origin not empty": (lambda d: pack(entries(d) | {"_xmlsignatures/origin.sigs": b"x"}), {"R08"}),
    "origin removed": (lambda d: removed(d, "_xmlsignatures/origin.sigs"), {"R08"}),
    "signature relationship removed": (
        lambda d: cut_relationship(d, "_xmlsignatures/_rels/origin.sigs.rels", "rId1"),
        {"R08", "R10"},
    ),
    "signature list removed": (
        lambda d: removed(d, "_xmlsignatures/_rels/origin.sigs.rels"),
        {"R08", "R10"},
    ),
    "signature part removed": (lambda d: removed(d, SIG1), {"R09"}),
    "signature part empty": (lambda d: pack(entries(d) | {SIG1: b""}), {"S01"}),
    "unlisted second signature": (
        lambda d: with_part(
            d,
            "_xmlsignatures/sig2.xml",
            entries(d)[SIG1],
            "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml",
        ),
        {"R10"},
    ),
    "payload among the signatures": (
        lambda d: pack(entries(d) | {"_XmlSignatures/payload.xml": b"<x/>"}),
        {"R10", "P01"},
    ),
    "entities in the signature": (lambda d: replaced(d, SIG1, b"<Signature", DTD + b"<Signature"), {"S01"}),
    "comment before the signature": (
        lambda d: replaced(d, SIG1, b"<Signature", b"<!-- x --><Signature"),
        {"S02"},
    ),
    "signature in UTF-16": (
        lambda d: pack(entries(d) | {SIG1: entries(d)[SIG1].decode().split("?>", 1)[1].encode("utf-16")}),
        {"S01"},
    ),
    "signing time changed": (
        lambda d: replaced(d, SIG1, b"T10:00:00Z</mdssi", b"T11:00:00Z</mdssi"),
        {"D03"},
    ),
    "XAdES time changed": (lambda d: replaced(d, SIG1, b"T10:00:00Z</xd", b"T11:00:00Z</xd"), {"D03"}),
    "comment changed": (lambda d: replaced(d, SIG1, "„gut“".encode(), "„böse“".encode()), {"D03"}),
    "role changed": (lambda d: replaced(d, SIG1, b"Datenschutzbeauftragte<", b"Amtsleitung<"), {"D03"}),
    "commitment changed": (lambda d: replaced(d, SIG1, b"ProofOfApproval", b"ProofOfCreation"), {"D03"}),
    "digest in SignedInfo changed": (
        lambda d: replaced(d, SIG1, b'#idOfficeObject"><DigestMethod', b'#idOfficeObject"> <DigestMethod'),
        {"V01"},
    ),
}


@pytest.mark.parametrize("name", PACKAGE_ATTACKS)
def test_a_change_to_the_package_is_found(name, signed_docx):
    attack, expected = PACKAGE_ATTACKS[name]
    report, found = judge(attack(signed_docx))
    assert report.verdict is Verdict.INVALID
    assert found >= expected
    assert all(f.text and f.advice for f in report.findings)


def test_a_changed_cell_is_found(signed_xlsx):
    sheet = "xl/worksheets/sheet1.xml"
    report, found = judge(replaced(signed_xlsx, sheet, b"<v>3</v>", b"<v>1</v>"), "DSFA.xlsx")
    assert report.verdict is Verdict.INVALID
    assert found == {"D01"}
    assert report.findings[0].text == f"Der Inhalt von „/{sheet}“ wurde nach dem Signieren geändert."


def test_the_content_must_fit_the_file_extension(signed_docx, signed_xlsx):
    assert judge(signed_xlsx, "DSFA.docx")[1] == {"R05"}
    assert judge(signed_docx, "DSFA.XLSX")[1] == {"R05"}
    assert judge(signed_docx, "DSFA.docm")[1] == {"R11"}
    assert judge(signed_docx, "DSFA.DOCX")[1] == set()


def test_thousands_of_signatures_do_not_keep_the_computer_busy(signed_docx):
    contents = entries(signed_docx)
    kind = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
    links, types = b"", b""
    for number in range(2, 60):
        contents[f"_xmlsignatures/sig{number}.xml"] = contents[SIG1]
        types += f'<Override PartName="/_xmlsignatures/sig{number}.xml" ContentType="{kind}"/>'.encode()
        links += (
            f'<Relationship Id="rId{number}" Target="sig{number}.xml" '
            'Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature"/>'
        ).encode()
    contents[TYPES] = contents[TYPES].replace(b"</Types>", types + b"</Types>")
    data = with_relationship(pack(contents), "_xmlsignatures/_rels/origin.sigs.rels", links)
    report, found = judge(data)
    assert found == {"R12"}
    assert len(report.signatures) == 20


def test_external_content_is_warned_of_but_links_are_not(plain_docx, officer, options):
    def signed_with(kind):
        element = relationship(kind, "https://example.org/", mode="External")
        rels = entries(plain_docx)[DOCUMENT_RELS].replace(RELS_HEAD, RELS_HEAD + element)
        return sign_package(pack(entries(plain_docx) | {DOCUMENT_RELS: rels}), officer.identity, options)

    report, found = judge(signed_with("image"))
    assert found == set()
    assert "R07" in {f.code for f in report.findings}
    report, _ = judge(signed_with("hyperlink"))
    assert "R07" not in {f.code for f in report.findings}


def test_a_changed_hyperlink_is_found(plain_docx, officer, options):
    element = relationship("hyperlink", "https://stuttgart.de/", mode="External")
    rels = entries(plain_docx)[DOCUMENT_RELS].replace(RELS_HEAD, RELS_HEAD + element)
    signed = sign_package(pack(entries(plain_docx) | {DOCUMENT_RELS: rels}), officer.identity, options)
    assert judge(replaced(signed, DOCUMENT_RELS, b"stuttgart.de", b"stuttgart.example"))[1] == {"D02"}
