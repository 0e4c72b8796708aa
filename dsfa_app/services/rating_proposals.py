"""Ratings the catalogue proposes, marked as proposals until somebody has looked at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.rating import Rating, Score, rating_id
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.method.bulk_rating import PROPOSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dsfa_app.catalogue.model import Risk
    from dsfa_app.method.profile import RiskProfile

_BASELINE = f"{PROPOSED}."
_GROSS = f"{PROPOSED}."
_SHARED = (
    f"{PROPOSED}: Der Wert gilt dem Risiko insgesamt; was der eigene Auftritt davon auslöst, ist zu prüfen."
)


def proposed_ratings(
    chosen: Iterable[tuple[str, str]], risks: Mapping[str, Risk], profile: RiskProfile
) -> tuple[Rating, ...]:
    """Return what the catalogue proposes for these cells (platform and risk); nothing where it is silent.

    Where a risk cannot arise on a platform it proposes „does not apply“ with the reason. A score the profile
    in force does not have is no proposal.
    """
    found = []
    for platform_id, risk_id in chosen:
        rating = _proposed(platform_id, risks[risk_id], profile)
        if rating is not None:
            found.append(rating)
    return tuple(found)


def _proposed(platform_id: str, risk: Risk, profile: RiskProfile) -> Rating | None:
    key = rating_id(platform_id, risk.id)
    excluded = risk.exclusion_reason(platform_id)
    if excluded:
        return Rating(id=key, platform_id=platform_id, risk_id=risk.id, applicable=Answer.NO, reason=excluded)
    proposed = risk.rating_for(platform_id)
    if proposed is None:
        return None
    score = Score(severity=proposed.severity, likelihood=proposed.likelihood)
    if not profile.covers(score):
        return None
    return Rating(
        id=key,
        platform_id=platform_id,
        risk_id=risk.id,
        applicable=Answer.YES,
        gross=score,
        reason=_SHARED if risk.platform_side else _GROSS,
        baseline=score if risk.platform_side else None,
        baseline_reason=_BASELINE if risk.platform_side else "",
    )
