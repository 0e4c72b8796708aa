"""Checks on channels that differ from their platform, on levels of old documents and on copied reasons."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import Answer, ChannelState
from dsfa_app.method.bulk_rating import is_taken_over
from dsfa_app.method.checks.wording import channel_name, counted
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.presence import Channel
    from dsfa_app.domain.rating import ChannelDeviation, Rating
    from dsfa_app.method.findings import Check, Judged


def _deviations(judged: Judged) -> Iterator[tuple[Rating, ChannelDeviation, Channel | None]]:
    """Yield every deviation that counts, with its rating and its channel if that exists."""
    channels = {channel.id: channel for channel in judged.assessment.channels}
    for item in judged.results:
        for on_channel in item.channels:
            yield item.rating, on_channel.deviation, channels.get(on_channel.deviation.channel_id)


def _where(judged: Judged, rating: Rating, channel: Channel | None) -> str:
    name = f"des Kanals {channel_name(channel)}" if channel else "eines Kanals"
    platform = judged.platform_name(rating.platform_id)
    return f"Die Abweichung {name} bei {judged.risk_title(rating.risk_id)} auf {platform}"


def _deviating(
    check: str, severity: Severity, rating: Rating, sentence: str, *, gap: bool = False, norm: str = ""
) -> Finding:
    return Finding(
        check=check,
        severity=severity,
        sentence=sentence,
        norm=norm or "Art. 35 Abs. 7 Buchst. c DSGVO",
        topic=Topic.RISKS,
        path=("ratings", rating.id, "deviations"),
        gap=gap,
    )


def deviations_have_a_reason(judged: Judged) -> Iterator[Finding]:
    """Why one channel is another case than the rest of its platform has to be said."""
    for rating, deviation, channel in _deviations(judged):
        if not deviation.reason.strip():
            yield _deviating(
                "deviation-without-reason",
                Severity.ERROR,
                rating,
                f"{_where(judged, rating, channel)} ist nicht begründet.",
                gap=True,
                norm="Art. 5 Abs. 2 DSGVO",
            )


def deviations_concern_a_channel_of_the_platform(judged: Judged) -> Iterator[Finding]:
    """A deviation speaks of a channel that exists, is on this platform and in use."""
    for rating, deviation, channel in _deviations(judged):
        where = _where(judged, rating, channel)
        if channel is None:
            yield _deviating(
                "deviation-of-unknown-channel",
                Severity.ERROR,
                rating,
                f"{where} nennt keinen Kanal."
                if not deviation.channel_id
                else f"{where} nennt einen Kanal, der nicht erfasst ist ({deviation.channel_id}).",
            )
        elif channel.platform_id != rating.platform_id:
            yield _deviating(
                "deviation-of-foreign-channel",
                Severity.ERROR,
                rating,
                f"{where} betrifft einen Kanal auf {judged.platform_name(channel.platform_id)}.",
            )
        elif channel.state is ChannelState.RETIRED:
            yield _deviating(
                "deviation-of-retired-channel",
                Severity.WARNING,
                rating,
                f"{where} betrifft einen stillgelegten Kanal und zählt trotzdem mit; bitte prüfen, ob sie "
                "noch gilt.",
            )


def a_channel_deviates_once(judged: Judged) -> Iterator[Finding]:
    """Two deviations of one channel contradict each other."""
    channels = {channel.id: channel for channel in judged.assessment.channels}
    for item in judged.results:
        counts = Counter(on_channel.deviation.channel_id for on_channel in item.channels)
        for channel_id, number in counts.items():
            if channel_id and number > 1:
                where = _where(judged, item.rating, channels.get(channel_id))
                yield _deviating(
                    "deviation-doubled",
                    Severity.ERROR,
                    item.rating,
                    f"{where} ist {number}-mal erfasst; es zählt die höchste Stufe.",
                )


def deviations_differ(judged: Judged) -> Iterator[Finding]:
    """What is rated like the platform is no deviation."""
    for rating, deviation, channel in _deviations(judged):
        decided = deviation.applicable is not Answer.UNKNOWN
        if decided and (deviation.applicable, deviation.gross) == (rating.applicable, rating.gross):
            yield _deviating(
                "deviation-equals-platform",
                Severity.NOTE,
                rating,
                f"{_where(judged, rating, channel)} stimmt mit der Bewertung der Plattform überein und kann "
                "entfallen.",
            )


def levels_have_a_score(judged: Judged) -> Iterator[Finding]:
    """A level an older document only names is a trace, not a rating; one finding per platform."""
    named: dict[str, list[Rating]] = {}
    for item in judged.results:
        if item.is_open and item.gross is None and item.rating.verbal_level.strip():
            named.setdefault(item.rating.platform_id, []).append(item.rating)
    for platform_id, ratings in named.items():
        what = counted(len(ratings), "ein Risiko", "Risiken")
        first = judged.risk_title(ratings[0].risk_id)
        yield Finding(
            check="verbal-level-only",
            severity=Severity.NOTE,
            sentence=f"Auf {judged.platform_name(platform_id)} liegt für {what} nur eine übernommene Stufe "
            f"ohne Schwere und Eintrittswahrscheinlichkeit vor (zuerst: {first}).",
            norm="Art. 35 Abs. 7 Buchst. c DSGVO",
            topic=Topic.RISKS,
            path=("ratings", ratings[0].id, "verbal_level"),
        )


def taken_over_reasons_are_reviewed(judged: Judged) -> Iterator[Finding]:
    """A reason taken over from elsewhere says nothing about this platform yet; one finding per platform."""
    copied: dict[str, list[tuple[Rating, str]]] = {}
    for item in judged.results:
        for field in ("reason", "baseline_reason"):
            if is_taken_over(getattr(item.rating, field)):
                copied.setdefault(item.rating.platform_id, []).append((item.rating, field))
    for platform_id, places in copied.items():
        rating, field = places[0]
        what = counted(len(places), "eine Begründung", "Begründungen")
        yield Finding(
            check="reason-taken-over",
            severity=Severity.WARNING,
            sentence=f"Auf {judged.platform_name(platform_id)} "
            f"{'ist' if len(places) == 1 else 'sind'} {what} nur übernommen und noch nicht für die Plattform "
            f"geprüft (zuerst: {judged.risk_title(rating.risk_id)}).",
            norm="Art. 5 Abs. 2 DSGVO",
            topic=Topic.RISKS,
            path=("ratings", rating.id, field),
        )


CHECKS: tuple[Check, ...] = (
    deviations_have_a_reason,
    deviations_concern_a_channel_of_the_platform,
    a_channel_deviates_once,
    deviations_differ,
    levels_have_a_score,
    taken_over_reasons_are_reviewed,
)
