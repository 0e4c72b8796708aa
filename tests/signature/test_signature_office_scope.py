"""A signature over Word's own set of parts is valid for those; nothing else may be left out or slipped in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from signature.forgery import DOCUMENT_RELS, NOW, ROOT_RELS, TYPES, Issued, entries, pack, replaced
from signature.samples import as_word_signs

from exporters.signature import Severity, Verdict, sign_package, verify_package
from exporters.signature.report import Scope

if TYPE_CHECKING:
    from exporters.signature import Report, SigningOptions

CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
PEOPLE = "http://schemas.microsoft.com/office/2011/relationships/people"
STYLES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"


@pytest.fixture(scope="module")
def words(plain_docx: bytes, officer: Issued, options: SigningOptions) -> bytes:
    return as_word_signs(sign_package(plain_docx, officer.identity, options), officer)


def errors(report: Report) -> set[str]:
    return {one.code for one in report.findings if one.severity is Severity.ERROR}


def with_part(
    data: bytes, name: str, content: bytes, kind: str, relationship: str, rels: str = ROOT_RELS
) -> bytes:
    """Return a package with one more part, its type and a relationship to it."""
    override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'.encode()
    link = f'<Relationship Id="rIdNew" Type="{relationship}" Target="/{name}"/></Relationships>'.encode()
    data = replaced(data, TYPES, b"</Types>", override)
    data = replaced(data, rels, b"</Relationships>", link)
    return pack(entries(data) | {name: content})


def test_words_own_set_is_valid_for_its_parts_and_says_what_is_open(words: bytes, root: Issued):
    report = verify_package(words, trusted_roots=[root.pem], at=NOW)
    assert report.verdict is Verdict.VALID
    (signature,) = report.signatures
    assert signature.coverage.scope is Scope.OFFICE
    assert {"/docProps/app.xml", "/customXml/item1.xml"} <= signature.coverage.left_open_by_office
    warning = next(one for one in report.findings if one.code == "P04")
    assert warning.severity is Severity.WARNING
    assert "/docProps/app.xml" in warning.text


def test_the_embedded_assessment_is_open_in_a_document_only_word_signed(
    plain_docx: bytes, officer: Issued, options: SigningOptions, root: Issued
):
    carrying = with_part(
        plain_docx,
        "dsfa/assessment.json",
        b"{}",
        "application/vnd.dsfa-werkbank.assessment+json",
        "urn:dsfa-werkbank:relationships:assessment",
    )
    data = as_word_signs(sign_package(carrying, officer.identity, options), officer)
    report = verify_package(data, trusted_roots=[root.pem], at=NOW)
    assert report.verdict is Verdict.VALID
    assert "/dsfa/assessment.json" in report.signatures[0].coverage.left_open_by_office


def test_properties_added_to_a_document_signed_whole_make_it_invalid(signed_docx: bytes):
    added = with_part(signed_docx, "docProps/custom.xml", b"<x/>", "application/xml", CUSTOM)
    assert errors(verify_package(added, at=NOW)) == {"P01", "P02"}


@pytest.mark.parametrize("relationship", [PEOPLE, STYLES, CUSTOM])
def test_nothing_that_hangs_at_the_document_may_be_left_out(words: bytes, relationship: str):
    added = with_part(words, "word/neu.xml", b"<x/>", "application/xml", relationship, DOCUMENT_RELS)
    assert errors(verify_package(added, at=NOW)) == {"P01", "P02"}


def test_a_store_of_data_may_not_be_added_to_a_document_word_signed(words: bytes):
    store = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    added = with_part(words, "customXml/item2.xml", b"<x/>", "application/xml", store, DOCUMENT_RELS)
    assert errors(verify_package(added, at=NOW)) == {"P01", "P02"}


def test_a_store_of_data_may_not_get_relationships_of_its_own(words: bytes):
    rels = entries(words)["customXml/_rels/item1.xml.rels"]
    link = b'<Relationship Id="x" Type="urn:x" Target="../word/styles.xml"/></Relationships>'
    changed = rels.replace(b"</Relationships>", link)
    assert errors(
        verify_package(pack(entries(words) | {"customXml/_rels/item1.xml.rels": changed}), at=NOW)
    ) == {"P02"}


def test_a_document_that_shows_its_store_of_data_needs_it_signed(
    plain_docx: bytes, officer: Issued, options: SigningOptions
):
    control = b'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{1}"/></w:sdtPr></w:sdt><w:sectPr'
    showing = replaced(plain_docx, "word/document.xml", b"<w:sectPr", control)
    data = as_word_signs(sign_package(showing, officer.identity, options), officer)
    assert "P01" in errors(verify_package(data, at=NOW))


def test_a_store_of_data_signed_whole_stays_signed(signed_docx: bytes):
    changed = pack(entries(signed_docx) | {"customXml/item1.xml": b"<x/>"})
    assert errors(verify_package(changed, at=NOW)) == {"D01"}


def test_people_at_the_package_root_may_not_be_left_out(words: bytes):
    added = with_part(words, "word/people.xml", b"<x/>", "application/xml", PEOPLE)
    assert errors(verify_package(added, at=NOW)) == {"P01", "P02"}


PEOPLE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml"
NAMES = (
    b'<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
    b'<w15:person w15:author="Eva Sch\xc3\xa4fer"><w15:presenceInfo w15:providerId="AD" w15:userId="S::x"/>'
    b"</w15:person></w15:people>"
)


def test_the_names_behind_comments_are_open_in_a_document_word_signed(words: bytes, root: Issued):
    commented = with_part(words, "word/people.xml", NAMES, PEOPLE_TYPE, PEOPLE, DOCUMENT_RELS)
    report = verify_package(commented, trusted_roots=[root.pem], at=NOW)
    assert report.verdict is Verdict.VALID
    assert "/word/people.xml" in report.signatures[0].coverage.left_open_by_office


def test_names_added_to_a_document_signed_whole_make_it_invalid(signed_docx: bytes):
    added = with_part(signed_docx, "word/people.xml", NAMES, PEOPLE_TYPE, PEOPLE, DOCUMENT_RELS)
    assert errors(verify_package(added, at=NOW)) == {"P01", "P02"}


@pytest.mark.parametrize(
    "content",
    [
        NAMES.replace(b"<w15:person ", b"Text<w15:person "),
        NAMES.replace(b"</w15:people>", b"<x/></w15:people>"),
        NAMES.replace(b"</w15:people>", b"<!-- a --></w15:people>"),
        NAMES.replace(b"people", b"person"),
        b"<people/>",
        b"kein XML",
    ],
)
def test_a_list_of_people_that_holds_more_than_names_is_refused(words: bytes, content: bytes):
    added = with_part(words, "word/people.xml", content, PEOPLE_TYPE, PEOPLE, DOCUMENT_RELS)
    assert errors(verify_package(added, at=NOW)) == {"P01", "P02"}


@pytest.mark.parametrize(
    ("kind", "relationship", "rels"),
    [
        ("application/xml", PEOPLE, DOCUMENT_RELS),
        (PEOPLE_TYPE, STYLES, DOCUMENT_RELS),
        (PEOPLE_TYPE, PEOPLE, ROOT_RELS),
    ],
)
def test_names_are_open_only_where_word_keeps_them(words: bytes, kind: str, relationship: str, rels: str):
    added = with_part(words, "word/people.xml", NAMES, kind, relationship, rels)
    assert {"P01", "P02"} <= errors(verify_package(added, at=NOW))


def test_names_that_something_else_leads_to_as_well_are_refused(words: bytes):
    added = with_part(words, "word/people.xml", NAMES, PEOPLE_TYPE, PEOPLE, DOCUMENT_RELS)
    link = f'<Relationship Id="rIdAlso" Type="{STYLES}" Target="/word/people.xml"/></Relationships>'.encode()
    added = replaced(added, DOCUMENT_RELS, b"</Relationships>", link)
    assert {"P01", "P02"} <= errors(verify_package(added, at=NOW))


def test_a_part_beside_the_document_that_leads_further_is_not_harmless(words: bytes):
    data = with_part(words, "docProps/custom.xml", b"<x/>", "application/xml", CUSTOM)
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="a" Type="urn:x" Target="../word/styles.xml"/></Relationships>'
    )
    data = pack(entries(data) | {"docProps/_rels/custom.xml.rels": rels})
    assert {"P01", "P02"} <= errors(verify_package(data, at=NOW))


def test_a_document_that_shows_its_properties_needs_them_signed(
    plain_docx: bytes, officer: Issued, options: SigningOptions
):
    field = (
        b'<w:p><w:fldSimple w:instr=" DOCPROPERTY Stufe "><w:r><w:t>gering</w:t></w:r></w:fldSimple></w:p>'
    )
    field += b"<w:sectPr"
    showing = replaced(plain_docx, "word/document.xml", b"<w:sectPr", field)
    data = as_word_signs(sign_package(showing, officer.identity, options), officer)
    assert "P01" in errors(verify_package(data, at=NOW))
