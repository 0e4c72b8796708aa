"""Whole assessments: made, opened, saved, copied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dsfa_app.domain.rating import Score
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.errors import NotFoundError, RuleError, StorageError

if TYPE_CHECKING:
    from dsfa_app.bootstrap import Application


def test_a_new_assessment_covers_the_chosen_platforms_in_their_order(app: Application) -> None:
    stored = app.assessments.create("Kanäle der Stadt", ["mastodon", "facebook"])
    assert [use.name for use in stored.assessment.platforms] == ["Mastodon (bawü.social)", "Facebook"]
    assert app.assessments.open(stored.assessment.id) == stored


def test_risks_the_catalogue_rules_out_are_answered_with_their_reason_and_nothing_else_is(
    app: Application,
) -> None:
    assessment = app.assessments.create("Kanäle der Stadt", ["mastodon", "facebook"]).assessment
    ruled_out = {
        (platform_id, risk.id)
        for platform_id in ("mastodon", "facebook")
        for risk in app.catalogue.risks.values()
        if risk.exclusion_reason(platform_id)
    }
    assert {(rating.platform_id, rating.risk_id) for rating in assessment.ratings} == ruled_out
    assert ("facebook", "R30") in ruled_out
    assert all(rating.applicable is Answer.NO and rating.reason for rating in assessment.ratings)


def test_an_assessment_needs_a_title(app: Application) -> None:
    with pytest.raises(RuleError, match="Titel"):
        app.assessments.create("  ", ["facebook"])
    assert app.overview.summaries() == ()


def test_a_platform_the_catalogue_does_not_know_is_refused_whole(app: Application) -> None:
    with pytest.raises(NotFoundError, match="myspace"):
        app.assessments.create("Kanäle", ["facebook", "myspace"])
    assert app.overview.summaries() == ()


def test_a_summary_follows_every_save(app: Application) -> None:
    stored = app.assessments.create("Kanäle", ["facebook"])
    before = app.overview.summaries()[0]
    assert before.planned_level is None
    rated = stored.assessment.rated(
        "facebook", "R11", gross=Score(severity=4, likelihood=4), reason="Bilder aller Feste"
    )
    revision = app.assessments.save(rated, stored.revision)
    after = app.overview.summaries()[0]
    assert (after.revision, after.planned_level) == (revision, 2)
    assert after.open_risks == before.open_risks - 1


def test_the_slower_of_two_savers_is_told_and_loses_nothing_stored(app: Application) -> None:
    stored = app.assessments.create("Kanäle", ["facebook"])
    first = replace(stored.assessment, title="Erster")
    app.assessments.save(first, stored.revision)
    with pytest.raises(StorageError, match="inzwischen"):
        app.assessments.save(replace(stored.assessment, title="Zweiter"), stored.revision)
    assert app.assessments.open(stored.assessment.id).assessment.title == "Erster"


def test_a_copy_differs_in_id_title_and_day_only(app: Application) -> None:
    original = app.examples.create("stuttgart").assessment
    copy = app.assessments.duplicate(original.id).assessment
    assert copy.id != original.id
    assert replace(copy, id=original.id, title=original.title, created_on=original.created_on) == original
