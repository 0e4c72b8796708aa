"""JSON from outside, read without any of the liberties that parsers take.

Whoever can hand in a file can hand in a hostile one. Refused are: files beyond a size, nesting beyond a
depth or values beyond a number, anything but UTF-8, names given twice (parsers disagree which one counts),
numbers with a fraction or beyond all bounds (no assessment holds any), and halves of Unicode characters, for
nobody could save them again.
"""

from __future__ import annotations

import json
import re
from itertools import accumulate
from typing import Any, NoReturn

from dsfa_app.errors import DocumentError

MAX_BYTES = 32 * 1024 * 1024
"""Larger files are refused unread; the Stuttgart example has about 0.3 MB."""
MAX_VALUES = 500_000
"""Brackets and commas outside texts; ten times the Stuttgart example has 90,000, each may cost 200 bytes."""
MAX_DEPTH = 12
"""Nesting of the deepest valid document is 6; hostile nesting is refused before it is parsed."""

_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
"""A text, closed or not; never looks at a byte twice."""
_STEP = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_NO_BRACKETS = bytes(byte for byte in range(256) if byte not in _STEP)
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


def _check_nesting(data: bytes) -> None:
    outside_texts = _STRING.sub(b"", data)
    if sum(map(outside_texts.count, (b",", b"[", b"{"))) > MAX_VALUES:
        raise DocumentError("Die Datei enthält mehr Angaben als jede DSFA und wird nicht gelesen.")
    brackets = outside_texts.translate(None, _NO_BRACKETS)
    if max(accumulate(map(_STEP.__getitem__, brackets)), default=0) > MAX_DEPTH:
        raise DocumentError("Die Datei ist tiefer verschachtelt als jede DSFA und wird nicht gelesen.")


def _check_characters(text: str, value: object) -> None:
    if _SURROGATE_ESCAPE.search(text):
        try:
            json.dumps(value, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError as error:
            raise DocumentError(
                "Die Datei enthält ein halbes Unicode-Zeichen (Surrogat) und wird nicht gelesen."
            ) from error


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) != len(pairs):
        raise DocumentError("Die Datei nennt eine Angabe doppelt und wird nicht gelesen.")
    return plain


def _refuse_number(_number: str) -> NoReturn:
    raise DocumentError(
        "Die Datei enthält eine Zahl, die es in einer DSFA nicht gibt, und wird nicht gelesen."
    )


def read_json(data: bytes) -> Any:  # noqa: ANN401 - any JSON value
    """Return the JSON value of a file, made of dictionaries, lists, texts, whole numbers, truth values, None.

    Raises:
        DocumentError: the file is too large, too deep, not UTF-8, no JSON, or holds what this module refuses.
    """
    if len(data) > MAX_BYTES:
        raise DocumentError(
            f"Die Datei ist mit {len(data) // 1024 // 1024} MB größer als erlaubt "
            f"({MAX_BYTES // 1024 // 1024} MB) und wird nicht gelesen."
        )
    try:
        _check_nesting(data)
        text = data.decode("utf-8")
        value = json.loads(
            text,
            object_pairs_hook=_no_doubles,
            parse_constant=_refuse_number,
            parse_float=_refuse_number,
        )
    except ValueError as error:  # no UTF-8, no JSON, or a number of thousands of digits
        raise DocumentError(
            "Die Datei ist keine lesbare JSON-Datei. Vielleicht ist sie unvollständig übertragen worden."
        ) from error
    _check_characters(text, value)
    return value
