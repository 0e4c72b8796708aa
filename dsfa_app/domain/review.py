"""Looking at an assessment again: due date, what happened meanwhile, yearly evaluation (Art. 35(11) GDPR)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dsfa_app.domain.vocabulary import Answer, ReviewOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """When and why the assessment is looked at again (Art. 35(11) GDPR)."""

    due_on: date | None = None
    triggers: tuple[str, ...] = ()
    """Ids of review triggers in the catalogue's pickers."""
    other_triggers: str = ""
    procedure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewEvent:
    """Something that may change the risk, and what followed from looking at it."""

    id: str
    trigger: str = ""
    """Id of a review trigger in the catalogue's pickers."""
    occurred_on: date | None = None
    description: str = ""
    platform_ids: tuple[str, ...] = ()
    outcome: ReviewOutcome = ReviewOutcome.OPEN
    reason: str = ""
    checked_by: str = ""
    checked_on: date | None = None
    sources: tuple[str, ...] = ()
    catalogue_fingerprint: str = ""
    """SHA-256 of the catalogue whose statements in ``sources`` were judged; empty for any other event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The yearly look at need and extent that the LfDI BW expects (guideline of February 2020)."""

    id: str
    period_from: date | None = None
    period_to: date | None = None
    necessity: str = ""
    extent: str = ""
    effectiveness: str = ""
    incidents: str = ""
    conclusion: str = ""
    evaluated_by: str = ""
    evaluated_on: date | None = None
    published: Answer = Answer.UNKNOWN
    published_at: str = ""
