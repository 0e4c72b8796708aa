"""What measures leave of a risk, and what they never touch."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from method.judging import KP18, rating, serving, two_platforms

from dsfa_app.domain.measure import Measure
from dsfa_app.domain.rating import Rating, Score
from dsfa_app.domain.vocabulary import Answer, MeasureState
from dsfa_app.errors import RuleError
from dsfa_app.method.residual import MAX_REDUCTION, Overall, overall, reduced, result, results

SCORES = st.builds(Score, severity=st.integers(1, 4), likelihood=st.integers(1, 4))
MEASURES = st.lists(
    st.builds(
        Measure,
        id=st.sampled_from("abcdef"),
        catalogue_id=st.sampled_from(("", "M01", "M02")),
        state=st.sampled_from(MeasureState),
        risk_ids=st.just(("R01",)),
        severity_effect=st.integers(-2, 0),
        likelihood_effect=st.integers(-2, 0),
        documentary=st.booleans(),
    ),
    max_size=5,
).map(tuple)
LOW, MEDIUM, HIGH = range(3)


def levels(gross: Score, *measures: Measure) -> tuple[int | None, int | None]:
    """Return planned and proven level."""
    judged = result(rating(gross), measures, KP18)
    return judged.planned_level, judged.proven_level


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        (4, (MEDIUM, HIGH, HIGH, HIGH)),
        (3, (MEDIUM, MEDIUM, HIGH, HIGH)),
        (2, (MEDIUM, MEDIUM, MEDIUM, MEDIUM)),
        (1, (LOW, LOW, MEDIUM, MEDIUM)),
    ],
)
def test_every_cell_of_short_paper_18_has_its_level(severity: int, expected: tuple[int, ...]):
    for likelihood, level in enumerate(expected, start=1):
        score = Score(severity=severity, likelihood=likelihood)
        assert KP18.level_index(score) == level
        assert KP18.level(score) is KP18.levels[level]
    assert KP18.highest == HIGH


@pytest.mark.parametrize("score", [Score(severity=5, likelihood=1), Score(severity=1, likelihood=5)])
def test_a_score_outside_the_scales_is_refused(score: Score):
    with pytest.raises(RuleError, match="außerhalb der Skala"):
        result(rating(score), (), KP18)


@pytest.mark.parametrize(
    "cells",
    [
        KP18.cells[:3],
        ((0, 0, 1), *KP18.cells[1:]),
        ((0, 0, 1, 3), *KP18.cells[1:]),
        ((0, 0, 1, -1), *KP18.cells[1:]),
        ((0, 1, 0, 1), *KP18.cells[1:]),
        (KP18.cells[1], KP18.cells[0], *KP18.cells[2:]),
    ],
)
def test_a_matrix_with_holes_or_falling_levels_is_refused(cells: tuple[tuple[int, ...], ...]):
    with pytest.raises(RuleError, match="Matrix"):
        replace(KP18, cells=cells)


@given(SCORES, MEASURES, st.data())
def test_one_more_measure_never_raises_a_risk(gross: Score, measures: tuple[Measure, ...], data):
    more = data.draw(MEASURES.filter(len))[:1]
    place = data.draw(st.integers(0, len(measures)))
    before = result(rating(gross), measures, KP18)
    after = result(rating(gross), (*measures[:place], *more, *measures[place:]), KP18)
    assert after.planned_level <= before.planned_level <= before.gross_level
    assert after.proven_level <= before.proven_level
    assert after.planned.severity <= before.planned.severity
    assert after.planned.likelihood <= before.planned.likelihood


@given(SCORES, SCORES, MEASURES)
def test_measures_never_change_what_was_rated(gross: Score, baseline: Score, measures: tuple[Measure, ...]):
    judged = result(replace(rating(gross), baseline=baseline), measures, KP18)
    assert judged.gross == gross
    assert judged.gross_level == KP18.level_index(gross)
    assert judged.baseline_level == KP18.level_index(baseline)


@given(SCORES, MEASURES)
def test_what_is_proven_never_leaves_less_than_what_is_planned(gross: Score, measures: tuple[Measure, ...]):
    judged = result(rating(gross), measures, KP18)
    assert judged.proven.severity >= judged.planned.severity
    assert judged.proven.likelihood >= judged.planned.likelihood
    assert judged.proven_level >= judged.planned_level


@given(SCORES, MEASURES)
def test_measures_lower_an_axis_by_two_steps_at_most_and_never_below_one(
    gross: Score, measures: tuple[Measure, ...]
):
    left = reduced(gross, measures)
    for before, after in ((gross.severity, left.severity), (gross.likelihood, left.likelihood)):
        assert max(1, before - MAX_REDUCTION) <= after <= before


@given(SCORES, MEASURES)
def test_measures_that_only_document_lower_nothing(gross: Score, measures: tuple[Measure, ...]):
    notices = tuple(replace(measure, documentary=True) for measure in measures)
    assert reduced(gross, notices) == gross
    assert reduced(gross, (*measures, *notices)) == reduced(gross, measures)


@given(SCORES, MEASURES)
def test_the_same_measure_of_the_catalogue_acts_once(gross: Score, measures: tuple[Measure, ...]):
    copies = tuple(replace(measure, id=f"{measure.id}-copy") for measure in measures if measure.catalogue_id)
    assert reduced(gross, (*measures, *copies)) == reduced(gross, measures)


@given(SCORES, MEASURES, st.randoms())
def test_the_order_of_measures_does_not_matter(gross: Score, measures: tuple[Measure, ...], random):
    shuffled = random.sample(measures, len(measures))
    assert reduced(gross, shuffled) == reduced(gross, measures)


def test_own_measures_without_a_catalogue_entry_add_up():
    one = serving(id="one", likelihood_effect=-1)
    other = serving(id="other", likelihood_effect=-1)
    assert reduced(Score(severity=2, likelihood=4), (one, other)).likelihood == 2


@pytest.mark.parametrize(
    ("state", "planned", "proven"),
    [
        (MeasureState.PROPOSED, HIGH, HIGH),
        (MeasureState.PLANNED, MEDIUM, HIGH),
        (MeasureState.IMPLEMENTED, MEDIUM, HIGH),
        (MeasureState.PROVEN, MEDIUM, MEDIUM),
        (MeasureState.REJECTED, HIGH, HIGH),
    ],
)
def test_only_proven_measures_count_as_proven(state: MeasureState, planned: int, proven: int):
    measure = serving(state=state, likelihood_effect=-2)
    assert levels(Score(severity=4, likelihood=3), measure) == (planned, proven)


def test_a_rejected_or_merely_proposed_measure_is_not_shown_as_acting():
    measures = tuple(serving(id=state.value, state=state) for state in MeasureState)
    acting = result(rating(Score(severity=3, likelihood=3)), measures, KP18).measures
    assert [measure.state for measure in acting] == [
        MeasureState.PLANNED,
        MeasureState.IMPLEMENTED,
        MeasureState.PROVEN,
    ]


def test_an_override_replaces_the_computed_score_and_is_told_apart():
    low, high = Score(severity=1, likelihood=1), Score(severity=4, likelihood=4)
    typed = replace(rating(high), planned_override=low, override_reason="Beschluss")
    judged = result(typed, (serving(likelihood_effect=-1, state=MeasureState.PROVEN),), KP18)
    assert judged.is_overridden
    assert judged.planned == low
    assert judged.proven == Score(severity=4, likelihood=3)
    assert not result(rating(high), (), KP18).is_overridden


@pytest.mark.parametrize(
    ("judged", "is_open"),
    [
        (Rating(id="a.R01", platform_id="a", risk_id="R01"), True),
        (Rating(id="a.R01", platform_id="a", risk_id="R01", applicable=Answer.YES), True),
        (
            Rating(
                id="a.R01",
                platform_id="a",
                risk_id="R01",
                applicable=Answer.UNKNOWN,
                gross=Score(severity=1, likelihood=1),
            ),
            True,
        ),
        (Rating(id="a.R01", platform_id="a", risk_id="R01", applicable=Answer.NO), False),
        (rating(Score(severity=1, likelihood=1)), False),
    ],
)
def test_unknown_is_open_and_never_no(judged: Rating, is_open: bool):
    answer = result(judged, (), KP18)
    assert answer.is_open is is_open
    assert (answer.gross_level is None) is (is_open or judged.applicable is Answer.NO)


def test_every_risk_is_judged_on_every_platform_in_order():
    judged = results(two_platforms(ratings=(rating(Score(severity=2, likelihood=2)),)), KP18, ("R01", "R02"))
    assert [item.rating.id for item in judged] == ["a.R01", "a.R02", "b.R01", "b.R02"]
    assert [item.is_open for item in judged] == [False, True, True, True]


def test_measures_act_only_where_they_serve():
    score = Score(severity=4, likelihood=4)
    ratings = tuple(
        replace(rating(score), id=f"{platform}.{risk}", platform_id=platform, risk_id=risk)
        for platform in "ab"
        for risk in ("R01", "R02")
    )
    measures = (
        serving(id="here", platform_ids=("a",), severity_effect=-1),
        serving(id="everywhere", risk_ids=("R01", "R02", "R01"), likelihood_effect=-1),
    )
    judged = results(two_platforms(ratings=ratings, measures=measures), KP18, ("R01", "R02"))
    assert [(item.planned.severity, item.planned.likelihood) for item in judged] == [
        (3, 3),
        (4, 3),
        (4, 3),
        (4, 3),
    ]
    assert [len(item.measures) for item in judged] == [2, 1, 1, 1]


@given(st.lists(st.tuples(SCORES, st.none() | SCORES, MEASURES), max_size=5))
def test_the_overall_level_is_the_highest_never_a_mean(
    rated: list[tuple[Score, Score | None, tuple[Measure, ...]]],
):
    judged = [
        result(replace(rating(gross), baseline=baseline), measures, KP18)
        for gross, baseline, measures in rated
    ]
    highest = overall(judged)
    for name in ("baseline_level", "gross_level", "planned_level", "proven_level"):
        known = [value for item in judged if (value := getattr(item, name)) is not None]
        assert getattr(highest, name) == max(known, default=None)


def test_nothing_judged_has_no_level_and_every_risk_open():
    judged = results(two_platforms(), KP18, ("R01", "R02", "R03"))
    assert overall(judged) == Overall(
        baseline_level=None, gross_level=None, planned_level=None, proven_level=None, open_count=6
    )
