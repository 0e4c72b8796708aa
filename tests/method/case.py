"""What a case of the checks is: an assessment a check objects to, and one close to it that is fine."""

from __future__ import annotations

from dataclasses import dataclass, field

from method.complete import COMPLETE
from method.judging import judged

from dsfa_app.domain.assessment import Assessment
from dsfa_app.method.catalogue_changes import CatalogueChange
from dsfa_app.method.findings import CitedSource, Judged, PlatformTraits

TRAITS = {
    "a": PlatformTraits(name="A", statistics_personal="ja", statistics_source="Hilfeseite, 2026"),
    "b": PlatformTraits(name="B"),
}


@dataclass(frozen=True)
class Case:
    """A check with an assessment it objects to and one close to it to which it has no objection.

    ``traits`` and ``sources`` are what the catalogue says in both, ``changes`` what changed for the hit,
    ``stale`` the ids of approvals that are about another content,
    ``frozen`` the numbers of the frozen releases in both, ``signed`` who has signed in both.
    """

    check: str
    hit: Assessment
    miss: Assessment = field(default=COMPLETE)
    says: str = ""
    traits: dict[str, PlatformTraits] = field(default_factory=dict)
    sources: dict[str, CitedSource] = field(default_factory=dict)
    changes: tuple[CatalogueChange, ...] = ()
    stale: tuple[str, ...] = ()
    frozen: frozenset[str] | None = None
    signed: frozenset[str] | None = None

    def judged(self, assessment: Assessment) -> Judged:
        """Return the assessment as the checks see it in this case."""
        changes = self.changes if assessment is self.hit else ()
        return judged(
            assessment,
            traits=TRAITS | self.traits,
            sources=self.sources,
            catalogue_changes=changes,
            stale=frozenset(self.stale),
            frozen_versions=self.frozen,
            signed_by=self.signed,
        )
