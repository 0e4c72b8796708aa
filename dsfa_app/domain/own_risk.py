"""A risk scenario the catalogue does not know, described by the people who assess."""

from __future__ import annotations

from dataclasses import dataclass

from dsfa_app.domain.vocabulary import RiskNature


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRisk:
    """A risk of the body's own: rated, lowered and reported like those of the catalogue.

    Ids begin with „E“, so that no later catalogue takes one of them. No platform named: it concerns all.
    """

    id: str
    title: str = ""
    description: str = ""
    event: str = ""
    risk_sources: tuple[str, ...] = ()
    """Ids of risk sources in the catalogue's pickers."""
    nature: RiskNature = RiskNature.ACCIDENTAL
    goals: tuple[str, ...] = ()
    """Ids of the SDM's protection goals in the catalogue's pickers."""
    damages: tuple[str, ...] = ()
    """Ids of damages in the catalogue's pickers."""
    platform_side: bool = False
    """True where the risk exists without the body's presence and so has a baseline."""
    platform_ids: tuple[str, ...] = ()
