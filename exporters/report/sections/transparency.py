"""Chapter 6: information of data subjects and their rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.necessity import RightsProcedure
from exporters.report.fields import Fields, facts_about, table_about
from exporters.report.model import Block, Heading, Section

if TYPE_CHECKING:
    from exporters.report.material import ReportMaterial


def build(material: ReportMaterial) -> Section:
    """Return chapter 6."""
    assessment = material.assessment
    blocks: tuple[Block, ...] = (
        Heading("Information der betroffenen Personen"),
        facts_about(material, assessment.transparency),
        Heading("Rechte der betroffenen Personen"),
        table_about(
            material, "Verfahren je Recht", assessment.rights_procedures, RightsProcedure,
            Fields("right", 1.5), Fields("side", 1.1), Fields("procedure", 2.4), Fields("deadline", 1),
            Fields("contact", 1.4),
        ),
    )  # fmt: skip
    return Section(
        "6",
        "Transparenz und Betroffenenrechte",
        ("Art. 12–22, 35 Abs. 7 Buchst. b DSGVO", "EDSA-Vorlage 2.3 b"),
        blocks,
    )
