"""The action plan as the window shows it: what is in view, in which groups, and the words in its cells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from dsfa_app.labels import label
from dsfa_app.method.plan import ActionPlan, Deadline, DeadlineKind, Urgency
from ui.formatting import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

NOBODY = "niemand zuständig"
NO_DEPARTMENT = "ohne Fachamt"


class Line(NamedTuple):
    """A deadline with what filtering thousands of them asks for again and again."""

    deadline: Deadline
    urgency: Urgency
    days: int | None
    words: str
    """Everything a search looks at, in small letters."""


class PreparedPlan(NamedTuple):
    """The lines of a plan and the day they are counted from."""

    lines: tuple[Line, ...]
    as_of: date


def prepared(plan: ActionPlan) -> PreparedPlan:
    """Prepare the lines of a plan; takes a moment with many thousands, so not in the window's thread."""
    lines = tuple(
        Line(
            item,
            item.urgency(plan.as_of),
            item.days_left(plan.as_of),
            f"{item.what} {item.assessment_title} {item.owner} {item.department} {item.state}".casefold(),
        )
        for item in plan.deadlines
    )
    return PreparedPlan(lines, plan.as_of)


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """Which lines are shown; None and an empty search let everything through."""

    words: str = ""
    urgency: Urgency | None = None
    kind: DeadlineKind | None = None
    owner: str | None = None
    department: str | None = None
    assessment_id: str | None = None

    def apply(self, lines: Iterable[Line]) -> list[Line]:
        """Return the lines that are shown, in their order."""
        tests: list[Callable[[Line], bool]] = [
            test
            for wanted, test in (
                (self.urgency, lambda line: line.urgency is self.urgency),
                (self.kind, lambda line: line.deadline.kind is self.kind),
                (self.owner, lambda line: line.deadline.owner == self.owner),
                (self.department, lambda line: line.deadline.department == self.department),
                (self.assessment_id, lambda line: line.deadline.assessment_id == self.assessment_id),
            )
            if wanted is not None
        ]
        tests += [_contains(word) for word in self.words.casefold().split()]
        shown = list(lines)
        for test in tests:
            shown = [line for line in shown if test(line)]
        return shown


def _contains(word: str) -> Callable[[Line], bool]:
    return lambda line: word in line.words


class Grouping(Enum):
    """By what the lines are put into groups; the value is the word people choose."""

    URGENCY = "nach Frist"
    OWNER = "nach Person"
    DEPARTMENT = "nach Fachamt"
    ASSESSMENT = "nach DSFA"
    KIND = "nach Art"


class Group(NamedTuple):
    """Some lines under one heading."""

    title: str
    lines: tuple[Line, ...]


_HEADINGS: dict[Grouping, Callable[[Line], str]] = {
    Grouping.URGENCY: lambda line: label(line.urgency),
    Grouping.OWNER: lambda line: line.deadline.owner or NOBODY,
    Grouping.DEPARTMENT: lambda line: line.deadline.department or NO_DEPARTMENT,
    Grouping.ASSESSMENT: lambda line: line.deadline.assessment_title,
    Grouping.KIND: lambda line: label(line.deadline.kind),
}
_KNOWN_ORDER: dict[Grouping, tuple[str, ...]] = {
    Grouping.URGENCY: tuple(label(urgency) for urgency in Urgency),
    Grouping.OWNER: (NOBODY,),
    Grouping.DEPARTMENT: (NO_DEPARTMENT,),
    Grouping.ASSESSMENT: (),
    Grouping.KIND: tuple(label(kind) for kind in DeadlineKind),
}
"""Headings that come first, in this order; what nobody is responsible for stands above all names."""


def grouped(lines: Sequence[Line], grouping: Grouping) -> tuple[Group, ...]:
    """Put lines into groups; the order of the lines stays within each."""
    heading = _HEADINGS[grouping]
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(heading(line), []).append(line)
    first = {title: position for position, title in enumerate(_KNOWN_ORDER[grouping])}
    titles = sorted(found, key=lambda title: (first.get(title, len(first)), title.casefold()))
    return tuple(Group(title, tuple(found[title])) for title in titles)


def time_left(days: int | None) -> str:
    """Return how long there is still time, in words."""
    if days is None:
        return "ohne Termin"
    if days < 0:
        return f"{count(-days, 'Tag', 'Tage')} überfällig"
    return "heute fällig" if days == 0 else f"noch {count(days, 'Tag', 'Tage')}"
