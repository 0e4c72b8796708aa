"""How dates, numbers and lists are written and read in German."""

from __future__ import annotations

import re
from datetime import date, datetime

_DATE = re.compile(r"^\s*(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})\s*$")
_ISO_DATE = re.compile(r"^\s*(\d{4})-(\d{2})-(\d{2})\s*$")
_CENTURY = 2000


def format_date(value: date | None) -> str:
    """Return a date as ``21.11.2026``, nothing for none."""
    return "" if value is None else f"{value.day:02}.{value.month:02}.{value.year:04}"


def format_moment(value: datetime) -> str:
    """Return date and time as ``21.11.2026, 14:05`` in the local time of this computer."""
    local = value.astimezone()
    return f"{format_date(local.date())}, {local:%H:%M}"


def parse_date(text: str) -> date:
    """Read a date such as ``21.11.2026``, ``1.3.26`` or ``2026-11-21``.

    Raises:
        ValueError: the text is no date.
    """
    if match := _DATE.match(text):
        day, month, year = (int(part) for part in match.groups())
        return date(year if year >= 100 else _CENTURY + year, month, day)  # noqa: PLR2004 - two digits
    if match := _ISO_DATE.match(text):
        year, month, day = (int(part) for part in match.groups())
        return date(year, month, day)
    raise ValueError(text)


def count(number: int, singular: str, plural: str) -> str:
    """Return number and noun, for example ``1 Kanal`` or ``1.204 Kanäle``, joined by a no-break space."""
    grouped = f"{number:,}".replace(",", ".")
    return f"{grouped}\u00a0{singular if number == 1 else plural}"


def format_as_of(as_of: str) -> str:
    """Return the date of a fact as people write it: day, month or year, whatever is known."""
    parts = as_of.split("-")
    return ".".join(reversed(parts)) if all(part.isdigit() for part in parts) else as_of
