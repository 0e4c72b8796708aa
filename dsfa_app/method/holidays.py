"""Working days in Baden-Württemberg: what a period that ends on a day off is moved to.

Sources: § 1 Feiertagsgesetz (FTG) BW and Art. 2(2) of the Unification Treaty for 3 October. Sundays that are
holidays (Easter, Pentecost) need no entry, since no Sunday is a working day.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WEEKEND = ("Samstag", "Sonntag")
_SATURDAY = 5
_FIXED = (
    (1, 1, "Neujahr"),
    (1, 6, "Erscheinungsfest"),
    (5, 1, "1. Mai"),
    (10, 3, "Tag der Deutschen Einheit"),
    (11, 1, "Allerheiligen"),
    (12, 25, "Erster Weihnachtstag"),
    (12, 26, "Zweiter Weihnachtstag"),
)
_AFTER_EASTER = (
    (-2, "Karfreitag"),
    (1, "Ostermontag"),
    (39, "Christi Himmelfahrt"),
    (50, "Pfingstmontag"),
    (60, "Fronleichnam"),
)


def easter_sunday(year: int) -> date:
    """Return Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher's algorithm)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    quarter, left = divmod(in_century, 4)
    weekday = (32 + 2 * rest + 2 * quarter - moon - left) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> Mapping[date, str]:
    """Return the public holidays of Baden-Württemberg in a year, by day."""
    easter = easter_sunday(year)
    moving = {easter + timedelta(days=days): name for days, name in _AFTER_EASTER}
    return {date(year, month, day): name for month, day, name in _FIXED} | moving


def day_off(day: date) -> str:
    """Return why nobody works on this day („Samstag“, „Karfreitag“), empty for a working day."""
    named = holidays(day.year).get(day)
    if named is not None:
        return named
    return WEEKEND[day.weekday() - _SATURDAY] if day.weekday() >= _SATURDAY else ""


def working_day_from(day: date) -> date:
    """Return this day or the first working day after it."""
    while day_off(day):
        day += timedelta(days=1)
    return day
