"""The catalogue as the rest of the program sees it: immutable, checked, looked up by stable ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from dsfa_app.catalogue.facts import Fact
from dsfa_app.catalogue.model import (
    ConfigurationOption,
    FieldGroup,
    Law,
    Measure,
    Norm,
    PickerItem,
    Platform,
    PlatformField,
    Risk,
    Ruling,
    Source,
    System,
    Term,
)
from dsfa_app.catalogue.threshold_model import ThresholdGroup, ThresholdRule
from dsfa_app.errors import NotFoundError
from dsfa_app.method.profile import RiskProfile

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All reference data; every mapping is keyed by id and keeps the order of the files.

    ``fingerprint`` is the SHA-256 (hex) over names and contents of the files it was read from. ``facts``
    holds every fact by its full id: of platforms and systems, ``rulings.…``, ``configuration_options.…`` and
    ``legal_framework.…``. ``wp248_threshold`` is the number of WP 248 criteria from which a DPIA is due.
    """

    id: str
    version: str
    created: str
    title: str
    archived_until: str
    notes: tuple[str, ...]
    fingerprint: str
    sources: Mapping[str, Source]
    laws: Mapping[str, Law]
    norms: Mapping[str, Norm]
    glossary: Mapping[str, Term]
    pickers: Mapping[str, Mapping[str, PickerItem]]
    field_groups: Mapping[str, FieldGroup]
    platform_fields: Mapping[str, PlatformField]
    platforms: Mapping[str, Platform]
    systems: Mapping[str, System]
    rulings: Mapping[str, Ruling]
    configuration_options: Mapping[str, ConfigurationOption]
    legal_framework: Mapping[str, Fact]
    facts: Mapping[str, Fact]
    risks: Mapping[str, Risk]
    measures: Mapping[str, Measure]
    profiles: Mapping[str, RiskProfile]
    threshold_groups: Mapping[str, ThresholdGroup]
    threshold_rules: Mapping[str, ThresholdRule]
    wp248_threshold: int

    def fact(self, fact_id: str) -> Fact:
        """Return the fact with this id; raises NotFoundError if there is none."""
        return _find(self.facts, fact_id, "Die Tatsache")

    def facts_of(self, owner_id: str) -> tuple[Fact, ...]:
        """Return the facts of a platform or system in display order; raises NotFoundError."""
        owner = self.systems.get(owner_id) or _find(self.platforms, owner_id, "Die Plattform")
        return tuple(owner.facts.values())

    def headed_facts(self, platform_id: str) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
        """Return the facts of a platform under the German label of their field; raises NotFoundError."""
        platform = _find(self.platforms, platform_id, "Die Plattform")
        headed = ((field.label, platform.facts_in(field.path)) for field in self.platform_fields.values())
        return tuple((label, facts) for label, facts in headed if facts)

    def risks_for(self, platform_id: str) -> tuple[Risk, ...]:
        """Return the risks that concern the platform, in order of their ids; raises NotFoundError."""
        _find(self.platforms, platform_id, "Die Plattform")
        return tuple(risk for risk in self.risks.values() if not risk.exclusion_reason(platform_id))

    def measures_for(self, risk_id: str) -> tuple[Measure, ...]:
        """Return the measures proposed against the risk; raises NotFoundError."""
        return tuple(self.measures[name] for name in _find(self.risks, risk_id, "Das Risiko").measures)

    def titles(self) -> Mapping[str, str]:
        """Return what people call the risks, threshold rules and review triggers by their ids."""
        titles = {risk.id: risk.title for risk in self.risks.values()}
        titles |= {rule.id: rule.title for rule in self.threshold_rules.values()}
        return titles | {item.id: item.label for item in self.pickers["review_triggers"].values()}

    def label(self, picker: str, item_id: str) -> str:
        """Return the German label of a picker's item; raises NotFoundError."""
        items = _find(self.pickers, picker, "Die Auswahlliste")
        return _find(items, item_id, "Der Eintrag").label


def _find(entries: Mapping[str, Entry], entry_id: str, what: str) -> Entry:
    try:
        return entries[entry_id]
    except KeyError:
        raise NotFoundError(
            f"{what} „{entry_id}“ gibt es im Katalog nicht; bitte die Kennung prüfen."
        ) from None
