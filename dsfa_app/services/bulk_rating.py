"""What a bulk rating is made of, and what its preview says, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from dsfa_app.domain.rating import Score
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.method.bulk_rating import (
    BulkChange,
    Reach,
    cells,
    copied_ratings,
    is_unrated,
    planned_changes,
    same_rating,
)
from dsfa_app.method.marks import NOT_APPLICABLE, OPEN, level_mark
from dsfa_app.services.rating_proposals import proposed_ratings

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.rating import Rating
    from dsfa_app.services.judgement import AssessmentView


class Origin(Enum):
    """Where the ratings come from; the value is what people read."""

    SAME = "dieselbe Bewertung für alle"
    COPY = "von einer Plattform übernehmen"
    PROPOSALS = "Vorschläge des Katalogs"


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkWish:
    """What the user chose; ``source_id`` is the platform to copy from."""

    origin: Origin
    risk_ids: tuple[str, ...]
    platform_ids: tuple[str, ...]
    reach: Reach = Reach.OPEN
    source_id: str = ""
    applicable: Answer = Answer.YES
    gross: Score | None = None
    reason: str = ""


class BulkRow(NamedTuple):
    """One line of the preview, in words; ``layer`` is the part of the rating it speaks of."""

    platform: str
    risk: str
    layer: str
    old: str
    new: str
    overwrites: bool


def changes_of(wish: BulkWish, judged: AssessmentView, assessment: Assessment) -> tuple[BulkChange, ...]:
    """Return what would become of the assessment's ratings.

    Raises:
        RuleError: something is missing in what is wished; the sentence says what.
        NotFoundError: the platform to copy from is gone.
    """
    chosen = tuple(cells(assessment, wish.platform_ids, wish.risk_ids))
    match wish.origin:
        case Origin.SAME:
            wished = same_rating(chosen, applicable=wish.applicable, gross=wish.gross, reason=wish.reason)
        case Origin.COPY:
            wished = copied_ratings(assessment, wish.source_id, chosen)
        case Origin.PROPOSALS:
            wished = proposed_ratings(chosen, judged.risks, judged.profile)
    return planned_changes(assessment, wished, wish.reach)


def rows_of(changes: tuple[BulkChange, ...], judged: AssessmentView) -> list[BulkRow]:
    """Return the preview of these changes: a line for each rating, one more where its baseline changes."""
    names = {use.id: use.name or use.id for use in judged.assessment.platforms}
    rows = []
    for change in changes:
        old, new = change.old, change.new
        where = (names[new.platform_id], f"{new.risk_id} {judged.risks[new.risk_id].title}")
        words = (_gross(old, judged), _gross(new, judged))
        rows.append(BulkRow(*where, "Zusatzrisiko", *words, overwrites=change.overwrites))
        if old.baseline != new.baseline:
            levels = (_level(old.baseline, judged), _level(new.baseline, judged))
            rows.append(BulkRow(*where, "Grundrisiko", *levels, overwrites=old.baseline is not None))
    return rows


def _gross(rating: Rating, judged: AssessmentView) -> str:
    if rating.applicable is Answer.NO:
        return NOT_APPLICABLE.label
    return OPEN.label if is_unrated(rating) else _level(rating.gross, judged)


def _level(score: Score | None, judged: AssessmentView) -> str:
    if score is None:
        return OPEN.label
    return level_mark(judged.profile, judged.profile.level_index(score), score).text
