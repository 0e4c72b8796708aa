"""How the checks call things, count them and compare names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from dsfa_app.domain.measure import Measure
    from dsfa_app.domain.presence import Channel


def channel_name(channel: Channel) -> str:
    """Return how people call the channel."""
    return channel.name.strip() or channel.url.strip() or "ohne Namen"


def measure_name(measure: Measure) -> str:
    """Return how people call the measure, with the word „Maßnahme“ before it."""
    return f"Maßnahme „{measure.title.strip()}“" if measure.title.strip() else "Maßnahme ohne Titel"


def counted(number: int, one: str, many: str) -> str:
    """Return the number with its noun; ``one`` says „eine“ or „ein“ itself."""
    return one if number == 1 else f"{number} {many}"


def same_person(one: str, other: str) -> bool:
    """Tell whether two typed names mean the same person; two empty ones do not."""
    wanted = " ".join(one.casefold().split())
    return bool(wanted) and wanted == " ".join(other.casefold().split())


def more_than_a_year(start: date, end: date) -> bool:
    """Tell whether more than twelve months lie between the two days, the interval the LfDI BW expects."""
    return (start.year + 1, start.month, start.day) < (end.year, end.month, end.day)
