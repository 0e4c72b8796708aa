"""Read-only records of the threshold analysis; risk profiles are those of ``dsfa_app.method.profile``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dsfa_app.catalogue.model import Basis
from dsfa_app.domain.vocabulary import Answer


class RuleEffect(StrEnum):
    """What a yes to a threshold rule means for the duty to carry out a DPIA."""

    REQUIRES = "requires"
    COUNTS = "counts"
    EXEMPTS = "exempts"
    EXPECTED = "expected"


@dataclass(frozen=True, slots=True)
class ProposedAnswer:
    """A proposed answer to a threshold question with the reservation that goes with it."""

    answer: Answer
    note: str | None


@dataclass(frozen=True, slots=True)
class ProposedAnswers:
    """What to expect for one category of platforms, at the operator and at the city itself."""

    operator: ProposedAnswer
    city: ProposedAnswer


@dataclass(frozen=True, slots=True)
class ThresholdGroup:
    """A set of threshold rules that is decided in the same way; ``rule`` says how in one sentence."""

    id: str
    label: str
    rule: str


@dataclass(frozen=True, slots=True)
class ThresholdRule:
    """One question of the threshold analysis (Art. 35(1), (3)-(5), (10) GDPR, WP 248 rev.01, DSK list).

    ``weight``: 2 decides alone, 1 counts once, 0 decides nothing. ``needs_more``: a yes counts only
    together with one more criterion of WP 248. ``implies``: criteria of WP 248 that the rule contains by its
    own words; who affirms it cannot deny them. ``pre_answers`` are keyed by platform category.
    """

    id: str
    group: str
    title: str
    question: str
    text: str
    source: str
    as_of: str
    norms: tuple[str, ...]
    effect: RuleEffect
    weight: int
    needs_more: bool
    implies: tuple[str, ...]
    basis: Basis
    pre_answers: Mapping[str, ProposedAnswers]
