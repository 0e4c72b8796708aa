"""Chapter 11: the advice of the data protection officer and the views of data subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters.report.fields import facts_about
from exporters.report.model import Block, Heading, Section

if TYPE_CHECKING:
    from exporters.report.material import ReportMaterial


def build(material: ReportMaterial) -> Section:
    """Return chapter 11."""
    assessment = material.assessment
    blocks: tuple[Block, ...] = (
        Heading("Rat der oder des Datenschutzbeauftragten"),
        facts_about(material, assessment.dpo_advice),
        Heading("Standpunkt der betroffenen Personen"),
        facts_about(material, assessment.views),
    )
    return Section(
        "11",
        "Datenschutzbeauftragte und betroffene Personen",
        ("Art. 35 Abs. 2 und 9 DSGVO", "EDSA-Vorlage 5.1, 5.2"),
        blocks,
    )
