"""What holds for the risks of any assessment: own ones, channels that differ and measures together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from method.judging import KP18, two_platforms

from dsfa_app.domain.measure import Measure
from dsfa_app.domain.own_risk import OwnRisk
from dsfa_app.domain.rating import ChannelDeviation, Rating, Score, rating_id
from dsfa_app.domain.vocabulary import Answer, MeasureState
from dsfa_app.method.residual import Overall, overall, results

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.method.residual import RiskResult

CATALOGUE = ("R01", "R02")
RISKS = (*CATALOGUE, "E01", "E02")
SCORES = st.builds(Score, severity=st.integers(1, 4), likelihood=st.integers(1, 4))
DEVIATIONS = st.lists(
    st.builds(
        ChannelDeviation,
        id=st.sampled_from("de"),
        channel_id=st.sampled_from(("", "k")),
        applicable=st.sampled_from(Answer),
        gross=st.none() | SCORES,
    ),
    max_size=2,
    unique_by=lambda item: item.id,
).map(tuple)
MEASURES = st.builds(
    Measure,
    id=st.sampled_from("mnop"),
    catalogue_id=st.sampled_from(("", "M01")),
    state=st.sampled_from(MeasureState),
    risk_ids=st.sets(st.sampled_from(RISKS)).map(lambda chosen: tuple(sorted(chosen))),
    platform_ids=st.sampled_from(((), ("a",))),
    severity_effect=st.integers(-2, 0),
    likelihood_effect=st.integers(-2, 0),
)


@st.composite
def _assessments(draw: st.DrawFn) -> Assessment:
    ratings = tuple(
        Rating(
            id=rating_id(platform, risk),
            platform_id=platform,
            risk_id=risk,
            applicable=draw(st.sampled_from(Answer)),
            baseline=draw(st.none() | SCORES),
            gross=draw(st.none() | SCORES),
            deviations=draw(DEVIATIONS),
        )
        for platform in "ab"
        for risk in RISKS
        if draw(st.booleans())
    )
    own = (OwnRisk(id="E01", platform_ids=draw(st.sampled_from(((), ("a",))))), OwnRisk(id="E02"))
    measures = draw(st.lists(MEASURES, max_size=3, unique_by=lambda item: item.id))
    return two_platforms(ratings=ratings, own_risks=own, measures=tuple(measures))


ASSESSMENTS = _assessments()


def judge(assessment: Assessment) -> tuple[RiskResult, ...]:
    return results(assessment, KP18, CATALOGUE)


def _levels(highest: Overall) -> tuple[int, ...]:
    """Return the four levels with an open one below all others."""
    found = (highest.baseline_level, highest.gross_level, highest.planned_level, highest.proven_level)
    return tuple(-1 if level is None else level for level in found)


@given(ASSESSMENTS, MEASURES)
def test_a_proven_measure_never_raises_a_risk_nor_touches_what_was_rated(
    assessment: Assessment, measure: Measure
) -> None:
    more = replace(measure, id="new", state=MeasureState.PROVEN)
    with_more = replace(assessment, measures=(*assessment.measures, more))
    for before, after in zip(judge(assessment), judge(with_more), strict=True):
        assert after.baseline_level == before.baseline_level
        for one, other in zip((before, *before.channels), (after, *after.channels), strict=True):
            assert (other.gross, other.gross_level) == (one.gross, one.gross_level)
            if one.planned_level is not None and one.proven_level is not None:
                assert other.planned_level is not None
                assert other.planned_level <= one.planned_level
                assert other.proven_level is not None
                assert other.proven_level <= one.proven_level
    assert all(
        new <= old
        for old, new in zip(
            _levels(overall(judge(assessment))), _levels(overall(judge(with_more))), strict=True
        )
    )


@given(ASSESSMENTS)
def test_planned_lies_below_gross_and_proven_between_them_also_on_channels(assessment: Assessment) -> None:
    for item in judge(assessment):
        for part in (item, *item.channels):
            if part.gross is None:
                assert part.planned is None
                assert part.proven is None
                continue
            assert part.planned is not None
            assert part.proven is not None
            assert part.planned.severity <= part.proven.severity <= part.gross.severity
            assert part.planned.likelihood <= part.proven.likelihood <= part.gross.likelihood


@given(ASSESSMENTS)
def test_channels_that_differ_only_raise_the_overall_level(assessment: Assessment) -> None:
    plain = replace(
        assessment, ratings=tuple(replace(rating, deviations=()) for rating in assessment.ratings)
    )
    without, with_channels = overall(judge(plain)), overall(judge(assessment))
    assert all(low <= high for low, high in zip(_levels(without), _levels(with_channels), strict=True))
    assert without.open_count <= with_channels.open_count


@given(ASSESSMENTS, st.lists(MEASURES, max_size=3))
def test_unknown_stays_open_whatever_measures_there_are(
    assessment: Assessment, measures: list[Measure]
) -> None:
    served = replace(
        assessment,
        measures=tuple(replace(item, id=f"{item.id}{number}") for number, item in enumerate(measures)),
    )
    for item in judge(served):
        if item.is_in_scope and item.rating.applicable is Answer.UNKNOWN:
            assert item.is_open
            assert item.gross_level is item.planned_level is item.proven_level is None
        for channel in item.channels:
            if channel.deviation.applicable is Answer.UNKNOWN:
                assert channel.is_open
                assert item.is_open


@given(ASSESSMENTS)
def test_every_own_risk_is_judged_on_every_platform_and_counts_only_where_it_applies(
    assessment: Assessment,
) -> None:
    judged = judge(assessment)
    assert [(item.rating.platform_id, item.rating.risk_id) for item in judged] == [
        (platform, risk) for platform in "ab" for risk in RISKS
    ]
    limits = {own.id: own for own in assessment.own_risks}
    for item in judged:
        own = limits.get(item.rating.risk_id)
        assert item.is_in_scope is (own is None or own.concerns(item.rating.platform_id))
        if not item.is_in_scope:
            assert not item.is_open
            assert item.highest_gross_level is None


@settings(max_examples=50)
@given(ASSESSMENTS)
def test_an_own_risk_with_an_id_of_the_catalogue_changes_no_result(assessment: Assessment) -> None:
    clashing = replace(assessment, own_risks=(*assessment.own_risks, OwnRisk(id="R01", platform_ids=("b",))))
    assert judge(clashing) == judge(assessment)


@given(ASSESSMENTS)
def test_removing_an_own_risk_leaves_the_others_as_they_are(assessment: Assessment) -> None:
    rest = [item for item in judge(assessment) if item.rating.risk_id != "E02"]
    left = judge(assessment.without_own_risk("E02"))
    assert [(item.rating, item.planned_level) for item in left] == [
        (item.rating, item.planned_level) for item in rest
    ]
