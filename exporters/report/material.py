"""What a report is made from: an assessment, its judgement, the reference data and the words for both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from dsfa_app.catalogue import Catalogue
from dsfa_app.catalogue.own_risks import risks_of
from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.vocabulary import ApprovalKind, Role
from dsfa_app.labels import label
from dsfa_app.method.catalogue_changes import CatalogueChange
from dsfa_app.method.findings import Finding
from dsfa_app.method.marks import level_mark, result_mark
from dsfa_app.method.profile import RiskProfile
from dsfa_app.method.residual import Overall, RiskResult
from dsfa_app.method.threshold import ThresholdResult
from dsfa_app.place_names import PlaceNames
from dsfa_app.texts import Texts
from exporters.report.references import SourceEntry, citations, cited_sources
from exporters.report.text import one_line
from exporters.report.wording import NO_VALUE, german_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dsfa_app.catalogue.model import Risk
    from dsfa_app.domain.presence import PlatformUse
    from dsfa_app.domain.rating import Rating
    from dsfa_app.method.marks import Layer, LevelMark


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenAs:
    """When and by whom the state of a report was frozen, and what for."""

    kind: ApprovalKind
    on: date
    by: str
    role: Role

    @property
    def words(self) -> str:
        """All of it in one line."""
        what = "freigegeben" if self.kind is ApprovalKind.RELEASE else f"eingefroren zur {label(self.kind)}"
        return f"{what} am {german_date(self.on)} von {self.by or NO_VALUE} ({label(self.role)})"


@dataclass(frozen=True, kw_only=True)
class ReportMaterial:
    """Everything a chapter may draw on; chapters compute nothing that belongs to the method."""

    assessment: Assessment
    catalogue: Catalogue
    texts: Texts
    profile: RiskProfile
    results: tuple[RiskResult, ...]
    overall: Overall
    threshold: ThresholdResult
    findings: tuple[Finding, ...]
    fingerprint: str
    """SHA-256 of the canonical assessment, 64 hexadecimal digits."""
    generated_on: date
    program_version: str
    frozen: FrozenAs | None = None
    """Set where the report is about a frozen version, and not about the working state."""
    catalogue_changes: tuple[CatalogueChange, ...] = ()
    """What changed in the catalogue and nobody has judged yet."""
    stale_approvals: frozenset[str] = frozenset()
    """Ids of approvals whose content has changed since they were given."""
    former: ReportMaterial | None = None
    """The state to compare with, for documents that tell what changed."""

    @cached_property
    def sources(self) -> Mapping[str, SourceEntry]:
        """Every source the assessment cites, numbered."""
        return cited_sources(self.assessment, self.catalogue, self.generated_on)

    @cached_property
    def place_names(self) -> PlaceNames:
        """Says in people's words where something stands."""
        return PlaceNames(self.texts, self.catalogue.titles())

    @cached_property
    def _platform_names(self) -> Mapping[str, str]:
        return {use.id: self.name_of(use) for use in self.assessment.platforms}

    @cached_property
    def _results_by_platform(self) -> Mapping[str, tuple[RiskResult, ...]]:
        grouped: dict[str, list[RiskResult]] = {use.id: [] for use in self.assessment.platforms}
        for result in self.results:
            grouped.setdefault(result.rating.platform_id, []).append(result)
        return {platform_id: tuple(found) for platform_id, found in grouped.items()}

    def name_of(self, use: PlatformUse) -> str:
        """Return the name of a platform: as typed, else as in the catalogue, else its id."""
        known = self.catalogue.platforms.get(use.id)
        return one_line(use.name) or (known.name if known else one_line(use.id)) or "ohne Namen"

    def short_name(self, use: PlatformUse) -> str:
        """Return a name that fits into a narrow column."""
        known = self.catalogue.platforms.get(use.id)
        name = self.name_of(use)
        return known.short_name if known and len(name) > len(known.short_name) else name

    def platform_name(self, platform_id: str) -> str:
        """Return the name of a platform by id, also of one the assessment does not cover; else the id."""
        known = self.catalogue.platforms.get(platform_id)
        return self._platform_names.get(platform_id) or (known.name if known else platform_id)

    @cached_property
    def risks(self) -> Mapping[str, Risk]:
        """The risks of the assessment by id: the catalogue's, then its own."""
        return risks_of(self.assessment, self.catalogue)

    def cited(self, references: Iterable[str]) -> str:
        """Return sources as they stand in the text, for example „[3] [7*]“."""
        return citations(references, self.sources)

    def risk(self, risk_id: str) -> Risk | None:
        """Return a risk of the assessment, None for an unknown one."""
        return self.risks.get(risk_id)

    def risk_title(self, risk_id: str) -> str:
        """Return the title of a risk; empty for an unknown one."""
        known = self.risk(risk_id)
        return known.title if known else ""

    def results_on(self, platform_id: str) -> tuple[RiskResult, ...]:
        """Return the results of all risks on one platform."""
        return self._results_by_platform.get(platform_id, ())

    @cached_property
    def stray_ratings(self) -> tuple[Rating, ...]:
        """Ratings no result was computed for: of a platform or risk that is not part of the assessment."""
        judged = {result.rating.id for result in self.results if result.is_in_scope}
        return tuple(rating for rating in self.assessment.ratings if rating.id not in judged)

    def mark(self, result: RiskResult, layer: Layer, *, with_score: bool = True) -> LevelMark:
        """Return the mark of one risk on one platform in one view."""
        known = self.risk(result.rating.risk_id)
        return result_mark(
            result,
            layer,
            self.profile,
            platform_side=known is not None and known.platform_side,
            with_score=with_score,
        )

    def level(self, index: int | None) -> LevelMark:
        """Return the mark of a level without a score."""
        return level_mark(self.profile, index)
