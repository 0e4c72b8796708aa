"""Occasion, scope and people: who assesses what, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dsfa_app.domain.vocabulary import Answer, InvolvementKind, OccasionKind, ScopeType


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Why, since when and how far the assessment goes (Art. 35(1) GDPR; EDPB template 0.1-0.5)."""

    kind: OccasionKind = OccasionKind.NEW
    reason: str = ""
    scope_type: ScopeType = ScopeType.COLLECTIVE
    similarity_reason: str = ""
    scope: str = ""
    out_of_scope: str = ""
    processing_start_planned: date | None = None
    processing_start_actual: date | None = None
    publication: Answer = Answer.UNKNOWN
    publication_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Controller:
    """The controller and how to reach it and its data protection officer (Art. 4(7), 13(1)(a)-(b) GDPR)."""

    name: str = ""
    address: str = ""
    represented_by: str = ""
    contact: str = ""
    dpo_contact: str = ""
    coordination: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A department that coordinates, runs or supports channels."""

    id: str
    name: str = ""
    tasks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person (or, before it is named, a function) with a part in the assessment."""

    id: str
    name: str = ""
    function: str = ""
    department: str = ""
    involvement: InvolvementKind = InvolvementKind.CONTRIBUTOR
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReference:
    """A document the assessment rests on: usage concept, record of processing, privacy notice, netiquette."""

    id: str
    title: str = ""
    location: str = ""
    as_of: str = ""
    note: str = ""
