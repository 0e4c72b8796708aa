"""When a review is due, what the program sees by itself, and what an evaluation says about its period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from method.complete import COMPLETE, but
from method.judging import TODAY
from method.review_cases import EVALUATION, EVENT

from dsfa_app.domain.measure import Evidence
from dsfa_app.domain.presence import Channel
from dsfa_app.domain.retirement import retired
from dsfa_app.domain.review import Evaluation
from dsfa_app.domain.vocabulary import Answer, AssessmentState, ChannelState, MeasureState, ReviewOutcome
from dsfa_app.errors import NotFoundError, RuleError
from dsfa_app.method.evaluation import PROPOSED, findings_of, is_proposal, proposed_period, proposed_texts
from dsfa_app.method.review import (
    ARCHIVED,
    EventProposal,
    one_year_after,
    proposed_due_on,
    proposed_events,
    review_due,
)

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

YESTERDAY = TODAY - timedelta(days=1)
OVERDUE = but((("measures", "m", "due_on"), YESTERDAY))


def proposals(assessment: Assessment, released: Assessment | None = None) -> tuple[EventProposal, ...]:
    return proposed_events(assessment, released, TODAY)


def with_use(**values: Any) -> Assessment:
    first, *others = COMPLETE.platforms
    return replace(COMPLETE, platforms=(replace(first, **values), *others))


def test_nothing_is_due_before_its_day_and_the_review_is_due_from_its_day_on():
    assert not review_due(but((("review", "due_on"), TODAY + timedelta(days=1))), TODAY).is_due
    assert review_due(but((("review", "due_on"), TODAY)), TODAY).overdue_since == TODAY


def test_an_open_event_makes_the_review_due_and_a_judged_one_does_not():
    still_open = replace(EVENT, outcome=ReviewOutcome.OPEN)
    assert review_due(but((("review_events",), (still_open,))), TODAY).open_events == (still_open,)
    assert not review_due(but((("review_events",), (EVENT,))), TODAY).is_due


def test_a_needed_revision_is_due_while_the_released_version_stands():
    needed = replace(EVENT, outcome=ReviewOutcome.REVISION)
    assessment = but((("review_events",), (needed,)), (("state",), AssessmentState.RELEASED))
    assert review_due(assessment, TODAY).revisions == (needed,)
    assert not review_due(replace(assessment, state=AssessmentState.DRAFT), TODAY).is_due
    carried_out = replace(assessment, review_events=(replace(needed, checked_on=YESTERDAY),))
    assert not review_due(carried_out, TODAY).is_due


@pytest.mark.parametrize("state", ARCHIVED)
def test_nothing_is_due_and_nothing_proposed_in_the_archive(state: AssessmentState):
    archived = replace(OVERDUE, state=state, review_events=(replace(EVENT, outcome=ReviewOutcome.OPEN),))
    assert not review_due(archived, date(2099, 1, 1)).is_due
    assert proposals(archived) == ()


def test_the_next_review_is_proposed_a_year_after_the_last_look():
    assert proposed_due_on(COMPLETE) == date(2027, 11, 21)
    assert proposed_due_on(but((("decision", "decided_on"), None))) is None
    looked = replace(EVALUATION, evaluated_on=TODAY + timedelta(days=9))
    assert proposed_due_on(replace(COMPLETE, evaluations=(looked,))) == date(2027, 11, 30)


@given(st.dates(max_value=date(9998, 12, 31)))
def test_a_year_later_is_never_more_than_a_year_and_a_day_away(day: date):
    assert timedelta(days=365) <= one_year_after(day) - day <= timedelta(days=366)


def test_a_missed_deadline_is_proposed_once_until_it_is_on_record():
    (proposal,) = proposals(OVERDUE)
    assert (proposal.trigger, proposal.occurred_on) == ("measure_overdue", YESTERDAY)
    assert "„Netiquette“" in proposal.description
    assert proposals(replace(OVERDUE, review_events=(proposal.event("e"),))) == ()
    assert proposals(but((("measures", "m", "due_on"), TODAY))) == ()
    assert (
        proposals(replace(OVERDUE, measures=(replace(OVERDUE.measures[0], state=MeasureState.PROVEN),))) == ()
    )


def test_a_channel_retired_after_the_release_is_proposed_and_one_retired_before_is_not():
    channel = replace(
        COMPLETE.channels[0], state=ChannelState.RETIRED, retired_on=TODAY, retirement_reason="kein Bedarf"
    )
    (proposal,) = proposals(replace(COMPLETE, channels=(channel,)))
    assert (proposal.trigger, proposal.platform_ids) == ("channel_abandoned", ("a",))
    assert "kein Bedarf" in proposal.description
    assert proposals(replace(COMPLETE, channels=(replace(channel, retired_on=YESTERDAY),))) == ()


@pytest.mark.parametrize(
    ("now", "trigger", "says"),
    [
        (with_use(minors_addressed=Answer.YES), "new_audience", "Minderjährige"),
        (with_use(functions_used=("Beiträge", "Bezahlte Werbung")), "paid_ads", "bezahlte Werbung"),
        (with_use(functions_used=("Ads Manager",)), "paid_ads", "bezahlte Werbung"),
        (
            replace(
                COMPLETE,
                channels=(*COMPLETE.channels, Channel(id="neu", platform_id="a", name="Museum")),
            ),
            "new_scope",
            "„Museum“",
        ),
    ],
)
def test_what_came_since_the_release_is_proposed(now: Assessment, trigger: str, says: str):
    (proposal,) = proposals(now, COMPLETE)
    assert proposal.trigger == trigger
    assert says in proposal.description
    assert proposals(now) == ()
    assert proposals(replace(now, review_events=(proposal.event("e"),)), COMPLETE) == ()


def test_a_new_platform_is_proposed_without_its_channels():
    before = COMPLETE.without_platform("b")
    (proposal,) = proposals(COMPLETE, before)
    assert (proposal.trigger, proposal.platform_ids) == ("new_scope", ("b",))


def test_a_function_that_denies_advertising_is_none():
    assert proposals(with_use(functions_used=("keine bezahlte Werbung", "Roads")), COMPLETE) == ()


def test_the_period_of_the_next_evaluation_begins_after_the_last_one_and_ends_today_at_the_latest():
    assert proposed_period(replace(COMPLETE, evaluations=(EVALUATION,)), TODAY) == (
        date(2026, 5, 5),
        TODAY,
    )
    long_ago = but((("decision", "decided_on"), date(2024, 1, 1)))
    assert proposed_period(long_ago, TODAY) == (date(2024, 1, 1), date(2024, 12, 31))
    ahead = replace(EVALUATION, period_to=TODAY + timedelta(days=30))
    start, end = proposed_period(replace(COMPLETE, evaluations=(ahead,)), TODAY)
    assert start <= end <= TODAY


def test_an_evaluation_knows_what_happened_in_its_period_only():
    proof = Evidence(id="p", title="Bild", dated=date(2026, 1, 1))
    measure = replace(COMPLETE.measures[0], state=MeasureState.PROVEN, evidence=(proof,), due_on=None)
    late = replace(COMPLETE.measures[0], id="n", due_on=date(2026, 2, 1))
    gone = replace(COMPLETE.channels[0], state=ChannelState.RETIRED, retired_on=date(2025, 12, 1))
    assessment = replace(
        COMPLETE,
        measures=(measure, late),
        channels=(gone, COMPLETE.channels[1]),
        review_events=(EVENT, replace(EVENT, id="f", occurred_on=TODAY)),
    )
    found = findings_of(assessment, EVALUATION)
    assert (found.proven, found.overdue, found.retired) == ((measure,), (late,), (gone,))
    assert (found.active, found.events) == ((COMPLETE.channels[1],), (EVENT,))


def test_the_texts_of_an_evaluation_are_proposed_and_marked_as_such():
    texts = proposed_texts(COMPLETE, EVALUATION)
    assert set(texts) == {"necessity", "extent", "effectiveness", "incidents"}
    assert all(text.startswith(PROPOSED) and is_proposal(text) for text in texts.values())
    assert "2 aktive Kanäle" in texts["extent"]
    assert not is_proposal("Ein Vorschlag: weniger")


def test_an_empty_assessment_gives_an_evaluation_no_invented_texts():
    bare = replace(COMPLETE, platforms=(), channels=(), measures=())
    assert set(proposed_texts(bare, Evaluation(id="v"))) == {"extent", "incidents"}


def test_a_channel_is_retired_with_day_and_reason_and_everything_else_stays():
    assessment = retired(COMPLETE, "ka", on=YESTERDAY, reason=" kein Bedarf ", today=TODAY)
    first, second = assessment.channels
    assert (first.state, first.retired_on, first.retirement_reason) == (
        ChannelState.RETIRED,
        YESTERDAY,
        "kein Bedarf",
    )
    assert not first.is_in_use
    assert second == COMPLETE.channels[1]
    assert assessment.ratings == COMPLETE.ratings


@pytest.mark.parametrize(
    ("channel", "on", "reason", "error"),
    [
        ("ka", TODAY, "  ", RuleError),
        ("ka", TODAY + timedelta(days=1), "kein Bedarf", RuleError),
        ("gone", TODAY, "kein Bedarf", NotFoundError),
    ],
)
def test_a_retirement_without_reason_ahead_of_its_day_or_of_nothing_is_refused(
    channel: str, on: date, reason: str, error: type[Exception]
):
    with pytest.raises(error):
        retired(COMPLETE, channel, on=on, reason=reason, today=TODAY)
