"""Checks on the platforms and how each one is used (Art. 5, 35(7)(a)-(b) GDPR)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import Answer, ChannelState, StatisticsKind
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.presence import PlatformUse
    from dsfa_app.method.findings import Check, Judged


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


_ON_NECESSITY = frozenset({"alternatives", "minimisation"})


def _gap(check: str, severity: Severity, use: PlatformUse, field: str, sentence: str, norm: str) -> Finding:
    return Finding(
        check=check,
        severity=severity,
        sentence=sentence,
        norm=norm,
        topic=Topic.NECESSITY if field in _ON_NECESSITY else Topic.CHANNELS,
        path=("platforms", use.id, field),
        gap=True,
    )


def use_is_described(judged: Judged) -> Iterator[Finding]:
    """What is used, what was left out and what else would do is said for every platform."""
    for use in judged.assessment.platforms:
        name = judged.platform_name(use.id)
        if not use.functions_used and not use.functions_unknown.strip():
            yield _gap(
                "platform-functions-missing",
                Severity.ERROR,
                use,
                "functions_used",
                f"Welche Funktionen von {name} genutzt werden, fehlt.",
                "Art. 35 Abs. 7 Buchst. a DSGVO",
            )
        if not use.alternatives.strip():
            yield _gap(
                "platform-alternatives-missing",
                Severity.ERROR,
                use,
                "alternatives",
                f"Welche milderen Wege statt {name} geprüft wurden, fehlt.",
                "Art. 35 Abs. 7 Buchst. b DSGVO",
            )
        if not use.minimisation.strip():
            yield _gap(
                "platform-minimisation-missing",
                Severity.ERROR,
                use,
                "minimisation",
                f"Wie die Daten bei {name} auf das Nötige beschränkt werden, fehlt.",
                "Art. 5 Abs. 1 Buchst. c und Art. 25 DSGVO",
            )


def persons_and_data_are_considered(judged: Judged) -> Iterator[Finding]:
    """Minors, special categories and statistics are decided, or it says why they are open."""
    for use in judged.assessment.platforms:
        name = judged.platform_name(use.id)
        if not use.special_categories.strip():
            yield _gap(
                "platform-special-categories-missing",
                Severity.ERROR,
                use,
                "special_categories",
                f"Ob bei {name} besondere Kategorien von Daten anfallen können, fehlt.",
                "Art. 9 Abs. 1 DSGVO",
            )
        if use.minors_addressed is Answer.UNKNOWN and not use.minors_reason.strip():
            yield _gap(
                "platform-minors-open",
                Severity.ERROR,
                use,
                "minors_addressed",
                f"Ob sich {name} an Minderjährige richtet, ist offen und nicht erläutert.",
                "Art. 8 und Erwägungsgrund 38 DSGVO",
            )
        if use.statistics is StatisticsKind.UNKNOWN and not use.statistics_note.strip():
            yield _gap(
                "platform-statistics-open",
                Severity.WARNING,
                use,
                "statistics",
                f"Welche Statistik {name} der Stelle zeigt, ist offen und nicht erläutert.",
                "Art. 26 Abs. 1 DSGVO",
            )


def platforms_are_known(judged: Judged) -> Iterator[Finding]:
    """A platform the catalogue does not hold has no facts and no proposals."""
    for use in judged.assessment.platforms:
        if use.id not in judged.traits:
            yield Finding(
                check="platform-not-in-catalogue",
                severity=Severity.WARNING,
                sentence=f"{judged.platform_name(use.id)} ist im Katalog nicht enthalten; Tatsachen und "
                "Vorschläge dazu fehlen deshalb.",
                norm="Art. 5 Abs. 2 DSGVO",
                topic=Topic.CHANNELS,
                path=("platforms", use.id, "name"),
            )


CHECKS: tuple[Check, ...] = (
    platforms_are_named,
    platforms_are_known,
    purpose_and_necessity,
    use_is_described,
    persons_and_data_are_considered,
    statistics_fit_the_facts,
)
