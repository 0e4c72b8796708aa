"""A risk scenario the catalogue does not know, described by the people who assess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import RiskNature

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dsfa_app.domain.presence import PlatformUse

OWN_ID = re.compile(r"E[0-9]{2,}")
"""What ids of own risks look like: „E01“; no risk of the catalogue begins with „E“."""


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

    def concerns(self, platform_id: str) -> bool:
        """Tell whether the risk can arise on this platform."""
        return not self.platform_ids or platform_id in self.platform_ids

    def limit_reason(self, platforms: Sequence[PlatformUse]) -> str:
        """Return the sentence that stands where the risk does not concern a platform."""
        names = {use.id: use.name or use.id for use in platforms}
        concerned = ", ".join(names.get(platform_id, platform_id) for platform_id in self.platform_ids)
        return f"Das eigene Risiko {self.id} ist auf {concerned} beschränkt."


def next_own_id(taken: Iterable[str]) -> str:
    """Return the first free id of an own risk after all those in use, „E01“ where there are none."""
    numbers = (int(known[1:]) for known in taken if OWN_ID.fullmatch(known))
    return f"E{max(numbers, default=0) + 1:02}"
