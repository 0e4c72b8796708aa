"""Residual risk: what the measures leave of the incremental risk, planned and proven.

Rules (house method after DSK short paper 18 and the „auditcore“ rules, see the handbook, „Methode“):
each measure acts once per risk and platform; together they lower an axis by two steps at most; no axis
falls below 1; documentary measures lower nothing; planned measures do not count for the proven result;
the baseline is never lowered; an override needs a reason; the overall level is the highest, never a mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from dsfa_app.domain.measure import Measure
from dsfa_app.domain.rating import ChannelDeviation, Rating, Score, rating_id
from dsfa_app.domain.vocabulary import Answer, MeasureState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.own_risk import OwnRisk
    from dsfa_app.method.profile import RiskProfile

MAX_REDUCTION = 2
"""Steps by which all measures together may lower one axis."""

PLANNED_STATES = frozenset({MeasureState.PLANNED, MeasureState.IMPLEMENTED, MeasureState.PROVEN})
PROVEN_STATES = frozenset({MeasureState.PROVEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerResult:
    """A gross score and what measures leave of it; levels are indices into the profile, None is „open“."""

    gross: Score | None
    gross_level: int | None
    planned: Score | None
    planned_level: int | None
    proven: Score | None
    proven_level: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelResult(LayerResult):
    """The results for the channel that differs from its platform; the same measures act on it."""

    deviation: ChannelDeviation

    @property
    def is_open(self) -> bool:
        """Tell whether the channel still has to be judged: unknown is never no."""
        applicable = self.deviation.applicable
        return applicable is Answer.UNKNOWN or (applicable is Answer.YES and self.gross is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskResult(LayerResult):
    """The results for one risk on one platform, and for the channels on it that differ."""

    rating: Rating
    baseline_level: int | None
    measures: tuple[Measure, ...]
    """Measures that serve this risk here and are neither rejected nor merely proposed."""
    channels: tuple[ChannelResult, ...] = ()
    is_in_scope: bool = True
    """False where an own risk is limited to other platforms; whatever is stored there does not count."""

    @property
    def is_open(self) -> bool:
        """Tell whether something still has to be judged, here or on a channel: unknown is never no."""
        applicable = self.rating.applicable
        is_open = applicable is Answer.UNKNOWN or (applicable is Answer.YES and self.gross is None)
        return is_open or any(channel.is_open for channel in self.channels)

    @property
    def is_overridden(self) -> bool:
        """Tell whether a typed score replaces a computed one."""
        return self.rating.planned_override is not None or self.rating.proven_override is not None

    @property
    def highest_gross_level(self) -> int | None:
        """The highest gross level of the platform and its deviating channels."""
        return _highest((self.gross_level, *(item.gross_level for item in self.channels)))

    @property
    def highest_planned_level(self) -> int | None:
        """The highest planned level of the platform and its deviating channels."""
        return _highest((self.planned_level, *(item.planned_level for item in self.channels)))

    @property
    def highest_proven_level(self) -> int | None:
        """The highest proven level of the platform and its deviating channels."""
        return _highest((self.proven_level, *(item.proven_level for item in self.channels)))


def _highest(levels: Iterable[int | None]) -> int | None:
    return max((level for level in levels if level is not None), default=None)


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


class _Levels(TypedDict):
    """The values of a ``LayerResult``, to be completed by what they belong to."""

    gross: Score | None
    gross_level: int | None
    planned: Score | None
    planned_level: int | None
    proven: Score | None
    proven_level: int | None


def _levels(
    profile: RiskProfile,
    gross: Score | None,
    acting: tuple[Measure, ...],
    planned_override: Score | None = None,
    proven_override: Score | None = None,
) -> _Levels:
    planned = proven = None
    if gross is not None:
        planned = planned_override or reduced(gross, acting)
        in_place = (measure for measure in acting if measure.state in PROVEN_STATES)
        proven = proven_override or reduced(gross, in_place)
    return {
        "gross": gross,
        "gross_level": _level(profile, gross),
        "planned": planned,
        "planned_level": _level(profile, planned),
        "proven": proven,
        "proven_level": _level(profile, proven),
    }


def _level(profile: RiskProfile, score: Score | None) -> int | None:
    return None if score is None else profile.level_index(score)


def result(rating: Rating, measures: tuple[Measure, ...], profile: RiskProfile) -> RiskResult:
    """Judge one rating under the measures that serve it; those merely proposed or rejected are left out.

    Raises:
        RuleError: a score lies outside the profile's scales.
    """
    applies = rating.applicable is Answer.YES
    acting = tuple(measure for measure in measures if measure.state in PLANNED_STATES)
    gross = rating.gross if applies else None
    return RiskResult(
        rating=rating,
        baseline_level=_level(profile, rating.baseline if applies else None),
        measures=acting,
        channels=tuple(_on_channel(item, acting, profile) for item in rating.deviations),
        **_levels(profile, gross, acting, rating.planned_override, rating.proven_override),
    )


def _on_channel(
    deviation: ChannelDeviation, acting: tuple[Measure, ...], profile: RiskProfile
) -> ChannelResult:
    gross = deviation.gross if deviation.applicable is Answer.YES else None
    return ChannelResult(deviation=deviation, **_levels(profile, gross, acting))


def results(assessment: Assessment, profile: RiskProfile, risk_ids: Iterable[str]) -> tuple[RiskResult, ...]:
    """Judge every risk on every platform of the assessment, platform by platform.

    ``risk_ids`` are those of the catalogue; the assessment's own risks follow, each where it is not limited
    to other platforms. An own risk whose id is in use by the catalogue is not judged twice.

    Raises:
        RuleError: a score lies outside the profile's scales.
    """
    ids = dict.fromkeys(risk_ids)
    own = {item.id: item for item in assessment.own_risks if item.id not in ids}
    known = {rating.id: rating for rating in assessment.ratings}
    by_risk: dict[str, list[Measure]] = {}
    for measure in assessment.measures:
        for risk_id in dict.fromkeys(measure.risk_ids):
            by_risk.setdefault(risk_id, []).append(measure)
    judged: list[RiskResult] = []
    for platform in assessment.platforms:
        for risk_id in (*ids, *own):
            if risk_id in own and not own[risk_id].concerns(platform.id):
                judged.append(_out_of_scope(own[risk_id], platform.id, assessment))
                continue
            key = rating_id(platform.id, risk_id)
            rating = known.get(key) or Rating(id=key, platform_id=platform.id, risk_id=risk_id)
            serve = tuple(m for m in by_risk.get(risk_id, ()) if m.serves(platform.id, risk_id))
            judged.append(result(rating, serve, profile))
    return tuple(judged)


def _out_of_scope(own: OwnRisk, platform_id: str, assessment: Assessment) -> RiskResult:
    rating = Rating(
        id=rating_id(platform_id, own.id),
        platform_id=platform_id,
        risk_id=own.id,
        applicable=Answer.NO,
        reason=own.limit_reason(assessment.platforms),
    )
    return RiskResult(
        rating=rating,
        baseline_level=None,
        measures=(),
        is_in_scope=False,
        gross=None,
        gross_level=None,
        planned=None,
        planned_level=None,
        proven=None,
        proven_level=None,
    )


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
    """Return the highest level of each result, channels included; an average would hide what matters."""
    everything = tuple(judged)
    return Overall(
        baseline_level=_highest(item.baseline_level for item in everything),
        gross_level=_highest(item.highest_gross_level for item in everything),
        planned_level=_highest(item.highest_planned_level for item in everything),
        proven_level=_highest(item.highest_proven_level for item in everything),
        open_count=sum(item.is_open for item in everything),
    )
