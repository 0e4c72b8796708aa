"""The systematic description of the processing (Art. 35(7)(a) GDPR)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessingDescription:
    """Nature, scope, circumstances and technology in prose (Art. 35(1) GDPR, EDPB template 1.1-1.4)."""

    nature: str = ""
    extent: str = ""
    circumstances: str = ""
    technology: str = ""
    life_cycle: str = ""
    cookies: str = ""
    disclosure: str = ""
    security: str = ""
    content_rules: str = ""
    codes_of_conduct: str = ""
    incident_process: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """One purpose of the processing (Art. 5(1)(b) GDPR) and the platforms that serve it (none named: all)."""

    id: str
    title: str = ""
    description: str = ""
    platform_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """The legal basis of one purpose or phase (Art. 6, 9 GDPR)."""

    id: str
    norm: str = ""
    applies_to: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataCategory:
    """A category of personal data."""

    id: str
    name: str = ""
    description: str = ""
    special: bool = False
    """True when the data can reveal special categories (Art. 9(1) GDPR)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSubjectGroup:
    """A group of data subjects."""

    id: str
    name: str = ""
    description: str = ""
    vulnerable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A recipient or category of recipients (Art. 13(1)(e) GDPR)."""

    id: str
    name: str = ""
    purpose: str = ""
    data: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionPeriod:
    """How long which data are kept (Art. 5(1)(e), 13(2)(a) GDPR)."""

    id: str
    data: str = ""
    period: str = ""
    start: str = ""
    deletion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemUse:
    """A system beside the platforms: CRM, web analytics, own website, agencies' tools."""

    id: str
    catalogue_id: str = ""
    name: str = ""
    purpose: str = ""
    data: str = ""
    open_questions: str = ""
