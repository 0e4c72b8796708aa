"""Checks on occasion, threshold analysis, description and legal bases (Art. 35(1), (7)(a)-(b) GDPR)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.editing import value_at
from dsfa_app.domain.vocabulary import ScopeType
from dsfa_app.method.findings import Finding, Severity, Topic
from dsfa_app.method.threshold import ThresholdOutcome

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
        "Art. 6 DSGVO",
    ),
    _gate(
        "necessity-missing",
        Topic.NECESSITY,
        ("necessity", "principle"),
        "Der Maßstab der Erforderlichkeitsprüfung fehlt.",
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
            severity=Severity.NOTE,
            sentence=f"Die Verarbeitung läuft seit {start:%d.%m.%Y}, die DSFA ist vom "
            f"{judged.assessment.created_on:%d.%m.%Y}: Sie wird im laufenden Betrieb durchgeführt.",
            norm="Art. 35 Abs. 1 DSGVO",
            topic=Topic.OCCASION,
            path=("occasion", "processing_start_actual"),
        )


def threshold_is_decided(judged: Judged) -> Iterator[Finding]:
    """Unknown answers leave the threshold analysis incomplete; „not required“ needs its own reason."""
    if judged.threshold.outcome is ThresholdOutcome.INCOMPLETE:
        open_rules = judged.threshold.open_rules
        whose = "für die eigene Stelle" if open_rules else "für die Plattformbetreiber"
        count = open_rules or judged.threshold.open_at_operator
        what = f"{count} Fragen sind" if count > 1 else "Eine Frage ist"
        yield Finding(
            check="threshold-incomplete",
            severity=Severity.ERROR,
            sentence=f"Die Schwellwertanalyse ist unvollständig: {what} {whose} noch unbeantwortet.",
            norm="Art. 35 Abs. 1 und 3 DSGVO",
            topic=Topic.THRESHOLD,
            gap=True,
        )
    analysis = judged.assessment.threshold
    not_required = judged.threshold.outcome is ThresholdOutcome.NOT_REQUIRED
    if not_required and not analysis.not_required_reason.strip():
        yield Finding(
            check="not-required-without-reason",
            severity=Severity.ERROR,
            sentence="Das Ergebnis „DSFA nicht erforderlich“ braucht eine eigene schriftliche Begründung.",
            norm="Art. 5 Abs. 2 DSGVO",
            topic=Topic.THRESHOLD,
            path=("threshold", "not_required_reason"),
            gap=True,
        )


CHECKS: tuple[Check, ...] = (
    statutory_minimum,
    similarity_is_argued,
    assessed_before_start,
    threshold_is_decided,
)
