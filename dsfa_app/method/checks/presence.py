"""Checks on platforms and channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import Answer, ChannelState, StatisticsKind
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.presence import Channel
    from dsfa_app.method.findings import Check, Judged

MINORS_RISK = "R10"


def platforms_are_named(judged: Judged) -> Iterator[Finding]:
    """An assessment covers at least one platform, and each platform has a channel in use."""
    if not judged.assessment.platforms:
        yield Finding(
            check="platforms-missing",
            severity=Severity.ERROR,
            sentence="Die DSFA umfasst noch keine Plattform.",
            norm="Art. 35 Abs. 7 Buchst. a DSGVO",
            topic=Topic.CHANNELS,
            path=("platforms",),
            gap=True,
        )
    used = {item.platform_id for item in judged.assessment.channels if item.state is not ChannelState.RETIRED}
    for use in judged.assessment.platforms:
        if use.id not in used:
            yield Finding(
                check="platform-without-channel",
                severity=Severity.WARNING,
                sentence=f"Zu {judged.platform_name(use.id)} ist kein genutzter Kanal erfasst.",
                norm="Art. 35 Abs. 7 Buchst. a DSGVO",
                topic=Topic.CHANNELS,
                path=("channels",),
                gap=True,
            )


def purpose_and_necessity(judged: Judged) -> Iterator[Finding]:
    """Purpose and necessity are argued for every platform, not for all at once."""
    for use in judged.assessment.platforms:
        name = judged.platform_name(use.id)
        if not use.purpose.strip():
            yield Finding(
                check="platform-purpose-missing",
                severity=Severity.ERROR,
                sentence=f"Wozu {name} genutzt wird, fehlt.",
                norm="Art. 5 Abs. 1 Buchst. b DSGVO",
                topic=Topic.CHANNELS,
                path=("platforms", use.id, "purpose"),
                gap=True,
            )
        if not use.necessity_reason.strip():
            yield Finding(
                check="platform-necessity-missing",
                severity=Severity.ERROR,
                sentence=f"Warum {name} erforderlich ist, fehlt.",
                norm="Art. 35 Abs. 7 Buchst. b DSGVO",
                topic=Topic.NECESSITY,
                path=("platforms", use.id, "necessity_reason"),
                gap=True,
            )


def statistics_fit_the_facts(judged: Judged) -> Iterator[Finding]:
    """„Only aggregated statistics“ cannot stand where the operator shows single visitors."""
    for use in judged.assessment.platforms:
        traits = judged.traits.get(use.id)
        claims_none = use.statistics in (StatisticsKind.AGGREGATED, StatisticsKind.NONE)
        if claims_none and traits is not None and traits.statistics_personal == Answer.YES:
            yield Finding(
                check="statistics-contradiction",
                severity=Severity.WARNING,
                sentence=f"Für {traits.name} ist angegeben, die Stelle erhalte nur anonyme Statistik; "
                "nach den Katalogtatsachen sind Besuchende dort einzeln sichtbar "
                f"({traits.statistics_source}).",
                norm="Art. 5 Abs. 1 Buchst. a und Abs. 2 DSGVO",
                topic=Topic.CHANNELS,
                path=("platforms", use.id, "statistics"),
            )


def minors_are_rated(judged: Judged) -> Iterator[Finding]:
    """Where minors are addressed their risk cannot be left out."""
    for use in judged.assessment.platforms:
        rating = judged.assessment.rating(use.id, MINORS_RISK)
        if use.minors_addressed is Answer.YES and rating.applicable is Answer.NO:
            yield Finding(
                check="minors-without-rating",
                severity=Severity.ERROR,
                sentence=f"{judged.platform_name(use.id)} richtet sich an Minderjährige, "
                f"das Risiko {judged.risk_title(MINORS_RISK)} ist aber als nicht zutreffend eingestuft.",
                norm="Erwägungsgründe 38 und 75 DSGVO",
                topic=Topic.RISKS,
                path=("ratings", rating.id),
            )


def _called(channel: Channel) -> str:
    return channel.name.strip() or channel.url.strip() or "ohne Namen"


def channels_are_checked(judged: Judged) -> Iterator[Finding]:
    """Every channel has a known state; a retired one says since when and why."""
    unchecked = [item for item in judged.assessment.channels if item.state is ChannelState.UNKNOWN]
    if unchecked:
        first = _called(unchecked[0])
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
                sentence=f"Warum der Kanal {_called(channel)} stillgelegt ist, fehlt.",
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
                sentence=f"Der Kanal {_called(channel)} liegt auf einer Plattform, die diese DSFA nicht "
                f"umfasst ({judged.platform_name(channel.platform_id)}).",
                norm="Art. 35 Abs. 1 DSGVO",
                topic=Topic.CHANNELS,
                path=("channels", channel.id, "platform_id"),
            )


CHECKS: tuple[Check, ...] = (
    platforms_are_named,
    purpose_and_necessity,
    statistics_fit_the_facts,
    minors_are_rated,
    channels_are_checked,
    channels_are_covered,
)
