"""Chapter 5: necessity, proportionality, alternatives, minimisation and retention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.necessity import Alternative
from dsfa_app.domain.processing import RetentionPeriod
from exporters.report.fields import Fields, facts_about, table_about
from exporters.report.model import Block, Heading, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.report.material import ReportMaterial


def _per_platform(material: ReportMaterial) -> Iterator[Block]:
    yield Heading("Notwendigkeit je Plattform")
    for use in material.assessment.platforms:
        yield Heading(material.name_of(use), 3)
        yield facts_about(
            material, use, "necessity_reason", "alternatives", "abstention", "minimisation", "retention"
        )


def build(material: ReportMaterial) -> Section:
    """Return chapter 5."""
    assessment = material.assessment
    blocks: tuple[Block, ...] = (
        Heading("Grundsätze"),
        facts_about(material, assessment.necessity),
        *_per_platform(material),
        Heading("Alternative Angebote"),
        table_about(
            material, "Dieselbe Information ohne die Plattformen", assessment.alternatives, Alternative,
            Fields("name", 1.3, bare=("url",), named=True),
            Fields("description", 2), Fields("sufficiency", 2),
        ),
        Heading("Speicherdauer und Löschung"),
        table_about(
            material, "Speicherfristen", assessment.retention_periods, RetentionPeriod,
            Fields("data", 1.4), Fields("period", 1.2), Fields("start", 1.2), Fields("deletion", 1.6),
        ),
    )  # fmt: skip
    return Section(
        "5",
        "Notwendigkeit und Verhältnismäßigkeit",
        ("Art. 5, 25, 35 Abs. 7 Buchst. b DSGVO", "EDSA-Vorlage 2.2 a und b, 3"),
        blocks,
    )
