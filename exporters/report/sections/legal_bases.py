"""Chapter 4: the legal bases and the legal position of each platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.processing import LegalBasis
from exporters.report.fields import Fields, table_about
from exporters.report.model import Block, Column, Explanation, Heading, Section, Table
from exporters.report.wording import NOTHING, german_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.report.material import ReportMaterial


def _positions(material: ReportMaterial) -> Iterator[Block]:
    rows = tuple(
        (
            material.name_of(use),
            use.legal_position or NOTHING,
            german_date(use.legal_position_on) if use.legal_position_on else NOTHING,
        )
        for use in material.assessment.platforms
    )
    if rows:
        columns = (Column("Plattform", 0.9), Column("Rechtslage", 4), Column("Stand", 0.8))
        yield Table("Rechtslage der Plattformen", columns, rows)


def build(material: ReportMaterial) -> Section:
    """Return chapter 4."""
    assessment = material.assessment
    blocks: tuple[Block, ...] = (
        Heading("Rechtsgrundlagen je Zweck und Phase"),
        table_about(
            material, "Rechtsgrundlagen", assessment.legal_bases, LegalBasis,
            Fields("norm", 1.3), Fields("applies_to", 1.5), Fields("explanation", 2.6),
        ),
        Heading("Rechtslage je Plattform"),
        Explanation(
            "Die Rechtslage ist zum genannten Tag beschrieben; entgegenstehende Auffassungen von Gerichten "
            "und Aufsicht stehen nebeneinander."
        ),
        *_positions(material),
    )  # fmt: skip
    return Section(
        "4",
        "Rechtsgrundlagen",
        ("Art. 5, 6, 9, 35 Abs. 7 Buchst. a und b DSGVO", "EDSA-Vorlage 2.1"),
        blocks,
    )
