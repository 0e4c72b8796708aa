"""XML read without any of its dangers, and its canonical form (C14N 1.0)."""

from __future__ import annotations

import re
from typing import Final, cast

from lxml import etree

LARGEST_XML: Final = 8 * 2**20
"""Bytes of a signature, a ``.rels`` part or the content types; a manifest of 2000 parts needs 0.5 MB."""
MOST_MARKUP: Final = 100_000
"""Tags and comments of one such part, end tags included; a signature over 10,000 relationships has 30,000."""
MOST_ATTRIBUTES: Final = 200_000
MOST_NAMESPACES: Final = 64
"""Declarations in scope at one place: canonicalising costs their number for every element below."""
_ENCODING: Final = re.compile(rb"""\A<\?xml[^>]*?\bencoding\s*=\s*["']([^"']*)["']""")


class MarkupError(Exception):
    """The bytes are not XML that this program reads; ``forbidden`` tells an attack from damage."""

    def __init__(self, reason: str, *, forbidden: bool = False) -> None:
        super().__init__(reason)
        self.forbidden = forbidden


def parse_xml(data: bytes) -> etree._Element:
    """The root element of UTF-8 XML without DTD and entities; nothing outside ``data`` is ever opened.

    Raises:
        MarkupError: not well-formed, not UTF-8, with a document type declaration, or with more bytes, tags,
            attributes or namespaces than any genuine file has.
    """
    # A short tag of four bytes becomes a node of some hundred: counted before a tree is built.
    if len(data) > LARGEST_XML or data.count(b"<") > MOST_MARKUP or data.count(b"=") > MOST_ATTRIBUTES:
        raise MarkupError("too large", forbidden=True)
    # Before libxml2 sees it: internal entities would be expanded in attributes however it is configured.
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise MarkupError("document type declaration", forbidden=True)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise MarkupError("not UTF-8", forbidden=True) from None
    declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() != b"utf-8":
        raise MarkupError("declared encoding is not UTF-8", forbidden=True)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise MarkupError(str(error)) from None
    _check_namespaces(root)
    return root


def _check_namespaces(root: etree._Element) -> None:
    in_scope = 0
    for event, _ in etree.iterwalk(root, events=("start-ns", "end-ns")):
        in_scope += 1 if event == "start-ns" else -1
        if in_scope > MOST_NAMESPACES:
            raise MarkupError("too many namespaces", forbidden=True)


def canonical(element: etree._Element) -> bytes:
    """Inclusive C14N 1.0 without comments of the element where it stands, inherited namespaces included.

    Raises:
        MarkupError: the element uses a namespace that has no canonical form, such as a relative URI.
    """
    # Not directly on the subtree: libxml2 2.14 then adds a wrong xmlns="" from the third level on. As a
    # document of its own, written with the namespaces it inherits, the element canonicalises right.
    standalone = parse_xml(etree.tostring(element, encoding="UTF-8", with_tail=False))
    try:
        return etree.tostring(standalone, method="c14n", with_comments=False)
    except etree.C14NError as error:
        raise MarkupError(str(error), forbidden=True) from None


def default_namespace(uri: str) -> dict[str, str]:
    """The ``nsmap`` that makes ``uri`` the default namespace; lxml-stubs does not know its None key."""
    return cast("dict[str, str]", {None: uri})
