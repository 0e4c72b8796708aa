"""When an assessment is required: rule by rule, three-valued, operator and body apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import minimal_assessment
from hypothesis import given
from hypothesis import strategies as st
from method.judging import RULES, answers

from dsfa_app.domain.threshold import ThresholdAnswer
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.method.threshold import (
    EXCLUSIONS,
    TRIGGERS,
    RuleGroup,
    ThresholdOutcome,
    ThresholdResult,
    evaluate,
)

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
ALL_ANSWERS = st.tuples(
    *(
        st.builds(
            ThresholdAnswer,
            id=st.just(rule_id),
            at_controller=st.sampled_from((NO, NO, YES, UNKNOWN)),
            at_operator=st.sampled_from((NO, NO, YES, UNKNOWN)),
        )
        for rule_id in RULES
    )
)


def judge(given_answers: tuple[ThresholdAnswer, ...]) -> ThresholdResult:
    return evaluate(replace(minimal_assessment(), threshold_answers=given_answers), RULES)


def outcome(
    body: dict[str, Answer] | None = None,
    operator: dict[str, Answer] | None = None,
    *,
    otherwise: Answer = NO,
) -> ThresholdOutcome:
    return judge(answers(body, operator, otherwise=otherwise)).outcome


def test_all_answered_no_means_not_required():
    assert outcome() is ThresholdOutcome.NOT_REQUIRED


def test_nothing_answered_is_incomplete():
    untouched = judge(())
    assert untouched.outcome is ThresholdOutcome.INCOMPLETE
    assert untouched.open_rules == len(RULES)
    assert untouched.open_at_operator == sum(rule.group in TRIGGERS for rule in RULES.values())


@pytest.mark.parametrize("rule_id", ["case", "profiles", "view"])
def test_one_case_of_the_law_the_list_or_the_open_view_is_enough(rule_id: str):
    judged = judge(answers({rule_id: YES}))
    assert judged.outcome is ThresholdOutcome.REQUIRED
    assert judged.rule(rule_id).decides
    assert [item.rule_id for item in judged.rules if item.decides] == [rule_id]


@pytest.mark.parametrize("rule_id", ["case", "profiles", "view"])
def test_what_is_required_stays_so_however_much_is_still_open(rule_id: str):
    assert outcome({rule_id: YES}, otherwise=UNKNOWN) is ThresholdOutcome.REQUIRED


def test_two_of_the_nine_criteria_are_needed():
    assert outcome({"c1": YES}) is ThresholdOutcome.NOT_REQUIRED
    judged = judge(answers({"c1": YES, "c3": YES}))
    assert judged.outcome is ThresholdOutcome.REQUIRED
    assert judged.criteria_at_controller == 2
    assert judged.rule("c1").decides
    assert not judged.rule("c2").decides


def test_biometric_and_genetic_data_count_only_together_with_one_criterion():
    alone = judge(answers({"biometry": YES}))
    assert alone.outcome is ThresholdOutcome.NOT_REQUIRED
    assert not alone.rule("biometry").decides
    together = judge(answers({"biometry": YES, "c1": YES}))
    assert together.outcome is ThresholdOutcome.REQUIRED
    assert together.rule("biometry").decides
    assert outcome({"biometry": YES, "c1": UNKNOWN}) is ThresholdOutcome.INCOMPLETE


@pytest.mark.parametrize("rule_id", ["negative", "exempt"])
def test_an_exclusion_lifts_the_duty(rule_id: str):
    assert outcome({rule_id: YES, "case": YES}) is ThresholdOutcome.NOT_REQUIRED
    assert outcome({rule_id: UNKNOWN, "case": YES}) is ThresholdOutcome.REQUIRED
    assert outcome({rule_id: YES, "case": YES, "house": YES}) is ThresholdOutcome.VOLUNTARY


def test_the_house_rule_alone_makes_the_assessment_voluntary():
    assert outcome({"house": YES}) is ThresholdOutcome.VOLUNTARY
    assert outcome({"house": YES}, operator=dict.fromkeys(RULES, UNKNOWN)) is ThresholdOutcome.VOLUNTARY


def test_a_hit_at_the_operator_alone_makes_the_assessment_voluntary():
    judged = judge(answers(operator={"profiles": YES, "c1": YES, "c2": YES}))
    assert judged.outcome is ThresholdOutcome.VOLUNTARY
    assert judged.criteria_at_operator == 2
    assert not any(item.decides for item in judged.rules)


@pytest.mark.parametrize("rule_id", RULES)
def test_a_single_open_question_bars_not_required(rule_id: str):
    assert outcome({rule_id: UNKNOWN}) is ThresholdOutcome.INCOMPLETE


@pytest.mark.parametrize("rule_id", [rule.id for rule in RULES.values() if rule.group in TRIGGERS])
def test_not_knowing_about_the_operator_bars_not_required(rule_id: str):
    judged = judge(answers(operator={rule_id: UNKNOWN}))
    assert judged.outcome is ThresholdOutcome.INCOMPLETE
    assert (judged.open_rules, judged.open_at_operator) == (0, 1)


@given(ALL_ANSWERS)
def test_unknown_never_counts_as_no(given_answers: tuple[ThresholdAnswer, ...]):
    judged = judge(given_answers)
    if judged.outcome is ThresholdOutcome.NOT_REQUIRED:
        assert all(item.answer.at_controller is not UNKNOWN for item in judged.rules)
        assert all(item.answer.at_operator is NO for item in judged.rules if item.group in TRIGGERS)


@given(ALL_ANSWERS)
def test_only_the_bodys_own_hits_make_the_assessment_required(given_answers: tuple[ThresholdAnswer, ...]):
    judged = judge(given_answers)
    without_operator = judge(tuple(replace(answer, at_operator=NO) for answer in given_answers))
    required = judged.outcome is ThresholdOutcome.REQUIRED
    assert required is (without_operator.outcome is ThresholdOutcome.REQUIRED)
    own = [item for item in judged.rules if item.decides]
    assert all(item.answer.at_controller is YES for item in own)
    excluded = any(item.answer.at_controller is YES for item in judged.rules if item.group in EXCLUSIONS)
    assert required is (bool(own) and not excluded)


@given(ALL_ANSWERS)
def test_a_new_hit_never_makes_required_less(given_answers: tuple[ThresholdAnswer, ...]):
    if judge(given_answers).outcome is ThresholdOutcome.REQUIRED:
        for position, answer in enumerate(given_answers):
            if RuleGroup(RULES[answer.id].group) in TRIGGERS:
                more = list(given_answers)
                more[position] = replace(answer, at_controller=YES)
                assert judge(tuple(more)).outcome is ThresholdOutcome.REQUIRED


def test_answers_to_rules_the_catalogue_does_not_know_change_nothing():
    stray = ThresholdAnswer(id="gone", at_controller=YES, at_operator=YES)
    assert judge((*answers(), stray)) == judge(answers())
    with pytest.raises(KeyError):
        judge(()).rule("gone")
