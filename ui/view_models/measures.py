"""The measures of an assessment: which are shown, what each achieves, what the catalogue offers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dsfa_app.catalogue.model import Measure as CatalogueMeasure
from dsfa_app.domain.measure import Measure
from dsfa_app.domain.rating import Score
from dsfa_app.domain.vocabulary import Answer, MeasureState, MeasureType
from dsfa_app.method.residual import PLANNED_STATES, reduced

if TYPE_CHECKING:
    from collections.abc import Collection

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.services.judgement import AssessmentView


@dataclass(frozen=True, slots=True)
class MeasureFilter:
    """Which measures are shown; empty values let everything through."""

    words: str = ""
    state: MeasureState | None = None
    type: MeasureType | None = None
    risk_id: str = ""
    platform_id: str = ""

    def lets(self, measure: Measure) -> bool:
        """Tell whether a measure is shown."""
        text = f"{measure.catalogue_id} {measure.title} {measure.description} {measure.owner}".casefold()
        return (
            all(word in text for word in self.words.casefold().split())
            and self.state in (None, measure.state)
            and self.type in (None, measure.type)
            and (not self.risk_id or self.risk_id in measure.risk_ids)
            and (not self.platform_id or not measure.platform_ids or self.platform_id in measure.platform_ids)
        )


@dataclass(frozen=True, slots=True)
class Change:
    """What a measure does to one risk on one platform beside all the other measures."""

    platform_id: str
    risk_id: str
    before: Score
    after: Score


@dataclass(frozen=True, slots=True)
class Achievement:
    """What a measure does.

    Args:
        changes: the ratings it lowers.
        without_effect: number of rated risks it serves, but does not lower any further.
        unrated: number of risks it serves that nobody has rated yet.
        is_hypothetical: True while the measure does not count because it is only proposed or rejected.
    """

    changes: tuple[Change, ...]
    without_effect: int
    unrated: int
    is_hypothetical: bool


def achievement(measure: Measure, judged: AssessmentView) -> Achievement:
    """Compare the risks a measure serves with and without it, beside the other measures that count."""
    counts = measure.state in PLANNED_STATES
    acting = measure if counts else replace(measure, state=MeasureState.PLANNED)
    changes: list[Change] = []
    idle = unrated = 0
    for result in judged.results:
        rating = result.rating
        if rating.applicable is Answer.NO or not measure.serves(rating.platform_id, rating.risk_id):
            continue
        if result.gross is None:
            unrated += 1
            continue
        others = tuple(other for other in result.measures if other.id != measure.id)
        before, after = reduced(result.gross, others), reduced(result.gross, (*others, acting))
        if before == after:
            idle += 1
        else:
            changes.append(Change(rating.platform_id, rating.risk_id, before, after))
    return Achievement(tuple(changes), idle, unrated, is_hypothetical=not counts)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A measure of the catalogue the assessment does not have yet, and how much it is needed."""

    measure: CatalogueMeasure
    high: int
    """Number of ratings it serves that stay high with the planned measures."""
    open: int
    """Number of ratings it serves that are still open."""


def suggestions(judged: AssessmentView) -> tuple[Suggestion, ...]:
    """Return what the catalogue offers: first what serves the most high risks, then the most open ones."""
    taken = {measure.catalogue_id for measure in judged.assessment.measures}
    high: dict[str, int] = {}
    waiting: dict[str, int] = {}
    for result in judged.results:
        risk_id = result.rating.risk_id
        high[risk_id] = high.get(risk_id, 0) + judged.profile.is_high(result.highest_planned_level)
        waiting[risk_id] = waiting.get(risk_id, 0) + result.is_open
    offered = [
        Suggestion(
            measure,
            sum(high.get(risk_id, 0) for risk_id in measure.risks),
            sum(waiting.get(risk_id, 0) for risk_id in measure.risks),
        )
        for measure in judged.catalogue.measures.values()
        if measure.id not in taken
    ]
    return tuple(sorted(offered, key=lambda item: (-item.high, -item.open, item.measure.id)))


def from_catalogue(measure: CatalogueMeasure, measure_id: str) -> Measure:
    """Return a planned measure with everything the catalogue proposes; it serves all platforms."""
    return Measure(
        id=measure_id,
        catalogue_id=measure.id,
        title=measure.title,
        description=measure.description,
        type=measure.type,
        state=MeasureState.PLANNED,
        risk_ids=measure.risks,
        severity_effect=measure.effect.severity,
        likelihood_effect=measure.effect.likelihood,
        documentary=measure.documentary,
    )


def with_measures(assessment: Assessment, added: tuple[Measure, ...]) -> Assessment:
    """Return the assessment with more measures at the end of its list."""
    return replace(assessment, measures=(*assessment.measures, *added))


def without_measures(assessment: Assessment, measure_ids: Collection[str]) -> Assessment:
    """Return the assessment without these measures."""
    kept = tuple(measure for measure in assessment.measures if measure.id not in measure_ids)
    return replace(assessment, measures=kept)
