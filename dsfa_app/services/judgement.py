"""Everything that is computed from an assessment, in one value that the window and the documents share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dsfa_app.catalogue import Catalogue
from dsfa_app.domain.assessment import Assessment
from dsfa_app.errors import CatalogueError
from dsfa_app.method.checks import find
from dsfa_app.method.findings import (
    Finding,
    Judged,
    PageStatus,
    PlatformTraits,
    Severity,
    Topic,
    completeness,
)
from dsfa_app.method.profile import RiskProfile
from dsfa_app.method.residual import Overall, RiskResult, overall, results
from dsfa_app.method.threshold import ThresholdResult, evaluate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsfa_app.method.profile import RiskLevel


@dataclass(frozen=True, kw_only=True)
class AssessmentView:
    """An assessment, judged."""

    assessment: Assessment
    catalogue: Catalogue
    profile: RiskProfile
    results: tuple[RiskResult, ...]
    overall: Overall
    threshold: ThresholdResult
    findings: tuple[Finding, ...]

    @cached_property
    def _by_id(self) -> Mapping[str, RiskResult]:
        return {item.rating.id: item for item in self.results}

    def result(self, platform_id: str, risk_id: str) -> RiskResult:
        """Return the result for one risk on one platform.

        Raises:
            KeyError: the assessment does not cover the platform or the catalogue does not know the risk.
        """
        return self._by_id[f"{platform_id}.{risk_id}"]

    def level(self, index: int | None) -> RiskLevel | None:
        """Return the level behind an index of the results, None for an open one."""
        return None if index is None else self.profile.levels[index]

    @cached_property
    def completeness(self) -> Mapping[Topic, PageStatus]:
        """The mark of every page."""
        return completeness(self.findings)

    @cached_property
    def errors(self) -> int:
        """Number of findings that block a release."""
        return sum(item.severity is Severity.ERROR for item in self.findings)


class Judgement:
    """Judges assessments with the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @property
    def catalogue(self) -> Catalogue:
        """The reference data in use."""
        return self._catalogue

    def profile(self, assessment: Assessment) -> RiskProfile:
        """Return the risk profile of an assessment.

        Raises:
            CatalogueError: the catalogue does not hold it.
        """
        try:
            return self._catalogue.profiles[assessment.profile_id]
        except KeyError:
            raise CatalogueError(
                f"Das Risikoprofil „{assessment.profile_id}“ ist im Katalog nicht enthalten. "
                "Bitte die Katalogdateien vervollständigen."
            ) from None

    def _traits(self, assessment: Assessment) -> dict[str, PlatformTraits]:
        traits = {}
        for use in assessment.platforms:
            platform = self._catalogue.platforms.get(use.id)
            if platform is not None:
                fact = platform.statistics_fact
                traits[use.id] = PlatformTraits(
                    name=use.name or platform.name,
                    statistics_personal=platform.statistics_personal,
                    statistics_source=f"{fact.text}; Stand {fact.as_of}" if fact else "",
                )
        return traits

    def results(self, assessment: Assessment) -> tuple[RiskResult, ...]:
        """Judge every risk of the catalogue on every platform of the assessment."""
        return results(assessment, self.profile(assessment), self._catalogue.risks)

    def view(self, assessment: Assessment) -> AssessmentView:
        """Compute everything.

        Raises:
            CatalogueError: the assessment's profile is missing.
            RuleError: a score lies outside the profile's scales.
        """
        profile = self.profile(assessment)
        judged = self.results(assessment)
        threshold = evaluate(assessment, self._catalogue.threshold_rules)
        highest = overall(judged)
        found = find(
            Judged(
                assessment=assessment,
                profile=profile,
                results=judged,
                overall=highest,
                threshold=threshold,
                traits=self._traits(assessment),
                risk_titles={risk.id: risk.title for risk in self._catalogue.risks.values()},
            )
        )
        return AssessmentView(
            assessment=assessment,
            catalogue=self._catalogue,
            profile=profile,
            results=judged,
            overall=highest,
            threshold=threshold,
            findings=found,
        )
