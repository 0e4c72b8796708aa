"""The action plan: everything that has to be done by somebody until some day, across all assessments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from dsfa_app.domain.structure import Path
from dsfa_app.method.findings import Topic

SOON_DAYS = 30
"""A deadline within so many days is close."""
COMING_DAYS = 90
"""A deadline within so many days is in sight."""


class DeadlineKind(StrEnum):
    """What a deadline is about."""

    MEASURE = "massnahme"
    CONDITION = "auflage"
    CONSULTATION = "konsultation"
    REVIEW = "ueberpruefung"
    SETTINGS = "kontoeinstellungen"


class Urgency(StrEnum):
    """How close a deadline is, most urgent first."""

    OVERDUE = "ueberfaellig"
    SOON = "in_30_tagen"
    COMING = "in_90_tagen"
    LATER = "spaeter"
    UNDATED = "ohne_termin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One thing to do. ``topic`` and ``path`` lead to the field of the assessment that says so.

    ``state`` is how far it is, in the words people read; ``owner`` and ``department`` are empty where nobody
    is named.
    """

    kind: DeadlineKind
    what: str
    assessment_id: str
    assessment_title: str
    topic: Topic
    path: Path
    owner: str = ""
    department: str = ""
    due_on: date | None = None
    state: str = ""

    @property
    def id(self) -> str:
        """What tells this deadline from every other one; the same after every change of its content."""
        return ".".join((self.assessment_id, *self.path))

    def days_left(self, today: date) -> int | None:
        """Return the days until it is due, negative once it is overdue, None without a date."""
        return None if self.due_on is None else (self.due_on - today).days

    def urgency(self, today: date) -> Urgency:
        """Return how close it is; what is due today is not yet overdue."""
        days = self.days_left(today)
        if days is None:
            return Urgency.UNDATED
        if days < 0:
            return Urgency.OVERDUE
        if days <= SOON_DAYS:
            return Urgency.SOON
        return Urgency.COMING if days <= COMING_DAYS else Urgency.LATER


def _order(deadline: Deadline) -> tuple[date, str, str, str]:
    return (deadline.due_on or date.max, deadline.assessment_title, deadline.what, deadline.id)


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """All deadlines as of one day, the earliest first and those without a date last."""

    deadlines: tuple[Deadline, ...]
    as_of: date

    def __post_init__(self) -> None:
        """Bring the deadlines into their order."""
        object.__setattr__(self, "deadlines", tuple(sorted(self.deadlines, key=_order)))

    def count(self, *urgencies: Urgency) -> int:
        """Return how many deadlines are this close."""
        return sum(deadline.urgency(self.as_of) in urgencies for deadline in self.deadlines)

    def within(self, days: int) -> ActionPlan:
        """Return what is overdue or due within so many days; nothing without a date."""
        limit = self.as_of + timedelta(days=days)
        due = tuple(item for item in self.deadlines if item.due_on is not None and item.due_on <= limit)
        return replace(self, deadlines=due)


def a_year_later(day: date) -> date:
    """Return the same day of the next year, the last of February where it has no 29th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
