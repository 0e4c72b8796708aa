"""A small part of the mutants; ``python -m signature.fuzzing`` makes as many as wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from signature.fuzzing import fuzz, meaning, mutant
from signature.samples import bases

from exporters.signature import Verdict

if TYPE_CHECKING:
    from signature.fuzzing import Base

SOME = 400
SEED = 20_260_701


@pytest.fixture(scope="module")
def originals() -> tuple[Base, ...]:
    return bases()


def test_no_mutant_with_another_meaning_passes_and_none_crashes(originals: tuple[Base, ...]):
    outcome = fuzz(originals, SEED, range(SOME))
    assert not outcome.faults, outcome.told
    assert sum(outcome.verdicts.values()) == SOME


def test_mutants_reach_every_family_of_rules(originals: tuple[Base, ...]):
    outcome = fuzz(originals, SEED, range(SOME))
    assert {code[0] for code in outcome.codes} >= set("ZCRSAMDPVT")


def test_a_mutant_is_the_same_for_the_same_number(originals: tuple[Base, ...]):
    assert mutant(originals[0], SEED, 7) == mutant(originals[0], SEED, 7)
    assert mutant(originals[0], SEED, 7) != mutant(originals[0], SEED, 8)


def test_the_originals_pass_and_mean_what_they_mean(originals: tuple[Base, ...]):
    for base in originals:
        report = base.judge(base.data)
        assert report.verdict in {Verdict.VALID, Verdict.UNTRUSTED}
        content, claims = meaning(base.data, report)
        assert content
        assert len(claims) == len(report.signatures)
