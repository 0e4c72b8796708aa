"""Proposals of the catalogue: confirmed by people, never in place of what they said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from factories import minimal_assessment, platform_use
from hypothesis import given
from hypothesis import strategies as st

from dsfa_app.catalogue import load_catalogue
from dsfa_app.domain.threshold import ThresholdAnswer
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.method.threshold import ThresholdOutcome, evaluate
from dsfa_app.services.threshold_proposals import open_proposals, proposals, with_proposals

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
CATALOGUE = load_catalogue()


def on(*platform_ids: str) -> Assessment:
    return replace(minimal_assessment(), platforms=tuple(map(platform_use, platform_ids)))


def proposed(rule_id: str, *platform_ids: str) -> tuple[Answer, Answer]:
    proposal = proposals(on(*platform_ids), CATALOGUE)[rule_id]
    return proposal.at_operator, proposal.at_controller


def given_answers(assessment: Assessment) -> dict[str, ThresholdAnswer]:
    return {answer.id: answer for answer in assessment.threshold_answers}


def test_the_kind_of_platform_decides_what_is_proposed() -> None:
    assert proposed("wp248-c1", "facebook") == (YES, NO)
    assert proposed("wp248-c1", "mastodon") == (NO, NO)


def test_one_platform_with_a_yes_is_enough_and_a_no_needs_all() -> None:
    assert proposed("wp248-c1", "mastodon", "facebook") == (YES, NO)
    assert proposed("wp248-c2", "mastodon", "facebook") == (NO, NO)
    assert proposed("wp248-c2", "facebook", "telegram") == (UNKNOWN, UNKNOWN)
    assert proposed("dsk-09", "mastodon", "facebook") == (YES, UNKNOWN)
    assert proposed("wp248-c1", "facebook", "eine-fremde") == (YES, UNKNOWN)


@pytest.mark.parametrize("platform_ids", [(), ("eine-fremde",), ("telegram",), ("googleplus",)])
def test_nothing_is_proposed_where_the_catalogue_says_nothing(platform_ids: tuple[str, ...]) -> None:
    assert dict(proposals(on(*platform_ids), CATALOGUE)) == {}
    assert open_proposals(on(*platform_ids), CATALOGUE) == ()


def test_unknown_is_no_proposal_but_its_reservation_is_shown() -> None:
    found = proposals(on("facebook"), CATALOGUE)["wp248-c7"]
    assert not found.fills(ThresholdAnswer(id="wp248-c7"))
    assert any("Minderjährige" in remark.text for remark in found.remarks)


def test_confirming_keeps_answers_and_reasons_that_were_given() -> None:
    own = ThresholdAnswer(id="wp248-c1", at_operator=NO, reason="Eigene Prüfung.")
    before = replace(on("facebook"), threshold_answers=(own,))
    after = given_answers(with_proposals(before, open_proposals(before, CATALOGUE)))
    assert after["wp248-c1"] == replace(own, at_controller=NO)
    assert after["wp248-c3"] == ThresholdAnswer(
        id="wp248-c3",
        at_operator=YES,
        at_controller=NO,
        reason="Vorschlag des Katalogs, bestätigt. Kommerzielle Plattform, beim Betreiber: Beobachtung der "
        "Nutzenden durch die Plattform.",
    )
    assert "wp248-c7" not in after


def test_only_remarks_that_speak_for_the_answer_become_its_reason() -> None:
    before = on("facebook", "mastodon")
    after = given_answers(with_proposals(before, open_proposals(before, CATALOGUE)))
    assert "Mittelbar: Meinung" in after["wp248-c4"].reason
    assert "Eher nein" not in after["wp248-c4"].reason
    assert "Je nach Themen" not in after["wp248-c4"].reason
    assert after["wp248-c6"] == ThresholdAnswer(id="wp248-c6", at_operator=YES, at_controller=NO)


def test_what_is_confirmed_is_no_longer_open() -> None:
    before = on("facebook", "mastodon")
    after = with_proposals(before, open_proposals(before, CATALOGUE))
    assert open_proposals(after, CATALOGUE) == ()
    assert with_proposals(after, open_proposals(before, CATALOGUE)) == after


ANSWERS = st.builds(
    ThresholdAnswer,
    id=st.sampled_from(tuple(CATALOGUE.threshold_rules)),
    at_operator=st.sampled_from(Answer),
    at_controller=st.sampled_from(Answer),
    reason=st.sampled_from(("", "Eigene Prüfung.")),
)


@given(
    answers=st.lists(ANSWERS, unique_by=lambda answer: answer.id),
    platform_ids=st.sets(st.sampled_from(("facebook", "mastodon", "telegram", "eine-fremde"))),
)
def test_no_answer_is_ever_changed_and_nothing_becomes_not_required(
    answers: list[ThresholdAnswer], platform_ids: set[str]
) -> None:
    before = replace(on(*sorted(platform_ids)), threshold_answers=tuple(answers))
    after = with_proposals(before, open_proposals(before, CATALOGUE))
    filled = given_answers(after)
    for answer in answers:
        for side in ("at_operator", "at_controller"):
            if getattr(answer, side) is not UNKNOWN:
                assert getattr(filled[answer.id], side) is getattr(answer, side)
        assert filled[answer.id].reason.startswith(answer.reason)
    untouched = evaluate(on("facebook"), CATALOGUE.threshold_rules)
    assert untouched.outcome is ThresholdOutcome.INCOMPLETE
