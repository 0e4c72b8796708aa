"""How dates, numbers and lists are written in German documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

NO_VALUE = "keine Angabe"
NO_DATE = "kein Datum"
NOTHING = "–"
NBSP = "\u00a0"


def german_date(day: date | None) -> str:
    """Return a date as 21.11.2026."""
    return f"{day:%d.%m.%Y}" if day else NO_DATE


def german_period(as_of: str) -> str:
    """Return a day, month or year in ISO form as 21.11.2026, 11/2026 or 2026; anything else stays."""
    parts = as_of.split("-")
    if not all(part.isdigit() for part in parts):
        return as_of
    match parts:
        case [year, month, day]:
            return f"{day}.{month}.{year}"
        case [year, month]:
            return f"{month}/{year}"
        case _:
            return as_of


def signed(number: int) -> str:
    """Return a whole number with a real minus sign."""
    return f"\u2212{-number}" if number < 0 else str(number)


def counted(number: int, singular: str, plural: str) -> str:
    """Return „1 Risiko“ or „3 Risiken“."""
    return f"{number}{NBSP}{singular if number == 1 else plural}"


def listed(items: Iterable[str], separator: str = ", ") -> str:
    """Return the items that say something, in one text."""
    return separator.join(item for item in items if item)
