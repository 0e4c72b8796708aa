"""Everything that is computed from an assessment, in one value that the window and the documents share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from dsfa_app.catalogue import Catalogue
from dsfa_app.catalogue.citations import describe_source
from dsfa_app.catalogue.facts import FactMark, fact_marks
from dsfa_app.catalogue.own_risks import risks_of
from dsfa_app.domain.assessment import Assessment
from dsfa_app.errors import CatalogueError, NotFoundError
from dsfa_app.method.catalogue_changes import CatalogueChange
from dsfa_app.method.checks import find
from dsfa_app.method.checks.sources import cited_sources
from dsfa_app.method.checks.versions import CLAIMS_RELEASE
from dsfa_app.method.findings import (
    CatalogueList,
    CitedSource,
    Finding,
    Judged,
    PageStatus,
    PlatformTraits,
    Severity,
    SourceDoubt,
    Topic,
    completeness,
)
from dsfa_app.method.profile import RiskProfile
from dsfa_app.method.residual import Overall, RiskResult, overall, results
from dsfa_app.method.threshold import ThresholdResult, evaluate
from dsfa_app.services.approvals import ContentFingerprints

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from dsfa_app.catalogue.model import Platform, Risk
    from dsfa_app.catalogue.pinned import PinnedReference
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
    look: Callable[[], tuple[Finding, ...]]
    """Runs the checks; a click in the matrix needs levels at once and findings only when it rests."""
    today: date
    contents: ContentFingerprints
    """Tells whether approvals are about the present content."""
    catalogue_changes: tuple[CatalogueChange, ...] = ()
    """What changed in the catalogue since somebody last took note of it."""

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is missing or contradicts itself."""
        return self.look()

    @cached_property
    def _by_id(self) -> Mapping[str, RiskResult]:
        return {item.rating.id: item for item in self.results}

    @cached_property
    def risks(self) -> Mapping[str, Risk]:
        """The risks of this assessment by id: the catalogue's, then its own."""
        return risks_of(self.assessment, self.catalogue)

    def result(self, platform_id: str, risk_id: str) -> RiskResult:
        """Return the result for one risk on one platform.

        Raises:
            KeyError: the assessment does not cover the platform or does not know the risk.
        """
        return self._by_id[f"{platform_id}.{risk_id}"]

    def known_result(self, platform_id: str, risk_id: str) -> RiskResult | None:
        """Return the result for one risk on one platform, None where there is none."""
        return self._by_id.get(f"{platform_id}.{risk_id}")

    def level(self, index: int | None) -> RiskLevel | None:
        """Return the level behind an index of the results, None for an open one."""
        return None if index is None else self.profile.levels[index]

    @cached_property
    def completeness(self) -> Mapping[Topic, PageStatus]:
        """The mark of every page."""
        is_released = self.assessment.state in CLAIMS_RELEASE
        return completeness(self.findings, frozenset() if is_released else frozenset({Topic.SIGN_OFF}))

    @cached_property
    def stale_approvals(self) -> frozenset[str]:
        """Ids of approvals whose content has changed since they were given."""
        return self.contents.stale(self.assessment)

    @cached_property
    def has_high_risk(self) -> bool:
        """Whether a risk stays high after the planned measures (Art. 36(1) GDPR)."""
        return any(self.profile.is_high(item.planned_level) for item in self.results)

    @cached_property
    def errors(self) -> int:
        """Number of findings that block a release."""
        return sum(item.severity is Severity.ERROR for item in self.findings)


_FULL_DATE = len("2026-11-21")
"""A ruling of which only the month or year is known is not compared with a day."""

_DOUBTS = {
    FactMark.UNSOURCED: SourceDoubt.UNSOURCED,
    FactMark.STALE: SourceDoubt.OUTDATED,
    FactMark.UNDATED: SourceDoubt.UNDATED,
    FactMark.INFERRED: SourceDoubt.INFERRED,
}


class Judgement:
    """Judges assessments with the catalogue, on the day the clock says."""

    def __init__(
        self,
        catalogue: Catalogue,
        clock: Callable[[], datetime],
        kept_profile: Callable[[Assessment], RiskProfile | None] | None = None,
        changes: Callable[[Assessment], tuple[CatalogueChange, ...]] = lambda _assessment: (),
        frozen_versions: Callable[[str], frozenset[str]] | None = None,
        signed_by: Callable[[str], frozenset[str]] | None = None,
    ) -> None:
        """Judge by the profiles of the catalogue; ``kept_profile`` names an older version in its place.

        ``changes`` tells what changed in the catalogue since somebody last took note of it,
        ``frozen_versions`` the numbers of the frozen releases of an assessment by its id, ``signed_by`` the
        ids of the expected signers who have signed the one in force.
        """
        self._signed_by = signed_by
        self._frozen_versions = frozen_versions
        self._catalogue = catalogue
        self._changes = changes
        self._clock = clock
        self._contents = ContentFingerprints()
        self._kept_profile = kept_profile or (lambda _assessment: None)
        self._sources: tuple[date, dict[str, CitedSource | None]] = (date.min, {})

    @property
    def catalogue(self) -> Catalogue:
        """The reference data in use."""
        return self._catalogue

    def as_of(self, pinned: PinnedReference) -> Judgement:
        """Return the judgement by which a frozen version was judged."""
        from dsfa_app.catalogue.pinned import catalogue_as_of

        return Judgement(catalogue_as_of(self._catalogue, pinned), self._clock)

    @cached_property
    def _known_ids(self) -> Mapping[CatalogueList, AbstractSet[str]]:
        catalogue = self._catalogue
        lists = {
            CatalogueList.RULES: catalogue.threshold_rules,
            CatalogueList.SYSTEMS: catalogue.systems,
            CatalogueList.MEASURES: catalogue.measures,
        }
        return {
            name: (lists[name] if name in lists else catalogue.pickers[name]).keys() for name in CatalogueList
        }

    def profile(self, assessment: Assessment) -> RiskProfile:
        """Return the risk profile of an assessment.

        Raises:
            CatalogueError: the catalogue does not hold it.
        """
        try:
            return self._kept_profile(assessment) or self._catalogue.profiles[assessment.profile_id]
        except KeyError:
            raise CatalogueError(
                f"Das Risikoprofil „{assessment.profile_id}“ ist im Katalog nicht enthalten. "
                "Bitte die Katalogdateien vervollständigen."
            ) from None

    def _traits(self, assessment: Assessment) -> dict[str, PlatformTraits]:
        names = {use.id: use.name for use in assessment.platforms}
        wanted = dict.fromkeys((*names, *(channel.platform_id for channel in assessment.channels)))
        return {
            platform_id: self._traits_of(self._catalogue.platforms[platform_id], names.get(platform_id, ""))
            for platform_id in wanted
            if platform_id in self._catalogue.platforms
        }

    def _traits_of(self, platform: Platform, name: str) -> PlatformTraits:
        fact = platform.statistics_fact
        return PlatformTraits(
            name=name or platform.name,
            statistics_personal=platform.statistics_personal,
            statistics_source=f"{fact.text}; Stand {fact.as_of}" if fact else "",
            operating=platform.traits["operating"].answer,
            federated=platform.traits["federated"].answer,
            recruiting=platform.traits["recruiting"].answer,
            uses_recommender=platform.uses_recommender,
            joint_arrangement=platform.joint_arrangement,
            dpf=platform.dpf,
            rulings=tuple(
                (date.fromisoformat(ruling.date), ruling.title)
                for ruling in map(self._catalogue.rulings.__getitem__, platform.rulings)
                if len(ruling.date) == _FULL_DATE
            ),
            excluded_risks=self._excluded_risks[platform.id],
        )

    @cached_property
    def _excluded_risks(self) -> Mapping[str, frozenset[str]]:
        return {
            platform_id: frozenset(
                risk.id for risk in self._catalogue.risks.values() if risk.exclusion_reason(platform_id)
            )
            for platform_id in self._catalogue.platforms
        }

    def _cited(self, assessment: Assessment, today: date) -> dict[str, CitedSource]:
        """Return what the catalogue says about the sources an assessment cites, remembered for the day."""
        if self._sources[0] != today:
            self._sources = (today, {})
        known = self._sources[1]
        names = {name for _path, name in cited_sources(assessment)}
        for name in names - known.keys():
            known[name] = self._source(name, today)
        return {name: source for name in names if (source := known[name]) is not None}

    def _source(self, name: str, today: date) -> CitedSource | None:
        try:
            fact = describe_source(name, self._catalogue).fact
        except NotFoundError:
            return None
        platform_id = name.partition(".")[0]
        if platform_id not in self._catalogue.platforms:
            return CitedSource()
        return CitedSource(
            platform_id=platform_id, doubts=frozenset(_DOUBTS[mark] for mark in fact_marks(fact, today))
        )

    def _frozen(self, assessment: Assessment) -> frozenset[str] | None:
        if self._frozen_versions is None or assessment.state not in CLAIMS_RELEASE:
            return None
        return self._frozen_versions(assessment.id)

    def _signed(self, assessment: Assessment) -> frozenset[str] | None:
        if self._signed_by is None or assessment.state not in CLAIMS_RELEASE:
            return None
        return self._signed_by(assessment.id)

    def results(self, assessment: Assessment, profile: RiskProfile | None = None) -> tuple[RiskResult, ...]:
        """Judge every risk, the catalogue's and own ones, on every platform; by another profile if given."""
        return results(assessment, profile or self.profile(assessment), self._catalogue.risks)

    def view(self, assessment: Assessment, profile: RiskProfile | None = None) -> AssessmentView:
        """Compute everything, by another profile than the assessment's where one is given.

        Raises:
            CatalogueError: the assessment's profile is missing.
            RuleError: a score lies outside the profile's scales.
        """
        profile = profile or self.profile(assessment)
        judged = self.results(assessment, profile)
        threshold = evaluate(assessment, self._catalogue.threshold_rules)
        highest = overall(judged)
        changed = self._changes(assessment)
        today = self._clock().astimezone().date()

        def look() -> tuple[Finding, ...]:
            risks = risks_of(assessment, self._catalogue)
            return find(
                Judged(
                    assessment=assessment,
                    profile=profile,
                    results=judged,
                    overall=highest,
                    threshold=threshold,
                    today=today,
                    traits=self._traits(assessment),
                    risk_titles={risk.id: risk.title for risk in risks.values()},
                    platform_side_risks=frozenset(risk.id for risk in risks.values() if risk.platform_side),
                    sources=self._cited(assessment, today),
                    catalogue_changes=changed,
                    known_ids=self._known_ids,
                    stale_approvals=self._contents.stale(assessment),
                    frozen_versions=self._frozen(assessment),
                    signed_by=self._signed(assessment),
                )
            )

        return AssessmentView(
            assessment=assessment,
            catalogue=self._catalogue,
            profile=profile,
            results=judged,
            overall=highest,
            threshold=threshold,
            look=look,
            catalogue_changes=changed,
            today=today,
            contents=self._contents,
        )
