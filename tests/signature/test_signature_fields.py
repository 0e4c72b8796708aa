"""A field that shows properties of the file is found however its code is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.signature.fields import MOST_CODE, MOST_FIELDS, shows_what_stands_outside

SPLIT = (
    "<w:r><w:instrText>{}</w:instrText></w:r><w:r><w:t>x</w:t></w:r><w:r><w:instrText>{}</w:instrText></w:r>"
)


def part(body: str, *, encoding: str = "utf-8") -> bytes:
    return f'<?xml version="1.0" encoding="{encoding}"?><w:p>{body}</w:p>'.encode(encoding)


@pytest.mark.parametrize(
    "body",
    [
        '<w:fldSimple w:instr=" DOCPROPERTY Stufe "/>',
        "<w:fldSimple w:instr=' docProperty Stufe '/>",
        '<w:fldSimple w:instr=" DOC&#80;ROPERTY Stufe "/>',
        '<w:fldSimple w:instr=" DOC&#x50;ROPERTY Stufe "/>',
        "<w:instrText xml:space='preserve'> DOCPROPERTY </w:instrText>",
        "<a:instrText b='x>y'> DOCPROPERTY </a:instrText>",
        SPLIT.format(" DOCPRO", "PERTY Stufe "),
        "<w:instrText>DOC<!-- -->PROPERTY</w:instrText>",
        "<w:instrText><![CDATA[DOCPROPERTY]]></w:instrText>",
        "<w:dataBinding w:xpath='/a'/>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_every_way_to_write_it_is_found(body: str, encoding: str) -> None:
    assert shows_what_stands_outside(part(body, encoding=encoding))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_an_encoding_without_its_mark_is_read_too(encoding: str) -> None:
    field = '<w:p><w:fldSimple w:instr="DOCPROPERTY a"/></w:p>'
    assert shows_what_stands_outside(field.encode(encoding))
    assert not shows_what_stands_outside("<w:p>nur Text</w:p>".encode(encoding))


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-7", "cp037", "utf-32"])
def test_an_encoding_word_never_writes_is_not_trusted(encoding: str) -> None:
    assert shows_what_stands_outside(part("<w:t>nur Text</w:t>", encoding=encoding))


@pytest.mark.parametrize(
    "body",
    [
        "<w:t>Das Feld DOCPROPERTY wird erklärt</w:t>",
        '<w:fldSimple w:instr=" PAGE "/>',
        "<w:instrText> TOC \\\\o </w:instrText>",
        "<!-- nur eine Anmerkung -->",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_other_text_and_fields_show_nothing_from_outside(body: str, encoding: str) -> None:
    assert not shows_what_stands_outside(part(body, encoding=encoding))


def test_more_fields_than_any_document_has_are_not_trusted() -> None:
    assert shows_what_stands_outside(part("<w:instrText>a</w:instrText>" * (MOST_FIELDS + 1)))
    assert shows_what_stands_outside(part("<w:instrText>" + "&#80;" * MOST_CODE + "</w:instrText>"))


@given(st.binary(max_size=300))
def test_any_bytes_are_judged_without_a_crash(data: bytes) -> None:
    assert shows_what_stands_outside(data) in (True, False)
