"""Checks on the settings of accounts: looked at once a year, proven, and where they deviate explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import ChannelState, MeasureState, SettingState
from dsfa_app.method.checks.wording import channel_name, counted, measure_name, more_than_a_year
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dsfa_app.domain.presence import AccountSetting, Channel
    from dsfa_app.method.findings import Check, Judged

CHECKLIST_MEASURE = "M46"
"""The measure of the catalogue that promises a list of settings for every account."""


def _in_use(judged: Judged) -> list[Channel]:
    return [item for item in judged.assessment.channels if item.state is ChannelState.ACTIVE]


def _is_checked(setting: AccountSetting) -> bool:
    return setting.state is not SettingState.OPEN


def _together(
    check: str,
    judged: Judged,
    severity: Severity,
    concerns: Callable[[AccountSetting], bool],
    words: tuple[str, str],
    field: str,
) -> Iterator[Finding]:
    """Say once for every channel in use what its settings lack, and lead to the first of them."""
    for channel in _in_use(judged):
        found = [item for item in channel.settings if concerns(item)]
        if found:
            what = counted(len(found), "eine Einstellung", "Einstellungen")
            lacks = words[0] if len(found) == 1 else words[1]
            yield Finding(
                check=check,
                severity=severity,
                sentence=f"Im Kanal {channel_name(channel)} {lacks.format(what=what)}.",
                norm="Art.\u00a024 Abs.\u00a01 und Art.\u00a025 Abs.\u00a02 DSGVO",
                topic=Topic.CHANNELS,
                path=("channels", channel.id, "settings", found[0].id, field),
                gap=field != "checked_on",
            )


def settings_are_looked_at_again(judged: Judged) -> Iterator[Finding]:
    """A setting of an account in use is looked at once a year: platforms change them unasked."""
    yield from _together(
        "setting-check-overdue",
        judged,
        Severity.WARNING,
        lambda item: item.checked_on is not None and more_than_a_year(item.checked_on, judged.today),
        (
            "wurde {what} seit mehr als zwölf Monaten nicht geprüft",
            "wurden {what} seit mehr als zwölf Monaten nicht geprüft",
        ),
        "checked_on",
    )


def deviations_are_explained(judged: Judged) -> Iterator[Finding]:
    """Where a setting is not as it should be, a note says why, or what is done about it."""
    yield from _together(
        "setting-deviates-without-note",
        judged,
        Severity.WARNING,
        lambda item: item.state is SettingState.DEVIATES and not item.note.strip(),
        ("weicht {what} ab, der Grund fehlt", "weichen {what} ab, der Grund fehlt"),
        "note",
    )


def checks_are_proven(judged: Judged) -> Iterator[Finding]:
    """Whoever looked says when, and keeps a picture or another proof of what was found."""
    yield from _together(
        "setting-check-without-date",
        judged,
        Severity.WARNING,
        lambda item: _is_checked(item) and item.checked_on is None,
        ("fehlt zu {what}, wann geprüft wurde", "fehlt zu {what}, wann geprüft wurde"),
        "checked_by",
    )
    yield from _together(
        "setting-without-proof",
        judged,
        Severity.NOTE,
        lambda item: item.state is SettingState.AS_WANTED and not item.evidence_location.strip(),
        ("fehlt zu {what} der Nachweis", "fehlt zu {what} der Nachweis"),
        "evidence_location",
    )


def platforms_have_checked_accounts(judged: Judged) -> Iterator[Finding]:
    """On every platform with channels in use somebody has looked at the settings of one of them."""
    for platform_id, name in judged.platform_names.items():
        used = [item for item in _in_use(judged) if item.platform_id == platform_id]
        if used and not any(_is_checked(setting) for item in used for setting in item.settings):
            yield Finding(
                check="settings-never-checked",
                severity=Severity.NOTE,
                sentence=f"Auf {name} sind bei keinem genutzten Kanal Einstellungen geprüft.",
                norm="Art.\u00a025 Abs.\u00a02 DSGVO",
                topic=Topic.CHANNELS,
                path=("channels", used[0].id, "settings"),
                gap=True,
            )


def checklist_measure_is_kept(judged: Judged) -> Iterator[Finding]:
    """The measure that promises a checklist per account is in place only where accounts have one."""
    unchecked = [
        item for item in _in_use(judged) if not any(_is_checked(setting) for setting in item.settings)
    ]
    in_place = (MeasureState.IMPLEMENTED, MeasureState.PROVEN)
    for measure in judged.assessment.measures:
        if measure.catalogue_id == CHECKLIST_MEASURE and measure.state in in_place and unchecked:
            what = counted(len(unchecked), "einem genutzten Kanal", "genutzten Kanälen")
            first = "" if len(unchecked) == 1 else "zuerst: "
            yield Finding(
                check="checklist-measure-without-checks",
                severity=Severity.WARNING,
                sentence=f"Die {measure_name(measure)} gilt als umgesetzt, bei {what} ist aber keine "
                f"Einstellung geprüft ({first}{channel_name(unchecked[0])}).",
                norm="Art.\u00a05 Abs.\u00a02 DSGVO",
                topic=Topic.MEASURES,
                path=("measures", measure.id, "state"),
            )


CHECKS: tuple[Check, ...] = (
    settings_are_looked_at_again,
    deviations_are_explained,
    checks_are_proven,
    platforms_have_checked_accounts,
    checklist_measure_is_kept,
)
