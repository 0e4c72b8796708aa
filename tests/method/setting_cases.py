"""For the findings about settings of accounts the change behind each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from method.case import Case
from method.complete import CHECKED_SETTING, COMPLETE
from method.judging import TODAY

from dsfa_app.domain.measure import Evidence, Measure
from dsfa_app.domain.vocabulary import ChannelState, MeasureState, SettingState

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.presence import AccountSetting

GOOD = CHECKED_SETTING
LONG_AGO = date(2025, 11, 20)
A_YEAR_AGO = date(2025, 11, 21)
CHECKLIST = Measure(
    id="M46",
    catalogue_id="M46",
    title="Einstellungs-Checkliste",
    state=MeasureState.PROVEN,
    risk_ids=("R01",),
    documentary=True,
    evidence=(Evidence(id="e", title="Liste", location="Az.", dated=TODAY),),
)


def _with(*settings: AccountSetting) -> Assessment:
    """Return the complete assessment with these settings in its first channel."""
    first, *others = COMPLETE.channels
    return replace(COMPLETE, channels=(replace(first, settings=settings), *others))


def _everywhere(state: ChannelState, *settings: AccountSetting) -> Assessment:
    channels = tuple(replace(item, state=state, settings=settings) for item in COMPLETE.channels)
    return replace(COMPLETE, channels=channels)


def _checklist(base: Assessment) -> Assessment:
    return replace(base, measures=(*base.measures, CHECKLIST))


CASES = (
    Case(
        "setting-check-overdue",
        _with(replace(GOOD, checked_on=LONG_AGO)),
        _with(replace(GOOD, checked_on=A_YEAR_AGO)),
        says="wurde eine Einstellung seit mehr als zwölf Monaten nicht geprüft",
    ),
    Case(
        "setting-check-overdue",
        _with(replace(GOOD, checked_on=LONG_AGO), replace(GOOD, id="t", checked_on=LONG_AGO)),
        _with(GOOD),
        says="wurden 2 Einstellungen",
    ),
    Case(
        "setting-deviates-without-note",
        _with(replace(GOOD, state=SettingState.DEVIATES)),
        _with(replace(GOOD, state=SettingState.DEVIATES, note="Auf der Plattform nicht abschaltbar.")),
        says="weicht eine Einstellung ab",
    ),
    Case(
        "setting-check-without-date",
        _with(replace(GOOD, checked_on=None)),
        _with(replace(GOOD, state=SettingState.OPEN, checked_on=None)),
        says="wann geprüft wurde",
    ),
    Case("setting-without-proof", _with(replace(GOOD, evidence_location=" ")), _with(GOOD)),
    Case(
        "settings-never-checked",
        _everywhere(ChannelState.ACTIVE, replace(GOOD, state=SettingState.OPEN)),
        _everywhere(ChannelState.ACTIVE, GOOD),
        says="bei keinem genutzten Kanal",
    ),
    Case("settings-never-checked", _with(), _everywhere(ChannelState.PLANNED)),
    Case(
        "checklist-measure-without-checks",
        _checklist(_everywhere(ChannelState.ACTIVE)),
        _checklist(_everywhere(ChannelState.ACTIVE, GOOD)),
        says="ist aber keine Einstellung geprüft",
    ),
)
