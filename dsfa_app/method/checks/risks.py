"""Checks on the ratings and on the residual risk (Art. 35(7)(c), 36(1) GDPR)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import Answer, MeasureState
from dsfa_app.method.checks.wording import counted
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.rating import Rating, Score
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


def the_residual_risk_is_known(judged: Judged) -> Iterator[Finding]:
    """While risks are open the highest residual level is a lower bound only; no platform, no risk."""
    count = judged.overall.open_count
    if count or not judged.results:
        yield Finding(
            check="residual-open",
            severity=Severity.WARNING,
            sentence="Das Restrisiko steht erst fest, wenn alle Risiken bewertet sind"
            + (f" (noch {count} offen)." if count else "."),
            norm="Art. 35 Abs. 7 Buchst. d DSGVO",
            topic=Topic.RESIDUAL,
            path=("ratings",),
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


def _is_above(score: Score | None, other: Score | None) -> bool:
    if score is None or other is None:
        return False
    return score.severity > other.severity or score.likelihood > other.likelihood


def residual_above_gross(judged: Judged) -> Iterator[Finding]:
    """An overridden residual risk cannot lie above the risk before measures, on neither axis."""
    for item in judged.results:
        typed = (item.rating.planned_override, item.rating.proven_override)
        if any(_is_above(score, item.gross) for score in typed):
            yield Finding(
                check="residual-above-gross",
                severity=Severity.WARNING,
                sentence=f"Das Restrisiko {_what(judged, item.rating)} ist in Schwere oder "
                "Eintrittswahrscheinlichkeit höher eingestuft als vor den Maßnahmen.",
                norm="Art. 35 Abs. 7 Buchst. d DSGVO",
                topic=Topic.RESIDUAL,
                path=("ratings", item.rating.id, "override_reason"),
            )


def lowering_has_a_measure(judged: Judged) -> Iterator[Finding]:
    """What is set below the gross risk by hand rests on a measure, the proven one on a proven measure."""
    for item in judged.results:
        proven = tuple(measure for measure in item.measures if measure.state is MeasureState.PROVEN)
        for score, measures, kind in (
            (item.rating.planned_override, item.measures, "geplante"),
            (item.rating.proven_override, proven, "nachgewiesene"),
        ):
            if not measures and item.gross_level is not None and _is_above(item.gross, score):
                yield Finding(
                    check="lowered-without-measure",
                    severity=Severity.WARNING,
                    sentence=f"Das {kind} Restrisiko {_what(judged, item.rating)} ist von Hand gesenkt, "
                    f"obwohl ihm keine {kind} Maßnahme zugeordnet ist.",
                    norm="Art. 35 Abs. 7 Buchst. d DSGVO",
                    topic=Topic.RESIDUAL,
                    path=("ratings", item.rating.id, "override_reason"),
                )


def high_risks_have_a_measure(judged: Judged) -> Iterator[Finding]:
    """A high risk is met by something, or it is not decided yet."""
    bare = [
        item.rating
        for item in judged.results
        if judged.profile.is_high(item.highest_gross_level) and not item.measures
    ]
    if bare:
        what = counted(len(bare), "Ein hohes Risiko hat", "hohe Risiken haben")
        first = "" if len(bare) == 1 else "zuerst: "
        yield Finding(
            check="high-risk-without-measure",
            severity=Severity.WARNING,
            sentence=f"{what} keine geplante oder umgesetzte Maßnahme ({first}{_what(judged, bare[0])}).",
            norm="Art. 35 Abs. 7 Buchst. d DSGVO",
            topic=Topic.RISKS,
            path=("ratings", bare[0].id),
            gap=True,
        )


def baselines_are_rated(judged: Judged) -> Iterator[Finding]:
    """A risk on the platform's side has an argued baseline; one finding per platform for those without."""
    missing: dict[str, list[Rating]] = {}
    for item in judged.results:
        rating = item.rating
        if rating.baseline is not None and not rating.baseline_reason.strip():
            yield Finding(
                check="baseline-without-reason",
                severity=Severity.ERROR,
                sentence=f"Das Grundrisiko {_what(judged, rating)} ist bewertet, aber nicht begründet.",
                norm="Art. 5 Abs. 2 DSGVO",
                topic=Topic.RISKS,
                path=("ratings", rating.id, "baseline_reason"),
                gap=True,
            )
        if item.gross and rating.baseline is None and rating.risk_id in judged.platform_side_risks:
            missing.setdefault(rating.platform_id, []).append(rating)
    for platform_id, ratings in missing.items():
        name = judged.platform_name(platform_id)
        yield Finding(
            check="baseline-missing",
            severity=Severity.WARNING,
            sentence=f"Auf {name} fehlt bei {len(ratings)} Risiken, die vom Betreiber ausgehen, das "
            "Grundrisiko."
            if len(ratings) > 1
            else f"Auf {name} fehlt bei einem Risiko, das vom Betreiber ausgeht, das Grundrisiko.",
            norm="Art. 35 Abs. 7 Buchst. c DSGVO",
            topic=Topic.RISKS,
            path=("ratings", ratings[0].id, "baseline"),
            gap=True,
        )


def every_rating_counts(judged: Judged) -> Iterator[Finding]:
    """A rating of a risk that is gone is kept, but not part of any result."""
    counting = {item.rating.id for item in judged.results}
    left_out = [
        rating
        for rating in judged.assessment.ratings
        if rating.id not in counting and rating.applicable is Answer.YES
    ]
    if left_out:
        what = counted(len(left_out), "Eine Bewertung zählt", "Bewertungen zählen")
        first = "" if len(left_out) == 1 else "zuerst: "
        yield Finding(
            check="rating-of-unknown-risk",
            severity=Severity.WARNING,
            sentence=f"{what} nicht mit, weil es das Risiko nicht mehr gibt "
            f"({first}{_what(judged, left_out[0])}).",
            norm="Art. 35 Abs. 7 Buchst. c DSGVO",
            topic=Topic.RISKS,
            path=("ratings", left_out[0].id),
        )


def high_residual_risk_is_consulted(judged: Judged) -> Iterator[Finding]:
    """A high residual risk calls for prior consultation; preliminary until the final decision."""
    high = [item.rating for item in judged.results if judged.profile.is_high(item.highest_planned_level)]
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
    is_high = judged.profile.is_high
    high = {item.rating.platform_id for item in judged.results if is_high(item.baseline_level)}
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
    the_residual_risk_is_known,
    ratings_have_a_reason,
    overrides_have_a_reason,
    residual_above_gross,
    high_residual_risk_is_consulted,
    high_baseline_is_weighed,
    lowering_has_a_measure,
    high_risks_have_a_measure,
    baselines_are_rated,
    every_rating_counts,
)
