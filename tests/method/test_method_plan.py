"""The action plan: what is overdue, what comes next, in which order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsfa_app.labels import labels
from dsfa_app.method.findings import Topic
from dsfa_app.method.plan import ActionPlan, Deadline, DeadlineKind, Urgency, a_year_later

TODAY = date(2026, 11, 28)


def _deadline(days: int | None, name: str = "M01") -> Deadline:
    return Deadline(
        kind=DeadlineKind.MEASURE,
        what=name,
        assessment_id="a1",
        assessment_title="Kanäle",
        topic=Topic.MEASURES,
        path=("measures", name, "due_on"),
        due_on=None if days is None else TODAY + timedelta(days=days),
    )


@pytest.mark.parametrize(
    ("days", "urgency"),
    [
        (-1, Urgency.OVERDUE),
        (0, Urgency.SOON),
        (30, Urgency.SOON),
        (31, Urgency.COMING),
        (90, Urgency.COMING),
        (91, Urgency.LATER),
        (None, Urgency.UNDATED),
    ],
)
def test_a_deadline_falls_into_the_class_of_the_days_that_are_left(
    days: int | None, urgency: Urgency
) -> None:
    assert _deadline(days).urgency(TODAY) is urgency
    assert _deadline(days).days_left(TODAY) == days


@given(st.lists(st.none() | st.integers(-400, 400), max_size=20))
def test_every_deadline_is_counted_once_and_the_earliest_comes_first(days: list[int | None]) -> None:
    plan = ActionPlan(tuple(_deadline(item, f"M{n:02}") for n, item in enumerate(days)), TODAY)
    assert sum(plan.count(urgency) for urgency in Urgency) == len(days)
    due = [item.due_on or date.max for item in plan.deadlines]
    assert due == sorted(due)


@given(st.lists(st.none() | st.integers(-400, 400), max_size=20), st.integers(0, 400))
def test_within_some_days_stands_what_is_overdue_or_due_by_then(days: list[int | None], limit: int) -> None:
    plan = ActionPlan(tuple(_deadline(item, f"M{n:02}") for n, item in enumerate(days)), TODAY)
    near = [item.days_left(TODAY) for item in plan.within(limit).deadlines]
    assert sorted(near) == sorted(item for item in days if item is not None and item <= limit)


def test_the_id_of_a_deadline_stays_when_its_content_changes() -> None:
    assert _deadline(3).id == _deadline(-3).id == "a1.measures.M01.due_on"


def test_a_year_later_is_the_same_day_and_the_last_of_february_after_a_leap_day() -> None:
    assert a_year_later(date(2026, 11, 28)) == date(2027, 11, 28)
    assert a_year_later(date(2028, 2, 29)) == date(2029, 2, 28)


def test_every_class_and_kind_has_a_name() -> None:
    assert set(labels(Urgency)) == set(Urgency)
    assert set(labels(DeadlineKind)) == set(DeadlineKind)
