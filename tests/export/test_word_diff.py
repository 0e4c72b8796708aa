"""Differences of texts, word by word: nothing lost, nothing invented, short enough to read."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from exporters.report.model import Passage, Revision
from exporters.report.word_diff import LEFT_OUT, compared

words = st.lists(st.sampled_from(("Stadt", "Kanal", "und", "Daten", "löschen", "\n", "  ")), max_size=60)
texts = words.map(" ".join) | st.text(max_size=60)


def text(passages: tuple[Passage, ...]) -> str:
    return "".join(passage.text for passage in passages)


def marked(passages: tuple[Passage, ...]) -> list[str]:
    return [passage.text for passage in passages if passage.revision is not Revision.KEPT]


@given(texts, texts)
def test_in_full_the_passages_are_the_two_texts(old: str, new: str):
    before, after = compared(old, new, in_full=True)
    assert (text(before), text(after)) == (old, new)


@given(texts, texts)
def test_what_both_share_is_the_same_on_both_sides(old: str, new: str):
    before, after = compared(old, new)
    shared = [
        [passage.text for passage in side if passage.revision is Revision.KEPT] for side in (before, after)
    ]
    assert shared[0] == shared[1]
    assert all(passage.revision is not Revision.ADDED for passage in before)
    assert all(passage.revision is not Revision.REMOVED for passage in after)


@given(texts)
def test_equal_texts_have_no_marks(same: str):
    before, after = compared(same, same)
    assert marked(before) == marked(after) == []


def test_only_the_changed_words_are_marked():
    before, after = compared("Die Stadt löscht nach 30 Tagen.", "Die Stadt löscht nach 14 Tagen.")
    assert (marked(before), marked(after)) == (["30 "], ["14 "])


def test_what_is_far_from_a_change_is_left_out():
    long = " ".join(f"Wort{number}" for number in range(200))
    before, after = compared(f"{long} alt {long}", f"{long} neu {long}")
    assert text(after).count(LEFT_OUT) == 2
    assert len(text(after).split()) < 40
    assert (marked(before), marked(after)) == (["alt "], ["neu "])


def test_very_long_texts_are_compared_in_time():
    old = "\n".join(f"Zeile {number} mit einigen Wörtern dazu" for number in range(3_000))
    begun = time.perf_counter()
    before, after = compared(old, old.replace("Zeile 1500 ", "Absatz 1500 "))
    assert time.perf_counter() - begun < 1
    assert len(marked(before)) == len(marked(after)) == 1
