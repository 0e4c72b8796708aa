"""What an assessment promises about its platforms and ratings."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from typing import TYPE_CHECKING

import pytest
from factories import full_assessment, minimal_assessment, platform_use
from hypothesis import given
from hypothesis import strategies as st
from strategies import assessments

from dsfa_app.domain.measure import Measure
from dsfa_app.domain.processing import Purpose
from dsfa_app.domain.rating import HIGHEST_STEP, Rating, Score
from dsfa_app.domain.references import unknown_platforms
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.errors import NotFoundError, RuleError

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

FULL = full_assessment()
BASE = minimal_assessment().with_platform(platform_use("facebook")).with_platform(platform_use("x"))
SCORE = Score(severity=3, likelihood=4)


def test_records_cannot_be_changed_in_place():
    with pytest.raises(FrozenInstanceError):
        FULL.title = "anders"  # type: ignore[misc]


def test_a_platform_is_covered_once():
    assert BASE.platform("x").name == "X"
    with pytest.raises(RuleError, match="„X“ ist schon Teil"):
        BASE.with_platform(platform_use("x"))
    with pytest.raises(NotFoundError, match="gehört nicht zu dieser DSFA"):
        BASE.platform("tiktok")


@given(assessments())
def test_a_removed_platform_leaves_nothing_behind(assessment: Assessment):
    for use in assessment.platforms:
        assessment = assessment.without_platform(use.id)
        assert use.id not in {platform_id for _, platform_id in unknown_platforms(assessment, ())}
    assert not assessment.platforms
    assert not assessment.ratings


def test_a_removed_platform_takes_only_its_own_records_with_it():
    left = FULL.without_platform("facebook")
    for collection in ("channels", "roles", "joint_arrangements", "transfers", "ratings"):
        before, after = getattr(FULL, collection), getattr(left, collection)
        assert after == tuple(entry for entry in before if entry.platform_id == "mastodon")
        assert len(after) < len(before)
    assert [measure.platform_ids for measure in left.measures] == [("mastodon",)] * len(FULL.measures)
    assert left.decision is FULL.decision


def test_a_measure_for_one_platform_never_comes_to_mean_all():
    assessment = replace(
        BASE,
        measures=(
            Measure(id="one", platform_ids=("x",)),
            Measure(id="both", platform_ids=("x", "facebook")),
            Measure(id="all"),
        ),
        purposes=(Purpose(id="one", platform_ids=("x",)), Purpose(id="all")),
    )
    left = assessment.without_platform("x")
    assert {measure.id: measure.platform_ids for measure in left.measures} == {
        "both": ("facebook",),
        "all": (),
    }
    assert [purpose.id for purpose in left.purposes] == ["all"]


def test_references_to_platforms_outside_the_assessment_are_found():
    assert not list(unknown_platforms(FULL, {"facebook", "mastodon"}))
    found = set(unknown_platforms(FULL, {"facebook"}))
    assert (("channels", "channel-1", "platform_id"), "mastodon") in found
    assert (("measures", "measure-0", "platform_ids"), "mastodon") in found
    assert {platform_id for _, platform_id in found} == {"mastodon"}


def test_a_risk_nobody_has_rated_is_open():
    rating = BASE.rating("x", "R01")
    assert rating == Rating(id="x.R01", platform_id="x", risk_id="R01")
    assert rating.applicable is Answer.UNKNOWN


def test_rating_a_risk_replaces_its_former_rating_and_keeps_the_rest():
    once = BASE.rated("x", "R01", gross=SCORE, reason="erst", baseline=SCORE)
    twice = once.rated("x", "R02", gross=SCORE, reason="weiteres")
    again = twice.rated("x", "R01", gross=Score(severity=1, likelihood=1), reason="dann")
    assert [(rating.id, rating.reason) for rating in again.ratings] == [
        ("x.R01", "dann"),
        ("x.R02", "weiteres"),
    ]
    assert again.rating("x", "R01").baseline == SCORE
    assert again.rating("x", "R01").applicable is Answer.YES


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"planned_override": SCORE}, "braucht eine Begründung"),
        ({"proven_override": SCORE, "override_reason": " \n"}, "braucht eine Begründung"),
        ({"applicable": Answer.NO, "gross": SCORE}, "nicht zugleich bewertet"),
        ({"applicable": Answer.NO, "baseline": SCORE}, "nicht zugleich bewertet"),
        ({"id": "x.R02"}, "gehört zu einem anderen Risiko"),
        ({"risk_id": "R02"}, "gehört zu einem anderen Risiko"),
    ],
)
def test_a_rating_that_contradicts_itself_is_refused(change: dict[str, object], sentence: str):
    rating = replace(BASE.rating("x", "R01"), **change)  # type: ignore[arg-type]
    with pytest.raises(RuleError, match=sentence):
        BASE.with_rating(rating)


def test_an_override_with_its_reason_is_taken():
    rating = replace(BASE.rating("x", "R01"), planned_override=SCORE, override_reason="Beschluss vom Mai")
    assert BASE.with_rating(rating).rating("x", "R01") == rating


def test_a_rating_of_a_platform_outside_the_assessment_is_refused():
    with pytest.raises(NotFoundError):
        BASE.with_rating(Rating(id="tiktok.R01", platform_id="tiktok", risk_id="R01"))


@given(st.integers(), st.integers())
def test_a_score_has_steps_of_a_known_scale_or_does_not_exist(severity: int, likelihood: int):
    if 1 <= severity <= HIGHEST_STEP and 1 <= likelihood <= HIGHEST_STEP:
        assert Score(severity=severity, likelihood=likelihood).severity == severity
    else:
        with pytest.raises(RuleError, match="gibt es nicht"):
            Score(severity=severity, likelihood=likelihood)


@pytest.mark.parametrize("effect", [1, -3])
def test_a_measure_never_raises_a_risk_and_lowers_it_by_two_steps_at_most(effect: int):
    with pytest.raises(RuleError, match="Wirkung"):
        Measure(id="m", severity_effect=effect)
    with pytest.raises(RuleError, match="Wirkung"):
        Measure(id="m", likelihood_effect=effect)


@pytest.mark.parametrize(
    ("platform_ids", "served"),
    [((), True), (("x",), True), (("facebook",), False), (("facebook", "x"), True)],
)
def test_a_measure_serves_its_platforms_and_all_when_it_names_none(
    platform_ids: tuple[str, ...], served: bool
):
    measure = Measure(id="m", risk_ids=("R01",), platform_ids=platform_ids)
    assert measure.serves("x", "R01") is served
    assert not measure.serves("x", "R02")
