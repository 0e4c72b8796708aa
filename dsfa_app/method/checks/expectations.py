"""Checks that risks which follow from the facts are not left out (Art. 35(7)(c) GDPR).

Each expectation is one row: what speaks for a risk, and which risk of the catalogue must then be judged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dsfa_app.domain.vocabulary import Answer, StatisticsKind
from dsfa_app.method.findings import Finding, PlatformTraits, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.presence import PlatformUse
    from dsfa_app.method.findings import Check, Judged

_PAID_REACH = re.compile(r"werbe|anzeige|targeting|bezahlt|gesponsert|zielgruppenauswahl", re.IGNORECASE)
_DENIED = re.compile(r"^\s*(?:kein|ohne|nicht)", re.IGNORECASE)


def _has_statistics(_judged: Judged, use: PlatformUse, _traits: PlatformTraits) -> bool:
    return use.statistics in (StatisticsKind.AGGREGATED, StatisticsKind.PERSONAL)


def _buys_reach(_judged: Judged, use: PlatformUse, _traits: PlatformTraits) -> bool:
    return any(_PAID_REACH.search(text) and not _DENIED.search(text) for text in use.functions_used)


def _transfers(judged: Judged, use: PlatformUse, _traits: PlatformTraits) -> bool:
    return any(transfer.platform_id == use.id for transfer in judged.assessment.transfers)


class _Condition(Protocol):
    def __call__(self, judged: Judged, use: PlatformUse, traits: PlatformTraits, /) -> bool:
        """Tell whether use or facts speak for the risk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Expectation:
    check: str
    risk_id: str
    holds: _Condition
    because: str
    severity: Severity = Severity.WARNING
    norm: str = "Art. 35 Abs. 7 Buchst. c DSGVO"


EXPECTATIONS = (
    _Expectation(
        check="minors-without-rating",
        risk_id="R10",
        holds=lambda _judged, use, _traits: use.minors_addressed is Answer.YES,
        because="richtet sich an Minderjährige",
        severity=Severity.ERROR,
        norm="Erwägungsgründe 38 und 75 DSGVO",
    ),
    _Expectation(
        check="transfer-without-rating",
        risk_id="R05",
        holds=_transfers,
        because="übermittelt Daten in Drittländer",
    ),
    _Expectation(
        check="statistics-without-rating",
        risk_id="R23",
        holds=_has_statistics,
        because="zeigt der Stelle eine Statistik",
    ),
    _Expectation(
        check="paid-reach-without-rating",
        risk_id="R24",
        holds=_buys_reach,
        because="wird nach den genutzten Funktionen auch für bezahlte Reichweite genutzt",
    ),
    _Expectation(
        check="recommender-without-rating",
        risk_id="R25",
        holds=lambda _judged, _use, traits: traits.uses_recommender == Answer.YES,
        because="wählt nach dem Katalog aus, was Menschen sehen",
    ),
    _Expectation(
        check="recruiting-without-rating",
        risk_id="R28",
        holds=lambda _judged, _use, traits: traits.recruiting == Answer.YES,
        because="dient nach dem Katalog der Personalgewinnung",
    ),
    _Expectation(
        check="federation-without-rating",
        risk_id="R30",
        holds=lambda _judged, _use, traits: traits.federated == Answer.YES,
        because="gibt Beiträge nach dem Katalog an unabhängige Server weiter",
    ),
)


def expected_risks_are_rated(judged: Judged) -> Iterator[Finding]:
    """A risk that follows from use or facts cannot be called inapplicable."""
    for use in judged.assessment.platforms:
        name = judged.platform_name(use.id)
        traits = judged.traits.get(use.id, PlatformTraits(name=name))
        for expected in EXPECTATIONS:
            rating = judged.assessment.rating(use.id, expected.risk_id)
            if rating.applicable is Answer.NO and expected.holds(judged, use, traits):
                yield Finding(
                    check=expected.check,
                    severity=expected.severity,
                    sentence=f"{name} {expected.because}, das Risiko {judged.risk_title(expected.risk_id)} "
                    "ist aber als nicht zutreffend eingestuft.",
                    norm=expected.norm,
                    topic=Topic.RISKS,
                    path=("ratings", rating.id),
                )


def ruled_out_risks_are_not_rated(judged: Judged) -> Iterator[Finding]:
    """What cannot arise on a platform needs a reason to be rated there all the same."""
    for item in judged.results:
        traits = judged.traits.get(item.rating.platform_id)
        if traits and item.rating.risk_id in traits.excluded_risks and item.gross is not None:
            yield Finding(
                check="ruled-out-risk-rated",
                severity=Severity.NOTE,
                sentence=f"{judged.risk_title(item.rating.risk_id)} ist für {traits.name} bewertet, kann "
                "dort nach dem Katalog aber nicht auftreten.",
                norm="Art. 35 Abs. 7 Buchst. c DSGVO",
                topic=Topic.RISKS,
                path=("ratings", item.rating.id),
            )


CHECKS: tuple[Check, ...] = (expected_risks_are_rated, ruled_out_risks_are_not_rated)
