"""The risks of one assessment: those of the catalogue and the body's own, as one kind of thing."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dsfa_app.catalogue.model import Risk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsfa_app.catalogue.catalogue import Catalogue
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.own_risk import OwnRisk

UNTITLED = "Eigenes Risiko ohne Kurznamen"


def risks_of(assessment: Assessment, catalogue: Catalogue) -> Mapping[str, Risk]:
    """Return every risk the assessment judges by id: the catalogue's, then its own.

    An own risk whose id the catalogue uses too is left out; a check says so.
    """
    own = {item.id: as_risk(item, assessment) for item in assessment.own_risks}
    return MappingProxyType(
        {**catalogue.risks, **{key: own[key] for key in own if key not in catalogue.risks}}
    )


def as_risk(own: OwnRisk, assessment: Assessment) -> Risk:
    """Return an own risk in the form of the catalogue's; it brings no facts, measures or proposals along."""
    return Risk(
        id=own.id,
        title=own.title if own.title.strip() else UNTITLED,
        description=own.description,
        question="",
        event=own.event,
        example="",
        goals=own.goals,
        sources=own.risk_sources,
        nature=own.nature,
        damages=own.damages,
        damage_classes=(),
        platform_side=own.platform_side,
        rating=None,
        alternative=None,
        alternative_platforms=(),
        facts=(),
        measures=(),
        named_by=(),
        basis=(),
        proposal=False,
        exclusions={
            use.id: own.limit_reason(assessment.platforms)
            for use in assessment.platforms
            if not own.concerns(use.id)
        },
        remains_after_closure=True,
        closure_reason=None,
    )
