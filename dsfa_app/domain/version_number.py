"""Numbers of versions: „0.1“ while nothing is released, then „1.0“, „1.1“, „2.0“ and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dsfa_app.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable

_WRITTEN = re.compile(r"(\d{1,4})\.(\d{1,4})")


@dataclass(frozen=True, slots=True, order=True)
class VersionNumber:
    """A number with a part for thorough revisions (``major``) and one for smaller ones (``minor``)."""

    major: int
    minor: int

    @property
    def text(self) -> str:
        """The number as people write it."""
        return f"{self.major}.{self.minor}"

    @property
    def next_minor(self) -> VersionNumber:
        """The number of a smaller revision that goes on from here."""
        return VersionNumber(self.major, self.minor + 1)

    @property
    def next_major(self) -> VersionNumber:
        """The number of a thorough revision that goes on from here."""
        return VersionNumber(self.major + 1, 0)


FIRST_DRAFT = "0.1"
"""Number of an assessment that starts anew."""
FIRST_RELEASE = VersionNumber(1, 0)


def read_number(text: str) -> VersionNumber | None:
    """Return the number a text spells, None for free text of older documents such as „V2 Entwurf“."""
    parts = _WRITTEN.fullmatch(text.strip())
    return VersionNumber(int(parts[1]), int(parts[2])) if parts else None


def highest(released: Iterable[str]) -> VersionNumber | None:
    """Return the highest of these numbers, None when none of them is one."""
    numbers = [number for text in released if (number := read_number(text)) is not None]
    return max(numbers, default=None)


def proposals(current: str, released: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers a release may take, the most fitting first.

    The current number of the draft comes first where it is free and higher than every released one.
    """
    last = highest(released)
    possible = [FIRST_RELEASE] if last is None else [last.next_minor, last.next_major]
    own = read_number(current)
    if own is not None and own >= possible[0]:
        possible.insert(0, own)
    return tuple(dict.fromkeys(number.text for number in possible))


def checked_number(text: str, released: Iterable[str]) -> str:
    """Return the number of a new release or revision as it is written.

    Raises:
        RuleError: the text is no number such as „1.0“, or not higher than every released one.
    """
    number = read_number(text)
    if number is None:
        raise RuleError(
            f"„{text}“ ist keine Fassungsnummer. Bitte eine Nummer wie „1.0“ oder „2.1“ eingeben."
        )
    if number < FIRST_RELEASE:
        raise RuleError(
            "Eine freigegebene Fassung hat mindestens die Nummer „1.0“. Bitte eine höhere eingeben."
        )
    last = highest(released)
    if last is not None and number <= last:
        raise RuleError(
            f"Die Fassung {last.text} ist schon freigegeben; die neue Nummer muss höher sein. "
            f"Vorschlag: {last.next_minor.text}."
        )
    return number.text
