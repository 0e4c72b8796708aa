"""Marks: a level says by word and symbol what its colour says."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from dsfa_app.catalogue import load_catalogue
from dsfa_app.domain.rating import Rating, Score
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.method.marks import (
    NOT_APPLICABLE,
    NOT_RATED,
    OPEN,
    Layer,
    is_overridden,
    level_mark,
    result_mark,
)
from dsfa_app.method.residual import result

if TYPE_CHECKING:
    from dsfa_app.method.profile import RiskProfile


@pytest.fixture(scope="module")
def profile() -> RiskProfile:
    return load_catalogue().profiles["kp18"]


def rating(**values: object) -> Rating:
    return Rating(**{"id": "x.R01", "platform_id": "x", "risk_id": "R01"} | values)


def test_every_level_differs_in_word_symbol_colour_and_pattern(profile: RiskProfile) -> None:
    marks = [level_mark(profile, index) for index in range(len(profile.levels))]
    for name in ("label", "short_label", "symbol", "background", "pattern"):
        assert len({getattr(mark, name) for mark in marks}) == len(marks)


def test_a_mark_names_the_score_it_stands_for(profile: RiskProfile) -> None:
    for severity, likelihood in product(range(1, 5), repeat=2):
        score = Score(severity=severity, likelihood=likelihood)
        mark = level_mark(profile, profile.level_index(score), score)
        assert mark.text == f"{mark.symbol} {mark.short_label} {severity}·{likelihood}"


def test_open_not_applicable_and_without_baseline_are_three_things(profile: RiskProfile) -> None:
    unknown = result(rating(), (), profile)
    no = result(rating(applicable=Answer.NO), (), profile)
    for layer in Layer:
        assert result_mark(no, layer, profile, platform_side=True) == NOT_APPLICABLE
        assert result_mark(unknown, layer, profile, platform_side=True) == OPEN
    assert result_mark(unknown, Layer.BASELINE, profile, platform_side=False) == NOT_RATED


def test_an_override_is_known_only_in_its_own_view(profile: RiskProfile) -> None:
    low = Score(severity=1, likelihood=1)
    overridden = result(rating(applicable=Answer.YES, gross=low, planned_override=low), (), profile)
    assert [layer for layer in Layer if is_overridden(overridden, layer)] == [Layer.PLANNED]
