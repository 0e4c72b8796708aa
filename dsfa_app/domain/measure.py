"""Measures that address the risks (Art. 35(7)(d), 25, 32 GDPR) and the evidence that they are in place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dsfa_app.domain.vocabulary import MeasureState, MeasureType
from dsfa_app.errors import RuleError

STRONGEST_EFFECT = -2
"""Steps by which one measure can lower an axis at most; none raises it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What proves that a measure is in place."""

    id: str
    title: str = ""
    location: str = ""
    dated: date | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure; it serves many risks and platforms (no platform named: all of the assessment)."""

    id: str
    catalogue_id: str = ""
    title: str = ""
    description: str = ""
    type: MeasureType = MeasureType.ORGANISATIONAL
    state: MeasureState = MeasureState.PROPOSED
    risk_ids: tuple[str, ...] = ()
    platform_ids: tuple[str, ...] = ()
    severity_effect: int = 0
    """Steps by which severity changes, 0 to ``STRONGEST_EFFECT``."""
    likelihood_effect: int = 0
    """Steps by which likelihood changes, 0 to ``STRONGEST_EFFECT``."""
    documentary: bool = False
    """True for measures that document or inform and by themselves lower nothing."""
    owner: str = ""
    department: str = ""
    due_on: date | None = None
    note: str = ""
    rejection_reason: str = ""
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        """Refuse effects no measure has.

        Raises:
            RuleError: an effect raises the risk or is stronger than ``STRONGEST_EFFECT``.
        """
        for effect in (self.severity_effect, self.likelihood_effect):
            if not STRONGEST_EFFECT <= effect <= 0:
                raise RuleError(
                    f"Die Wirkung {effect} gibt es nicht. Eine Maßnahme senkt um höchstens "
                    f"{-STRONGEST_EFFECT} Stufen oder gar nicht; bitte neu wählen."
                )

    def serves(self, platform_id: str, risk_id: str) -> bool:
        """Tell whether the measure addresses this risk on this platform."""
        return risk_id in self.risk_ids and (not self.platform_ids or platform_id in self.platform_ids)
