"""How long a released assessment is kept: proof of what was decided and why (Art. 5(2), 24, 35(1) GDPR).

The law sets no period. Five years after the last release ended being in force are our proposal
(``dsfa-method.md`` 4.4 [V]); a public body can set another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import AssessmentState

if TYPE_CHECKING:
    from collections.abc import Sequence

PROPOSED_YEARS = 5
"""Our proposal for the period, in years."""
LONGEST_YEARS = 30

_IN_FORCE = frozenset({AssessmentState.RELEASED, AssessmentState.REVIEW_DUE})
_ENDED = frozenset({AssessmentState.SUPERSEDED, AssessmentState.CHANNEL_CLOSED})


@dataclass(frozen=True, slots=True)
class Retention:
    """Whether an assessment has to be kept today."""

    is_kept: bool
    until: date | None = None
    """Last day it is kept; None while a release is in force, and for one that was never released."""


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def retention(
    state: AssessmentState,
    releases: Sequence[date | None],
    ended_on: date,
    today: date,
    years: int = PROPOSED_YEARS,
) -> Retention:
    """Return whether an assessment has to be kept.

    Args:
        state: where the assessment stands.
        releases: for each released version the day it ended being in force, None while it is.
        ended_on: since when the assessment stands in ``state``.
        today: the day that is asked about.
        years: how long it is kept after the last release ended, 0 to ``LONGEST_YEARS``.
    """
    if not releases and state not in _IN_FORCE | _ENDED:
        return Retention(is_kept=False)
    closed = state in _ENDED or state is AssessmentState.DISCARDED
    ends = [day for day in releases if day is not None]
    if not closed and (state in _IN_FORCE or len(ends) < len(releases)):
        return Retention(is_kept=True)
    until = _years_later(ended_on if closed else max(ends), years)
    return Retention(is_kept=today <= until, until=until)
