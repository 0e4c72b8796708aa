"""Canonical XML and the relationships transform, against forms written down by hand from the standards."""

from __future__ import annotations

import pytest
from lxml import etree

from exporters.signature.canonical import (
    LARGEST_XML,
    MOST_ATTRIBUTES,
    MOST_MARKUP,
    MOST_NAMESPACES,
    MarkupError,
    canonical,
    parse_xml,
)
from exporters.signature.relationships import Relationship, transformed


@pytest.mark.parametrize(
    ("document", "path", "expected"),
    [
        pytest.param(
            b'<S xmlns="u:d"><O><P><Q a="1"><I xmlns="u:o"><X/></I></Q></P></O></S>',
            "{u:d}O",
            b'<O xmlns="u:d"><P><Q a="1"><I xmlns="u:o"><X></X></I></Q></P></O>',
            id="inherited default namespace, four levels deep",
        ),
        pytest.param(
            b'<S xmlns="u:d" xmlns:b="u:b" xmlns:a="u:a"><O/> tail</S>',
            "{u:d}O",
            b'<O xmlns="u:d" xmlns:a="u:a" xmlns:b="u:b"></O>',
            id="unused namespaces are inherited, sorted, and the tail is not taken along",
        ),
        pytest.param(
            b'<S xmlns="u:d" xmlns:p="u:1"><O xmlns:p="u:2" xmlns=""><P><Q/></P></O></S>',
            "O/P",
            b'<P xmlns:p="u:2"><Q></Q></P>',
            id="the nearest declaration counts, and none is none",
        ),
        pytest.param(
            b'<S><O z="1" b:z="2" a="3" xmlns:b="u:b"/></S>',
            "O",
            b'<O xmlns:b="u:b" a="3" z="1" b:z="2"></O>',
            id="attributes are sorted, those without namespace first",
        ),
        pytest.param(
            b'<S><O q="&#9;&#10;&#13;&quot;&lt;&gt;\'">&#13;&amp;&lt;&gt;"\xc3\xa4</O></S>',
            "O",
            b'<O q="&#x9;&#xA;&#xD;&quot;&lt;>\'">&#xD;&amp;&lt;&gt;"\xc3\xa4</O>',
            id="attributes and text are escaped differently",
        ),
    ],
)
def test_an_element_is_canonical_where_it_stands(document, path, expected):
    assert canonical(parse_xml(document).find(path)) == expected


def test_a_relative_namespace_has_no_canonical_form():
    with pytest.raises(MarkupError):
        canonical(etree.fromstring(b'<a xmlns="relative"/>'))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<a>",
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b'<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><a b="&y;"/>',
        b"<a>&undefined;</a>",
        "<?xml version='1.0' encoding='UTF-16'?><a/>".encode("utf-16"),
        b'<?xml version="1.0" encoding="ISO-8859-1"?><a/>',
        b"<a>\xff</a>",
        b"<a>" + b" " * LARGEST_XML + b"</a>",
        b"<a>" * 500 + b"</a>" * 500,
        b"<a>" + b"<b/>" * MOST_MARKUP + b"</a>",
        b"<a " + b" ".join(b'x%d=""' % n for n in range(MOST_ATTRIBUTES)) + b" y=''/>",
        b"<a " + b" ".join(b'xmlns:x%d="u:x"' % n for n in range(MOST_NAMESPACES)) + b"><b xmlns='u:b'/></a>",
    ],
)
def test_dangerous_and_broken_markup_is_not_read(data):
    with pytest.raises(MarkupError):
        parse_xml(data)


def test_namespaces_count_where_they_are_in_scope():
    inside = b"<b xmlns:y='u:y'/>" * (2 * MOST_NAMESPACES)
    assert len(parse_xml(b"<a xmlns='u:a'>" + inside + b"</a>")) == 2 * MOST_NAMESPACES


def test_relationships_are_digested_in_the_form_of_the_standard():
    relationships = (
        Relationship("rId2", "t:b", 'https://a.example/?a=1&b="2"', "External"),
        Relationship("rId10", "t:a", "a.xml"),
    )
    assert transformed(relationships) == (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId10" Target="a.xml" TargetMode="Internal" Type="t:a"></Relationship>'
        b'<Relationship Id="rId2" Target="https://a.example/?a=1&amp;b=&quot;2&quot;" TargetMode="External" '
        b'Type="t:b"></Relationship></Relationships>'
    )


@pytest.mark.parametrize(
    ("source", "target", "part"),
    [
        ("/", "word/document.xml", "/word/document.xml"),
        ("/word/document.xml", "styles.xml", "/word/styles.xml"),
        ("/word/document.xml", "../customXml/item1.xml", "/customXml/item1.xml"),
        ("/xl/workbook.xml", "/xl/worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"),
        ("/word/document.xml", "./styles.xml#x", "/word/styles.xml"),
        ("/word/document.xml", "../../etc/passwd", None),
    ],
)
def test_targets_are_resolved_from_their_source(source, target, part):
    assert Relationship("rId1", "t", target).resolve(source) == part
    assert Relationship("rId1", "t", target, "External").resolve(source) is None
