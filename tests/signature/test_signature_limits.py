"""Files that would keep the computer busy are refused, and a part has one name however it is spelled."""

from __future__ import annotations

import base64
import random
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from signature.forgery import (
    DOCUMENT_RELS,
    NOW,
    ROOT_RELS,
    SIG1,
    TYPES,
    Issued,
    entries,
    judge,
    pack,
    replaced,
)
from signature.samples import as_word_signs

from exporters.signature import Verdict, sign_package, verify_package
from exporters.signature.archive import read_archive
from exporters.signature.relationships import MOST_RELATIONSHIPS
from exporters.signature.rules.structure import MOST_OBJECTS
from exporters.signature.verify import MOST_FINDINGS
from exporters.visible_text import differences

if TYPE_CHECKING:
    from exporters.signature import SigningOptions

LINK = b'<Relationship Id="x%d" Type="urn:x" Target="docProps/app.xml"/>'


def with_links(data: bytes, count: int) -> bytes:
    links = b"".join(LINK % number for number in range(count))
    return replaced(data, ROOT_RELS, b"</Relationships>", links + b"</Relationships>")


def test_more_relationships_than_any_document_has_are_not_read(signed_docx: bytes):
    report, found = judge(with_links(signed_docx, MOST_RELATIONSHIPS))
    assert report.verdict is Verdict.UNREADABLE
    assert found == {"R13"}
    assert "höchstens 10.000" in report.findings[0].text


def test_many_lists_of_relationships_count_together(signed_docx: bytes):
    content = entries(signed_docx)[DOCUMENT_RELS] + b" " * 2**20
    names = [f"word/_rels/{number}.xml.rels" for number in range(9)]
    assert judge(pack(entries(signed_docx) | dict.fromkeys(names, content)))[1] == {"R13"}


def test_of_what_is_found_a_thousand_times_only_so_much_is_told_as_can_be_read(signed_docx: bytes):
    report, found = judge(with_links(signed_docx, MOST_FINDINGS + 50))
    assert report.verdict is Verdict.INVALID
    assert "P02" in found
    assert len(report.findings) < MOST_FINDINGS + 20


def test_signatures_are_judged_up_to_a_size_together(signed_docx: bytes):
    end, padding = b"</SignatureProperties>", b" " * (3 * 2**20)
    contents = entries(signed_docx)
    large = contents[SIG1].replace(end, padding + end, 1)
    kind = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
    relation = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature"
    types = links = b""
    for number in range(2, 12):
        name = f"_xmlsignatures/sig{number}.xml"
        contents[name] = large
        types += f'<Override PartName="/{name}" ContentType="{kind}"/>'.encode()
        links += f'<Relationship Id="s{number}" Type="{relation}" Target="sig{number}.xml"/>'.encode()
    data = replaced(pack(contents), TYPES, b"</Types>", types + b"</Types>")
    end = b"</Relationships>"
    report, found = judge(replaced(data, "_xmlsignatures/_rels/origin.sigs.rels", end, links + end))
    assert "R12" in found
    assert len(report.signatures) == 8
    assert report.verdict is Verdict.INVALID


@pytest.mark.parametrize("size", [0, 1, 2**18 - 1, 2**18, 2**18 + 1, 3 * 2**18])
def test_entries_of_every_size_are_inflated_to_the_last_byte(signed_docx: bytes, size: int):
    for content in (bytes(size), random.Random(1).randbytes(size)):
        packed = pack(entries(signed_docx) | {"word/media/a.jpeg": content}, zipfile.ZIP_DEFLATED)
        assert read_archive(packed)["word/media/a.jpeg"] == content


def test_a_certificate_larger_than_any_is_not_read(signed_docx: bytes):
    start, end = b"<X509Certificate>", b"</X509Certificate>"
    genuine = entries(signed_docx)[SIG1].split(start)[1].split(end)[0]
    padded = base64.b64encode(base64.b64decode(genuine) + bytes(2**16))
    assert judge(replaced(signed_docx, SIG1, genuine, padded))[1] == {"K01"}


def test_a_claim_longer_than_any_page_is_refused(signed_docx: bytes):
    data = replaced(signed_docx, SIG1, b"Datenschutzbeauftragte<", b"A" * 5000 + b"<")
    assert judge(data)[1] == {"S12"}


def test_more_objects_than_word_knows_are_refused(signed_docx: bytes):
    more = b"<Object/>" * MOST_OBJECTS
    assert "S03" in judge(replaced(signed_docx, SIG1, b"</Signature>", more + b"</Signature>"))[1]


@pytest.mark.parametrize("target", ["%2e", "docProps/none.xml", "docProps/%61pp.xml", "/", "..", ""])
@pytest.mark.parametrize("part", ["docProps/app.xml", "docProps/core.xml"])
def test_properties_that_lead_nowhere_are_found_and_do_no_harm(
    plain_docx: bytes, officer: Issued, options: SigningOptions, part: str, target: str
):
    words = as_word_signs(sign_package(plain_docx, officer.identity, options), officer)
    data = replaced(words, ROOT_RELS, f'Target="{part}"'.encode(), f'Target="{target}"'.encode())
    report, found = judge(data)
    assert report.verdict is Verdict.INVALID
    assert "P01" in found


def test_long_texts_are_compared_in_time():
    wanted = tuple(f"Zeile {number % 50}" for number in range(1000))
    start = time.process_time()
    (*_, last) = differences(wanted, ("Zeile 7",) * 300_000)
    assert time.process_time() - start < 2
    assert len(last.found) > 290_000


@pytest.mark.parametrize("target", ["../docProps/APP.xml", "../docProps/%61pp.xml", "..\\docProps\\app.xml"])
def test_a_part_left_open_may_not_be_reached_from_the_document_under_another_spelling(
    plain_docx: bytes, officer: Issued, options: SigningOptions, target: str
):
    link = f'<Relationship Id="rIdNew" Type="urn:styles" Target="{target}"/></Relationships>'.encode()
    reaching = replaced(plain_docx, DOCUMENT_RELS, b"</Relationships>", link)
    data = as_word_signs(sign_package(reaching, officer.identity, options), officer)
    assert "P01" in {one.code for one in verify_package(data, at=NOW).findings}


def test_metadata_that_the_document_refers_to_are_not_mere_metadata(
    plain_docx: bytes, officer: Issued, options: SigningOptions
):
    link = b'<Relationship Id="rIdNew" Type="urn:styles" Target="../docProps/CORE.xml"/></Relationships>'
    reaching = replaced(plain_docx, DOCUMENT_RELS, b"</Relationships>", link)
    data = as_word_signs(sign_package(plain_docx, officer.identity, options), officer)
    assert "P01" not in judge(data)[1]
    with_link = entries(data) | {DOCUMENT_RELS: entries(reaching)[DOCUMENT_RELS]}
    assert {"P01", "P02"} <= judge(pack(with_link))[1]


def test_a_second_document_does_not_hide_among_the_properties(
    plain_docx: bytes, officer: Issued, options: SigningOptions
):
    words = as_word_signs(sign_package(plain_docx, officer.identity, options), officer)
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    old = b"application/vnd.openxmlformats-officedocument.extended-properties+xml"
    data = replaced(words, TYPES, old, kind)
    data = pack(entries(data) | {"docProps/app.xml": entries(words)["word/document.xml"]})
    assert "P01" in judge(data)[1]
