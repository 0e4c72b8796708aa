"""The shipped threshold rules, each by itself: hit and no hit, at the operator and at the body."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from factories import minimal_assessment
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsfa_app.catalogue import RuleEffect, load_catalogue
from dsfa_app.domain.threshold import ThresholdAnswer
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.labels import labels
from dsfa_app.method.threshold import Contribution, ThresholdOutcome, ThresholdResult, evaluate
from dsfa_app.method.threshold_reasons import CONTRIBUTION_SENTENCES, reasons

if TYPE_CHECKING:
    from dsfa_app.catalogue import ThresholdRule

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
RULES = load_catalogue().threshold_rules
TITLES = {rule.id: rule.title for rule in RULES.values()}
EVERY_RULE = pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
AT_BODY = {
    RuleEffect.REQUIRES: (Contribution.OBLIGES, ThresholdOutcome.REQUIRED),
    RuleEffect.COUNTS: (Contribution.COUNTS, ThresholdOutcome.NOT_REQUIRED),
    RuleEffect.EXEMPTS: (Contribution.EXEMPTS, ThresholdOutcome.NOT_REQUIRED),
    RuleEffect.EXPECTED: (Contribution.EXPECTED, ThresholdOutcome.VOLUNTARY),
}
"""What a yes at the body alone adds, and how the analysis then ends, when all else is a no."""


RANK = {ThresholdOutcome.NOT_REQUIRED: 0, ThresholdOutcome.VOLUNTARY: 1, ThresholdOutcome.REQUIRED: 2}
"""How much an outcome asks of the body; an incomplete one has no rank."""
TRIGGERS = [rule.id for rule in RULES.values() if rule.effect in (RuleEffect.REQUIRES, RuleEffect.COUNTS)]


def judge(
    body: dict[str, Answer] | None = None,
    operator: dict[str, Answer] | None = None,
    *,
    otherwise: Answer = NO,
    heavy: frozenset[str] = frozenset(),
) -> ThresholdResult:
    answers = tuple(
        ThresholdAnswer(
            id=rule_id,
            at_controller=(body or {}).get(rule_id, otherwise),
            at_operator=(operator or {}).get(rule_id, otherwise),
            heavy=rule_id in heavy,
        )
        for rule_id in RULES
    )
    return evaluate(replace(minimal_assessment(), threshold_answers=answers), RULES)


@EVERY_RULE
def test_a_hit_at_the_body_adds_what_the_catalogue_says(rule: ThresholdRule) -> None:
    judged = judge({rule.id: YES})
    wanted = AT_BODY[rule.effect]
    if rule.needs_more:
        wanted = (Contribution.COUNTS, ThresholdOutcome.NOT_REQUIRED)
    assert (judged.rule(rule.id).contribution, judged.outcome) == wanted
    others = {item.contribution for item in judged.rules if item.rule_id != rule.id}
    assert others == {Contribution.NO_HIT}


@EVERY_RULE
def test_a_hit_at_the_operator_alone_never_obliges_the_body(rule: ThresholdRule) -> None:
    judged = judge(operator={rule.id: YES})
    is_trigger = rule.effect in (RuleEffect.REQUIRES, RuleEffect.COUNTS)
    assert judged.rule(rule.id).contribution is (
        Contribution.OPERATOR_ONLY if is_trigger else Contribution.NO_HIT
    )
    assert judged.outcome is (ThresholdOutcome.VOLUNTARY if is_trigger else ThresholdOutcome.NOT_REQUIRED)


@EVERY_RULE
def test_no_hit_on_either_side_adds_nothing(rule: ThresholdRule) -> None:
    everything_else = {rule_id: YES for rule_id in RULES if rule_id != rule.id}
    assert judge(everything_else).rule(rule.id).contribution is Contribution.NO_HIT


@EVERY_RULE
def test_an_open_question_shows_as_open_on_the_side_it_is_open_on(rule: ThresholdRule) -> None:
    at_body = judge({rule.id: UNKNOWN})
    assert at_body.rule(rule.id).contribution is Contribution.OPEN
    assert at_body.outcome is ThresholdOutcome.INCOMPLETE
    at_operator = judge(operator={rule.id: UNKNOWN})
    if rule.effect in (RuleEffect.REQUIRES, RuleEffect.COUNTS):
        assert at_operator.rule(rule.id).contribution is Contribution.OPEN_AT_OPERATOR
        assert at_operator.outcome is ThresholdOutcome.INCOMPLETE
    else:
        assert at_operator.rule(rule.id).contribution is Contribution.NO_HIT


@pytest.mark.parametrize("exclusion", ["art35-5", "art35-10"])
def test_an_exclusion_shows_the_hits_it_lifts(exclusion: str) -> None:
    judged = judge({exclusion: YES, "art35-3-a": YES, "wp248-c1": YES, "wp248-c3": YES})
    lifted = {item.rule_id for item in judged.contributing(Contribution.LIFTED)}
    assert lifted == {"art35-3-a", "wp248-c1", "wp248-c3"}
    assert judged.outcome is ThresholdOutcome.NOT_REQUIRED
    said = " ".join(reasons(judged, TITLES))
    assert f"Eine Ausnahme ist bejaht: „{TITLES[exclusion]}“." in said
    assert TITLES["art35-3-a"] in said


@pytest.mark.parametrize(
    ("body", "operator", "outcome", "said"),
    [
        ({"art35-3-b": YES}, {}, ThresholdOutcome.REQUIRED, "Eine Regel verpflichtet die Stelle zur DSFA: "),
        (
            {"wp248-c1": YES, "wp248-c7": YES},
            {},
            ThresholdOutcome.REQUIRED,
            "2\u00a0Regeln verpflichten die Stelle zur DSFA: „Bewerten oder Einstufen“, „Daten",
        ),
        ({"house-rule": YES}, {}, ThresholdOutcome.VOLUNTARY, "denn sie wird erwartet: "),
        ({}, {"dsk-09": YES}, ThresholdOutcome.VOLUNTARY, "Nur beim Betreiber greifen: „Profile über"),
        ({}, {"wp248-c1": YES}, ThresholdOutcome.VOLUNTARY, "Kriterien beim Betreiber der Plattform"),
        ({}, {}, ThresholdOutcome.NOT_REQUIRED, "braucht eine eigene schriftliche Begründung"),
        ({"wp248-c7": YES}, {}, ThresholdOutcome.NOT_REQUIRED, "ist das bei der Frage anzukreuzen"),
        ({"dsk-05": UNKNOWN}, {}, ThresholdOutcome.INCOMPLETE, "Für die Stelle noch offen: 1\u00a0Frage."),
        ({}, {"dsk-05": UNKNOWN}, ThresholdOutcome.INCOMPLETE, "Für den Betreiber noch offen: 1\u00a0Frage."),
    ],
)
def test_the_reasons_name_what_decided(
    body: dict[str, Answer], operator: dict[str, Answer], outcome: ThresholdOutcome, said: str
) -> None:
    judged = judge(body, operator)
    assert judged.outcome is outcome
    assert said in " ".join(reasons(judged, TITLES))


def test_every_contribution_has_a_label_and_a_sentence() -> None:
    assert set(labels(Contribution)) == set(Contribution) == set(CONTRIBUTION_SENTENCES)


SOME = st.sampled_from((NO, NO, NO, NO, YES, UNKNOWN))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    body=st.fixed_dictionaries(dict.fromkeys(RULES, SOME)),
    operator=st.fixed_dictionaries(dict.fromkeys(RULES, SOME)),
)
def test_unknown_never_yields_not_required(body: dict[str, Answer], operator: dict[str, Answer]) -> None:
    judged = judge(body, operator)
    said = reasons(judged, TITLES)
    assert all(sentence.endswith(".") for sentence in said)
    contributions = {item.contribution for item in judged.rules}
    if judged.outcome is ThresholdOutcome.NOT_REQUIRED:
        assert UNKNOWN not in body.values()
        assert not {Contribution.OPEN, Contribution.OPEN_AT_OPERATOR} & contributions
    assert (judged.outcome is ThresholdOutcome.REQUIRED) is (Contribution.OBLIGES in contributions)


@pytest.mark.parametrize("rule_id", RULES)
def test_one_unknown_among_only_noes_bars_not_required(rule_id: str) -> None:
    assert judge({rule_id: UNKNOWN}).outcome is ThresholdOutcome.INCOMPLETE


def test_there_are_thirty_three_rules() -> None:
    sizes = {
        group: sum(rule.group == group for rule in RULES.values())
        for group in ("art35_3", "dsk_list", "wp248", "open_view", "negative_list", "exemption", "house_rule")
    }
    assert sizes == {
        "art35_3": 3,
        "dsk_list": 17,
        "wp248": 9,
        "open_view": 1,
        "negative_list": 1,
        "exemption": 1,
        "house_rule": 1,
    }
    assert [rule.id for rule in RULES.values() if rule.needs_more] == ["dsk-01", "dsk-02"]


@pytest.mark.parametrize("entry", ["dsk-01", "dsk-02"])
@pytest.mark.parametrize("criterion", [rule.id for rule in RULES.values() if rule.group == "wp248"])
def test_the_first_two_entries_of_the_list_need_another_criterion(entry: str, criterion: str) -> None:
    alone = judge({entry: YES})
    assert (alone.outcome, alone.rule(entry).decides) == (ThresholdOutcome.NOT_REQUIRED, False)
    together = judge({entry: YES, criterion: YES})
    assert (together.outcome, together.rule(entry).decides) == (ThresholdOutcome.REQUIRED, True)
    at_operator = judge({entry: YES}, {criterion: YES})
    assert not at_operator.rule(entry).decides, "the operator's criterion is not the body's"


@EVERY_RULE
def test_a_heavy_criterion_suffices_alone_and_nothing_else_can_be_heavy(rule: ThresholdRule) -> None:
    plain, heavy = judge({rule.id: YES}), judge({rule.id: YES}, heavy=frozenset({rule.id}))
    if rule.group != "wp248":
        assert heavy.outcome is plain.outcome
        return
    assert plain.outcome is ThresholdOutcome.NOT_REQUIRED
    assert heavy.outcome is ThresholdOutcome.REQUIRED
    assert heavy.rule(rule.id).contribution is Contribution.OBLIGES
    assert "wiegt so schwer, dass es allein genügt" in " ".join(reasons(heavy, TITLES))
    for answer in (NO, UNKNOWN):
        assert judge({rule.id: answer}, heavy=frozenset({rule.id})).outcome is not ThresholdOutcome.REQUIRED
    at_operator = judge(operator={rule.id: YES}, heavy=frozenset({rule.id}))
    assert at_operator.outcome is ThresholdOutcome.VOLUNTARY


def test_an_exemption_lifts_a_heavy_criterion_too() -> None:
    judged = judge({"wp248-c7": YES, "art35-10": YES}, heavy=frozenset({"wp248-c7"}))
    assert judged.rule("wp248-c7").contribution is Contribution.LIFTED
    assert judged.outcome is ThresholdOutcome.NOT_REQUIRED


@pytest.mark.parametrize(
    ("rule_id", "criterion"), [(rule.id, name) for rule in RULES.values() for name in rule.implies]
)
@pytest.mark.parametrize("side", ["at_controller", "at_operator"])
def test_a_case_contradicts_the_denied_criterion_it_contains(rule_id: str, criterion: str, side: str) -> None:
    def judged(said: Answer) -> ThresholdResult:
        answers = {rule_id: YES} | dict.fromkeys(RULES[rule_id].implies, YES) | {criterion: said}
        return judge(answers) if side == "at_controller" else judge(operator=answers)

    [found] = judged(NO).contradictions
    assert (found.rule_id, found.criterion_id, found.side) == (rule_id, criterion, side)
    assert (found.rule_title, found.criterion_title) == (TITLES[rule_id], TITLES[criterion])
    assert judged(YES).contradictions == judged(UNKNOWN).contradictions == ()


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    body=st.fixed_dictionaries(dict.fromkeys(RULES, SOME)),
    operator=st.fixed_dictionaries(dict.fromkeys(RULES, SOME)),
    rule_id=st.sampled_from(TRIGGERS),
    is_at_body=st.booleans(),
    is_heavy=st.booleans(),
)
def test_another_hit_never_makes_the_outcome_weaker(
    body: dict[str, Answer], operator: dict[str, Answer], rule_id: str, *, is_at_body: bool, is_heavy: bool
) -> None:
    before = judge(body, operator).outcome
    side = body if is_at_body else operator
    if side[rule_id] is UNKNOWN:
        return  # an answer where there was none may complete the analysis in either direction
    heavy = frozenset({rule_id}) if is_heavy else frozenset()
    side[rule_id] = YES
    after = judge(body, operator, heavy=heavy).outcome
    if before in RANK:
        assert after in RANK
        assert RANK[after] >= RANK[before]
    else:
        assert after is not ThresholdOutcome.NOT_REQUIRED
