"""The public body's presence: platforms and the channels (accounts) on them.

A platform is a service such as Instagram, a channel is one account on it, a department runs a channel;
the three are never the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dsfa_app.domain.vocabulary import Answer, ChannelState, SettingState, StatisticsKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformUse:
    """Why and how one platform is used, and why it is necessary (Art. 35(7)(a)-(b) GDPR)."""

    id: str
    """Id of the platform in the catalogue."""
    name: str = ""
    named_in_concept: Answer = Answer.UNKNOWN
    """Whether the usage concept names the operator where it allocates responsibility."""
    purpose: str = ""
    target_group: str = ""
    necessity_reason: str = ""
    alternatives: str = ""
    abstention: str = ""
    functions_used: tuple[str, ...] = ()
    functions_unknown: str = ""
    minimisation: str = ""
    special_categories: str = ""
    minors_addressed: Answer = Answer.UNKNOWN
    minors_reason: str = ""
    statistics: StatisticsKind = StatisticsKind.UNKNOWN
    statistics_note: str = ""
    retention: str = ""
    legal_position: str = ""
    legal_position_on: date | None = None
    balancing: str = ""
    """Argued judgement on what remains after all measures (the information mandate against the risk)."""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSetting:
    """One setting of an account: how it should be, how it was found, and what proves it (Art. 25 GDPR)."""

    id: str
    name: str = ""
    wanted: str = ""
    state: SettingState = SettingState.OPEN
    checked_on: date | None = None
    checked_by: str = ""
    note: str = ""
    evidence_location: str = ""
    evidence_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One account of the public body; retired channels keep their reason and date."""

    id: str
    platform_id: str = ""
    name: str = ""
    url: str = ""
    department: str = ""
    state: ChannelState = ChannelState.UNKNOWN
    retired_on: date | None = None
    retirement_reason: str = ""
    former_name: str = ""
    privacy_notice_url: str = ""
    imprint_url: str = ""
    notice_checked_on: date | None = None
    note: str = ""
    sources: tuple[str, ...] = ()
    settings: tuple[AccountSetting, ...] = ()

    @property
    def is_in_use(self) -> bool:
        """Whether the channel still counts; one that nobody has checked does, a retired one is history."""
        return self.state is not ChannelState.RETIRED
