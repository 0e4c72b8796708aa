"""JSON that takes liberties is refused, and hostile JSON costs little."""

from __future__ import annotations

import contextlib
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsfa_app.errors import DocumentError
from dsfa_app.exchange.strict_json import MAX_BYTES, MAX_DEPTH, MAX_VALUES, read_json

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
MEGABYTE = 1024 * 1024


@given(VALUES)
def test_what_json_writes_is_read(value: object):
    assert read_json(json.dumps(value).encode()) == value
    assert read_json(json.dumps(value, ensure_ascii=False, indent=1).encode()) == value


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "keine lesbare"),
        (b"{", "keine lesbare"),
        (b'{"a": 1', "keine lesbare"),
        (b'{"a": 1,}', "keine lesbare"),
        (b'{"a": 1} {"b": 2}', "keine lesbare"),
        (b"{'a': 1}", "keine lesbare"),
        (b'"offen', "keine lesbare"),
        (b'"offen\\', "keine lesbare"),
        (b'"Steuerzeichen \x01"', "keine lesbare"),
        ("größer".encode("latin-1"), "keine lesbare"),
        (b'"\xed\xa0\xbd"', "keine lesbare"),
        ('{"a": 1}'.encode("utf-16"), "keine lesbare"),
        (b"\xef\xbb\xbf{}", "keine lesbare"),
        (b"9" * 5000, "keine lesbare"),
        (b'{"a": 1, "a": 1}', "doppelt"),
        (b'{"a": {"b": 1, "c": 2, "b": 3}}', "doppelt"),
        (b'{"a": 1, "\\u0061": 2}', "doppelt"),
        (b"[NaN]", "Zahl"),
        (b"[Infinity]", "Zahl"),
        (b"[-Infinity]", "Zahl"),
        (b"[1.0]", "Zahl"),
        (b"[1e3]", "Zahl"),
        (b"[1E999]", "Zahl"),
        (b'["\\ud83d"]', "halbes Unicode-Zeichen"),
        (b'{"\\uDE00": 1}', "halbes Unicode-Zeichen"),
        (b"[" * 100_000, "tiefer verschachtelt"),
        (b'{"a":' * 100_000, "tiefer verschachtelt"),
        (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), "tiefer verschachtelt"),
        (b'["\\"]", ' + b"[" * 100_000, "tiefer verschachtelt"),
        (b"[" + b"{}," * (MAX_VALUES // 2) + b"0]", "mehr Angaben als jede DSFA"),
    ],
)
def test_what_is_not_strict_json_is_refused(data: bytes, sentence: str):
    with pytest.raises(DocumentError, match=sentence):
        read_json(data)


def test_nesting_up_to_the_bound_is_read_and_brackets_in_texts_do_not_count():
    deepest: object = "[[[[{{{{" * 10 + '"\\'
    for _ in range(MAX_DEPTH):
        deepest = [deepest]
    assert read_json(json.dumps(deepest).encode()) == deepest


def test_whole_characters_written_as_two_escapes_are_read():
    assert read_json(b'["\\ud83d\\ude00", "\\\\ud83d"]') == ["😀", "\\ud83d"]


def test_a_file_that_is_too_large_is_refused_unread():
    with pytest.raises(DocumentError, match=r"mit 33 MB größer als erlaubt \(32 MB\)"):
        read_json(b"x" * (MAX_BYTES + MEGABYTE))


@pytest.mark.parametrize(
    "data",
    [
        b'["' + b"a" * (5 * MEGABYTE) + b'"]',
        b'"' + b'\\"' * (5 * MEGABYTE // 2),
        b'"' + b"\\" * (5 * MEGABYTE),
        b'"a' * (5 * MEGABYTE // 2),
        b"[" * (5 * MEGABYTE),
        b"]" * (5 * MEGABYTE),
        b'["",' * (5 * MEGABYTE // 4),
        b"7" * (5 * MEGABYTE),
    ],
)
def test_hostile_files_take_no_longer_than_they_are_long(data: bytes):
    start = time.process_time()
    with contextlib.suppress(DocumentError):
        read_json(data)
    assert time.process_time() - start < 2
