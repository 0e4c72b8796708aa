"""Which risks reached another level between two states, each judged by the profile of its own state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from dsfa_app.method.marks import Layer, LevelMark, level_in
from dsfa_app.method.residual import overall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.method.residual import Overall, RiskResult
    from exporters.report.material import ReportMaterial

EVERYWHERE = "alle Plattformen"


class Direction(Enum):
    """Which way a level went; the value is the word people read."""

    HIGHER = "höher"
    LOWER = "niedriger"
    RATED = "erstmals bewertet"
    OPENED = "nicht mehr bewertet"
    OTHER_PROFILE = "anderes Risikoprofil"
    OTHER = "anders"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """One risk on one platform in one view, or the highest level of a platform (``risk_id`` is empty)."""

    rating_id: str = ""
    risk_id: str = ""
    risk_title: str = ""
    platform: str
    layer: Layer
    old: LevelMark
    new: LevelMark
    direction: Direction

    @property
    def risk(self) -> str:
        """Id and title of the risk."""
        return f"{self.risk_id} {self.risk_title}".strip()


def _direction(
    former: ReportMaterial, present: ReportMaterial, old: int | None, new: int | None
) -> Direction:
    if old is None and new is None:
        return Direction.OTHER  # from „open“ to „does not apply“ or back
    if old is None:
        return Direction.RATED
    if new is None:
        return Direction.OPENED
    if former.profile.levels != present.profile.levels:
        return Direction.OTHER_PROFILE
    return Direction.HIGHER if new > old else Direction.LOWER


def level_changes(former: ReportMaterial, present: ReportMaterial) -> tuple[LevelChange, ...]:
    """Return the risks that reached another level, on platforms both states cover."""
    before = {result.rating.id: result for result in former.results}
    return tuple(
        change
        for result in present.results
        if (known := before.get(result.rating.id)) is not None
        for change in _of_risk(former, present, known, result)
    )


def _of_risk(
    former: ReportMaterial, present: ReportMaterial, before: RiskResult, after: RiskResult
) -> Iterator[LevelChange]:
    for layer in Layer:
        old, new = former.mark(before, layer), present.mark(after, layer)
        if old.label == new.label:
            continue
        yield LevelChange(
            rating_id=after.rating.id,
            risk_id=after.rating.risk_id,
            risk_title=present.risk_title(after.rating.risk_id),
            platform=present.platform_name(after.rating.platform_id),
            layer=layer,
            old=old,
            new=new,
            direction=_direction(former, present, level_in(before, layer), level_in(after, layer)),
        )


def _indices(highest: Overall) -> tuple[int | None, ...]:
    return (highest.baseline_level, highest.gross_level, highest.planned_level, highest.proven_level)


def highest_level_changes(former: ReportMaterial, present: ReportMaterial) -> tuple[LevelChange, ...]:
    """Return where the highest level differs: over everything first, then per platform of both states."""
    shared = {use.id for use in former.assessment.platforms}
    pairs = [(EVERYWHERE, former.overall, present.overall)]
    pairs += [
        (present.name_of(use), overall(former.results_on(use.id)), overall(present.results_on(use.id)))
        for use in present.assessment.platforms
        if use.id in shared
    ]
    return tuple(
        LevelChange(
            platform=platform,
            layer=layer,
            old=former.level(old),
            new=present.level(new),
            direction=_direction(former, present, old, new),
        )
        for platform, before, after in pairs
        for layer, old, new in zip(Layer, _indices(before), _indices(after), strict=True)
        if former.level(old).label != present.level(new).label
    )
