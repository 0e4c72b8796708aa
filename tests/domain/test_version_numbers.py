"""Versions are numbered upwards: 1.0 first, then a smaller or a thorough revision."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsfa_app.domain.version_number import VersionNumber, checked_number, proposals, read_number
from dsfa_app.errors import RuleError

numbers = st.builds(VersionNumber, st.integers(0, 9999), st.integers(0, 9999))


@given(numbers)
def test_a_number_is_read_back_as_it_is_written(number: VersionNumber):
    assert read_number(number.text) == number


@pytest.mark.parametrize("text", ["", "eins", "V2 Entwurf", "1", "1.2.3", "-1.0", "1,0", "99999.0"])
def test_free_text_is_no_number(text: str):
    assert read_number(text) is None
    with pytest.raises(RuleError, match="keine Fassungsnummer"):
        checked_number(text, ())


def test_the_first_release_is_1_0():
    assert proposals("0.1", ()) == ("1.0",)


def test_a_revision_is_smaller_or_thorough():
    assert proposals("", ("1.0", "1.1")) == ("1.2", "2.0")


def test_ten_comes_after_nine():
    assert proposals("", ("1.9", "1.10")) == ("1.11", "2.0")


def test_the_number_of_the_draft_comes_first_where_it_is_free():
    assert proposals("2.0", ("1.0",)) == ("2.0", "1.1")
    assert proposals("1.0", ("1.0",)) == ("1.1", "2.0")


@given(st.lists(numbers.filter(lambda number: number.major < 9999), min_size=1))
def test_every_proposal_is_accepted(released: list[VersionNumber]):
    taken = [number.text for number in released if number.minor < 9999] or ["1.0"]
    for proposal in proposals("0.1", taken):
        if read_number(proposal) >= VersionNumber(1, 0):
            assert checked_number(proposal, taken) == proposal


@pytest.mark.parametrize("text", ["1.0", "0.9", "0.1"])
def test_a_number_that_is_taken_or_too_low_is_refused(text: str):
    with pytest.raises(RuleError):
        checked_number(text, ("1.0",))
