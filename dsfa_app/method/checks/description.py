"""Checks on occasion and people, and the statements the law asks for (Art. 35(1), (7)(a)-(b) GDPR)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dsfa_app.domain.editing import value_at
from dsfa_app.domain.vocabulary import ChannelState, InvolvementKind, OccasionKind, ScopeType
from dsfa_app.method.checks.wording import channel_name, counted
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.structure import Path
    from dsfa_app.method.findings import Check, Judged


def _gate(check: str, topic: Topic, path: Path, sentence: str, norm: str) -> Finding:
    return Finding(
        check=check,
        severity=Severity.ERROR,
        sentence=sentence,
        norm=norm,
        topic=topic,
        path=path,
        gap=True,
    )


_STATUTORY_MINIMUM = (
    _gate(
        "controller-missing",
        Topic.OCCASION,
        ("controller", "name"),
        "Der Verantwortliche ist noch nicht genannt.",
        "Art. 4 Nr. 7 DSGVO",
    ),
    _gate(
        "dpo-contact-missing",
        Topic.OCCASION,
        ("controller", "dpo_contact"),
        "Wie die oder der Datenschutzbeauftragte erreichbar ist, fehlt.",
        "Art. 13 Abs. 1 Buchst. b DSGVO",
    ),
    _gate(
        "occasion-missing",
        Topic.OCCASION,
        ("occasion", "reason"),
        "Der Anlass der DSFA fehlt.",
        "Art. 35 Abs. 1 DSGVO",
    ),
    _gate(
        "scope-missing",
        Topic.OCCASION,
        ("occasion", "scope"),
        "Der Umfang der DSFA ist nicht beschrieben.",
        "Art. 35 Abs. 1 DSGVO",
    ),
    _gate(
        "participants-missing",
        Topic.OCCASION,
        ("participants",),
        "Es ist noch niemand beteiligt.",
        "Art. 35 Abs. 2 DSGVO",
    ),
    _gate(
        "nature-missing",
        Topic.PURPOSES,
        ("processing", "nature"),
        "Die Art der Verarbeitung ist nicht beschrieben.",
        "Art. 35 Abs. 7 Buchst. a DSGVO",
    ),
    _gate(
        "extent-missing",
        Topic.PURPOSES,
        ("processing", "extent"),
        "Der Umfang der Verarbeitung ist nicht beschrieben.",
        "Art. 35 Abs. 1 und 7 Buchst. a DSGVO",
    ),
    _gate(
        "circumstances-missing",
        Topic.PURPOSES,
        ("processing", "circumstances"),
        "Die Umstände der Verarbeitung sind nicht beschrieben.",
        "Art. 35 Abs. 1 und 7 Buchst. a DSGVO",
    ),
    _gate(
        "technology-missing",
        Topic.PURPOSES,
        ("processing", "technology"),
        "Die eingesetzte Technik ist nicht beschrieben; ob sie neu ist, lässt sich daher nicht sagen.",
        "Art.\u00a035 Abs.\u00a01 DSGVO",
    ),
    _gate(
        "life-cycle-missing",
        Topic.PURPOSES,
        ("processing", "life_cycle"),
        "Der Weg der Daten vom Eingang bis zur Löschung ist nicht beschrieben.",
        "Art. 35 Abs. 7 Buchst. a DSGVO",
    ),
    _gate(
        "purposes-missing",
        Topic.PURPOSES,
        ("purposes",),
        "Es ist noch kein Zweck genannt.",
        "Art. 35 Abs. 7 Buchst. a DSGVO",
    ),
    _gate(
        "data-categories-missing",
        Topic.PURPOSES,
        ("data_categories",),
        "Es ist noch keine Datenkategorie genannt.",
        "Art. 35 Abs. 7 Buchst. a DSGVO",
    ),
    _gate(
        "data-subjects-missing",
        Topic.PURPOSES,
        ("data_subjects",),
        "Es ist noch keine Gruppe betroffener Personen genannt.",
        "Art. 35 Abs. 7 Buchst. a DSGVO",
    ),
    _gate(
        "recipients-missing",
        Topic.PURPOSES,
        ("recipients",),
        "Es ist noch kein Empfänger genannt.",
        "Art. 35 Abs. 7 Buchst. a DSGVO",
    ),
    _gate(
        "retention-missing",
        Topic.PURPOSES,
        ("retention_periods",),
        "Es ist noch keine Löschfrist genannt.",
        "Art. 5 Abs. 1 Buchst. e DSGVO",
    ),
    _gate(
        "legal-bases-missing",
        Topic.NECESSITY,
        ("legal_bases",),
        "Es ist noch keine Rechtsgrundlage genannt.",
        "Art. 6 DSGVO",
    ),
    _gate(
        "necessity-missing",
        Topic.NECESSITY,
        ("necessity", "principle"),
        "Der Maßstab der Erforderlichkeitsprüfung fehlt.",
        "Art. 35 Abs. 7 Buchst. b DSGVO",
    ),
    _gate(
        "proportionality-missing",
        Topic.NECESSITY,
        ("necessity", "proportionality"),
        "Die Prüfung der Verhältnismäßigkeit fehlt.",
        "Art. 35 Abs. 7 Buchst. b DSGVO",
    ),
    _gate(
        "alternatives-missing",
        Topic.NECESSITY,
        ("alternatives",),
        "Es ist noch kein alternativer Informationsweg genannt.",
        "Art. 35 Abs. 7 Buchst. b DSGVO",
    ),
    _gate(
        "notices-missing",
        Topic.TRANSPARENCY,
        ("transparency", "notices"),
        "Es steht noch nicht da, wie die betroffenen Personen informiert werden.",
        "Art. 12–14 DSGVO",
    ),
    _gate(
        "rights-contact-missing",
        Topic.TRANSPARENCY,
        ("transparency", "rights_contact"),
        "An wen sich betroffene Personen wenden können, fehlt.",
        "Art. 12 Abs. 2 DSGVO",
    ),
    _gate(
        "rights-missing",
        Topic.TRANSPARENCY,
        ("rights_procedures",),
        "Das Verfahren für die Rechte der betroffenen Personen fehlt.",
        "Art. 15–22 DSGVO",
    ),
)


def statutory_minimum(judged: Judged) -> Iterator[Finding]:
    """Name every statement the law asks for that is still empty."""
    for gate in _STATUTORY_MINIMUM:
        value: str | tuple[object, ...] = value_at(judged.assessment, gate.path)
        if not (value.strip() if isinstance(value, str) else value):
            yield gate


def similarity_is_argued(judged: Judged) -> Iterator[Finding]:
    """One assessment for several operations needs the reason why they are similar."""
    occasion = judged.assessment.occasion
    if occasion.scope_type is ScopeType.COLLECTIVE and not occasion.similarity_reason.strip():
        yield Finding(
            check="similarity-reason-missing",
            severity=Severity.ERROR,
            sentence="Die DSFA fasst mehrere Verarbeitungsvorgänge zusammen, nennt aber nicht, "
            "warum sie ähnlich sind und ähnlich hohe Risiken haben.",
            norm="Art. 35 Abs. 1 Satz 2 DSGVO",
            topic=Topic.OCCASION,
            path=("occasion", "similarity_reason"),
            gap=True,
        )


def assessed_before_start(judged: Judged) -> Iterator[Finding]:
    """The assessment comes before the processing."""
    occasion = judged.assessment.occasion
    start = occasion.processing_start_actual
    if start is not None and start < judged.assessment.created_on:
        yield Finding(
            check="live-before-assessment",
            severity=Severity.NOTE if occasion.kind is OccasionKind.REVISION else Severity.WARNING,
            sentence=f"Die Verarbeitung läuft seit {start:%d.%m.%Y}, die DSFA ist vom "
            f"{judged.assessment.created_on:%d.%m.%Y}: Sie wird im laufenden Betrieb durchgeführt.",
            norm="Art. 35 Abs. 1 DSGVO",
            topic=Topic.OCCASION,
            path=("occasion", "processing_start_actual"),
        )


def start_is_known(judged: Judged) -> Iterator[Finding]:
    """Whether the assessment came first can be told only from the start of the processing."""
    occasion = judged.assessment.occasion
    planned, actual = occasion.processing_start_planned, occasion.processing_start_actual
    if planned is None and actual is None:
        yield Finding(
            check="start-missing",
            severity=Severity.ERROR,
            sentence="Der geplante oder tatsächliche Beginn der Verarbeitung ist nicht angegeben; ob die "
            "DSFA vor dem Beginn stattfand, lässt sich daher nicht sagen.",
            norm="Art. 35 Abs. 1 DSGVO",
            topic=Topic.OCCASION,
            path=("occasion", "processing_start_planned"),
            gap=True,
        )
    elif planned is not None and actual is None and planned < judged.today:
        yield Finding(
            check="planned-start-passed",
            severity=Severity.NOTE,
            sentence=f"Der geplante Beginn am {planned:%d.%m.%Y} ist verstrichen, "
            "ein tatsächlicher Beginn ist nicht angegeben.",
            norm="Art. 35 Abs. 1 DSGVO",
            topic=Topic.OCCASION,
            path=("occasion", "processing_start_actual"),
            gap=True,
        )


def channels_wait_for_the_start(judged: Judged) -> Iterator[Finding]:
    """A channel in use is processing, so a start that is only planned contradicts it."""
    occasion = judged.assessment.occasion
    planned = occasion.processing_start_planned
    live = [item for item in judged.assessment.channels if item.state is ChannelState.ACTIVE]
    if live and planned is not None and occasion.processing_start_actual is None:
        what = counted(len(live), "Ein Kanal ist", "Kanäle sind")
        first = "" if len(live) == 1 else "zuerst: "
        yield Finding(
            check="live-without-start",
            severity=Severity.WARNING,
            sentence=f"{what} schon in Betrieb ({first}{channel_name(live[0])}), angegeben ist aber nur ein "
            f"geplanter Beginn ({planned:%d.%m.%Y}).",
            norm="Art.\u00a035 Abs.\u00a01 DSGVO",
            topic=Topic.OCCASION,
            path=("occasion", "processing_start_actual"),
        )


_RECORD = re.compile(r"verarbeitungstätigkeit|verarbeitungsverzeichnis|\bVVT\b", re.IGNORECASE)


def processing_is_on_record(judged: Judged) -> Iterator[Finding]:
    """The assessment refers to the entry in the record of processing activities."""
    documents = judged.assessment.documents
    if not any(_RECORD.search(text) for item in documents for text in (item.title, item.note, item.location)):
        yield Finding(
            check="record-of-processing-missing",
            severity=Severity.ERROR,
            sentence="Unter den Dokumenten fehlt der Eintrag im Verzeichnis von Verarbeitungstätigkeiten.",
            norm="Art.\u00a030 Abs.\u00a01 und Art.\u00a05 Abs.\u00a02 DSGVO",
            topic=Topic.OCCASION,
            path=("documents",),
            gap=True,
        )


def body_asks_its_officer(judged: Judged) -> Iterator[Finding]:
    """The data protection officer takes part from the start."""
    people = judged.assessment.participants
    if people and all(person.involvement is not InvolvementKind.DPO for person in people):
        yield Finding(
            check="dpo-not-involved",
            severity=Severity.WARNING,
            sentence="Unter den Beteiligten fehlt die oder der Datenschutzbeauftragte.",
            norm="Art. 35 Abs. 2 und Art. 38 Abs. 1 DSGVO",
            topic=Topic.OCCASION,
            path=("participants",),
            gap=True,
        )


CHECKS: tuple[Check, ...] = (
    statutory_minimum,
    similarity_is_argued,
    assessed_before_start,
    start_is_known,
    channels_wait_for_the_start,
    processing_is_on_record,
    body_asks_its_officer,
)
