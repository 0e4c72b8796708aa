"""Checks on the ratings and on the residual risk (Art. 35(7)(c), 36(1) GDPR)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import Answer
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.rating import Rating
    from dsfa_app.method.findings import Check, Judged


def _what(judged: Judged, rating: Rating) -> str:
    return f"{judged.risk_title(rating.risk_id)} auf {judged.platform_name(rating.platform_id)}"


def every_risk_is_judged(judged: Judged) -> Iterator[Finding]:
    """A risk nobody has judged is open, not small; one finding per platform."""
    open_risks: dict[str, list[Rating]] = {}
    for item in judged.results:
        if item.is_open:
            open_risks.setdefault(item.rating.platform_id, []).append(item.rating)
    for platform_id, ratings in open_risks.items():
        name = judged.platform_name(platform_id)
        yield Finding(
            check="risks-open",
            severity=Severity.ERROR,
            sentence=f"Auf {name} sind {len(ratings)} Risiken noch nicht bewertet."
            if len(ratings) > 1
            else f"Auf {name} ist ein Risiko noch nicht bewertet.",
            norm="Art. 35 Abs. 7 Buchst. c DSGVO",
            topic=Topic.RISKS,
            path=("ratings", ratings[0].id),
            gap=True,
        )


def ratings_have_a_reason(judged: Judged) -> Iterator[Finding]:
    """Rated or not applicable: both need a reason."""
    for item in judged.results:
        rating = item.rating
        if item.is_open or rating.reason.strip():
            continue
        how = "als nicht zutreffend eingestuft" if rating.applicable is Answer.NO else "bewertet"
        yield Finding(
            check="rating-without-reason",
            severity=Severity.ERROR,
            sentence=f"{_what(judged, rating)} ist {how}, aber nicht begründet.",
            norm="Art. 5 Abs. 2 DSGVO",
            topic=Topic.RISKS,
            path=("ratings", rating.id, "reason"),
            gap=True,
        )


def overrides_have_a_reason(judged: Judged) -> Iterator[Finding]:
    """A typed residual risk that replaces the computed one says why."""
    for item in judged.results:
        if item.is_overridden and not item.rating.override_reason.strip():
            yield Finding(
                check="override-without-reason",
                severity=Severity.ERROR,
                sentence=f"Das Restrisiko {_what(judged, item.rating)} weicht vom berechneten ab, "
                "die Begründung fehlt.",
                norm="Art. 5 Abs. 2 DSGVO",
                topic=Topic.RESIDUAL,
                path=("ratings", item.rating.id, "override_reason"),
                gap=True,
            )


def residual_above_gross(judged: Judged) -> Iterator[Finding]:
    """An overridden residual risk cannot lie above the risk before measures."""
    for item in judged.results:
        levels = [level for level in (item.planned_level, item.proven_level) if level is not None]
        if item.gross_level is not None and levels and max(levels) > item.gross_level:
            yield Finding(
                check="residual-above-gross",
                severity=Severity.WARNING,
                sentence=f"Das Restrisiko {_what(judged, item.rating)} ist höher eingestuft "
                "als vor den Maßnahmen.",
                norm="Art. 35 Abs. 7 Buchst. d DSGVO",
                topic=Topic.RESIDUAL,
                path=("ratings", item.rating.id, "override_reason"),
            )


def high_residual_risk_is_consulted(judged: Judged) -> Iterator[Finding]:
    """A high residual risk calls for prior consultation; preliminary until the final decision."""
    high = [item.rating for item in judged.results if item.planned_level == judged.profile.highest]
    if high and judged.assessment.consultation.requested_on is None:
        first = _what(judged, high[0])
        remaining = (
            f"bleiben {len(high)} hohe Restrisiken (zuerst {first})"
            if len(high) > 1
            else f"bleibt ein hohes Restrisiko ({first})"
        )
        yield Finding(
            check="high-residual-without-consultation",
            severity=Severity.WARNING,
            sentence=f"Nach den geplanten Maßnahmen {remaining}: Die vorherige Konsultation der "
            "Aufsichtsbehörde ist zu prüfen (vorläufig bis zur Entscheidung).",
            norm="Art. 36 Abs. 1 DSGVO",
            topic=Topic.RESIDUAL,
            path=("consultation", "requested_on"),
        )


def high_baseline_is_weighed(judged: Judged) -> Iterator[Finding]:
    """What the body cannot lower needs an argued balance per platform."""
    highest = judged.profile.highest
    high = {item.rating.platform_id for item in judged.results if item.baseline_level == highest}
    for use in judged.assessment.platforms:
        if use.id in high and not use.balancing.strip():
            yield Finding(
                check="balancing-missing",
                severity=Severity.ERROR,
                sentence=f"{judged.platform_name(use.id)} trägt ein hohes Grundrisiko, "
                "das eigene Maßnahmen nicht senken; die Abwägung dazu fehlt.",
                norm="Art. 35 Abs. 7 Buchst. b und d DSGVO",
                topic=Topic.RESIDUAL,
                path=("platforms", use.id, "balancing"),
                gap=True,
            )


CHECKS: tuple[Check, ...] = (
    every_risk_is_judged,
    ratings_have_a_reason,
    overrides_have_a_reason,
    residual_above_gross,
    high_residual_risk_is_consulted,
    high_baseline_is_weighed,
)
