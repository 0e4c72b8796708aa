"""Checks on transfers to third countries (Art. 44-49 GDPR)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import Answer, TransferMechanism
from dsfa_app.method.checks.wording import counted
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.method.findings import Check, Judged


def transfers_have_a_mechanism(judged: Judged) -> Iterator[Finding]:
    """A transfer to a third country rests on Art. 45, 46 or 49."""
    for transfer in judged.assessment.transfers:
        if transfer.mechanism in (TransferMechanism.NONE, TransferMechanism.UNKNOWN):
            platform = judged.platform_name(transfer.platform_id) or "ohne Plattform"
            country = transfer.country.strip() or "nicht genannt"
            yield Finding(
                check="transfer-without-mechanism",
                severity=Severity.WARNING,
                sentence=f"Für eine Übermittlung ({platform}; Land: {country}) "
                "ist kein Übermittlungsinstrument belegt.",
                norm="Art. 44 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("transfers", transfer.id, "mechanism"),
            )


def operators_transfers_are_recorded(judged: Judged) -> Iterator[Finding]:
    """An operator that transfers under the Data Privacy Framework transfers to the USA."""
    covered = {transfer.platform_id for transfer in judged.assessment.transfers}
    for use in judged.assessment.platforms:
        traits = judged.traits.get(use.id)
        if traits is not None and traits.dpf == Answer.YES and use.id not in covered:
            yield Finding(
                check="transfer-missing",
                severity=Severity.WARNING,
                sentence=f"Nach dem Katalog übermittelt der Betreiber von {traits.name} Daten in die USA, "
                "eine Übermittlung ist aber nicht erfasst.",
                norm="Art. 44 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("transfers",),
                gap=True,
            )


def the_framework_covers_the_operator(judged: Judged) -> Iterator[Finding]:
    """A transfer under the Data Privacy Framework needs a recipient that takes part in it."""
    for transfer in judged.assessment.transfers:
        traits = judged.traits.get(transfer.platform_id)
        if transfer.mechanism is TransferMechanism.DPF and traits is not None and traits.dpf != Answer.YES:
            yield Finding(
                check="dpf-not-attested",
                severity=Severity.WARNING,
                sentence=f"Eine Übermittlung ({traits.name}) stützt sich auf das EU-US Data Privacy "
                "Framework; dass der Betreiber daran teilnimmt, ist im Katalog nicht belegt.",
                norm="Art. 45 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("transfers", transfer.id, "mechanism"),
            )


def clauses_are_examined(judged: Judged) -> Iterator[Finding]:
    """Standard clauses carry only where the law of the third country has been examined (CJEU C-311/18)."""
    bare = [
        transfer
        for transfer in judged.assessment.transfers
        if transfer.mechanism is TransferMechanism.SCC and not transfer.impact_assessment.strip()
    ]
    if bare:
        first = judged.platform_name(bare[0].platform_id) or "ohne Plattform"
        what = counted(len(bare), "eine Übermittlung", "Übermittlungen")
        yield Finding(
            check="transfer-without-impact-assessment",
            severity=Severity.WARNING,
            sentence=f"Für {what} aufgrund von Standardvertragsklauseln ist keine Prüfung des Rechts im "
            f"Drittland angegeben ({'' if len(bare) == 1 else 'zuerst: '}{first}).",
            norm="Art. 46 Abs. 1 DSGVO",
            topic=Topic.RESPONSIBILITIES,
            path=("transfers", bare[0].id, "impact_assessment"),
            gap=True,
        )


def derogations_are_exceptions(judged: Judged) -> Iterator[Finding]:
    """Art. 49 is for single cases, not for what a platform does every day."""
    for transfer in judged.assessment.transfers:
        if transfer.mechanism is TransferMechanism.DEROGATION:
            name = judged.platform_name(transfer.platform_id) or "ohne Plattform"
            yield Finding(
                check="transfer-by-derogation",
                severity=Severity.WARNING,
                sentence=f"Eine Übermittlung ({name}) stützt sich auf eine Ausnahme für Einzelfälle; "
                "regelmäßige Übermittlungen trägt sie nicht.",
                norm="Art. 49 Abs. 1 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("transfers", transfer.id, "mechanism"),
            )


CHECKS: tuple[Check, ...] = (
    transfers_have_a_mechanism,
    operators_transfers_are_recorded,
    the_framework_covers_the_operator,
    clauses_are_examined,
    derogations_are_exceptions,
)
