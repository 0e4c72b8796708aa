"""What another risk profile would make of the ratings, said before anything is changed.

Scores stay as they are: a profile only reads them. A score the new scale does not have is never squeezed into
it; somebody has to rate anew first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from dsfa_app.domain.rating import Score
from dsfa_app.errors import RuleError
from dsfa_app.method.marks import Layer, level_in, score_in, score_text
from dsfa_app.method.profile import RiskProfile
from dsfa_app.method.residual import results

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.rating import Rating

NAMED = 5
"""Ratings a refusal names one by one; the preview lists all of them."""


class Stored(Enum):
    """The scores a rating keeps; the value is the name people read."""

    BASELINE = "Grundrisiko"
    GROSS = "Zusatzrisiko brutto"
    PLANNED_OVERRIDE = "abweichend geplant"
    PROVEN_OVERRIDE = "abweichend nachgewiesen"
    DEVIATION = "Abweichung eines Kanals"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """A result that would reach another level; ``platform`` is the platform's name.

    ``channel`` names the channel that deviates from its platform, empty for the platform itself. ``score`` is
    the one both profiles read, the indices point into the levels of the old and the new one.
    """

    platform: str
    risk_id: str
    layer: Layer
    score: Score
    old_index: int
    new_index: int
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideScore:
    """A score in use that the new scales do not have; ``platform`` is the platform's name."""

    platform: str
    risk_id: str
    stored: Stored
    score: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileChange:
    """What would happen to an assessment under another profile.

    ``changes`` is empty while scores lie ``outside``: levels of a part would be no preview of the whole.
    """

    old: RiskProfile
    new: RiskProfile
    changes: tuple[LevelChange, ...]
    outside: tuple[OutsideScore, ...]

    @property
    def refusal(self) -> str:
        """Why the change is refused and what to do first; empty when it is possible."""
        if not self.outside:
            return ""
        places: dict[str, list[str]] = {}
        for item in self.outside:
            scores = places.setdefault(f"{item.risk_id} auf {item.platform}", [])
            scores.append(f"{item.stored.value} {score_text(item.score)}")
        named = [f"{place}: {', '.join(scores)}" for place, scores in list(places.items())[:NAMED]]
        rest = len(places) - len(named)
        more = f" und {rest} weitere" if rest else ""
        return (
            f"„{self.new.title}“ hat nur {len(self.new.severity)} Stufen der Schwere und "
            f"{len(self.new.likelihood)} der Eintrittswahrscheinlichkeit. Bitte zuerst diese Bewertungen "
            f"ändern: {'; '.join(named)}{more}."
        )


def preview(
    assessment: Assessment, old: RiskProfile, new: RiskProfile, risk_ids: Iterable[str]
) -> ProfileChange:
    """Compare what two profiles make of the assessment's ratings; nothing is changed.

    Levels are compared by their ids: „Risiko“ and „mittleres Risiko“ are the same level by another name.

    Raises:
        RuleError: a score lies outside the old profile's scales already.
    """
    names = {use.id: use.name or use.id for use in assessment.platforms}
    outside = tuple(
        OutsideScore(
            platform=names.get(rating.platform_id, rating.platform_id),
            risk_id=rating.risk_id,
            stored=stored,
            score=score,
        )
        for rating in assessment.ratings
        for stored, score in _stored_scores(rating)
        if not new.covers(score)
    )
    changes = () if outside else tuple(_changes(assessment, old, new, tuple(risk_ids), names))
    return ProfileChange(old=old, new=new, changes=changes, outside=outside)


def with_profile(assessment: Assessment, change: ProfileChange) -> Assessment:
    """Return the assessment under the new profile; its scores stay untouched.

    Raises:
        RuleError: the new scales lack a score in use; the sentence names the ratings to change first.
    """
    if change.refusal:
        raise RuleError(change.refusal)
    return replace(assessment, profile_id=change.new.id)


def _stored_scores(rating: Rating) -> Iterator[tuple[Stored, Score]]:
    for stored, score in (
        (Stored.BASELINE, rating.baseline),
        (Stored.GROSS, rating.gross),
        (Stored.PLANNED_OVERRIDE, rating.planned_override),
        (Stored.PROVEN_OVERRIDE, rating.proven_override),
    ):
        if score is not None:
            yield stored, score
    for deviation in rating.deviations:
        if deviation.gross is not None:
            yield Stored.DEVIATION, deviation.gross


def _changes(
    assessment: Assessment,
    old: RiskProfile,
    new: RiskProfile,
    risk_ids: tuple[str, ...],
    names: Mapping[str, str],
) -> Iterator[LevelChange]:
    before, after = (results(assessment, profile, risk_ids) for profile in (old, new))
    channels = {channel.id: channel.name or channel.id for channel in assessment.channels}
    for was, becomes in zip(before, after, strict=True):
        place = {"platform": names[was.rating.platform_id], "risk_id": was.rating.risk_id}
        for layer in Layer:
            found = _moved(old, new, (level_in(was, layer), level_in(becomes, layer)))
            score = score_in(was, layer)
            if found is not None and score is not None:
                yield LevelChange(**place, layer=layer, score=score, old_index=found[0], new_index=found[1])
        for here, there in zip(was.channels, becomes.channels, strict=True):
            channel = channels.get(here.deviation.channel_id, here.deviation.channel_id)
            for layer, score, indices in (
                (Layer.GROSS, here.gross, (here.gross_level, there.gross_level)),
                (Layer.PLANNED, here.planned, (here.planned_level, there.planned_level)),
                (Layer.PROVEN, here.proven, (here.proven_level, there.proven_level)),
            ):
                found = _moved(old, new, indices)
                if found is not None and score is not None:
                    yield LevelChange(
                        **place,
                        layer=layer,
                        score=score,
                        old_index=found[0],
                        new_index=found[1],
                        channel=channel,
                    )


def _moved(
    old: RiskProfile, new: RiskProfile, indices: tuple[int | None, int | None]
) -> tuple[int, int] | None:
    """Return the old and the new index of a level where they are two levels, None where it stays."""
    before, after = indices
    if before is None or after is None or old.levels[before].id == new.levels[after].id:
        return None
    return before, after
