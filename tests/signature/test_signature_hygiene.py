"""Nothing is signed that could show something else tomorrow; our own documents never do."""

from __future__ import annotations

import pytest
from documents import document
from factories import full_assessment
from signature.forgery import NOW, replaced

from dsfa_app.errors import SignatureError
from exporters.report.kinds import DOCUMENT_KINDS
from exporters.signature import SigningOptions, sign_package
from exporters.signature.hygiene import OWN_RULES, RULES, check_hygiene

DOCUMENT = "word/document.xml"
DOCUMENT_RELS = "word/_rels/document.xml.rels"
SHEET = "xl/worksheets/sheet1.xml"
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
KINDS = [
    (kind.id, one)
    for kind in DOCUMENT_KINDS
    if not kind.compares
    for one in kind.formats
    if one in {"docx", "xlsx"}
]


def with_field(data: bytes, *pieces: str) -> bytes:
    texts = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    field = f"<w:p>{begin}{texts}{end}</w:p>".encode()
    return replaced(data, DOCUMENT, b"<w:body>", b"<w:body>" + field)


def with_relationship(data: bytes, kind: bytes, target: bytes, mode: bytes = b"") -> bytes:
    link = b'<Relationship Id="rIdEvil" Type="%s%s" Target="%s"%s/></Relationships>'
    return replaced(data, DOCUMENT_RELS, b"</Relationships>", link % (OFFICE, kind, target, mode))


def refused(data: bytes, words: str) -> None:
    with pytest.raises(SignatureError, match=words):
        check_hygiene(data)


@pytest.mark.parametrize(("kind", "format_id"), KINDS)
def test_every_document_of_ours_may_be_signed(kind: str, format_id: str):
    check_hygiene(document(full_assessment(), format_id, kind), OWN_RULES)


@pytest.mark.parametrize(
    "pieces", [("DATE",), (" docproperty Title",), (" INCLUDE", "PICTURE http://x/y.png"), (" TIME \\@ HH",)]
)
def test_a_field_that_updates_itself_is_refused(plain_docx: bytes, pieces: tuple[str, ...]):
    refused(with_field(plain_docx, *pieces), "ändert seinen Inhalt von selbst")


@pytest.mark.parametrize("pieces", [("PAGE",), (" TOC ", '\\o "1-2"'), (" NUM", "PAGES ")])
def test_page_numbers_and_tables_of_contents_may_stay(plain_docx: bytes, pieces: tuple[str, ...]):
    check_hygiene(with_field(plain_docx, *pieces))


def test_a_simple_field_is_looked_at_as_well(plain_docx: bytes):
    field = b'<w:body><w:p><w:fldSimple w:instr=" DATE "/></w:p>'
    refused(replaced(plain_docx, DOCUMENT, b"<w:body>", field), "„DATE“")


@pytest.mark.parametrize("kind", [b"image", b"attachedTemplate", b"subDocument"])
def test_content_from_elsewhere_is_refused(plain_docx: bytes, kind: bytes):
    loaded = with_relationship(plain_docx, kind, b"https://example.org/x", b' TargetMode="External"')
    refused(loaded, "von außerhalb")


def test_a_plain_link_may_lead_outside(plain_docx: bytes):
    check_hygiene(with_relationship(plain_docx, b"hyperlink", b"https://x.de", b' TargetMode="External"'))


@pytest.mark.parametrize("kind", [b"oleObject", b"vbaProject", b"aFChunk", b"font", b"control"])
def test_foreign_content_inside_is_refused(plain_docx: bytes, kind: bytes):
    refused(with_relationship(plain_docx, kind, b"styles.xml"), "Das Dokument enthält")


def test_what_a_template_leaves_behind_is_refused_in_documents_of_ours_only(plain_docx: bytes):
    check_hygiene(plain_docx, RULES)
    with pytest.raises(SignatureError, match=r"Vorschaubild|Vorlage"):
        check_hygiene(plain_docx, OWN_RULES)


@pytest.mark.parametrize(
    ("entry", "old", "new", "words"),
    [
        ("xl/workbook.xml", b'state="visible"', b'state="veryHidden"', "Blatt"),
        (SHEET, b'<row r="1"', b'<row r="1" hidden="1"', "ausgeblendet"),
        (SHEET, b"<v>3</v>", b"<f>1+2</f>", "Formel"),
        (SHEET, b"<v>3</v>", b"<f>1+2</f><v/>", "Formel"),
    ],
)
def test_a_workbook_hides_nothing_and_stores_what_it_shows(
    plain_xlsx: bytes, entry: str, old: bytes, new: bytes, words: str
):
    check_hygiene(plain_xlsx)
    refused(replaced(plain_xlsx, entry, old, new), words)


def test_a_formula_with_a_stored_value_may_stay(plain_xlsx: bytes):
    check_hygiene(replaced(plain_xlsx, SHEET, b"<v>3</v>", b"<f>1+2</f><v>3</v>"))


def test_a_number_format_that_hides_is_refused(plain_xlsx: bytes):
    hiding = b'<numFmts count="1"><numFmt numFmtId="200" formatCode=";;;"/></numFmts><fonts'
    refused(replaced(plain_xlsx, "xl/styles.xml", b"<fonts", hiding), "Zahlenformat")


def test_what_is_signed_already_is_left_to_the_verifier(plain_docx: bytes, officer):
    signed = sign_package(with_field(plain_docx, "DATE"), officer.identity, SigningOptions(signing_time=NOW))
    check_hygiene(signed)
