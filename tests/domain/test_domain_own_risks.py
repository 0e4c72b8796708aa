"""Own risks: where they apply, which ids they get, and what goes with them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import minimal_assessment, platform_use
from hypothesis import given
from hypothesis import strategies as st

from dsfa_app.domain.measure import Measure
from dsfa_app.domain.own_risk import OWN_ID, OwnRisk, next_own_id
from dsfa_app.domain.rating import Rating, Score
from dsfa_app.errors import NotFoundError

LOW = Score(severity=1, likelihood=1)


def test_an_own_risk_concerns_all_platforms_unless_it_names_some() -> None:
    assert OwnRisk(id="E01").concerns("a")
    assert OwnRisk(id="E01", platform_ids=("a",)).concerns("a")
    assert not OwnRisk(id="E01", platform_ids=("a",)).concerns("b")


@given(st.lists(st.one_of(st.text(max_size=6), st.from_regex(OWN_ID, fullmatch=True))))
def test_the_next_id_is_free_and_well_formed(taken: list[str]) -> None:
    found = next_own_id(taken)
    assert OWN_ID.fullmatch(found)
    assert found not in taken


def test_the_first_own_risk_is_e01() -> None:
    assert next_own_id(()) == "E01"
    assert next_own_id(("R33", "E01", "E09")) == "E10"


def test_a_removed_own_risk_takes_its_ratings_and_its_mention_in_measures_along() -> None:
    base = minimal_assessment().with_platform(platform_use("a"))
    before = replace(
        base,
        ratings=(Rating(id="a.R01", platform_id="a", risk_id="R01"),),
        measures=(Measure(id="m", risk_ids=("R01",)), Measure(id="n", risk_ids=("R02",))),
    )
    with_own = replace(
        before,
        own_risks=(OwnRisk(id="E01"), OwnRisk(id="E02")),
        measures=(Measure(id="m", risk_ids=("R01", "E01")), Measure(id="n", risk_ids=("R02",))),
    ).rated("a", "E01", gross=LOW, reason="selten")
    after = with_own.without_own_risk("E01")
    assert after == replace(before, own_risks=(OwnRisk(id="E02"),))


def test_an_own_risk_that_is_not_there_cannot_be_removed() -> None:
    with pytest.raises(NotFoundError, match="E01"):
        minimal_assessment().without_own_risk("E01")
