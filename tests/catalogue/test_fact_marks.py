"""The marks of a fact: inferred, unsourced, undated, stale."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsfa_app.catalogue import Evidence, Fact, FactMark, fact_marks
from dsfa_app.catalogue.facts import UNDATED, period_end

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
EVIDENCE = st.sampled_from(Evidence)


def fact(as_of: str, evidence: Evidence = Evidence.PRIMARY) -> Fact:
    return Fact("x.status", "Text", "https://example.org", as_of, evidence)


def marks_of(as_of: str, today: date, evidence: Evidence = Evidence.PRIMARY) -> tuple[FactMark, ...]:
    return fact_marks(fact(as_of, evidence), today)


@pytest.mark.parametrize(
    ("as_of", "last_fresh_day"),
    [
        ("2025-11-21", date(2026, 11, 21)),
        ("2025-07", date(2026, 7, 31)),
        ("2022", date(2023, 12, 31)),
        ("2024-02-29", date(2025, 2, 28)),
        ("2023-02", date(2024, 2, 28)),
    ],
)
def test_a_fact_is_stale_twelve_months_after_the_end_of_its_period(as_of, last_fresh_day):
    assert marks_of(as_of, last_fresh_day) == ()
    assert marks_of(as_of, last_fresh_day + timedelta(days=1)) == (FactMark.STALE,)


@given(day=DAYS, today=DAYS, evidence=EVIDENCE)
@settings(max_examples=60)
def test_a_coarser_date_is_never_staler(day, today, evidence):
    exact, month, year = (
        FactMark.STALE in marks_of(as_of, today, evidence)
        for as_of in (day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}")
    )
    assert exact >= month >= year


@given(day=DAYS, today=DAYS, evidence=EVIDENCE)
@settings(max_examples=60)
def test_once_stale_a_fact_stays_stale(day, today, evidence):
    marks = marks_of(day.isoformat(), today, evidence)
    assert set(marks) <= set(marks_of(day.isoformat(), today + timedelta(days=400), evidence))


@given(today=DAYS, evidence=EVIDENCE)
@settings(max_examples=30)
def test_an_undated_fact_says_so_and_is_never_stale(today, evidence):
    marks = marks_of(UNDATED, today, evidence)
    assert FactMark.STALE not in marks
    assert (FactMark.UNDATED in marks) is (evidence is not Evidence.UNSOURCED)


@given(day=DAYS, today=DAYS, evidence=EVIDENCE)
@settings(max_examples=30)
def test_the_kind_of_evidence_is_marked_and_comes_first(day, today, evidence):
    marks = marks_of(day.isoformat(), today, evidence)
    assert (FactMark.INFERRED in marks) is (evidence is Evidence.INFERRED)
    assert (FactMark.UNSOURCED in marks) is (evidence is Evidence.UNSOURCED)
    if evidence in (Evidence.INFERRED, Evidence.UNSOURCED):
        assert marks[0] in (FactMark.INFERRED, FactMark.UNSOURCED)


@given(day=DAYS)
@settings(max_examples=60)
def test_a_period_ends_on_its_last_day(day):
    assert period_end(day.isoformat()) == day
    assert period_end(f"{day:%Y-%m}") == day.replace(day=calendar.monthrange(day.year, day.month)[1])
    assert period_end(f"{day:%Y}") == date(day.year, 12, 31)


@pytest.mark.parametrize(
    "as_of", ["", "gestern", "2025-13", "2025-02-30", "25-01-01", "2025-7", "21.11.2026", "0000"]
)
def test_what_is_no_period_is_refused(as_of):
    with pytest.raises(ValueError, match=r".*"):
        period_end(as_of)
