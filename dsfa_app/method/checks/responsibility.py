"""Checks on roles, arrangements and processors (Art. 26, 28 GDPR)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import (
    Answer,
    ArrangementState,
    ProcessingPhase,
    RoleOfController,
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
                norm="Art. 4 Nr. 7 und Art. 26 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("roles",),
                gap=True,
            )
        unclear = [role for role in roles if role.role is RoleOfController.UNCLEAR]
        if unclear:
            yield Finding(
                check="role-unclear",
                severity=Severity.WARNING,
                sentence=f"Für {judged.platform_name(use.id)} ist die Verantwortlichkeit in "
                f"{len(unclear)} von {len(ProcessingPhase)} Phasen ungeklärt.",
                norm="Art. 26 DSGVO",
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
        settled = [item for item in recorded if item.state is not ArrangementState.UNKNOWN]
        if not present and settled:
            yield Finding(
                check="joint-arrangement-denied",
                severity=Severity.WARNING,
                sentence=f"Für {judged.platform_name(use.id)} ist gemeinsame Verantwortlichkeit angenommen, "
                "eine Vereinbarung gibt es aber nicht.",
                norm="Art.\u00a026 Abs.\u00a01 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("joint_arrangements", settled[0].id, "state"),
            )
        elif not present:
            yield Finding(
                check="joint-without-arrangement",
                severity=Severity.ERROR,
                sentence=f"Für {judged.platform_name(use.id)} ist gemeinsame Verantwortlichkeit angenommen, "
                "eine Vereinbarung ist aber nicht belegt.",
                norm="Art. 26 Abs. 1 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("joint_arrangements", *((recorded[0].id, "state") if recorded else ())),
            )
        elif all(item.essence_published is not Answer.YES for item in present):
            yield Finding(
                check="joint-essence-not-published",
                severity=Severity.ERROR,
                sentence=f"Das Wesentliche der Vereinbarung zu {judged.platform_name(use.id)} ist den "
                "betroffenen Personen nicht nachweislich zur Verfügung gestellt.",
                norm="Art. 26 Abs. 2 Satz 2 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("joint_arrangements", present[0].id, "essence_published"),
            )


def processors_have_a_contract(judged: Judged) -> Iterator[Finding]:
    """Whoever processes on behalf needs a contract."""
    for processor in judged.assessment.processors:
        if processor.contract in (ArrangementState.ABSENT, ArrangementState.UNKNOWN):
            yield Finding(
                check="processor-without-contract",
                severity=Severity.ERROR,
                sentence=f"Für {processor.name or 'einen Dienstleister'} ist kein Vertrag zur "
                "Auftragsverarbeitung belegt.",
                norm="Art. 28 Abs. 3 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("processors", processor.id, "contract"),
            )


def roles_have_a_reason(judged: Judged) -> Iterator[Finding]:
    """Separate responsibility relieves the body, so it is argued."""
    for use in judged.assessment.platforms:
        bare = [
            role
            for role in judged.assessment.roles
            if role.platform_id == use.id
            and role.role is RoleOfController.SEPARATE
            and not role.reason.strip()
        ]
        if bare:
            yield Finding(
                check="separate-role-without-reason",
                severity=Severity.WARNING,
                sentence=f"Für {judged.platform_name(use.id)} ist getrennte Verantwortlichkeit in "
                f"{len(bare)} von {len(ProcessingPhase)} Phasen angenommen, aber nicht begründet.",
                norm="Art. 26 Abs. 1 und Art. 5 Abs. 2 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("roles", bare[0].id, "reason"),
                gap=True,
            )


def roles_fit_the_catalogue(judged: Judged) -> Iterator[Finding]:
    """Where the operator itself offers an arrangement of joint controllers, a different view is argued."""
    for use in judged.assessment.platforms:
        traits = judged.traits.get(use.id)
        roles = [role for role in judged.assessment.roles if role.platform_id == use.id]
        statistics = [role for role in roles if role.phase is ProcessingPhase.INSIGHTS]
        if traits is None or traits.joint_arrangement != Answer.YES or not statistics:
            continue
        is_joint = any(role.role is RoleOfController.JOINT for role in roles)
        if not is_joint and not statistics[0].reason.strip():
            yield Finding(
                check="joint-role-expected",
                severity=Severity.WARNING,
                sentence=f"Der Betreiber von {traits.name} bietet eine Vereinbarung gemeinsam "
                "Verantwortlicher an; warum hier keine gemeinsame Verantwortlichkeit angenommen ist, fehlt.",
                norm="Art. 26 Abs. 1 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("roles", statistics[0].id, "role"),
            )


def arrangements_fit_the_roles(judged: Judged) -> Iterator[Finding]:
    """An arrangement has a version, and belongs to joint controllership."""
    joint = {role.platform_id for role in judged.assessment.roles if role.role is RoleOfController.JOINT}
    for item in judged.assessment.joint_arrangements:
        if item.state is not ArrangementState.PRESENT:
            continue
        name = judged.platform_name(item.platform_id) or "eine Plattform, die nicht genannt ist,"
        if item.platform_id not in joint:
            yield Finding(
                check="arrangement-without-joint-role",
                severity=Severity.WARNING,
                sentence=f"Für {name} ist eine Vereinbarung gemeinsam Verantwortlicher vorhanden, aber in "
                "keiner Phase gemeinsame Verantwortlichkeit angenommen.",
                norm="Art. 26 Abs. 1 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("joint_arrangements", item.id, "state"),
            )
        lacks = "das Datum der Fassung" if item.version_on is None else "die Adresse"
        if item.version_on is None or not item.url.strip():
            yield Finding(
                check="arrangement-without-version",
                severity=Severity.ERROR,
                sentence=f"Zur Vereinbarung gemeinsam Verantwortlicher für {name} fehlt {lacks}.",
                norm="Art. 26 Abs. 2 und Art. 5 Abs. 2 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("joint_arrangements", item.id, "url" if item.version_on else "version_on"),
                gap=True,
            )


def processing_on_behalf_names_a_processor(judged: Judged) -> Iterator[Finding]:
    """Who takes a phase as processing on behalf names the processor and the date of the contract."""
    assessment = judged.assessment
    on_behalf = [role for role in assessment.roles if role.role is RoleOfController.WITH_PROCESSOR]
    if on_behalf and not assessment.processors:
        yield Finding(
            check="processor-missing",
            severity=Severity.ERROR,
            sentence=f"Für {judged.platform_name(on_behalf[0].platform_id)} ist Auftragsverarbeitung "
            "angenommen, ein Auftragsverarbeiter ist aber nicht erfasst.",
            norm="Art. 28 Abs. 3 DSGVO",
            topic=Topic.RESPONSIBILITIES,
            path=("processors",),
            gap=True,
        )
    for processor in assessment.processors:
        if not processor.sub_processors.strip():
            yield Finding(
                check="processor-without-sub-processors",
                severity=Severity.ERROR,
                sentence="Ob weitere Auftragsverarbeiter eingesetzt werden, fehlt "
                f"({processor.name.strip() or 'Dienstleister ohne Namen'}).",
                norm="Art.\u00a028 Abs.\u00a02 und 4 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("processors", processor.id, "sub_processors"),
                gap=True,
            )
        if processor.contract is ArrangementState.PRESENT and processor.contract_on is None:
            yield Finding(
                check="processor-contract-without-date",
                severity=Severity.ERROR,
                sentence="Das Datum des Vertrags zur Auftragsverarbeitung fehlt "
                f"({processor.name.strip() or 'Dienstleister ohne Namen'}).",
                norm="Art. 28 Abs. 3 und 9 DSGVO",
                topic=Topic.RESPONSIBILITIES,
                path=("processors", processor.id, "contract_on"),
                gap=True,
            )


CHECKS: tuple[Check, ...] = (
    roles_are_allocated,
    operators_are_named_in_the_concept,
    joint_roles_have_an_arrangement,
    processors_have_a_contract,
    roles_have_a_reason,
    roles_fit_the_catalogue,
    arrangements_fit_the_roles,
    processing_on_behalf_names_a_processor,
)
