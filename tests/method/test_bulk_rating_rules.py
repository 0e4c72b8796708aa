"""Bulk rating: what it fills, what it overwrites, and how it says where a reason comes from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from method.judging import two_platforms

from dsfa_app.domain.own_risk import OwnRisk
from dsfa_app.domain.rating import ChannelDeviation, Rating, Score, rating_id
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.errors import RuleError
from dsfa_app.method.bulk_rating import (
    Reach,
    cells,
    copied_ratings,
    is_taken_over,
    planned_changes,
    same_rating,
    taken_over,
    with_changes,
)

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

LOW, HIGH = Score(severity=1, likelihood=1), Score(severity=4, likelihood=4)
RISKS = ("R01", "R02")
BOTH = ("a", "b")

scores = st.builds(Score, severity=st.integers(1, 4), likelihood=st.integers(1, 4))


@st.composite
def ratings(draw: st.DrawFn, platform_id: str, risk_id: str) -> Rating:
    applicable = draw(st.sampled_from(Answer))
    applies = applicable is not Answer.NO
    return Rating(
        id=rating_id(platform_id, risk_id),
        platform_id=platform_id,
        risk_id=risk_id,
        applicable=applicable,
        gross=draw(st.none() | scores) if applies else None,
        baseline=draw(st.none() | scores) if applies else None,
        reason=draw(st.sampled_from(("", "Weil.", "Übernommen von B: Weil."))),
        deviations=draw(st.sampled_from(((), (ChannelDeviation(id="d", channel_id="k", gross=HIGH),)))),
        sources=draw(st.sampled_from(((), ("a.fact",)))),
    )


@st.composite
def rated(draw: st.DrawFn) -> Assessment:
    found = [draw(ratings(platform, risk)) for platform in BOTH for risk in RISKS]
    return two_platforms(ratings=tuple(item for item in found if draw(st.booleans())))


def _wish(
    assessment: Assessment, gross: Score | None = HIGH, applicable: Answer = Answer.YES
) -> tuple[Rating, ...]:
    chosen = cells(assessment, BOTH, RISKS)
    return same_rating(chosen, applicable=applicable, gross=gross, reason="Gilt überall.")


@given(rated(), st.sampled_from(Reach))
def test_the_preview_is_what_becomes_of_the_ratings(assessment: Assessment, reach: Reach) -> None:
    changes = planned_changes(assessment, _wish(assessment), reach)
    after = with_changes(assessment, changes)
    for change in changes:
        assert assessment.rating(change.old.platform_id, change.old.risk_id) == change.old
        assert after.rating(change.new.platform_id, change.new.risk_id) == change.new
    touched = {change.new.id for change in changes}
    assert [item for item in after.ratings if item.id not in touched] == [
        item for item in assessment.ratings if item.id not in touched
    ]


@given(rated())
def test_only_open_ratings_are_filled_unless_the_user_wants_more(assessment: Assessment) -> None:
    changes = planned_changes(assessment, _wish(assessment), Reach.OPEN)
    assert not any(change.overwrites for change in changes)
    for platform in BOTH:
        for risk in RISKS:
            before = assessment.rating(platform, risk)
            after = with_changes(assessment, changes).rating(platform, risk)
            if before.gross is not None and before.applicable is Answer.YES:
                assert after == before
            assert before.reason in after.reason
            assert before.baseline in (None, after.baseline)


@given(rated(), st.sampled_from(Reach))
def test_doing_it_twice_changes_nothing_more(assessment: Assessment, reach: Reach) -> None:
    once = with_changes(assessment, planned_changes(assessment, _wish(assessment), reach))
    assert planned_changes(once, _wish(once), reach) == ()


@given(rated(), st.sampled_from(Reach), st.sampled_from((Answer.YES, Answer.NO)))
def test_deviations_and_sources_stay_and_no_rating_contradicts_itself(
    assessment: Assessment, reach: Reach, answer: Answer
) -> None:
    changes = planned_changes(assessment, _wish(assessment, applicable=answer), reach)
    for change in changes:
        assert (change.new.deviations, change.new.sources) == (change.old.deviations, change.old.sources)
        assessment.checked(change.new)


@settings(max_examples=50)
@given(rated(), st.sampled_from(Reach))
def test_a_copy_never_passes_for_a_reason_of_the_platform(assessment: Assessment, reach: Reach) -> None:
    wished = copied_ratings(assessment, "a", cells(assessment, BOTH, RISKS))
    for change in planned_changes(assessment, wished, reach):
        assert change.new.platform_id == "b"
        assert is_taken_over(change.new.reason)
        source = assessment.rating("a", change.new.risk_id)
        assert change.new.gross == source.gross


def test_an_own_risk_is_left_out_where_it_does_not_apply() -> None:
    assessment = two_platforms(own_risks=(OwnRisk(id="E01", platform_ids=("a",)),))
    assert list(cells(assessment, BOTH, ("E01",))) == [("a", "E01")]


def test_one_answer_for_one_platform_keeps_its_reason_as_it_is() -> None:
    (only,) = same_rating([("a", "R01")], applicable=Answer.YES, gross=LOW, reason=" Weil. ")
    assert only.reason == "Weil."


def test_one_answer_for_several_platforms_is_marked_for_review() -> None:
    found = same_rating([("a", "R01"), ("b", "R01")], applicable=Answer.NO, gross=None, reason="Weil.")
    assert {item.reason for item in found} == {"Übernommen von der gemeinsamen Bewertung: Weil."}


def test_a_mark_is_replaced_and_not_piled_up() -> None:
    once = taken_over("Weil: so.", "Facebook")
    assert once == "Übernommen von Facebook: Weil: so."
    assert taken_over(once, "X") == "Übernommen von X: Weil: so."
    assert taken_over(" ", "X") == "Übernommen von X."
    assert is_taken_over("Eigenes.\nÜbernommen von X.")
    assert not is_taken_over("Nicht Übernommen von X.")


@pytest.mark.parametrize(
    ("applicable", "gross", "reason", "says"),
    [
        (Answer.UNKNOWN, LOW, "Weil.", "Stufe wählen"),
        (Answer.YES, None, "Weil.", "Stufe wählen"),
        (Answer.NO, None, " ", "Begründung"),
    ],
)
def test_an_answer_that_says_nothing_is_refused(
    applicable: Answer, gross: Score | None, reason: str, says: str
) -> None:
    with pytest.raises(RuleError, match=says):
        same_rating([("a", "R01")], applicable=applicable, gross=gross, reason=reason)


def test_overwriting_replaces_reason_and_scores_and_is_marked() -> None:
    old = Rating(id="a.R01", platform_id="a", risk_id="R01", applicable=Answer.YES, gross=HIGH, reason="Alt.")
    assessment = two_platforms(ratings=(replace(old, sources=("a.fact",)),))
    wished = same_rating([("a", "R01")], applicable=Answer.YES, gross=LOW, reason="Neu.")
    assert planned_changes(assessment, wished, Reach.OPEN) == ()
    (change,) = planned_changes(assessment, wished, Reach.ALL)
    assert change.overwrites
    assert (change.new.gross, change.new.reason, change.new.sources) == (LOW, "Neu.", ("a.fact",))
