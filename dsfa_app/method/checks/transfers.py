"""Checks on transfers to third countries (Art. 44-49 GDPR)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import Answer, TransferMechanism
from dsfa_app.method.checks.wording import counted
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.responsibility import Transfer
    from dsfa_app.method.findings import Check, Judged


_LEAVES_A_GAP = frozenset({TransferMechanism.NONE, TransferMechanism.DEROGATION})


def _what(judged: Judged, transfer: Transfer) -> str:
    platform = judged.platform_name(transfer.platform_id) or "ohne Plattform"
    return f"{platform}; Land: {transfer.country.strip() or 'nicht genannt'}"


def transfers_are_described(judged: Judged) -> Iterator[Finding]:
    """A transfer goes to a recipient in a country; what no instrument covers is argued."""
    for transfer in judged.assessment.transfers:
        missing = [name for name in ("recipient", "country") if not getattr(transfer, name).strip()]
        if missing:
            lacks = {"recipient": "der Empfänger", "country": "das Land"}[missing[0]]
            yield Finding(
                check="transfer-incomplete",
                severity=Severity.ERROR,
                sentence=f"Zu einer Übermittlung ({_what(judged, transfer)}) fehlt {lacks}.",
                norm="Art.\u00a044 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("transfers", transfer.id, missing[0]),
                gap=True,
            )
        if transfer.mechanism in _LEAVES_A_GAP and not transfer.note.strip():
            yield Finding(
                check="transfer-gap-unargued",
                severity=Severity.ERROR,
                sentence=f"Was bei einer Übermittlung ({_what(judged, transfer)}) ungedeckt bleibt, "
                "ist nicht erläutert.",
                norm="Art.\u00a044 und Art.\u00a05 Abs.\u00a02 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("transfers", transfer.id, "note"),
                gap=True,
            )


def transfers_have_a_mechanism(judged: Judged) -> Iterator[Finding]:
    """A transfer to a third country rests on Art. 45, 46 or 49."""
    for transfer in judged.assessment.transfers:
        what = _what(judged, transfer)
        if transfer.mechanism is TransferMechanism.NONE:
            yield Finding(
                check="transfer-unfounded",
                severity=Severity.WARNING,
                sentence=f"Eine Übermittlung ({what}) stützt sich auf kein Übermittlungsinstrument.",
                norm="Art.\u00a044 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("transfers", transfer.id, "mechanism"),
            )
        elif transfer.mechanism is TransferMechanism.UNKNOWN:
            yield Finding(
                check="transfer-without-mechanism",
                severity=Severity.ERROR,
                sentence=f"Für eine Übermittlung ({what}) ist kein Übermittlungsinstrument belegt.",
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
                severity=Severity.ERROR,
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
    transfers_are_described,
    transfers_have_a_mechanism,
    operators_transfers_are_recorded,
    the_framework_covers_the_operator,
    clauses_are_examined,
    derogations_are_exceptions,
)
