"""Read-only records of the reference data; the YAML files themselves say where the data come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dsfa_app.catalogue.facts import Fact
from dsfa_app.domain.vocabulary import MeasureType, RiskNature


class Attested(StrEnum):
    """What is known about a property of a platform; „nicht_belegt“ is never a no."""

    YES = "ja"
    NO = "nein"
    UNSOURCED = "nicht_belegt"
    NOT_APPLICABLE = "nicht_anwendbar"


class Basis(StrEnum):
    """Where an entry comes from: read source, statute text, professional knowledge, own proposal."""

    READ = "R"
    STATUTE = "S"
    KNOWLEDGE = "K"
    PROPOSAL = "V"


@dataclass(frozen=True, slots=True)
class Source:
    """A work that entries cite by its key, such as „KP18“; ``read`` is False where it was not read itself."""

    id: str
    title: str
    date: str | None
    address: str | None
    read: bool


@dataclass(frozen=True, slots=True)
class Law:
    """A statute with the date of its adoption and the version its norms were checked against."""

    id: str
    abbreviation: str
    title: str
    date: str | None
    version_as_of: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Norm:
    """One provision with a summary in plain words; ``valid_until`` is set once it has been replaced."""

    id: str
    law: str
    citation: str
    title: str
    text: str
    basis: Basis
    valid_until: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary; ``code`` is the name the program uses for the thing."""

    id: str
    term: str
    english: str
    code: str
    text: str
    norms: tuple[str, ...]
    source: str | None


@dataclass(frozen=True, slots=True)
class PickerItem:
    """One choice of a list; stored data keep the id, people read the label.

    ``sensitive`` marks vulnerable persons and special categories of data (Art. 9 GDPR).
    """

    id: str
    label: str
    description: str | None
    norms: tuple[str, ...]
    sensitive: bool


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """A heading under which facts of a platform are shown."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class PlatformField:
    """A place where a platform keeps facts: one fact, or a list with ids of its own (``many``)."""

    path: str
    label: str
    group: str
    many: bool

    @property
    def id(self) -> str:
        """The field path, by which fields are looked up."""
        return self.path


@dataclass(frozen=True, slots=True)
class Trait:
    """A property that checks read; ``facts`` are the fact ids it rests on, ``inferred`` asks for a check."""

    id: str
    answer: Attested
    facts: tuple[str, ...]
    inferred: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class Platform:
    """A social network or similar service with everything known about it.

    ``facts`` are keyed by field path plus list id, such as „third_country_transfers.issues.dpc-530“, in
    display order. ``concepts`` names the years of the city's concepts that mention the platform.
    """

    id: str
    name: str
    short_name: str
    operator_short: str
    category: str
    volatility: str
    concepts: tuple[str, ...]
    joint_arrangement: Attested
    dpf: Attested
    traits: Mapping[str, Trait]
    rulings: tuple[str, ...]
    configuration_options: tuple[str, ...]
    facts: Mapping[str, Fact]

    @property
    def statistics_personal(self) -> Attested:
        """Whether the statistics show the account holder single persons."""
        return self.traits["statistics_personal"].answer

    @property
    def statistics_fact(self) -> Fact | None:
        """The fact that ``statistics_personal`` rests on; None where nothing is sourced."""
        first = self.facts[self.traits["statistics_personal"].facts[0].removeprefix(f"{self.id}.")]
        return None if first.source is None else first

    @property
    def uses_recommender(self) -> Attested:
        """Whether a recommender system decides what people see."""
        return self.traits["uses_recommender"].answer

    @property
    def federated(self) -> bool:
        """Whether posts are copied to independent servers."""
        return self.traits["federated"].answer is Attested.YES

    @property
    def operating(self) -> bool:
        """Whether the service still exists."""
        return self.traits["operating"].answer is Attested.YES

    def facts_in(self, field: str) -> tuple[Fact, ...]:
        """Return the facts of one field path, such as „retention“, in file order."""
        return tuple(fact for fact in self.facts.values() if fact.field == field)


@dataclass(frozen=True, slots=True)
class System:
    """A system or channel of the city beside the platforms, such as the CRM or the official gazette."""

    id: str
    name: str
    kind: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision or pending case; ``affects`` names platform ids or „alle“, „alle-us-anbieter“, „website“."""

    id: str
    title: str
    date: str
    status: str
    affects: tuple[str, ...]
    fact: Fact


@dataclass(frozen=True, slots=True)
class ConfigurationOption:
    """A setting or arrangement („m-…“) that a platform allows; not one of the measures M01–M46."""

    id: str
    title: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class ProposedRating:
    """Severity and likelihood, 1 to 4 each, before measures."""

    severity: int
    likelihood: int


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk scenario (Art. 35(7)(c) GDPR) with proposed ratings.

    ``platform_side``: the risk exists without the city's channel, measures lower only the additional risk.
    ``rating`` is None where the scenario does not arise in general, ``alternative`` replaces it for the
    platforms in ``alternative_platforms``. ``exclusions`` says, per platform id, why the scenario cannot
    arise there; a property of the platform that is not sourced excludes nothing. ``facts`` are the paths of
    the platform fields whose facts bear on the risk, empty where it rests on the body's own conduct.
    """

    id: str
    title: str
    description: str
    question: str
    event: str
    example: str
    goals: tuple[str, ...]
    sources: tuple[str, ...]
    nature: RiskNature
    damages: tuple[str, ...]
    damage_classes: tuple[str, ...]
    platform_side: bool
    rating: ProposedRating | None
    alternative: ProposedRating | None
    alternative_platforms: tuple[str, ...]
    facts: tuple[str, ...]
    measures: tuple[str, ...]
    named_by: tuple[str, ...]
    basis: tuple[Basis, ...]
    proposal: bool
    exclusions: Mapping[str, str]
    remains_after_closure: bool
    closure_reason: str | None

    def exclusion_reason(self, platform_id: str) -> str:
        """Return why the scenario cannot arise on the platform, empty where it can."""
        return self.exclusions.get(platform_id, "")

    def rating_for(self, platform_id: str) -> ProposedRating | None:
        """Return the rating proposed for the platform, None where the catalogue proposes none."""
        return self.alternative if platform_id in self.alternative_platforms else self.rating


@dataclass(frozen=True, slots=True)
class MeasureEffect:
    """Steps by which a measure lowers each axis: severity 0 or -1, likelihood 0 to -2."""

    severity: int
    likelihood: int


@dataclass(frozen=True, slots=True)
class Measure:
    """A mitigation measure (Art. 35(7)(d) GDPR); a documentary one fulfils duties but lowers nothing."""

    id: str
    title: str
    description: str
    type: MeasureType
    effect: MeasureEffect
    documentary: bool
    goals: tuple[str, ...]
    goals_derived: bool
    risks: tuple[str, ...]
    named_by: tuple[str, ...]
    basis: tuple[Basis, ...]
    proposal: bool
