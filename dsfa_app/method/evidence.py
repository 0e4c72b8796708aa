"""What looking at a piece of evidence again can yield."""

from __future__ import annotations

from enum import StrEnum


class EvidenceState(StrEnum):
    """What came of looking at a piece of evidence, what puts it in doubt first."""

    CHANGED = "veraendert"
    MISSING = "nicht_gefunden"
    UNREADABLE = "nicht_lesbar"
    UNPROVEN = "ohne_pruefsumme"
    ELSEWHERE = "nicht_als_datei"
    UNCHANGED = "unveraendert"


FAULTS = frozenset({EvidenceState.CHANGED, EvidenceState.MISSING, EvidenceState.UNREADABLE})
"""States that put the evidence in doubt."""
