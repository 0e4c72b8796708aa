"""Builds risks and measures from parsed files."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dsfa_app.catalogue.build_profile import HIGHEST, LOWEST
from dsfa_app.catalogue.model import Attested, Basis, Measure, MeasureEffect, ProposedRating, Risk
from dsfa_app.domain.vocabulary import MeasureType, RiskNature

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsfa_app.catalogue.model import Platform
    from dsfa_app.catalogue.node import Node

DISCONTINUED = "Der Dienst ist eingestellt; dieses Szenario kann dort nicht mehr entstehen."
"""Why scenarios that do not outlive a platform are excluded on a discontinued one."""


def build_risk(node: Node, platforms: Mapping[str, Platform]) -> Risk:
    """Make a risk of its entry in ``risks.yaml``; ``platforms`` decide where it cannot arise."""
    remains_after_closure = node.flag("remains_after_closure")
    alternative = node.child("alternative")
    alternative_platforms = alternative.texts("platforms")
    alternative_rating = _build_rating(alternative)
    alternative.finish()
    return Risk(
        id=node.text("id"),
        title=node.text("title"),
        description=node.text("description"),
        question=node.text("question"),
        event=node.text("event"),
        example=node.text("example"),
        goals=node.texts("goals"),
        sources=node.texts("sources"),
        nature=RiskNature.BY_DESIGN if node.flag("by_design") else RiskNature.ACCIDENTAL,
        damages=node.texts("damages"),
        damage_classes=node.texts("damage_classes"),
        platform_side=node.flag("platform_side"),
        rating=_build_rating(node),
        alternative=alternative_rating,
        alternative_platforms=alternative_platforms,
        facts=node.texts("facts"),
        measures=node.texts("measures"),
        named_by=node.texts("named_by"),
        basis=_build_basis(node),
        proposal=node.flag("proposal"),
        exclusions=_exclusions(
            node.child("applies_to"), platforms, remains_after_closure=remains_after_closure
        ),
        remains_after_closure=remains_after_closure,
        closure_reason=node.optional_text("closure_reason"),
    )


def build_measure(node: Node) -> Measure:
    """Make a measure of its entry in ``measures.yaml``."""
    measure = Measure(
        id=node.text("id"),
        title=node.text("title"),
        description=node.text("description"),
        type=node.choice("type", MeasureType),
        effect=_build_effect(node.child("effect")),
        documentary=node.flag("documentary"),
        goals=node.texts("goals"),
        goals_derived=node.flag("goals_derived"),
        risks=node.texts("risks"),
        named_by=node.texts("named_by"),
        basis=_build_basis(node),
        proposal=node.flag("proposal"),
    )
    if measure.documentary is not (measure.effect == MeasureEffect(0, 0)):
        raise node.fault("documentary", "genau die dokumentierenden Maßnahmen haben keine Wirkung")
    return measure


def _build_rating(node: Node) -> ProposedRating | None:
    rating = node.optional_child("rating")
    if rating is None:
        return None
    built = ProposedRating(
        rating.whole("severity", LOWEST, HIGHEST), rating.whole("likelihood", LOWEST, HIGHEST)
    )
    rating.finish()
    return built


def _build_effect(node: Node) -> MeasureEffect:
    effect = MeasureEffect(node.whole("severity", -1, 0), node.whole("likelihood", -2, 0))
    node.finish()
    return effect


def _build_basis(node: Node) -> tuple[Basis, ...]:
    try:
        return tuple(Basis(code) for code in node.texts("basis"))
    except ValueError as error:
        raise node.fault("basis", str(error)) from None


def _exclusions(
    node: Node, platforms: Mapping[str, Platform], *, remains_after_closure: bool
) -> Mapping[str, str]:
    """Return, per platform where the scenario cannot arise, the reason why."""
    requires, excluded = node.texts("requires"), node.texts("excluded")
    reason = node.optional_text("reason")
    node.finish()
    if (requires or excluded) and reason is None:
        raise node.fault("reason", "eine Einschränkung braucht eine Begründung")
    for name in excluded:
        if name not in platforms:
            raise node.fault("excluded", f"„{name}“ gibt es nicht")
    found = {}
    for platform in platforms.values():
        if not platform.operating and not remains_after_closure:
            found[platform.id] = DISCONTINUED
        elif platform.id in excluded or any(_lacks(platform, name, node) for name in requires):
            found[platform.id] = reason or ""
    return MappingProxyType(found)


def _lacks(platform: Platform, trait: str, node: Node) -> bool:
    """Whether the platform is known to lack the trait; what is not sourced excludes nothing."""
    if trait not in platform.traits:
        raise node.fault("requires", f"„{trait}“ gibt es nicht")
    return platform.traits[trait].answer is Attested.NO
