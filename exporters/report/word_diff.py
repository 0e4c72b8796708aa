"""What differs between two texts, word by word, with as much around it as one needs to find the place."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from exporters.report.model import Passage, Revision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CONTEXT = 12
"""Words kept before and after a difference; what lies further away is left out."""
LEFT_OUT = "[…] "
_WORD = re.compile(r"\S+\s*|\s+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORDS_COMPARED = 4_000
"""Of both texts together. Longer ones are compared line by line: the time grows with the square."""


def _tokens(old: str, new: str) -> tuple[list[str], list[str]]:
    """Return the words of two texts without shared ones at both ends, or the lines of very long ones."""
    words = _WORD.findall(old), _WORD.findall(new)
    if len(words[0]) + len(words[1]) <= _WORDS_COMPARED:
        return words
    return _LINE.findall(old), _LINE.findall(new)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    return next(
        (place for place, (before, after) in enumerate(zip(old, new, strict=False)) if before != after),
        min(len(old), len(new)),
    )


def _operations(old: list[str], new: list[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Yield whether two stretches are the same, and their bounds in both texts."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    old_end, new_end = len(old) - end, len(new) - end
    if start:
        yield True, 0, start, 0, start
    middle = SequenceMatcher(None, old[start:old_end], new[start:new_end], autojunk=False)
    for tag, first, last, new_first, new_last in middle.get_opcodes():
        yield tag == "equal", first + start, last + start, new_first + start, new_last + start
    if end:
        yield True, old_end, len(old), new_end, len(new)


def _kept(words: Sequence[str], *, is_first: bool, is_last: bool) -> str:
    """Return a stretch both texts share, its middle left out where it is long."""
    before = 0 if is_first else CONTEXT
    after = 0 if is_last else CONTEXT
    if len(words) <= before + after + 1:
        return "".join(words)
    tail = "".join(words[len(words) - after :]) if after else ""
    return "".join(words[:before]) + LEFT_OUT + tail


def _joined(parts: Iterable[tuple[str, Revision]]) -> tuple[Passage, ...]:
    return tuple(Passage(text, revision) for text, revision in parts if text)


def compared(old: str, new: str, *, in_full: bool = False) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Return the passages of both texts, those marked that only one of them has.

    Passages both share are shortened to the words next to a difference, unless everything is wanted
    ``in_full``; the texts are then the passages put together.
    """
    old_words, new_words = _tokens(old, new)
    steps = list(_operations(old_words, new_words))
    before: list[tuple[str, Revision]] = []
    after: list[tuple[str, Revision]] = []
    for number, (is_same, first, last, new_first, new_last) in enumerate(steps):
        if is_same:
            words = old_words[first:last]
            ends = {"is_first": number == 0, "is_last": number == len(steps) - 1}
            text = "".join(words) if in_full else _kept(words, **ends)
            before.append((text, Revision.KEPT))
            after.append((text, Revision.KEPT))
        else:
            before.append(("".join(old_words[first:last]), Revision.REMOVED))
            after.append(("".join(new_words[new_first:new_last]), Revision.ADDED))
    return _joined(before), _joined(after)
