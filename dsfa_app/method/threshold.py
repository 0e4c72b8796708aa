"""The threshold analysis: is an assessment required? Three-valued, rule by rule.

Hits at the platform operator and at the public body are kept apart: only the body's own hits make the
assessment mandatory for it; hits at the operator alone lead to „nicht verpflichtend, aber durchgeführt“,
the case of the Landeshauptstadt Stuttgart. Unknown never counts as no (Art. 35(1), (3)-(5), (10) GDPR;
WP 248 rev.01; DSK list under Art. 35(4), version 1.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from dsfa_app.domain.threshold import ThresholdAnswer
from dsfa_app.domain.vocabulary import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dsfa_app.domain.assessment import Assessment

CRITERIA_NEEDED = 2
"""WP 248 rev.01, III.B.a: two of the nine criteria normally require an assessment; a heavy one suffices."""


SIDES = ("at_controller", "at_operator")
"""The fields of an answer: at the public body, at the operator of the platform."""


class RuleGroup(StrEnum):
    """The families of rules and what a hit in them means."""

    STATUTORY_CASE = "art35_3"
    AUTHORITY_LIST = "dsk_list"
    CRITERION = "wp248"
    OPEN_VIEW = "open_view"
    NEGATIVE_LIST = "negative_list"
    EXEMPTION = "exemption"
    HOUSE_RULE = "house_rule"


_EVERY_GROUP = frozenset(RuleGroup)
TRIGGERS = frozenset(
    {RuleGroup.STATUTORY_CASE, RuleGroup.AUTHORITY_LIST, RuleGroup.CRITERION, RuleGroup.OPEN_VIEW}
)
EXCLUSIONS = frozenset({RuleGroup.NEGATIVE_LIST, RuleGroup.EXEMPTION})
EXPECTATIONS = frozenset({RuleGroup.HOUSE_RULE})


class ThresholdRule(Protocol):
    """What the method needs of a rule in the catalogue."""

    @property
    def id(self) -> str:
        """Stable id of the rule."""

    @property
    def group(self) -> str:
        """Family of the rule, a value of ``RuleGroup``."""

    @property
    def needs_more(self) -> bool:
        """Whether a hit counts only together with one WP 248 criterion (DSK list, entries 1 and 2)."""

    @property
    def title(self) -> str:
        """What people call the rule."""

    @property
    def implies(self) -> tuple[str, ...]:
        """Ids of the criteria that the rule contains by its own words."""


class ThresholdOutcome(StrEnum):
    """The result of the threshold analysis."""

    REQUIRED = "erforderlich"
    VOLUNTARY = "freiwillig"
    NOT_REQUIRED = "nicht_erforderlich"
    INCOMPLETE = "unvollstaendig"


class Contribution(StrEnum):
    """What one rule with its two answers adds to the outcome."""

    OBLIGES = "verpflichtet"
    LIFTED = "aufgehoben"
    """Would oblige the body, but the negative list or the exemption applies."""
    COUNTS = "zaehlt_mit"
    """A hit at the body that does not suffice by itself."""
    EXEMPTS = "nimmt_aus"
    EXPECTED = "erwartet"
    OPERATOR_ONLY = "nur_betreiber"
    OPEN = "offen"
    OPEN_AT_OPERATOR = "betreiber_offen"
    NO_HIT = "kein_treffer"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """One rule with its answers; ``decides`` tells whether it makes the assessment mandatory by itself."""

    rule_id: str
    group: RuleGroup
    answer: ThresholdAnswer
    decides: bool
    contribution: Contribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A rule that is affirmed on one side while a criterion it contains is denied there."""

    rule_id: str
    rule_title: str
    criterion_id: str
    criterion_title: str
    side: str
    """Field of the answer: ``at_controller`` or ``at_operator``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdResult:
    """The outcome and how every rule contributed."""

    outcome: ThresholdOutcome
    rules: tuple[RuleResult, ...]
    criteria_at_controller: int
    criteria_at_operator: int
    open_rules: int
    """Rules without a yes or no for the public body."""
    open_at_operator: int
    """Rules that could oblige the body without a yes or no for the operator; they bar „not required“ only."""
    contradictions: tuple[Contradiction, ...] = ()

    def rule(self, rule_id: str) -> RuleResult:
        """Return how this rule contributed.

        Raises:
            KeyError: there is no such rule.
        """
        return {item.rule_id: item for item in self.rules}[rule_id]

    def contributing(self, contribution: Contribution) -> tuple[RuleResult, ...]:
        """Return the rules that contribute in this way."""
        return tuple(item for item in self.rules if item.contribution is contribution)


def _decides(group: RuleGroup, answer: ThresholdAnswer, criteria: int, *, needs_more: bool) -> bool:
    if answer.at_controller is not Answer.YES or group not in TRIGGERS:
        return False
    if group is RuleGroup.CRITERION:
        return criteria >= CRITERIA_NEEDED or answer.heavy
    return criteria >= 1 or not needs_more


def _contribution(
    group: RuleGroup, answer: ThresholdAnswer, *, decides: bool, is_excluded: bool
) -> Contribution:
    if decides:
        return Contribution.LIFTED if is_excluded else Contribution.OBLIGES
    if answer.at_controller is Answer.UNKNOWN:
        return Contribution.OPEN
    if answer.at_controller is Answer.YES:
        if group in EXCLUSIONS:
            return Contribution.EXEMPTS
        return Contribution.EXPECTED if group in EXPECTATIONS else Contribution.COUNTS
    if group not in TRIGGERS or answer.at_operator is Answer.NO:
        return Contribution.NO_HIT
    return Contribution.OPERATOR_ONLY if answer.at_operator is Answer.YES else Contribution.OPEN_AT_OPERATOR


def _outcome(results: tuple[RuleResult, ...]) -> ThresholdOutcome:
    def body_says(wanted: Answer, groups: frozenset[RuleGroup] = _EVERY_GROUP) -> bool:
        return any(item.answer.at_controller is wanted for item in results if item.group in groups)

    def operator_says(wanted: Answer) -> bool:
        return any(item.answer.at_operator is wanted for item in results if item.group in TRIGGERS)

    excluded = body_says(Answer.YES, EXCLUSIONS)
    if not excluded and any(item.decides for item in results):
        return ThresholdOutcome.REQUIRED
    if not excluded and body_says(Answer.UNKNOWN):
        return ThresholdOutcome.INCOMPLETE
    if body_says(Answer.YES, EXPECTATIONS) or operator_says(Answer.YES):
        return ThresholdOutcome.VOLUNTARY
    if body_says(Answer.UNKNOWN) or operator_says(Answer.UNKNOWN):
        return ThresholdOutcome.INCOMPLETE
    return ThresholdOutcome.NOT_REQUIRED


def _contradictions(
    rules: Mapping[str, ThresholdRule], given: Mapping[str, ThresholdAnswer]
) -> Iterator[Contradiction]:
    for side in SIDES:
        said = {rule_id: getattr(answer, side) for rule_id, answer in given.items()}
        for rule in rules.values():
            for name in rule.implies if said.get(rule.id) is Answer.YES else ():
                if said.get(name) is Answer.NO and name in rules:
                    yield Contradiction(
                        rule_id=rule.id,
                        rule_title=rule.title,
                        criterion_id=name,
                        criterion_title=rules[name].title,
                        side=side,
                    )


def evaluate(assessment: Assessment, rules: Mapping[str, ThresholdRule]) -> ThresholdResult:
    """Judge the threshold answers of an assessment under all rules of the catalogue."""
    given = {answer.id: answer for answer in assessment.threshold_answers}
    answered = [
        (rule, RuleGroup(rule.group), given.get(rule.id, ThresholdAnswer(id=rule.id)))
        for rule in rules.values()
    ]
    criteria = [answer for _, group, answer in answered if group is RuleGroup.CRITERION]
    at_controller = sum(answer.at_controller is Answer.YES for answer in criteria)
    is_excluded = any(
        group in EXCLUSIONS and answer.at_controller is Answer.YES for _, group, answer in answered
    )
    results = tuple(
        RuleResult(
            rule_id=rule.id,
            group=group,
            answer=answer,
            decides=(decides := _decides(group, answer, at_controller, needs_more=rule.needs_more)),
            contribution=_contribution(group, answer, decides=decides, is_excluded=is_excluded),
        )
        for rule, group, answer in answered
    )
    return ThresholdResult(
        outcome=_outcome(results),
        rules=results,
        criteria_at_controller=at_controller,
        criteria_at_operator=sum(answer.at_operator is Answer.YES for answer in criteria),
        open_rules=sum(item.answer.at_controller is Answer.UNKNOWN for item in results),
        open_at_operator=sum(
            item.group in TRIGGERS and item.answer.at_operator is Answer.UNKNOWN for item in results
        ),
        contradictions=tuple(_contradictions(rules, given)),
    )
