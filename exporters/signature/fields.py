"""Whether a part shows something that stands outside of it: properties of the file, or a store of data.

Fields (ISO/IEC 29500-1, 17.16) carry their code as text, which may be split over runs, written with character
references, in any case and in any encoding. Where the code cannot be read as Word writes it, it counts as
showing something: what Word itself signed never looks like that.
"""

from __future__ import annotations

import html
import re
from itertools import islice
from typing import Final

MOST_FIELDS: Final = 100_000
MOST_CODE: Final = 2**21
"""Pieces of field codes, and their bytes together, that are read; a report of 300 pages has some thousand."""
_PROPERTY_FIELD: Final = "docproperty"
_BINDING: Final = b"dataBinding"
"""The element that fills a content control from a store of data (17.5.2.6)."""
_FIELD_CODES: Final = (b"instrText", b"fldSimple")
_CODE: Final = re.compile(rb"instrText\b[^<>]*>([^<]*)|\binstr\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_NEVER_WORDS: Final = (b"<!--", b"<![CDATA[")
"""Markup that could interrupt a field code unseen."""
_ENCODING: Final = re.compile(rb"\A[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.-]{1,40})")
_KNOWN_ENCODINGS: Final = {b"utf-8", b"utf-16"}
_BEFORE_MARKUP: Final = b"\xef\xbb\xbf \t\r\n"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


def shows_what_stands_outside(xml: bytes) -> bool:
    """Tell whether a part shows properties or data from elsewhere; linear in its length."""
    plain = _as_utf_8(xml)
    if plain is None or _BINDING in plain:
        return True
    if not any(code in plain for code in _FIELD_CODES):
        return False
    if any(mark in plain for mark in _NEVER_WORDS):
        return True
    found = list(islice(_CODE.finditer(plain), MOST_FIELDS + 1))
    codes = b"".join(code for each in found for code in each.groups(b""))
    if len(found) > MOST_FIELDS or len(codes) > MOST_CODE:
        return True
    # no code point above 0x7F folds to a letter of the word
    return _PROPERTY_FIELD in html.unescape(codes.decode("latin-1")).casefold()


def _as_utf_8(xml: bytes) -> bytes | None:
    """Return the part in UTF-8, None where it is in an encoding that Word never writes."""
    plain = xml
    if xml.startswith(_UTF_16):
        order = "utf-16" if xml[:2] in _UTF_16[:2] else "utf-16-le" if xml[:1] == b"<" else "utf-16-be"
        try:
            plain = xml.decode(order).encode()
        except ValueError:
            return None
    declared = _ENCODING.match(plain)
    known = declared is None or declared[1].lower() in _KNOWN_ENCODINGS
    return plain if known and plain.lstrip(_BEFORE_MARKUP)[:1] in (b"<", b"") else None
