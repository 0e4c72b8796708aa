"""Changing several measures at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from dsfa_app.domain.vocabulary import MeasureState
from dsfa_app.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Collection

    from dsfa_app.domain.assessment import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureChange:
    """What several measures get in common; None leaves a field as it is. ``due_on`` is set with ``has_date``.

    ``rejection_reason`` goes with the state „verworfen“ only.
    """

    owner: str | None = None
    department: str | None = None
    state: MeasureState | None = None
    rejection_reason: str = ""
    has_date: bool = False
    due_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be changed."""
        return self == MeasureChange(rejection_reason=self.rejection_reason)

    def values(self) -> dict[str, Any]:
        """Return the fields that change, with their new values."""
        given = {"owner": self.owner, "department": self.department, "state": self.state}
        changed: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        if self.has_date:
            changed["due_on"] = self.due_on
        if self.state is MeasureState.REJECTED:
            changed["rejection_reason"] = self.rejection_reason.strip()
        return changed


def with_changed_measures(
    assessment: Assessment, measure_ids: Collection[str], change: MeasureChange
) -> Assessment:
    """Return the assessment with these measures changed.

    Raises:
        RuleError: measures are rejected without a reason.
    """
    if change.state is MeasureState.REJECTED and not change.rejection_reason.strip():
        raise RuleError("Wer Maßnahmen verwirft, begründet es. Bitte den Grund eintragen.")
    values = change.values()
    measures = tuple(
        replace(item, **values) if item.id in measure_ids else item for item in assessment.measures
    )
    return replace(assessment, measures=measures)
