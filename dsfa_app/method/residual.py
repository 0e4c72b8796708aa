"""Residual risk: what the measures leave of the incremental risk, planned and proven.

Rules (house method after DSK short paper 18 and the „auditcore“ rules, see the handbook, „Methode“):
each measure acts once per risk and platform; together they lower an axis by two steps at most; no axis
falls below 1; documentary measures lower nothing; planned measures do not count for the proven result;
the baseline is never lowered; an override needs a reason; the overall level is the highest, never a mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dsfa_app.domain.measure import Measure
from dsfa_app.domain.rating import Rating, Score, rating_id
from dsfa_app.domain.vocabulary import Answer, MeasureState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.method.profile import RiskProfile

MAX_REDUCTION = 2
"""Steps by which all measures together may lower one axis."""

PLANNED_STATES = frozenset({MeasureState.PLANNED, MeasureState.IMPLEMENTED, MeasureState.PROVEN})
PROVEN_STATES = frozenset({MeasureState.PROVEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskResult:
    """The results for one risk on one platform; levels are indices into the profile, None is „open“."""

    rating: Rating
    baseline_level: int | None
    gross: Score | None
    gross_level: int | None
    planned: Score | None
    planned_level: int | None
    proven: Score | None
    proven_level: int | None
    measures: tuple[Measure, ...]
    """Measures that serve this risk here and are neither rejected nor merely proposed."""

    @property
    def is_open(self) -> bool:
        """Tell whether the risk still has to be judged: unknown is never no."""
        applicable = self.rating.applicable
        return applicable is Answer.UNKNOWN or (applicable is Answer.YES and self.gross is None)

    @property
    def is_overridden(self) -> bool:
        """Tell whether a typed score replaces a computed one."""
        return self.rating.planned_override is not None or self.rating.proven_override is not None


def _effects(measures: Iterable[Measure]) -> Iterable[tuple[int, int]]:
    """Return the effects on severity and likelihood, documentary measures left out.

    The same catalogue measure entered twice acts once, on each axis with its best effect: choosing one of the
    two entries instead could make a risk higher by adding a measure.
    """
    best: dict[tuple[str, str], tuple[int, int]] = {}
    for measure in measures:
        if not measure.documentary:
            key = (measure.catalogue_id, "" if measure.catalogue_id else measure.id)
            severity, likelihood = best.get(key, (0, 0))
            best[key] = (
                min(severity, measure.severity_effect),
                min(likelihood, measure.likelihood_effect),
            )
    return best.values()


def _lowered(step: int, effects: Iterable[int]) -> int:
    return max(1, step - min(-sum(effects), MAX_REDUCTION))


def reduced(score: Score, measures: Iterable[Measure]) -> Score:
    """Return the score that remains under these measures, whatever their state; never above the given one."""
    effects = _effects(measures)
    return Score(
        severity=_lowered(score.severity, (severity for severity, _ in effects)),
        likelihood=_lowered(score.likelihood, (likelihood for _, likelihood in effects)),
    )


def result(rating: Rating, measures: tuple[Measure, ...], profile: RiskProfile) -> RiskResult:
    """Judge one rating under the measures that serve it; those merely proposed or rejected are left out.

    Raises:
        RuleError: a score lies outside the profile's scales.
    """
    applies = rating.applicable is Answer.YES
    acting = tuple(measure for measure in measures if measure.state in PLANNED_STATES)
    gross = rating.gross if applies else None
    baseline = rating.baseline if applies else None
    planned = proven = None
    if gross is not None:
        planned = rating.planned_override or reduced(gross, acting)
        in_place = (measure for measure in acting if measure.state in PROVEN_STATES)
        proven = rating.proven_override or reduced(gross, in_place)

    def level(score: Score | None) -> int | None:
        return None if score is None else profile.level_index(score)

    return RiskResult(
        rating=rating,
        baseline_level=level(baseline),
        gross=gross,
        gross_level=level(gross),
        planned=planned,
        planned_level=level(planned),
        proven=proven,
        proven_level=level(proven),
        measures=acting,
    )


def results(assessment: Assessment, profile: RiskProfile, risk_ids: Iterable[str]) -> tuple[RiskResult, ...]:
    """Judge every risk on every platform of the assessment, platform by platform.

    Raises:
        RuleError: a score lies outside the profile's scales.
    """
    ids = tuple(risk_ids)
    known = {rating.id: rating for rating in assessment.ratings}
    by_risk: dict[str, list[Measure]] = {}
    for measure in assessment.measures:
        for risk_id in dict.fromkeys(measure.risk_ids):
            by_risk.setdefault(risk_id, []).append(measure)
    judged: list[RiskResult] = []
    for platform in assessment.platforms:
        for risk_id in ids:
            key = rating_id(platform.id, risk_id)
            rating = known.get(key) or Rating(id=key, platform_id=platform.id, risk_id=risk_id)
            serve = tuple(m for m in by_risk.get(risk_id, ()) if m.serves(platform.id, risk_id))
            judged.append(result(rating, serve, profile))
    return tuple(judged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overall:
    """The highest level of each result over all judged risks; None while nothing is judged."""

    baseline_level: int | None
    gross_level: int | None
    planned_level: int | None
    proven_level: int | None
    open_count: int
    """Risks nobody has judged yet; while there are any, every level is a lower bound."""


def overall(judged: Iterable[RiskResult]) -> Overall:
    """Return the highest level of each result; an average would hide what matters."""
    everything = tuple(judged)

    def highest(name: str) -> int | None:
        levels = [level for item in everything if (level := getattr(item, name)) is not None]
        return max(levels, default=None)

    return Overall(
        baseline_level=highest("baseline_level"),
        gross_level=highest("gross_level"),
        planned_level=highest("planned_level"),
        proven_level=highest("proven_level"),
        open_count=sum(item.is_open for item in everything),
    )
