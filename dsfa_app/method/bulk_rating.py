"""Rating many risks on many platforms at once: what would change, said before anything does.

A reason that was written elsewhere never passes for one of this platform: it carries a mark until somebody
has looked at it, and a check counts the marks that are left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from dsfa_app.domain.rating import Rating, Score, rating_id
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from dsfa_app.domain.assessment import Assessment

TAKEN_OVER = "Übernommen von"
PROPOSED = "Vorschlag des Katalogs, noch zu prüfen"
_MARKS = (TAKEN_OVER, PROPOSED)


def is_taken_over(reason: str) -> bool:
    """Tell whether a line of a reason still carries the mark that it was taken over."""
    return any(line.lstrip().startswith(_MARKS) for line in reason.splitlines())


def taken_over(reason: str, origin: str) -> str:
    """Return a reason with the mark of where it comes from, in place of an older mark."""
    words = reason.strip()
    if words.startswith(TAKEN_OVER) and ": " in words:
        words = words.partition(": ")[2]
    return f"{TAKEN_OVER} {origin}: {words}" if words else f"{TAKEN_OVER} {origin}."


class Reach(Enum):
    """Which ratings a bulk rating may touch; the value is what people read."""

    OPEN = "nur offene"
    ALL = "auch bewertete überschreiben"


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkChange:
    """One rating as it is and as it would be."""

    old: Rating
    new: Rating

    @property
    def overwrites(self) -> bool:
        """Tell whether something somebody has said would be replaced."""
        kept = self.old.reason.strip() in self.new.reason and self.old.baseline in (None, self.new.baseline)
        return not is_unrated(self.old) or not kept


def is_unrated(rating: Rating) -> bool:
    """Tell whether nobody has judged the risk for the platform as a whole."""
    return rating.applicable is Answer.UNKNOWN or (rating.applicable is Answer.YES and rating.gross is None)


def cells(
    assessment: Assessment, platform_ids: Collection[str], risk_ids: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield platform and risk of every chosen cell, but for own risks limited to other platforms."""
    own = {item.id: item for item in assessment.own_risks}
    wanted = tuple(risk_ids)
    for use in assessment.platforms:
        if use.id not in platform_ids:
            continue
        for risk_id in wanted:
            if risk_id not in own or own[risk_id].concerns(use.id):
                yield use.id, risk_id


def same_rating(
    chosen: Iterable[tuple[str, str]],
    *,
    applicable: Answer,
    gross: Score | None,
    reason: str,
) -> tuple[Rating, ...]:
    """Return the same answer for all chosen cells, its reason marked where it serves several platforms.

    Raises:
        RuleError: the answer says nothing, contradicts itself or has no reason.
    """
    if applicable is Answer.UNKNOWN or (applicable is Answer.YES and gross is None):
        raise RuleError("Bitte eine Stufe wählen oder angeben, dass das Risiko nicht zutrifft.")
    if not reason.strip():
        raise RuleError("Die gemeinsame Bewertung braucht eine Begründung.")
    places = tuple(chosen)
    shared = len({platform_id for platform_id, _ in places}) > 1
    words = taken_over(reason, "der gemeinsamen Bewertung") if shared else reason.strip()
    return tuple(
        Rating(
            id=rating_id(platform_id, risk_id),
            platform_id=platform_id,
            risk_id=risk_id,
            applicable=applicable,
            gross=gross if applicable is Answer.YES else None,
            reason=words,
        )
        for platform_id, risk_id in places
    )


def copied_ratings(
    assessment: Assessment, source_id: str, chosen: Iterable[tuple[str, str]]
) -> tuple[Rating, ...]:
    """Return what is rated on one platform for other ones, its reasons marked; open ratings copy nothing.

    Sources stay behind: they are facts about the platform they come from.

    Raises:
        NotFoundError: the assessment does not cover the platform to copy from.
    """
    use = assessment.platform(source_id)
    origin = use.name or use.id
    known = {rating.id: rating for rating in assessment.ratings}
    copies = []
    for platform_id, risk_id in chosen:
        source = known.get(rating_id(source_id, risk_id))
        if platform_id == source_id or source is None or is_unrated(source):
            continue
        copies.append(
            Rating(
                id=rating_id(platform_id, risk_id),
                platform_id=platform_id,
                risk_id=risk_id,
                applicable=source.applicable,
                baseline=source.baseline,
                baseline_reason=taken_over(source.baseline_reason, origin) if source.baseline else "",
                gross=source.gross,
                reason=taken_over(source.reason, origin),
            )
        )
    return tuple(copies)


def planned_changes(assessment: Assessment, wished: Iterable[Rating], reach: Reach) -> tuple[BulkChange, ...]:
    """Return what would become of the ratings; nothing is changed.

    What stands beside a rating stays: deviations, acceptance, sources, and under ``Reach.OPEN`` every text
    and baseline somebody has written.
    """
    known = {rating.id: rating for rating in assessment.ratings}
    changes = []
    for wish in wished:
        old = known.get(wish.id) or Rating(id=wish.id, platform_id=wish.platform_id, risk_id=wish.risk_id)
        if reach is Reach.ALL:
            change = BulkChange(old=old, new=_replaced(old, wish))
        elif is_unrated(old):
            change = BulkChange(old=old, new=_filled(old, wish))
        else:
            continue
        if change.new != change.old:
            changes.append(change)
    return tuple(changes)


def with_changes(assessment: Assessment, changes: Iterable[BulkChange]) -> Assessment:
    """Return the assessment with all these changes.

    Raises:
        RuleError: a rating would contradict itself.
    """
    new = {change.new.id: change.new for change in changes}
    for rating in new.values():
        assessment.checked(rating)
    kept = tuple(new.pop(rating.id, rating) for rating in assessment.ratings)
    return replace(assessment, ratings=(*kept, *new.values()))


def _filled(old: Rating, wish: Rating) -> Rating:
    applies = wish.applicable is Answer.YES
    return replace(
        old,
        applicable=wish.applicable,
        gross=wish.gross,
        reason=_joined(old.reason, wish.reason),
        baseline=(old.baseline or wish.baseline) if applies else None,
        baseline_reason=old.baseline_reason
        if old.baseline is not None
        else _joined(old.baseline_reason, wish.baseline_reason),
        planned_override=old.planned_override if applies else None,
        proven_override=old.proven_override if applies else None,
    )


def _replaced(old: Rating, wish: Rating) -> Rating:
    applies = wish.applicable is Answer.YES
    new_baseline = applies and wish.baseline is not None
    return replace(
        old,
        applicable=wish.applicable,
        gross=wish.gross,
        reason=wish.reason,
        baseline=wish.baseline if new_baseline else old.baseline if applies else None,
        baseline_reason=wish.baseline_reason if new_baseline else old.baseline_reason,
        planned_override=old.planned_override if applies else None,
        proven_override=old.proven_override if applies else None,
    )


def _joined(old: str, new: str) -> str:
    return "\n".join(text for text in (old.strip(), new.strip()) if text)
