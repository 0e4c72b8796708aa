"""Text safety in one place: what was typed becomes text that every format can carry and show.

XML 1.0 (section 2.2) has no way to write most control characters, surrogates and U+FFFE/U+FFFF. Dropping
them would let a document say something else than was typed, so they become visible instead.
"""

from __future__ import annotations

import re

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
"""Control characters and their pictures (Unicode block „Control Pictures“)."""

_LINE_ENDS = re.compile("\r\n|[\r\v\u2028\u2029\u0085]")
"""All the ways a line ends: Windows, old Mac, Word's vertical tab, Unicode's separators, mainframes."""

_NEEDS_CARE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)


def _shown(match: re.Match[str]) -> str:
    return _PICTURES.get(ord(match.group()), "\ufffd")


def printable(text: str) -> str:
    """Return the text as every document shows it; tabs and line feeds stay, nothing is lost unseen.

    Every kind of line end becomes a line feed, other control characters become their visible pictures
    (U+2400 and following), lone surrogates and noncharacters become U+FFFD. Idempotent.
    """
    if text.isprintable() or not _NEEDS_CARE.search(text):
        return text
    return _NEEDS_CARE.sub(_shown, _LINE_ENDS.sub("\n", text))


def one_line(text: str, limit: int = 255) -> str:
    """Return the text for a place that holds one line of so many characters: names, titles, properties."""
    return " ".join(printable(text).split())[:limit]
