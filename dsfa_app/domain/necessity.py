"""Necessity, proportionality, transparency and data subjects' rights (Art. 35(7)(b), 12-22 GDPR)."""

from __future__ import annotations

from dataclasses import dataclass

from dsfa_app.domain.vocabulary import RightsSide


@dataclass(frozen=True, slots=True, kw_only=True)
class Necessity:
    """The overall argument; the argument per platform stands with the platform."""

    principle: str = ""
    proportionality: str = ""
    minimisation: str = ""
    data_quality: str = ""
    regular_check: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A way to the same information or contact without the platform."""

    id: str
    name: str = ""
    url: str = ""
    description: str = ""
    sufficiency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transparency:
    """How data subjects are informed and where they turn to (Art. 12-14 GDPR)."""

    notices: str = ""
    profile_links: str = ""
    browser_settings: str = ""
    rights_contact: str = ""
    platform_requests: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsProcedure:
    """Who answers one right, how and by when (Art. 12(3), 15-22 GDPR)."""

    id: str
    right: str = ""
    side: RightsSide = RightsSide.UNKNOWN
    procedure: str = ""
    deadline: str = ""
    contact: str = ""
