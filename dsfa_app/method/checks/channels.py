"""Checks on the channels: state, address, notices, retirement (Art. 5(2), 12-14 GDPR)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import Answer, ChannelState, MeasureState
from dsfa_app.method.addresses import normal_address, platform_of
from dsfa_app.method.checks.wording import channel_name, counted, measure_name, more_than_a_year
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.presence import Channel
    from dsfa_app.method.findings import Check, Judged

_OPEN_STATES = frozenset({MeasureState.PLANNED, MeasureState.IMPLEMENTED})


def channels_are_checked(judged: Judged) -> Iterator[Finding]:
    """Every channel has a known state; a retired one says since when and why."""
    unchecked = [item for item in judged.assessment.channels if item.state is ChannelState.UNKNOWN]
    if unchecked:
        first = channel_name(unchecked[0])
        yield Finding(
            check="channel-state-unknown",
            severity=Severity.WARNING,
            sentence=f"Bei {len(unchecked)} Kanälen ist ungeprüft, ob sie noch betrieben werden "
            f"(zuerst: {first})."
            if len(unchecked) > 1
            else f"Bei einem Kanal ist ungeprüft, ob er noch betrieben wird ({first}).",
            norm="Art. 5 Abs. 2 DSGVO",
            topic=Topic.CHANNELS,
            path=("channels", unchecked[0].id, "state"),
        )
    for channel in judged.assessment.channels:
        if channel.state is ChannelState.RETIRED and not channel.retirement_reason.strip():
            yield Finding(
                check="retirement-reason-missing",
                severity=Severity.WARNING,
                sentence=f"Warum der Kanal {channel_name(channel)} stillgelegt ist, fehlt.",
                norm="Art. 5 Abs. 2 DSGVO",
                topic=Topic.CHANNELS,
                path=("channels", channel.id, "retirement_reason"),
                gap=True,
            )


def channels_are_covered(judged: Judged) -> Iterator[Finding]:
    """A channel in use lies on a platform the assessment covers; only closed ones may be history."""
    for channel in judged.assessment.channels:
        foreign = channel.platform_id and channel.platform_id not in judged.platform_names
        if foreign and channel.state is not ChannelState.RETIRED:
            yield Finding(
                check="channel-not-covered",
                severity=Severity.WARNING,
                sentence=f"Der Kanal {channel_name(channel)} liegt auf einer Plattform, die diese DSFA nicht "
                f"umfasst ({judged.platform_name(channel.platform_id)}).",
                norm="Art. 35 Abs. 1 DSGVO",
                topic=Topic.CHANNELS,
                path=("channels", channel.id, "platform_id"),
            )


def _together(
    check: str, severity: Severity, channels: list[Channel], field: str, lacks: str, norm: str
) -> Iterator[Finding]:
    """Say once that channels lack something, and lead to the first of them."""
    if channels:
        what = counted(len(channels), "einem genutzten Kanal", "genutzten Kanälen")
        first = "" if len(channels) == 1 else "zuerst: "
        yield Finding(
            check=check,
            severity=severity,
            sentence=f"Bei {what} {lacks} ({first}{channel_name(channels[0])}).",
            norm=norm,
            topic=Topic.CHANNELS,
            path=("channels", channels[0].id, field),
            gap=True,
        )


def used_channels_are_described(judged: Judged) -> Iterator[Finding]:
    """A channel in use has an address, somebody in charge, a privacy notice and an imprint."""
    used = [item for item in judged.assessment.channels if item.state is ChannelState.ACTIVE]
    yield from _together(
        "channel-without-address",
        Severity.WARNING,
        [item for item in used if not item.url.strip()],
        "url",
        "fehlt die Adresse",
        "Art. 35 Abs. 7 Buchst. a DSGVO",
    )
    yield from _together(
        "channel-without-department",
        Severity.WARNING,
        [item for item in used if not item.department.strip()],
        "department",
        "ist kein zuständiges Amt genannt",
        "Art. 24 Abs. 1 DSGVO",
    )
    yield from _together(
        "channel-without-notice",
        Severity.ERROR,
        [item for item in used if not item.privacy_notice_url.strip()],
        "privacy_notice_url",
        "fehlt die Datenschutzerklärung",
        "Art. 13 und 14 DSGVO",
    )
    yield from _together(
        "channel-without-imprint",
        Severity.WARNING,
        [item for item in used if not item.imprint_url.strip()],
        "imprint_url",
        "fehlt das Impressum",
        "§ 5 DDG",
    )


def notices_are_checked(judged: Judged) -> Iterator[Finding]:
    """The privacy notice of a channel in use is looked at once a year."""
    with_notice = [
        item
        for item in judged.assessment.channels
        if item.state is ChannelState.ACTIVE and item.privacy_notice_url.strip()
    ]
    yield from _together(
        "notice-never-checked",
        Severity.WARNING,
        [item for item in with_notice if item.notice_checked_on is None],
        "notice_checked_on",
        "ist nicht festgehalten, wann die Datenschutzerklärung geprüft wurde",
        "Art. 12 Abs. 1 und Art. 24 Abs. 1 DSGVO",
    )
    yield from _together(
        "notice-check-overdue",
        Severity.WARNING,
        [
            item
            for item in with_notice
            if item.notice_checked_on and more_than_a_year(item.notice_checked_on, judged.today)
        ],
        "notice_checked_on",
        "wurde die Datenschutzerklärung seit mehr als zwölf Monaten nicht geprüft",
        "Art. 12 Abs. 1 und Art. 24 Abs. 1 DSGVO",
    )


def addresses_fit(judged: Judged) -> Iterator[Finding]:
    """An address belongs to the channel's own platform and to one channel only."""
    seen: dict[str, Channel] = {}
    for channel in judged.assessment.channels:
        owner = platform_of(channel.url)
        if owner and channel.platform_id and owner != channel.platform_id:
            yield Finding(
                check="channel-address-of-other-platform",
                severity=Severity.WARNING,
                sentence=f"Die Adresse des Kanals {channel_name(channel)} gehört zu einer anderen Plattform "
                f"({channel.url.strip()}), als angegeben ist ({judged.platform_name(channel.platform_id)}).",
                norm="Art. 5 Abs. 1 Buchst. d und Abs. 2 DSGVO",
                topic=Topic.CHANNELS,
                path=("channels", channel.id, "url"),
            )
        address = normal_address(channel.url)
        if address and address in seen:
            yield Finding(
                check="channel-listed-twice",
                severity=Severity.WARNING,
                sentence=f"Die Kanäle {channel_name(seen[address])} und {channel_name(channel)} haben "
                f"dieselbe Adresse ({channel.url.strip()}).",
                norm="Art. 5 Abs. 2 DSGVO",
                topic=Topic.CHANNELS,
                path=("channels", channel.id, "url"),
            )
        seen.setdefault(address, channel)


def retirement_is_dated(judged: Judged) -> Iterator[Finding]:
    """State and date of a retirement fit each other."""
    for channel in judged.assessment.channels:
        day, name = channel.retired_on, channel_name(channel)
        is_retired = channel.state is ChannelState.RETIRED
        if is_retired and day is None:
            yield Finding(
                check="retirement-without-date",
                severity=Severity.NOTE,
                sentence=f"Seit wann der Kanal {name} stillgelegt ist, fehlt.",
                norm="Art. 5 Abs. 2 DSGVO",
                topic=Topic.CHANNELS,
                path=("channels", channel.id, "retired_on"),
                gap=True,
            )
        elif day is not None and is_retired is (day > judged.today):
            says = (
                "gilt als stillgelegt, der Tag der Stilllegung liegt aber in der Zukunft"
                if is_retired
                else "hat einen vergangenen Tag der Stilllegung, gilt aber nicht als stillgelegt"
            )
            yield Finding(
                check="retirement-against-state",
                severity=Severity.WARNING,
                sentence=f"Der Kanal {name} {says} ({day:%d.%m.%Y}).",
                norm="Art. 5 Abs. 1 Buchst. d DSGVO",
                topic=Topic.CHANNELS,
                path=("channels", channel.id, "retired_on" if is_retired else "state"),
            )


def closed_services_are_left(judged: Judged) -> Iterator[Finding]:
    """A service that no longer exists carries no channel in use."""
    for channel in judged.assessment.channels:
        traits = judged.traits.get(channel.platform_id)
        if traits is not None and traits.operating == Answer.NO and channel.state is not ChannelState.RETIRED:
            yield Finding(
                check="channel-on-closed-service",
                severity=Severity.WARNING,
                sentence=f"Der Kanal {channel_name(channel)} gilt nicht als stillgelegt, obwohl "
                f"{traits.name} nach dem Katalog eingestellt ist.",
                norm="Art. 5 Abs. 1 Buchst. d DSGVO",
                topic=Topic.CHANNELS,
                path=("channels", channel.id, "state"),
            )


def retired_channels_are_settled(judged: Judged) -> Iterator[Finding]:
    """A measure for platforms whose channels are all retired is finished, proven or dropped."""
    channels = judged.assessment.channels
    living = {item.platform_id for item in channels if item.state is not ChannelState.RETIRED}
    left = {item.platform_id for item in channels} - living
    for measure in judged.assessment.measures:
        if measure.state in _OPEN_STATES and measure.platform_ids and left.issuperset(measure.platform_ids):
            yield Finding(
                check="retired-channel-with-open-measure",
                severity=Severity.WARNING,
                sentence=f"Die {measure_name(measure)} ist noch offen, alle Kanäle, denen sie gilt, sind "
                "aber stillgelegt.",
                norm="Art. 35 Abs. 11 DSGVO",
                topic=Topic.MEASURES,
                path=("measures", measure.id, "state"),
            )


CHECKS: tuple[Check, ...] = (
    channels_are_checked,
    channels_are_covered,
    used_channels_are_described,
    notices_are_checked,
    addresses_fit,
    retirement_is_dated,
    closed_services_are_left,
    retired_channels_are_settled,
)
