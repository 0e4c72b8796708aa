"""Findings: what is missing or contradicts itself, in one sentence with a norm and a place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.structure import Path
from dsfa_app.method.catalogue_changes import CatalogueChange
from dsfa_app.method.profile import RiskProfile
from dsfa_app.method.residual import Overall, RiskResult
from dsfa_app.method.threshold import ThresholdResult


class Severity(StrEnum):
    """How much a finding weighs; an error blocks the release."""

    ERROR = "fehler"
    WARNING = "warnung"
    NOTE = "hinweis"


class Topic(StrEnum):
    """The subjects an assessment is worked through; each is a page of the window."""

    OCCASION = "occasion"
    THRESHOLD = "threshold"
    PURPOSES = "purposes"
    CHANNELS = "channels"
    RESPONSIBILITIES = "responsibilities"
    NECESSITY = "necessity"
    TRANSPARENCY = "transparency"
    RISKS = "risks"
    MEASURES = "measures"
    RESIDUAL = "residual"
    CONSULTATION = "consultation"
    DECISION = "decision"
    EXPORT = "export"
    SIGN_OFF = "sign_off"
    REVIEW = "review"
    VERSIONS = "versions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding. ``check`` is the id of the check, ``path`` the field to jump to.

    ``gap`` tells a missing statement from a contradiction or a doubtful one.
    """

    check: str
    severity: Severity
    sentence: str
    norm: str
    topic: Topic
    path: Path = ()
    gap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformTraits:
    """What the checks need to know about a platform from the catalogue.

    Properties are ``ja``, ``nein`` or what else the catalogue says; an empty one is unknown.
    """

    name: str
    statistics_personal: str = ""
    """``ja`` when the operator shows account holders who visited, with names or profiles."""
    statistics_source: str = ""
    """The catalogue fact that says so, with its date, as text."""
    operating: str = ""
    """``nein`` when the service has been closed."""
    federated: str = ""
    recruiting: str = ""
    uses_recommender: str = ""
    joint_arrangement: str = ""
    """``ja`` when the operator offers an arrangement under Art. 26 GDPR."""
    dpf: str = ""
    """``ja`` when the operator transfers to the USA under the EU-US Data Privacy Framework."""
    rulings: tuple[tuple[date, str], ...] = ()
    """Day and title of the decisions that affect the platform, as far as the day is known."""
    excluded_risks: frozenset[str] = frozenset()
    """Risks that cannot arise on the platform."""


class CatalogueList(StrEnum):
    """Lists of the catalogue that assessments take entries from by their id."""

    RULES = "threshold_rules"
    SYSTEMS = "systems"
    MEASURES = "measures"
    TRIGGERS = "review_triggers"
    RISK_SOURCES = "risk_sources"
    GOALS = "goals"
    DAMAGES = "damages"


class SourceDoubt(StrEnum):
    """Why a cited fact of the catalogue should be looked at again; the value is what people read."""

    UNSOURCED = "nicht belegt"
    OUTDATED = "älter als 12 Monate"
    UNDATED = "ohne Stand"
    INFERRED = "nur abgeleitet"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSource:
    """What the catalogue says about a source: the platform it is a fact about, and what speaks against it."""

    platform_id: str = ""
    doubts: frozenset[SourceDoubt] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Judged:
    """An assessment together with everything computed from it, as the checks see it."""

    assessment: Assessment
    profile: RiskProfile
    results: tuple[RiskResult, ...]
    overall: Overall
    threshold: ThresholdResult
    today: date
    traits: Mapping[str, PlatformTraits] = field(default_factory=dict)
    """By platform id; the platforms of the assessment and of its channels that the catalogue knows."""
    risk_titles: Mapping[str, str] = field(default_factory=dict)
    platform_side_risks: frozenset[str] = frozenset()
    """Risks that exist without the body's presence and so have a baseline."""
    sources: Mapping[str, CitedSource] = field(default_factory=dict)
    """By source id; a cited source that is not in here is not in the catalogue."""
    catalogue_changes: tuple[CatalogueChange, ...] = ()
    """What changed in the catalogue since somebody last took note of it."""
    known_ids: Mapping[CatalogueList, AbstractSet[str]] = field(default_factory=dict)
    """Ids the catalogue holds; a list that is not in here is not checked."""
    stale_approvals: frozenset[str] = frozenset()
    """Ids of approvals whose content has changed since they were given."""
    frozen_versions: frozenset[str] | None = None
    """Numbers of the released versions that are frozen; None where nobody looked."""

    signed_by: frozenset[str] | None = None
    """Ids of the expected signers who have signed the version in force; None where nobody looked."""

    @cached_property
    def platform_names(self) -> Mapping[str, str]:
        """Names of the assessment's platforms by id."""
        return {use.id: use.name or use.id for use in self.assessment.platforms}

    def platform_name(self, platform_id: str) -> str:
        """Return the name of a platform, its id when the assessment does not cover it."""
        return self.platform_names.get(platform_id, platform_id)

    def risk_title(self, risk_id: str) -> str:
        """Return id and title of a risk."""
        title = self.risk_titles.get(risk_id)
        return f"{risk_id} {title}" if title else risk_id


Check = Callable[[Judged], Iterable[Finding]]


class PageStatus(StrEnum):
    """The mark of a page: complete, still open, or with a finding that needs a look."""

    COMPLETE = "vollstaendig"
    OPEN = "offen"
    FINDING = "befund"


def page_status(found: Iterable[Finding], topic: Topic) -> PageStatus:
    """Return the mark of one page; notes alone leave a page complete."""
    serious = [item for item in found if item.topic is topic and item.severity is not Severity.NOTE]
    if not serious:
        return PageStatus.COMPLETE
    return PageStatus.OPEN if all(item.gap for item in serious) else PageStatus.FINDING


def completeness(
    found: Iterable[Finding], waiting: AbstractSet[Topic] = frozenset()
) -> dict[Topic, PageStatus]:
    """Return the mark of every page; one that is ``waiting`` for its turn is open though nothing is wrong."""
    everything = tuple(found)
    marks = {topic: page_status(everything, topic) for topic in Topic}
    marks.update((topic, PageStatus.OPEN) for topic in waiting if marks[topic] is PageStatus.COMPLETE)
    return marks
