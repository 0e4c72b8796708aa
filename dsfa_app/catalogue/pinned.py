"""What of the reference data a version was judged with, kept so that no later catalogue changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from dsfa_app.catalogue.facts import Fact
from dsfa_app.catalogue.model import Measure, Norm, Risk, Ruling
from dsfa_app.catalogue.threshold_model import ThresholdRule
from dsfa_app.method.profile import RiskProfile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dsfa_app.catalogue.catalogue import Catalogue
    from dsfa_app.domain.assessment import Assessment


_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedReference:
    """The complete risk profile and the texts of the catalogue that an assessment used.

    All risks, threshold rules and norms are part of every assessment; of measures, facts and rulings only
    those it took over or cites. ``catalogue_fingerprint`` is that of the whole catalogue.
    """

    catalogue_id: str
    catalogue_version: str
    catalogue_title: str
    catalogue_fingerprint: str
    profile: RiskProfile
    risks: Mapping[str, Risk]
    threshold_rules: Mapping[str, ThresholdRule]
    norms: Mapping[str, Norm]
    measures: Mapping[str, Measure]
    facts: Mapping[str, Fact]
    legal_framework: Mapping[str, Fact]
    rulings: Mapping[str, Ruling]


def pin(
    catalogue: Catalogue, profile: RiskProfile, assessment: Assessment, cited: Iterable[str]
) -> PinnedReference:
    """Return what an assessment rests on; ``cited`` are the ids of its sources (``catalogue.citations``)."""
    names = tuple(dict.fromkeys(cited))
    bare = tuple(name.removeprefix("system:") for name in names)
    taken = {measure.catalogue_id for measure in assessment.measures}
    return PinnedReference(
        catalogue_id=catalogue.id,
        catalogue_version=catalogue.version,
        catalogue_title=catalogue.title,
        catalogue_fingerprint=catalogue.fingerprint,
        profile=profile,
        risks=catalogue.risks,
        threshold_rules={
            name: replace(rule, pre_answers={}) for name, rule in catalogue.threshold_rules.items()
        },
        norms=catalogue.norms,
        measures={name: measure for name, measure in catalogue.measures.items() if name in taken},
        facts={name: catalogue.facts[name] for name in bare if name in catalogue.facts},
        legal_framework=_under("law:", names, catalogue.legal_framework),
        rulings=_under("ruling:", names, catalogue.rulings),
    )


def _under(prefix: str, names: Iterable[str], entries: Mapping[str, _Entry]) -> dict[str, _Entry]:
    ids = (name.removeprefix(prefix) for name in names if name.startswith(prefix))
    return {entry_id: entries[entry_id] for entry_id in ids if entry_id in entries}


def catalogue_as_of(catalogue: Catalogue, pinned: PinnedReference) -> Catalogue:
    """Return today's catalogue with everything pinned in place of what it says now."""
    known = {
        name: fact
        for name, fact in pinned.facts.items()
        if not fact.field or fact.field in catalogue.platform_fields
    }
    return replace(
        catalogue,
        id=pinned.catalogue_id,
        version=pinned.catalogue_version,
        title=pinned.catalogue_title,
        fingerprint=pinned.catalogue_fingerprint,
        profiles={**catalogue.profiles, pinned.profile.id: pinned.profile},
        risks=pinned.risks,
        threshold_rules={
            name: replace(rule, pre_answers=now.pre_answers)
            if (now := catalogue.threshold_rules.get(name))
            else rule
            for name, rule in pinned.threshold_rules.items()
        },
        norms=pinned.norms,
        measures={**catalogue.measures, **pinned.measures},
        facts={**catalogue.facts, **known},
        legal_framework={**catalogue.legal_framework, **pinned.legal_framework},
        rulings={**catalogue.rulings, **pinned.rulings},
    )
