"""The action plan as the window shows it: what is in view, in which groups, and the words in its cells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from dsfa_app.labels import label
from dsfa_app.method.plan import ActionPlan, Deadline, DeadlineKind, Urgency
from ui.formatting import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
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
    """The lines of a plan, the earliest first, with the day they are counted from and what occurs in them.

    Names are in the order of people, an empty one first; assessments are pairs of title and id.
    """

    lines: tuple[Line, ...]
    as_of: date
    counts: Mapping[Urgency, int]
    owners: tuple[str, ...]
    departments: tuple[str, ...]
    assessments: tuple[tuple[str, str], ...]


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
    titles = {item.assessment_id: item.assessment_title for item in plan.deadlines}
    counts = Counter(line.urgency for line in lines)
    return PreparedPlan(
        lines,
        plan.as_of,
        {urgency: counts[urgency] for urgency in Urgency},
        _in_order({item.owner for item in plan.deadlines}),
        _in_order({item.department for item in plan.deadlines}),
        tuple(sorted(((title, code) for code, title in titles.items()), key=lambda pair: pair[0].casefold())),
    )


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (bool(name), name.casefold())))


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


_KEYS: dict[Grouping, Callable[[Line], str]] = {
    Grouping.URGENCY: lambda line: line.urgency,
    Grouping.OWNER: lambda line: line.deadline.owner,
    Grouping.DEPARTMENT: lambda line: line.deadline.department,
    Grouping.ASSESSMENT: lambda line: line.deadline.assessment_title,
    Grouping.KIND: lambda line: line.deadline.kind,
}
_HEADINGS: dict[Grouping, Mapping[str, str]] = {
    Grouping.URGENCY: {urgency: label(urgency) for urgency in Urgency},
    Grouping.OWNER: {"": NOBODY},
    Grouping.DEPARTMENT: {"": NO_DEPARTMENT},
    Grouping.ASSESSMENT: {},
    Grouping.KIND: {kind: label(kind) for kind in DeadlineKind},
}
"""Headings that differ from what the lines share. They come first, in this order: what nobody is responsible
for stands above all names."""


def grouped(lines: Sequence[Line], grouping: Grouping) -> tuple[Group, ...]:
    """Put lines into groups; the order of the lines stays within each."""
    key = _KEYS[grouping]
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(key(line), []).append(line)
    headings = _HEADINGS[grouping]
    first = {code: position for position, code in enumerate(headings)}
    codes = sorted(found, key=lambda code: (first.get(code, len(first)), code.casefold()))
    return tuple(Group(headings.get(code, code), tuple(found[code])) for code in codes)


def time_left(days: int | None) -> str:
    """Return how long there is still time, in words."""
    if days is None:
        return "ohne Termin"
    if days < 0:
        return f"{count(-days, 'Tag', 'Tage')} überfällig"
    return "heute fällig" if days == 0 else f"noch {count(days, 'Tag', 'Tage')}"
