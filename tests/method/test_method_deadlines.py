"""The authority's time to answer: every rule of the count, and what happens with dates that cannot be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsfa_app.domain.outcome import LONGEST_EXTENSION, ClockStop, PriorConsultation
from dsfa_app.method.deadlines import (
    REPLY_WEEKS,
    Deadline,
    DeadlineProblem,
    months_after,
    named_day,
    reply_deadline,
)
from dsfa_app.method.holidays import day_off, easter_sunday, holidays, working_day_from

TODAY = date(2026, 11, 21)
MONDAY = date(2026, 8, 31)
DAY = timedelta(days=1)


def deadline(
    received: date | None, *stops: tuple[date | None, date | None], today: date = TODAY, **values: object
) -> Deadline:
    """Return the deadline of a consultation received on this day with these times without running clock."""
    consultation = PriorConsultation(received_on=received, **values)  # type: ignore[arg-type]
    records = [
        ClockStop(id=str(number), asked_on=asked, provided_on=provided)
        for number, (asked, provided) in enumerate(stops)
    ]
    found = reply_deadline(consultation, records, today)
    assert found is not None
    return found


def problems(found: Deadline) -> list[DeadlineProblem]:
    return [item.problem for item in found.objections]


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (2018, date(2018, 4, 1)),
        (2019, date(2019, 4, 21)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
        (2285, date(2285, 3, 22)),
    ],
)
def test_easter_falls_on_the_day_of_the_calendar(year: int, easter: date) -> None:
    assert easter_sunday(year) == easter


def test_the_holidays_of_2026_are_those_of_baden_wuerttemberg() -> None:
    assert sorted(holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 1, 6),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 6, 4),
        date(2026, 10, 3),
        date(2026, 11, 1),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


def test_a_day_off_says_why() -> None:
    assert day_off(date(2026, 4, 3)) == "Karfreitag"
    assert day_off(date(2026, 11, 21)) == "Samstag"
    assert day_off(date(2026, 11, 22)) == "Sonntag"
    assert day_off(date(2026, 11, 23)) == ""
    assert working_day_from(date(2026, 12, 25)) == date(2026, 12, 28)


def test_nobody_asked_means_no_deadline() -> None:
    assert reply_deadline(PriorConsultation(), (), TODAY) is None


def test_eight_weeks_end_on_the_weekday_of_the_receipt() -> None:
    found = deadline(MONDAY)
    assert found.ends_on == date(2026, 10, 26)
    assert named_day(date(2026, 10, 26)) == "Montag, 26.10.2026"
    assert [step.day for step in found.steps] == [MONDAY, date(2026, 10, 26)]
    assert found.objections == ()


@pytest.mark.parametrize(
    ("received", "end"),
    [
        (date(2026, 9, 26), date(2026, 11, 23)),  # a Saturday
        (date(2026, 9, 27), date(2026, 11, 23)),  # a Sunday
        (date(2026, 10, 30), date(2026, 12, 28)),  # Christmas, a Friday before the weekend
        (date(2026, 11, 6), date(2027, 1, 4)),  # New Year on a Friday
        (date(2026, 11, 11), date(2027, 1, 7)),  # Epiphany on a Wednesday
        (date(2027, 1, 29), date(2027, 3, 30)),  # Good Friday, over Easter Monday
    ],
)
def test_an_end_on_a_day_off_moves_to_the_next_working_day_and_says_so(received: date, end: date) -> None:
    found = deadline(received)
    assert found.ends_on == end
    assert found.steps[-1].day == end
    assert "nächsten Werktag" in found.steps[-1].text


def test_without_receipt_the_request_counts_for_the_time_being() -> None:
    found = deadline(None, requested_on=MONDAY)
    assert found.ends_on == date(2026, 10, 26)
    assert problems(found) == [DeadlineProblem.NO_RECEIPT]
    assert "vorläufig" in found.steps[0].text


@pytest.mark.parametrize("weeks", range(1, LONGEST_EXTENSION + 1))
def test_an_extension_adds_its_weeks(weeks: int) -> None:
    found = deadline(MONDAY, extension_weeks=weeks, extension_notified_on=date(2026, 9, 30))
    assert found.ends_on == working_day_from(MONDAY + timedelta(weeks=REPLY_WEEKS + weeks))
    assert found.objections == ()


@pytest.mark.parametrize(
    ("notified", "expected"),
    [
        (None, [DeadlineProblem.EXTENSION_WITHOUT_NOTICE]),
        (date(2026, 8, 30), [DeadlineProblem.NOTICE_BEFORE_RECEIPT]),
        (date(2026, 9, 30), []),  # 31 August plus a month: the last day of September
        (date(2026, 10, 1), [DeadlineProblem.EXTENSION_LATE]),
    ],
)
def test_an_extension_is_notified_within_a_month_of_receipt(
    notified: date | None, expected: list[DeadlineProblem]
) -> None:
    assert problems(deadline(MONDAY, extension_weeks=6, extension_notified_on=notified)) == expected


def test_the_month_for_the_notice_ends_on_a_working_day_too() -> None:
    received = date(2026, 11, 6)  # a month later is Sunday, 6 December
    assert problems(deadline(received, extension_weeks=1, extension_notified_on=date(2026, 12, 7))) == []


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_a_month_ends_on_the_same_date_or_on_the_last_day(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


def test_the_clock_stands_still_from_the_request_to_the_delivery() -> None:
    found = deadline(MONDAY, (date(2026, 9, 7), date(2026, 9, 8)))
    assert found.ends_on == date(2026, 10, 28)
    assert "2 Tage" in found.steps[-1].text


def test_an_open_request_leaves_the_end_open_and_tells_the_earliest() -> None:
    found = deadline(MONDAY, (date(2026, 9, 7), None), today=date(2026, 9, 8))
    assert found.ends_on is None
    assert found.stopped_since == date(2026, 9, 7)
    assert found.earliest_end == date(2026, 10, 28)
    assert found.steps[-1].day is None


def test_overlapping_requests_count_each_day_once() -> None:
    both = deadline(MONDAY, (date(2026, 9, 7), date(2026, 9, 11)), (date(2026, 9, 9), date(2026, 9, 16)))
    one = deadline(MONDAY, (date(2026, 9, 7), date(2026, 9, 16)))
    assert both.ends_on == one.ends_on
    assert problems(both) == [DeadlineProblem.STOPS_OVERLAP]


def test_a_closed_request_within_an_open_one_does_not_let_the_clock_run() -> None:
    found = deadline(MONDAY, (date(2026, 9, 7), None), (date(2026, 9, 9), date(2026, 9, 10)))
    assert found.stopped_since == date(2026, 9, 7)
    assert problems(found) == [DeadlineProblem.STOPS_OVERLAP]


@pytest.mark.parametrize(
    ("stop", "problem"),
    [
        ((None, date(2026, 9, 7)), DeadlineProblem.STOP_WITHOUT_START),
        ((date(2026, 9, 7), date(2026, 9, 6)), DeadlineProblem.STOP_BACKWARDS),
        ((date(2026, 8, 30), date(2026, 9, 7)), DeadlineProblem.STOP_BEFORE_RECEIPT),
        ((date(2026, 10, 27), date(2026, 10, 28)), DeadlineProblem.STOP_AFTER_END),
        ((date(2026, 10, 27), None), DeadlineProblem.STOP_AFTER_END),
    ],
)
def test_a_request_that_cannot_be_is_named_and_left_out(
    stop: tuple[date | None, date | None], problem: DeadlineProblem
) -> None:
    found = deadline(MONDAY, stop)
    assert found.ends_on == deadline(MONDAY).ends_on
    assert problems(found) == [problem]
    assert found.objections[0].stop_id == "0"


def test_an_empty_request_says_nothing() -> None:
    assert deadline(MONDAY, (None, None)).objections == ()


def test_the_day_of_receipt_cannot_be_stopped() -> None:
    assert deadline(MONDAY, (MONDAY, MONDAY)).ends_on == deadline(MONDAY).ends_on
    assert deadline(MONDAY, (MONDAY, MONDAY + DAY)).ends_on == date(2026, 10, 27)


def test_a_request_on_the_working_day_the_end_moved_to_still_counts() -> None:
    received = date(2026, 9, 26)  # would end on Saturday, ends on Monday 23 November
    found = deadline(received, (date(2026, 11, 23), date(2026, 11, 24)))
    assert found.ends_on == date(2026, 11, 25)
    assert found.objections == ()


_DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
_STOPS = st.lists(st.tuples(st.none() | _DAYS, st.none() | _DAYS), max_size=5)


@given(_DAYS, _STOPS, st.integers(0, LONGEST_EXTENSION), _DAYS)
def test_whatever_the_dates_there_is_an_answer_on_a_working_day(
    received: date, stops: list[tuple[date | None, date | None]], weeks: int, today: date
) -> None:
    found = deadline(received, *stops, today=today, extension_weeks=weeks)
    assert found.earliest_end >= received + timedelta(weeks=REPLY_WEEKS + weeks)
    assert day_off(found.earliest_end) == ""
    assert (found.ends_on is None) == (found.stopped_since is not None)


@given(_DAYS, _STOPS)
def test_the_end_is_found_by_counting_day_by_day_too(
    received: date, stops: list[tuple[date | None, date | None]]
) -> None:
    closed = [
        (asked, provided) for asked, provided in stops if asked and provided and received <= asked <= provided
    ]
    left, day = REPLY_WEEKS * 7, received
    while left:
        day += DAY
        if not any(asked <= day <= provided for asked, provided in closed):
            left -= 1
    if not any(day < asked <= working_day_from(day) for asked, _ in closed):
        found = deadline(received, *closed)
        # a stop from the last day on prolongs the period as well
        assert found.ends_on is not None
        assert found.ends_on >= working_day_from(day)
        if not any(asked == day for asked, _ in closed):
            assert found.ends_on == working_day_from(day)


@pytest.mark.parametrize("far", [date(9999, 12, 31), date(1, 1, 1)])
def test_dates_at_the_ends_of_the_calendar_break_nothing(far: date) -> None:
    consultation = PriorConsultation(received_on=far)
    stop = ClockStop(id="a", asked_on=far, provided_on=far)
    reply_deadline(consultation, (stop,), TODAY)
    reply_deadline(PriorConsultation(received_on=MONDAY), (stop,), TODAY)
