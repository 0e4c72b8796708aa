"""Filling the list of settings of an account: from the catalogue, and with what somebody found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dsfa_app.catalogue.proposed_settings import proposed_settings
from dsfa_app.domain.editing import with_value
from dsfa_app.domain.vocabulary import SettingState

if TYPE_CHECKING:
    from datetime import date

    from dsfa_app.catalogue.catalogue import Catalogue
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.presence import AccountSetting


def with_proposed_settings(assessment: Assessment, catalogue: Catalogue, channel_id: str) -> Assessment:
    """Return the assessment with everything the catalogue proposes on the list of a channel."""
    channel = next(item for item in assessment.channels if item.id == channel_id)
    settings = (*channel.settings, *proposed_settings(catalogue, channel))
    return with_value(assessment, ("channels", channel_id, "settings"), settings)


def found_as_wanted(setting: AccountSetting, person: str, day: date) -> AccountSetting:
    """Return the setting as somebody has found it today: as it should be."""
    return replace(setting, state=SettingState.AS_WANTED, checked_by=person, checked_on=day)
