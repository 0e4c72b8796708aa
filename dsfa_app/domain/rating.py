"""The rating of one risk on one platform: two layers, severity times likelihood, always with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from dsfa_app.domain.vocabulary import Answer
from dsfa_app.errors import RuleError

HIGHEST_STEP = 9
"""No scale in use has more steps; the profile in force narrows this further."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Score:
    """Severity and likelihood as steps of the profile's scales, both counted from 1."""

    severity: int
    likelihood: int

    def __post_init__(self) -> None:
        """Refuse steps outside every known scale.

        Raises:
            RuleError: a step is below 1 or above ``HIGHEST_STEP``.
        """
        for step in (self.severity, self.likelihood):
            if not 1 <= step <= HIGHEST_STEP:
                raise RuleError(
                    f"Die Stufe {step} gibt es nicht. Bitte eine Stufe von 1 bis {HIGHEST_STEP} wählen."
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelDeviation:
    """Where one channel differs from the rating of its platform; at most one per channel and rating."""

    id: str
    channel_id: str = ""
    applicable: Answer = Answer.YES
    gross: Score | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One risk on one platform (Art. 35(7)(c) GDPR, DSK short paper 18).

    The *baseline* (Grundrisiko) exists without the public body's presence, measures never lower it.
    The *gross* score (Zusatzrisiko, brutto) is what the presence adds before measures. The planned and the
    proven result are computed from the measures; an override replaces the computed score and needs a reason.
    """

    id: str
    platform_id: str
    risk_id: str
    applicable: Answer = Answer.UNKNOWN
    baseline: Score | None = None
    baseline_reason: str = ""
    gross: Score | None = None
    reason: str = ""
    planned_override: Score | None = None
    proven_override: Score | None = None
    override_reason: str = ""
    acceptance_reason: str = ""
    verbal_level: str = ""
    """Level as an older document words it, without severity and likelihood; it counts as not yet rated."""
    sources: tuple[str, ...] = ()
    deviations: tuple[ChannelDeviation, ...] = ()


def rating_id(platform_id: str, risk_id: str) -> str:
    """Return the id of the rating of this risk on this platform; there is at most one."""
    return f"{platform_id}.{risk_id}"
