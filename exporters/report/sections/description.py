"""Chapter 2: the systematic description of the processing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.processing import DataCategory, DataSubjectGroup, Purpose, SystemUse
from dsfa_app.domain.vocabulary import ChannelState
from exporters.report.fields import Fields, facts_about, table_about
from exporters.report.model import Block, Explanation, Heading, Section
from exporters.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.report.material import ReportMaterial


def _platforms(material: ReportMaterial) -> Iterator[Block]:
    yield Heading("Plattformen und ihre Nutzung")
    active = sum(channel.state is ChannelState.ACTIVE for channel in material.assessment.channels)
    yield Explanation(
        f"Die DSFA erfasst {counted(len(material.assessment.channels), 'Kanal', 'Kanäle')}, davon {active} "
        "als aktiv bestätigt; die Kanalliste steht in Anlage A. Zahlen in eckigen Klammern verweisen auf "
        "die Quellenliste in Anlage B; ein Stern kennzeichnet einen Vorbehalt, der dort genannt ist."
    )
    for use in material.assessment.platforms:
        yield Heading(material.name_of(use), 3)
        yield facts_about(
            material, use, "name", "named_in_concept", "purpose", "target_group", "functions_used",
            "functions_unknown", "special_categories", "minors_addressed", "minors_reason",
            "statistics", "statistics_note", "sources",
        )  # fmt: skip


def build(material: ReportMaterial) -> Section:
    """Return chapter 2."""
    assessment = material.assessment
    blocks: tuple[Block, ...] = (
        Heading("Art, Umfang, Umstände und Technik"),
        facts_about(material, assessment.processing),
        Heading("Zwecke"),
        table_about(
            material, "Zwecke der Verarbeitung", assessment.purposes, Purpose,
            Fields("title", 1.2), Fields("description", 2.6), Fields("platform_ids", 1.2),
        ),
        Heading("Daten und betroffene Personen"),
        table_about(
            material, "Kategorien personenbezogener Daten", assessment.data_categories, DataCategory,
            Fields("name", 1.2), Fields("description", 2.6), Fields("special", 0.9),
        ),
        table_about(
            material, "Gruppen betroffener Personen", assessment.data_subjects, DataSubjectGroup,
            Fields("name", 1.2), Fields("description", 2.6), Fields("vulnerable", 0.9),
        ),
        *_platforms(material),
        Heading("Weitere Systeme"),
        table_about(
            material, "Systeme neben den Plattformen", assessment.systems, SystemUse,
            Fields("name", 1.2, labelled=("catalogue_id",), named=True), Fields("purpose", 1.6),
            Fields("data", 1.4), Fields("open_questions", 1.6),
        ),
    )  # fmt: skip
    return Section(
        "2",
        "Systematische Beschreibung der Verarbeitung",
        ("Art. 35 Abs. 7 Buchst. a DSGVO", "EDSA-Vorlage 1.1 a–d, 1.2–1.4"),
        blocks,
    )
