"""The threshold analysis: is an assessment required (Art. 35(1), (3)-(5), (10) GDPR)?"""

from __future__ import annotations

from dataclasses import dataclass

from dsfa_app.domain.vocabulary import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdAnswer:
    """The answer to one rule, apart for the platform operator and for the public body's own processing."""

    id: str
    """Id of the rule in the catalogue."""
    at_operator: Answer = Answer.UNKNOWN
    at_controller: Answer = Answer.UNKNOWN
    reason: str = ""
    heavy: bool = False
    """A WP 248 criterion at the body that weighs so heavily that it suffices alone; the reason says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdAnalysis:
    """What is said beside the single answers; the outcome itself is computed, never typed."""

    conclusion: str = ""
    not_required_reason: str = ""
    dpo_note: str = ""
