"""Facts of the catalogue and the marks that say how far one can rely on them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

UNDATED = "unbekannt"
"""The value of ``Fact.as_of`` when neither a document date nor a date of retrieval is known."""

_AS_OF = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


class Evidence(StrEnum):
    """What a fact rests on; the German labels stand in the picker ``evidence``."""

    PRIMARY = "primaer"
    SECONDARY = "sekundaer"
    SEED = "seed"
    INFERRED = "abgeleitet"
    UNSOURCED = "nicht_belegt"


class FactMark(StrEnum):
    """A reason to check a fact before relying on it."""

    INFERRED = "abgeleitet"
    UNSOURCED = "nicht_belegt"
    UNDATED = "ohne_stand"
    STALE = "aelter_als_12_monate"


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement with its source.

    ``id`` is stable: ``<platform>.<field path>[.<id>]``. ``as_of`` is the date as given: a day, a month
    („2025-07“), a year („2022“) or „unbekannt“. ``source`` is None exactly if nothing was found.
    ``field`` is the field path without platform and list id; it is empty outside platforms.
    """

    id: str
    text: str
    source: str | None
    as_of: str
    evidence: Evidence
    field: str = ""


def period_end(as_of: str) -> date | None:
    """Return the last day of the period ``as_of`` names, None if it is „unbekannt“.

    Raises:
        ValueError: ``as_of`` is neither „unbekannt“ nor an existing day, month or year.
    """
    if as_of == UNDATED:
        return None
    parts = _AS_OF.fullmatch(as_of)
    if parts is None:
        raise ValueError(as_of)
    year, month = int(parts["year"]), int(parts["month"] or 12)
    last = date(year, month, 1).replace(day=calendar.monthrange(year, month)[1])
    return last if parts["day"] is None else date(year, month, int(parts["day"]))


def fact_marks(fact: Fact, today: date) -> tuple[FactMark, ...]:
    """Return what to beware of when using ``fact`` on the day ``today``, most important first.

    A fact is stale when more than twelve months have passed since the end of its period. Where no source was
    found there is nothing to date, so such a fact is never marked as undated as well.
    """
    if fact.evidence is Evidence.UNSOURCED:
        return (FactMark.UNSOURCED,)
    marks = [FactMark.INFERRED] if fact.evidence is Evidence.INFERRED else []
    end = period_end(fact.as_of)
    if end is None:
        marks.append(FactMark.UNDATED)
    elif _one_year_later(end) < today:
        marks.append(FactMark.STALE)
    return tuple(marks)


def _one_year_later(day: date) -> date:
    last_of_month = calendar.monthrange(day.year + 1, day.month)[1]
    return day.replace(year=day.year + 1, day=min(day.day, last_of_month))
