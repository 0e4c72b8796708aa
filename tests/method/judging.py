"""What the tests of the method share: the matrix of short paper 18, small rules, one judged assessment.

The matrix is written down here once more, so that a slip in the catalogue cannot confirm itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from factories import minimal_assessment, platform_use

from dsfa_app.domain.measure import Measure
from dsfa_app.domain.rating import Rating, Score
from dsfa_app.domain.threshold import ThresholdAnswer
from dsfa_app.domain.vocabulary import Answer, MeasureState
from dsfa_app.method.findings import CatalogueList, CitedSource, Judged, PlatformTraits
from dsfa_app.method.profile import RiskLevel, RiskProfile, ScaleStep
from dsfa_app.method.residual import overall, results
from dsfa_app.method.threshold import RuleGroup, evaluate

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.method.catalogue_changes import CatalogueChange

TODAY = date(2026, 11, 21)

_STEPS = tuple(
    ScaleStep(step=number, label=label, anchor="")
    for number, label in enumerate(("geringfügig", "überschaubar", "substanziell", "groß"), start=1)
)


def _level(label: str) -> RiskLevel:
    return RiskLevel(
        id=label, label=label, short_label=label, background="#FFFFFF", foreground="#000000", pattern="solid"
    )


KP18 = RiskProfile(
    id="kp18",
    version="1.0.0",
    title="Kurzpapier 18",
    source="KP18",
    severity=_STEPS,
    likelihood=_STEPS,
    levels=(_level("gering"), _level("Risiko"), _level("hoch")),
    cells=((0, 0, 1, 1), (1, 1, 1, 1), (1, 1, 2, 2), (1, 2, 2, 2)),
)


@dataclass(frozen=True)
class Rule:
    """A rule of the threshold analysis as the catalogue gives it."""

    id: str
    group: str
    needs_more: bool = False
    title: str = ""
    implies: tuple[str, ...] = ()


RULES = {
    rule.id: rule
    for rule in (
        Rule("case", RuleGroup.STATUTORY_CASE, title="Fall", implies=("c3",)),
        Rule("biometry", RuleGroup.AUTHORITY_LIST, needs_more=True),
        Rule("profiles", RuleGroup.AUTHORITY_LIST),
        Rule("c1", RuleGroup.CRITERION),
        Rule("c2", RuleGroup.CRITERION),
        Rule("c3", RuleGroup.CRITERION, title="Kriterium"),
        Rule("view", RuleGroup.OPEN_VIEW),
        Rule("negative", RuleGroup.NEGATIVE_LIST),
        Rule("exempt", RuleGroup.EXEMPTION),
        Rule("house", RuleGroup.HOUSE_RULE),
    )
}


KNOWN_IDS = {
    CatalogueList.RULES: RULES.keys() | {"wp248-c7"},
    CatalogueList.SYSTEMS: {"crm"},
    CatalogueList.MEASURES: {"M01"},
    CatalogueList.TRIGGERS: {"yearly"},
}


def answers(
    body: dict[str, Answer] | None = None,
    operator: dict[str, Answer] | None = None,
    *,
    otherwise: Answer = Answer.NO,
) -> tuple[ThresholdAnswer, ...]:
    """Return an answer to every rule, „no“ where nothing else is said."""
    return tuple(
        ThresholdAnswer(
            id=rule_id,
            at_controller=(body or {}).get(rule_id, otherwise),
            at_operator=(operator or {}).get(rule_id, otherwise),
        )
        for rule_id in RULES
    )


def rating(gross: Score, **values: Any) -> Rating:
    """Return the rating of R01 on platform a as applicable and with this score."""
    return Rating(id="a.R01", platform_id="a", risk_id="R01", applicable=Answer.YES, gross=gross, **values)


def serving(**values: Any) -> Measure:
    """Return a planned measure against R01."""
    return Measure(**{"id": "m", "state": MeasureState.PLANNED, "risk_ids": ("R01",), **values})


def two_platforms(**values: Any) -> Assessment:
    """Return an assessment of the platforms a and b in which nothing is said but these values."""
    base = minimal_assessment().with_platform(platform_use("a")).with_platform(platform_use("b"))
    return replace(base, **values)


def judged(
    assessment: Assessment,
    *,
    traits: dict[str, PlatformTraits] | None = None,
    risk_ids: tuple[str, ...] = ("R01", "R10"),
    sources: dict[str, CitedSource] | None = None,
    catalogue_changes: tuple[CatalogueChange, ...] = (),
    stale: frozenset[str] = frozenset(),
    frozen_versions: frozenset[str] | None = None,
    signed_by: frozenset[str] | None = None,
) -> Judged:
    """Return the assessment with everything computed from it, judged ``TODAY``."""
    outcome = results(assessment, KP18, risk_ids)
    return Judged(
        assessment=assessment,
        profile=KP18,
        results=outcome,
        overall=overall(outcome),
        threshold=evaluate(assessment, RULES),
        today=TODAY,
        traits=traits or {},
        risk_titles={"R01": "Profilbildung"},
        platform_side_risks=frozenset({"R01"}),
        sources=sources or {},
        catalogue_changes=catalogue_changes,
        known_ids=KNOWN_IDS,
        stale_approvals=stale,
        frozen_versions=frozen_versions,
        signed_by=signed_by,
    )
