"""Checks on the ratings and on the residual risk (Art. 35(7)(c), 36(1) GDPR)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import Answer
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.method.findings import Check, Judged


def every_risk_is_judged(judged: Judged) -> Iterator[Finding]:
    """A risk nobody has judged is open, not small; one finding per platform."""
    open_risks = Counter(item.rating.platform_id for item in judged.results if item.is_open)
    for platform_id, count in open_risks.items():
        first = next(
            item.rating for item in judged.results if item.is_open and item.rating.platform_id == platform_id
        )
        yield Finding(
            check="risks-open",
            severity=Severity.ERROR,
            sentence=f"Auf {judged.platform_name(platform_id)} sind {count} Risiken noch nicht bewertet."
            if count > 1
            else f"Auf {judged.platform_name(platform_id)} ist ein Risiko noch nicht bewertet.",
            norm="Art. 35 Abs. 7 Buchst. c DSGVO",
            topic=Topic.RISKS,
            path=("ratings", first.id),
            gap=True,
        )


def ratings_have_a_reason(judged: Judged) -> Iterator[Finding]:
    """Rated or not applicable: both need a reason."""
    for item in judged.results:
        rating = item.rating
        if rating.applicable is Answer.UNKNOWN or rating.reason.strip():
            continue
        what = "als nicht zutreffend eingestuft" if rating.applicable is Answer.NO else "bewertet"
        yield Finding(
            check="rating-without-reason",
            severity=Severity.ERROR,
            sentence=f"{judged.risk_title(rating.risk_id)} ist auf {judged.platform_name(rating.platform_id)} "
            f"{what}, aber nicht begründet.",
            norm="Art. 5 Abs. 2 DSGVO",
            topic=Topic.RISKS,
            path=("ratings", rating.id, "reason"),
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
                sentence=f"Das Restrisiko {judged.risk_title(item.rating.risk_id)} auf "
                f"{judged.platform_name(item.rating.platform_id)} ist höher eingestuft als vor den Maßnahmen.",
                norm="Art. 35 Abs. 7 Buchst. d DSGVO",
                topic=Topic.RESIDUAL,
                path=("ratings", item.rating.id, "override_reason"),
            )


def high_residual_risk_is_consulted(judged: Judged) -> Iterator[Finding]:
    """A high residual risk calls for prior consultation; preliminary until the final decision."""
    highest = judged.profile.highest
    consulted = judged.assessment.consultation.requested_on is not None
    high = [item for item in judged.results if item.planned_level == highest]
    if high and not consulted:
        first = high[0].rating
        yield Finding(
            check="high-residual-without-consultation",
            severity=Severity.WARNING,
            sentence=f"Nach den geplanten Maßnahmen bleiben {len(high)} hohe Restrisiken (zuerst "
            f"{judged.risk_title(first.risk_id)} auf {judged.platform_name(first.platform_id)}): "
            "Die vorherige Konsultation der Aufsichtsbehörde ist zu prüfen (vorläufig bis zur Entscheidung)."
            if len(high) > 1
            else f"Nach den geplanten Maßnahmen bleibt ein hohes Restrisiko ({judged.risk_title(first.risk_id)} "
            f"auf {judged.platform_name(first.platform_id)}): Die vorherige Konsultation der Aufsichtsbehörde "
            "ist zu prüfen (vorläufig bis zur Entscheidung).",
            norm="Art. 36 Abs. 1 DSGVO",
            topic=Topic.RESIDUAL,
            path=("consultation", "requested_on"),
        )


def high_baseline_is_weighed(judged: Judged) -> Iterator[Finding]:
    """What the body cannot lower needs an argued balance per platform."""
    highest = judged.profile.highest
    for use in judged.assessment.platforms:
        high = any(
            item.baseline_level == highest and item.rating.platform_id == use.id for item in judged.results
        )
        if high and not use.balancing.strip():
            yield Finding(
                check="balancing-missing",
                severity=Severity.ERROR,
                sentence=f"{judged.platform_name(use.id)} trägt ein hohes Grundrisiko, das eigene Maßnahmen nicht "
                "senken; die Abwägung dazu fehlt.",
                norm="Art. 35 Abs. 7 Buchst. b und d DSGVO",
                topic=Topic.RESIDUAL,
                path=("platforms", use.id, "balancing"),
                gap=True,
            )


CHECKS: tuple[Check, ...] = (
    every_risk_is_judged,
    ratings_have_a_reason,
    residual_above_gross,
    high_residual_risk_is_consulted,
    high_baseline_is_weighed,
)
