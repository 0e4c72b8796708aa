"""The place of deadlines and measures of all assessments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.places.place import PlaceSpec

if TYPE_CHECKING:
    from ui.places.place import Place, PlaceContext


def _build(context: PlaceContext) -> Place:
    from ui.plan.page import PlanPage  # noqa: PLC0415 - built when first opened

    return PlanPage(context)


PLACE = PlaceSpec(
    id="plan",
    title="Fristen und Maßnahmen",
    icon="calendar",
    purpose="Was in allen DSFA bis wann zu tun ist, von wem, und was überfällig ist.",
    build=_build,
    manual="fristen-und-massnahmenplan.md",
)
