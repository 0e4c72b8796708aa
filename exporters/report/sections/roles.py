"""Chapter 3: who is responsible for what, who receives data, which data leave the EU."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.processing import Recipient
from dsfa_app.domain.responsibility import JointArrangement, Processor, RoleAllocation, Transfer
from dsfa_app.domain.vocabulary import ProcessingPhase
from dsfa_app.labels import label
from exporters.report.fields import Fields, table_about
from exporters.report.model import Block, Column, Explanation, Heading, Section, Table
from exporters.report.wording import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.report.material import ReportMaterial


def role_overview(material: ReportMaterial) -> Iterator[Block]:
    """Yield the body's role per platform and phase in one table."""
    roles = {(role.platform_id, role.phase): label(role.role) for role in material.assessment.roles}
    platforms = material.assessment.platforms
    if roles and platforms:
        yield Table(
            "Rolle der öffentlichen Stelle je Plattform und Phase",
            (Column("Plattform", 1.1), *(Column(label(phase), 1.2) for phase in ProcessingPhase)),
            tuple(
                (
                    material.name_of(use),
                    *(roles.get((use.id, phase), NOTHING) for phase in ProcessingPhase),
                )
                for use in platforms
            ),
        )


def build(material: ReportMaterial) -> Section:
    """Return chapter 3."""
    assessment = material.assessment
    blocks: tuple[Block, ...] = (
        Heading("Rollen je Phase der Verarbeitung"),
        Explanation(
            "Verantwortlichkeit wird Phase für Phase bestimmt (EuGH, C-40/17). Was rechtlich umstritten ist, "
            "steht mit Datum bei der Rechtslage der jeweiligen Plattform in Kapitel 4."
        ),
        *role_overview(material),
        table_about(
            material, "Begründung der Rollen", assessment.roles, RoleAllocation,
            Fields("platform_id", 1.1), Fields("phase", 1.4), Fields("role", 1.2), Fields("reason", 3),
            Fields("sources", 0.8),
        ),
        Heading("Gemeinsame Verantwortlichkeit"),
        table_about(
            material, "Vereinbarungen (Art. 26 DSGVO)", assessment.joint_arrangements, JointArrangement,
            Fields("platform_id", 1), Fields("title", 2, bare=("url",), labelled=("version_on",), named=True),
            Fields("state", 1), Fields("essence_published", 1), Fields("note", 2.2, labelled=("sources",)),
        ),
        Heading("Auftragsverarbeitung"),
        table_about(
            material, "Auftragsverarbeiter nach Art. 28 DSGVO", assessment.processors, Processor,
            Fields("name", 1.2), Fields("service", 1.6), Fields("contract", 1, labelled=("contract_on",)),
            Fields("sub_processors", 1.3), Fields("note", 1.4),
        ),
        Heading("Empfänger"),
        table_about(
            material, "Empfänger und Kategorien von Empfängern", assessment.recipients, Recipient,
            Fields("name", 1.2), Fields("purpose", 1.8), Fields("data", 1.8),
        ),
        Heading("Übermittlung in Drittländer"),
        table_about(
            material, "Drittlandübermittlungen nach Art. 44–49 DSGVO", assessment.transfers, Transfer,
            Fields("platform_id", 1), Fields("recipient", 1.3, bare=("country",), named=True),
            Fields("mechanism", 1.4), Fields("note", 2.2, labelled=("impact_assessment", "sources")),
        ),
    )  # fmt: skip
    return Section(
        "3",
        "Rollen, Verträge und Drittländer",
        ("Art. 26, 28, 35 Abs. 7 Buchst. a, 44–49 DSGVO", "EDSA-Vorlage 0.1, 0.2, 2.3 c"),
        blocks,
    )
