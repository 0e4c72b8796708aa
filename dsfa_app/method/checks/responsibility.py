"""Checks on roles, contracts and third countries (Art. 26, 28, 44-49 GDPR)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import (
    Answer,
    ArrangementState,
    ProcessingPhase,
    RoleOfController,
    TransferMechanism,
)
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.method.findings import Check, Judged


def roles_are_allocated(judged: Judged) -> Iterator[Finding]:
    """Every platform has a role in every phase; an unclear one stays visible."""
    for use in judged.assessment.platforms:
        roles = [role for role in judged.assessment.roles if role.platform_id == use.id]
        missing = [phase for phase in ProcessingPhase if all(role.phase is not phase for role in roles)]
        if missing:
            yield Finding(
                check="role-missing",
                severity=Severity.ERROR,
                sentence=f"Für {judged.platform_name(use.id)} fehlt in {len(missing)} von "
                f"{len(ProcessingPhase)} Phasen, wer verantwortlich ist.",
                norm="Art. 4 Nr. 7 und Art. 26 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("roles",),
                gap=True,
            )
        unclear = [role for role in roles if role.role is RoleOfController.UNCLEAR]
        if unclear:
            reason = f" Vermerkt ist: {unclear[0].reason}" if unclear[0].reason else ""
            yield Finding(
                check="role-unclear",
                severity=Severity.WARNING,
                sentence=f"Für {judged.platform_name(use.id)} ist die Verantwortlichkeit in "
                f"{len(unclear)} von {len(ProcessingPhase)} Phasen ungeklärt.{reason}",
                norm="Art. 26 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("roles", unclear[0].id, "role"),
            )


def operators_are_named_in_the_concept(judged: Judged) -> Iterator[Finding]:
    """A usage concept that allocates responsibility names every operator whose platform is used."""
    for use in judged.assessment.platforms:
        if use.named_in_concept is Answer.NO:
            yield Finding(
                check="operator-not-in-concept",
                severity=Severity.WARNING,
                sentence=f"Das Nutzungskonzept nennt den Betreiber von {judged.platform_name(use.id)} "
                "bei den Verantwortlichkeiten nicht, obwohl die Plattform genutzt wird.",
                norm="Art. 26 und Art. 5 Abs. 2 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("platforms", use.id, "named_in_concept"),
            )


def joint_roles_have_an_arrangement(judged: Judged) -> Iterator[Finding]:
    """Joint controllership needs an arrangement whose essence is available to data subjects."""
    joint = {role.platform_id for role in judged.assessment.roles if role.role is RoleOfController.JOINT}
    for use in judged.assessment.platforms:
        if use.id not in joint:
            continue
        recorded = [item for item in judged.assessment.joint_arrangements if item.platform_id == use.id]
        present = [item for item in recorded if item.state is ArrangementState.PRESENT]
        if not present:
            yield Finding(
                check="joint-without-arrangement",
                severity=Severity.WARNING,
                sentence=f"Für {judged.platform_name(use.id)} ist gemeinsame Verantwortlichkeit angenommen, "
                "eine Vereinbarung ist aber nicht belegt.",
                norm="Art. 26 Abs. 1 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("joint_arrangements", *((recorded[0].id, "state") if recorded else ())),
            )
        elif all(item.essence_published is not Answer.YES for item in present):
            yield Finding(
                check="joint-essence-not-published",
                severity=Severity.WARNING,
                sentence=f"Das Wesentliche der Vereinbarung zu {judged.platform_name(use.id)} ist den "
                "betroffenen Personen nicht nachweislich zur Verfügung gestellt.",
                norm="Art. 26 Abs. 2 Satz 2 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("joint_arrangements", present[0].id, "essence_published"),
            )


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
                norm="Art. 44 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("transfers", transfer.id, "mechanism"),
            )


def processors_have_a_contract(judged: Judged) -> Iterator[Finding]:
    """Whoever processes on behalf needs a contract."""
    for processor in judged.assessment.processors:
        if processor.contract in (ArrangementState.ABSENT, ArrangementState.UNKNOWN):
            yield Finding(
                check="processor-without-contract",
                severity=Severity.WARNING,
                sentence=f"Für {processor.name or 'einen Dienstleister'} ist kein Vertrag zur "
                "Auftragsverarbeitung belegt.",
                norm="Art. 28 Abs. 3 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("processors", processor.id, "contract"),
            )


CHECKS: tuple[Check, ...] = (
    roles_are_allocated,
    operators_are_named_in_the_concept,
    joint_roles_have_an_arrangement,
    transfers_have_a_mechanism,
    processors_have_a_contract,
)
