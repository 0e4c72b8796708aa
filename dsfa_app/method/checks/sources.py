"""Checks on what the assessment cites: facts that aged, sources that are gone, rulings that came later."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from dsfa_app.method.checks.wording import counted, more_than_a_year
from dsfa_app.method.findings import Finding, Severity, SourceDoubt, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.structure import Path
    from dsfa_app.method.findings import Check, Judged

_CITING = {
    "platforms": Topic.CHANNELS,
    "channels": Topic.CHANNELS,
    "roles": Topic.RESPONSIBILITIES,
    "joint_arrangements": Topic.RESPONSIBILITIES,
    "transfers": Topic.RESPONSIBILITIES,
    "ratings": Topic.RISKS,
    "review_events": Topic.REVIEW,
}
"""The collections whose records name sources, and the page each belongs to."""


def cited_sources(assessment: Assessment) -> Iterator[tuple[Path, str]]:
    """Yield path and id of every source the assessment cites, in the order of its pages.

    What an event judged (it names the catalogue then) is its subject and no source of its own.
    """
    for name in _CITING:
        for record in getattr(assessment, name):
            if getattr(record, "catalogue_fingerprint", ""):
                continue
            for source_id in record.sources:
                yield (name, record.id, "sources"), source_id


def topic_of(path: Path) -> Topic:
    """Return the page on which a place that cites sources is worked on."""
    return _CITING[path[0]]


def sources_exist(judged: Judged) -> Iterator[Finding]:
    """A cited source can be looked up; one that the catalogue has just lost has a finding of its own."""
    gone = {change.id for change in judged.catalogue_changes}
    lost = [
        (path, name)
        for path, name in cited_sources(judged.assessment)
        if name not in judged.sources and name not in gone
    ]
    if lost:
        path, name = lost[0]
        what = counted(len(lost), "Eine angegebene Quelle ist", "angegebene Quellen sind")
        first = "" if len(lost) == 1 else "zuerst: "
        yield Finding(
            check="source-not-in-catalogue",
            severity=Severity.WARNING,
            sentence=f"{what} im Katalog nicht enthalten ({first}{name}).",
            norm="Art. 5 Abs. 2 DSGVO",
            topic=_CITING[path[0]],
            path=path,
        )


def cited_facts_are_sound(judged: Judged) -> Iterator[Finding]:
    """Facts about a platform age; one finding per platform says how many should be looked at again."""
    doubtful: dict[str, set[str]] = defaultdict(set)
    for _path, name in cited_sources(judged.assessment):
        source = judged.sources.get(name)
        if source is not None and source.doubts and source.platform_id in judged.platform_names:
            doubtful[source.platform_id].add(name)
    for use in judged.assessment.platforms:
        names = doubtful.get(use.id)
        if not names:
            continue
        reasons = Counter(doubt for name in names for doubt in judged.sources[name].doubts)
        listed = ", ".join(f"{reasons[doubt]} {doubt.value}" for doubt in SourceDoubt if reasons[doubt])
        what = counted(len(names), "eine verwendete Tatsache", "verwendete Tatsachen")
        yield Finding(
            check="facts-to-check-again",
            severity=Severity.NOTE,
            sentence=f"Zu {judged.platform_name(use.id)} {'ist' if len(names) == 1 else 'sind'} {what} aus "
            f"dem Katalog vor der Freigabe zu prüfen ({listed}).",
            norm="Art. 5 Abs. 2 DSGVO",
            topic=Topic.CHANNELS,
            path=("platforms", use.id, "sources"),
        )


def legal_position_is_current(judged: Judged) -> Iterator[Finding]:
    """The legal position of a platform is there, dated, and not overtaken by a later decision."""
    for use in judged.assessment.platforms:
        name, day = judged.platform_name(use.id), use.legal_position_on
        if not use.legal_position.strip() or day is None:
            yield Finding(
                check="legal-position-missing",
                severity=Severity.WARNING,
                sentence=f"Die Rechtslage zu {name} oder ihr Stand fehlt.",
                norm="Art. 5 Abs. 2 und Art. 24 Abs. 1 DSGVO",
                topic=Topic.CHANNELS,
                path=("platforms", use.id, "legal_position" if day else "legal_position_on"),
                gap=True,
            )
            continue
        if more_than_a_year(day, judged.today):
            yield Finding(
                check="legal-position-outdated",
                severity=Severity.WARNING,
                sentence=f"Die Rechtslage zu {name} hat den Stand {day:%d.%m.%Y} und ist damit älter als "
                "zwölf Monate.",
                norm="Art. 35 Abs. 11 DSGVO",
                topic=Topic.CHANNELS,
                path=("platforms", use.id, "legal_position_on"),
            )
        traits = judged.traits.get(use.id)
        later = sorted(ruling for ruling in traits.rulings if ruling[0] > day) if traits else []
        if later:
            what = counted(len(later), "Eine Entscheidung", "Entscheidungen")
            yield Finding(
                check="ruling-after-legal-position",
                severity=Severity.WARNING,
                sentence=f"{what} zu {name} {'ist' if len(later) == 1 else 'sind'} jünger als der Stand der "
                f"Rechtslage ({day:%d.%m.%Y}), zuletzt „{later[-1][1]}“.",
                norm="Art. 35 Abs. 11 DSGVO",
                topic=Topic.CHANNELS,
                path=("platforms", use.id, "legal_position"),
            )


CHECKS: tuple[Check, ...] = (sources_exist, cited_facts_are_sound, legal_position_is_current)
