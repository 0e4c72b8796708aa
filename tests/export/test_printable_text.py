"""What was typed becomes text every format can carry, and nothing disappears unseen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exporters.report.addresses import web_address
from exporters.report.text import printable

_ANY = st.text(st.characters(exclude_categories=()))


@given(_ANY)
def test_printable_text_can_stand_in_xml_and_comes_back_unchanged(text: str) -> None:
    element = etree.Element("t")
    element.text = printable(text)
    written = etree.tostring(element, encoding="utf-8")
    assert (etree.fromstring(written).text or "") == printable(text)


@given(_ANY)
def test_printable_is_idempotent_and_only_shortens_windows_line_ends(text: str) -> None:
    once = printable(text)
    assert printable(once) == once
    assert len(once) == len(text) - text.count("\r\n")


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\vb", "a\nb"),
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\u2028b", "a\nb"),
        ("\x00\x1f\x7f", "␀␟␡"),
        ("\t", "\t"),
        ("\ud800", "\ufffd"),
        ("\ufffe\U0001ffff\ufdd0", "\ufffd\ufffd\ufffd"),
        ("größer 😀", "größer 😀"),
    ],
)
def test_each_kind_of_unprintable_character_has_its_visible_form(typed: str, shown: str) -> None:
    assert printable(typed) == shown


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://www.stuttgart.de/datenschutz-facebook", "https://www.stuttgart.de/datenschutz-facebook"),
        ("https://bawü.social/@stuttgart", "https://xn--baw-joa.social/@stuttgart"),
        ("https://example.org/Straße?q=ä#ö", "https://example.org/Stra%C3%9Fe?q=%C3%A4#%C3%B6"),
        ("https://example.org/50%", "https://example.org/50%25"),
        (" https://example.org/a%20b ", "https://example.org/a%20b"),
    ],
)
def test_a_web_address_is_written_so_that_every_reader_takes_it(text: str, address: str) -> None:
    assert web_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "www.stuttgart.de",
        "https://",
        "https://a b",
        "https://user:secret@example.org",
        "https://example.org:99999999/",
        "https://exa\x00mple.org",
        'https://example.org/"onclick',
        "siehe https://example.org",
    ],
)
def test_what_is_not_a_plain_web_address_never_becomes_a_link(text: str) -> None:
    assert web_address(text) is None


@given(_ANY)
def test_no_text_makes_the_address_check_fail(text: str) -> None:
    address = web_address(f"https://{text}")
    assert address is None or address.isascii()
