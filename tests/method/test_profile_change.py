"""What another profile would change is known before; what does not fit its scales is refused."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations, product
from typing import TYPE_CHECKING

import pytest
from factories import minimal_assessment, platform_use

from dsfa_app.catalogue import load_catalogue
from dsfa_app.domain.presence import Channel
from dsfa_app.domain.rating import ChannelDeviation, Rating, Score
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.errors import RuleError
from dsfa_app.method.marks import Layer
from dsfa_app.method.profile_change import NAMED, ProfileChange, Stored, preview, with_profile
from dsfa_app.method.residual import results

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.method.profile import RiskProfile

PROFILES = load_catalogue().profiles
RISKS = ("R01", "R02", "R03", "R04")


def holding(ratings: tuple[Rating, ...]) -> Assessment:
    """Return an assessment of two platforms with these ratings."""
    base = minimal_assessment().with_platform(platform_use("a")).with_platform(platform_use("b"))
    return replace(base, ratings=ratings)


def rated(*scores: tuple[int, int]) -> Assessment:
    """Return an assessment whose platform a carries these gross scores, risk by risk."""
    ratings = tuple(
        Rating(
            id=f"a.{risk_id}",
            platform_id="a",
            risk_id=risk_id,
            applicable=Answer.YES,
            gross=Score(severity=severity, likelihood=likelihood),
        )
        for risk_id, (severity, likelihood) in zip(RISKS, scores, strict=False)
    )
    return holding(ratings)


def change(assessment: Assessment, old: str, new: str) -> ProfileChange:
    return preview(assessment, PROFILES[old], PROFILES[new], RISKS)


def levels(assessment: Assessment, profile: RiskProfile) -> list[str]:
    return [
        "" if item.gross_level is None else profile.levels[item.gross_level].id
        for item in results(assessment, profile, RISKS)
    ]


def test_only_the_field_the_careful_profile_lifts_is_listed() -> None:
    found = change(rated((1, 2), (3, 3), (1, 1)), "kp18", "kp18-conservative")
    assert [(item.risk_id, item.layer) for item in found.changes] == [
        ("R01", Layer.GROSS),
        ("R01", Layer.PLANNED),
        ("R01", Layer.PROVEN),
    ]
    first = found.changes[0]
    assert (first.platform, first.score) == ("A", Score(severity=1, likelihood=2))
    assert found.old.levels[first.old_index].short_label == "gering"
    assert found.new.levels[first.new_index].short_label == "Risiko"
    assert not found.refusal


def test_the_same_level_by_another_name_is_no_change() -> None:
    assert change(rated((2, 2)), "kp18", "einfach-3x3").changes == ()
    assert change(rated((1, 1), (3, 3), (4, 4)), "kp18", "cnil").changes == ()


@pytest.mark.parametrize(("old", "new"), list(permutations(PROFILES, 2)))
def test_the_preview_says_exactly_what_comes_true(old: str, new: str) -> None:
    steps = range(1, min(len(PROFILES[old].severity), len(PROFILES[new].severity)) + 1)
    for severity, likelihood in product(steps, steps):
        assessment = replace(rated((severity, likelihood)), profile_id=old)
        found = change(assessment, old, new)
        before, after = levels(assessment, PROFILES[old]), levels(assessment, PROFILES[new])
        listed = {item.risk_id for item in found.changes if item.layer is Layer.GROSS}
        assert listed == {
            risk for risk, was, becomes in zip(RISKS * 2, before, after, strict=True) if was != becomes
        }
        changed = with_profile(assessment, found)
        assert changed == replace(assessment, profile_id=new), "scores stay as they are"


def test_a_score_the_new_scale_lacks_is_refused_by_name() -> None:
    assessment = rated((4, 2), (3, 3), (1, 4))
    found = change(assessment, "kp18", "einfach-3x3")
    assert [(item.risk_id, item.stored) for item in found.outside] == [
        ("R01", Stored.GROSS),
        ("R03", Stored.GROSS),
    ]
    assert found.changes == ()
    with pytest.raises(
        RuleError, match=r"hat nur 3 Stufen .* zuerst .*R01 auf A: .* 4·2; R03 auf A: .* 1·4"
    ) as refused:
        with_profile(assessment, found)
    assert "R02" not in str(refused.value)


def test_scores_that_count_for_nothing_now_stand_in_the_way_too() -> None:
    four = Score(severity=4, likelihood=4)
    rating = Rating(
        id="a.R01",
        platform_id="a",
        risk_id="R01",
        baseline=four,
        gross=four,
        planned_override=four,
        proven_override=four,
        deviations=(ChannelDeviation(id="x", channel_id="haupt", gross=four),),
    )
    found = change(holding((rating,)), "kp18", "einfach-3x3")
    assert [item.stored for item in found.outside] == list(Stored)
    assert found.refusal.count("R01 auf A") == 1


def test_a_refusal_names_the_first_and_counts_the_rest() -> None:
    ratings = tuple(
        Rating(
            id=f"a.R{number:02}",
            platform_id="a",
            risk_id=f"R{number:02}",
            gross=Score(severity=4, likelihood=1),
        )
        for number in range(1, NAMED + 4)
    )
    sentence = change(holding(ratings), "kp18", "einfach-3x3").refusal
    assert f"R{NAMED:02}" in sentence
    assert f"R{NAMED + 1:02}" not in sentence
    assert sentence.endswith("und 3 weitere.")


def test_a_channel_that_differs_is_listed_by_its_name() -> None:
    rating = Rating(
        id="a.R01",
        platform_id="a",
        risk_id="R01",
        applicable=Answer.YES,
        gross=Score(severity=3, likelihood=3),
        deviations=(
            ChannelDeviation(id="x", channel_id="jugend", gross=Score(severity=1, likelihood=2)),
            ChannelDeviation(id="y", channel_id="bad", gross=Score(severity=2, likelihood=2)),
        ),
    )
    channel = Channel(id="jugend", name="Jugendamt", platform_id="a")
    found = change(replace(holding((rating,)), channels=(channel,)), "kp18", "kp18-conservative")
    assert [(item.channel, item.layer) for item in found.changes] == [
        ("Jugendamt", Layer.GROSS),
        ("Jugendamt", Layer.PLANNED),
        ("Jugendamt", Layer.PROVEN),
    ]
