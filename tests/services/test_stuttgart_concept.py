"""The concept of July 2025, section by section: where the assessment keeps it, where the report prints it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

import pytest

from dsfa_app.domain.editing import value_at
from dsfa_app.texts import load_texts
from exporters.report.build import build_report
from exporters.report.material import ReportMaterial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.structure import Path
    from dsfa_app.services.judgement import AssessmentView


class Home(NamedTuple):
    """Where something of the concept stands: path in the assessment, words found there, report chapter."""

    path: Path
    words: str
    chapter: str


HOMES: dict[int, tuple[Home, ...]] = {
    1: (
        Home(("processing", "nature"), "ergänzt Website, Pressearbeit und Printmedien", "2"),
        Home(("processing", "extent"), "am städtischen Leben teilnehmen", "2"),
        Home(("purposes", "z1", "title"), "Transparenz der kommunalen Arbeit", "2"),
        Home(("purposes", "z2", "title"), "Bürgernähe und Dialog", "2"),
        Home(("purposes", "z3", "title"), "Reichweite", "2"),
        Home(("purposes", "z4", "title"), "jüngere Zielgruppen", "2"),
        Home(("purposes", "z5", "title"), "Beteiligung und Veranstaltungen", "2"),
        Home(("purposes", "z6", "title"), "Krisenkommunikation, Warnhinweise, aktuelle Meldungen", "2"),
        Home(("purposes", "z7", "title"), "Arbeitgebermarke", "2"),
        Home(("purposes", "z8", "title"), "Attraktives Stadtbild", "2"),
    ),
    2: (
        Home(("platforms", "facebook", "purpose"), "Dialog", "2"),
        Home(("platforms", "instagram", "purpose"), "visuelle Einblicke", "2"),
        Home(("platforms", "mastodon", "purpose"), "aktuelle Meldungen", "2"),
        Home(("platforms", "youtube", "purpose"), "Stadtentwicklung", "2"),
        Home(("platforms", "tiktok", "purpose"), "kreativen Videos", "2"),
        Home(("platforms", "linkedin", "purpose"), "Fachkräfte", "2"),
        Home(("platforms", "xing", "purpose"), "Netzwerkarbeit", "2"),
        Home(("platforms", "x", "purpose"), "Krisenkommunikation", "2"),
        Home(("channels", "tiktok-stadt", "note"), "Aktiv nach Abschnitt", "A"),
    ),
    3: (
        Home(("controller", "coordination"), "Abteilung Kommunikation steuert", "0"),
        Home(("departments", "online-team", "tasks"), "redaktionelle Betreuung der zentralen Kanäle", "0"),
        Home(("departments", "weitere-fachaemter", "tasks"), "in Abstimmung mit der Abteilung", "0"),
    ),
    4: (
        Home(("processing", "cookies"), "Aktivitäten und Verhaltensmuster", "2"),
        Home(("processing", "cookies"), "weder nachprüfen noch beeinflussen", "2"),
        Home(("transparency", "browser_settings"), "Werbe-ID", "6"),
    ),
    5: (
        Home(("transparency", "browser_settings"), "Firefox für Android, Safari und Opera", "6"),
        Home(("transparency", "browser_settings"), "Funktion einer Plattform einschränken", "6"),
    ),
    6: (
        Home(("processing", "disclosure"), "Standardvertragsklauseln", "2"),
        Home(("processors", "agenturen", "note"), "Grundlage von Verträgen", "3"),
        Home(("transfers", "facebook.1", "note"), "DPF-Beschluss", "3"),
    ),
    7: (
        Home(("roles", "facebook.insights", "reason"), "gemeinsamer Verantwortlichkeit", "3"),
        Home(("roles", "tiktok.platform_operation", "reason"), "gemeinsam Verantwortliche", "3"),
        Home(("joint_arrangements", "linkedin.art26", "title"), "Joint Controller Addendum", "3"),
        Home(("platforms", "xing", "statistics_note"), "nur aggregierte anonyme", "2"),
    ),
    8: (
        Home(("legal_bases", "einwilligung", "applies_to"), "Einwilligungsfenster", "4"),
        Home(("legal_bases", "oeffentliche-aufgabe", "explanation"), "offener Dialog", "4"),
        Home(("legal_bases", "anfragen", "explanation"), "Name, Kontaktdaten und Anliegen", "4"),
        Home(("legal_bases", "vertrag", "applies_to"), "Abschluss eines Vertrages", "4"),
        Home(("legal_bases", "krise", "explanation"), "Schadstoffe, Starkregen und Terroranschläge", "4"),
        Home(("systems", "crm", "purpose"), "Anfragen aus Beiträgen, Kommentaren, Formularen und Chats", "2"),
    ),
    9: (
        Home(("rights_procedures", "auskunft", "procedure"), "Auskunft über CRM", "6"),
        Home(("rights_procedures", "berichtigung", "right"), "Berichtigung", "6"),
        Home(("rights_procedures", "loeschung", "right"), "Löschung", "6"),
        Home(("rights_procedures", "widerspruch", "procedure"), "nimmt die Stadt Widersprüche an", "6"),
        Home(("transparency", "rights_contact"), "unmittelbar an die Stadt", "6"),
        Home(("transparency", "platform_requests"), "Richtlinien und Kontaktmöglichkeiten", "6"),
    ),
    10: (
        Home(("necessity", "principle"), "nicht gleich wirksam erreichen", "5"),
        Home(("necessity", "regular_check"), "regelmäßige Prüfung", "5"),
        Home(("platforms", "facebook", "necessity_reason"), "über 25", "5"),
        Home(("platforms", "instagram", "target_group"), "über 25", "2"),
        Home(("platforms", "youtube", "necessity_reason"), "Vertiefung komplexer Themen", "5"),
        Home(("platforms", "tiktok", "necessity_reason"), "unter 30-Jährigen", "5"),
        Home(("platforms", "x", "necessity_reason"), "„Krisenkommunikation“", "5"),
        Home(("alternatives", "amtsblatt", "description"), "klassischer Kanal", "5"),
        Home(("alternatives", "pressearbeit", "name"), "Pressearbeit", "5"),
    ),
    11: (
        Home(("occasion", "reason"), "regelmäßig überprüft und bei Bedarf aktualisiert", "0"),
        Home(("documents", "dsfa-stadt", "title"), "Veröffentlichte Datenschutz-Folgenabschätzung", "0"),
        Home(("review", "procedure"), "prüfen Konzept, Datenschutzinformationen, DSFA", "12"),
    ),
    12: (
        Home(("processing", "security"), "„Leitlinie zur Informationssicherheit“", "2"),
        Home(("processing", "security"), "umgeht keine Schutzmaßnahmen", "2"),
        Home(("necessity", "minimisation"), "Umgehen von Schutzeinstellungen", "5"),
    ),
    13: (
        Home(("retention_periods", "anfragen", "period"), "sechs Monate danach", "5"),
        Home(("retention_periods", "allgemein", "period"), "gesetzliche Aufbewahrungspflicht", "5"),
        Home(("retention_periods", "betreiber", "deletion"), "entzieht sich", "5"),
        Home(("measures", "M39", "note"), "sechs", "9"),
    ),
    14: (
        Home(("processing", "content_rules"), "Netiquette auf der städtischen Website", "2"),
        Home(("processing", "content_rules"), "respektvoll", "2"),
        Home(("documents", "netiquette", "note"), "Verhaltensregeln", "0"),
        Home(("measures", "M05", "note"), "Verhaltensregeln", "9"),
    ),
    15: (
        Home(("transparency", "profile_links"), "Links auf Datenschutzerklärung und Impressum", "6"),
        Home(("transparency", "notices"), "Verarbeitung, Verantwortlichkeiten und Rechte", "6"),
        Home(("review", "procedure"), "technischen, organisatorischen oder rechtlichen Änderungen", "12"),
        Home(("systems", "embeds", "open_questions"), "Datenschutz-Einstellungen", "2"),
        Home(("systems", "matomo", "purpose"), "Datenschutz-Einstellungen", "2"),
    ),
}
"""The 15 sections: what each says, in which fields that is kept, in which chapter it is printed."""


@pytest.fixture(scope="module")
def chapters(stuttgart_view: AssessmentView) -> dict[str, str]:
    """Every text of each chapter of the report, by the number of the chapter."""
    report = build_report(
        ReportMaterial(
            assessment=stuttgart_view.assessment,
            catalogue=stuttgart_view.catalogue,
            texts=load_texts(),
            profile=stuttgart_view.profile,
            results=stuttgart_view.results,
            overall=stuttgart_view.overall,
            threshold=stuttgart_view.threshold,
            findings=stuttgart_view.findings,
            fingerprint="0" * 64,
            generated_on=stuttgart_view.assessment.created_on,
            program_version="0",
        )
    )
    return {section.number: _plain("\n".join(_texts(section))) for section in report.sections}


def _texts(block: object) -> Iterator[str]:
    if isinstance(block, str):
        yield block
    elif isinstance(block, tuple):
        for item in block:
            yield from _texts(item)
    elif dataclasses.is_dataclass(block):
        for item in dataclasses.fields(block):
            yield from _texts(getattr(block, item.name))


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_table_covers_every_section_of_the_concept() -> None:
    assert tuple(HOMES) == tuple(range(1, 16))


@pytest.mark.parametrize(
    ("section", "home"), [(section, home) for section, homes in HOMES.items() for home in homes]
)
def test_every_section_of_the_concept_has_its_place_in_the_assessment_and_in_the_report(
    section: int, home: Home, stuttgart: Assessment, chapters: dict[str, str]
) -> None:
    kept = _plain(value_at(stuttgart, home.path))
    assert home.words in kept, f"section {section}"
    assert kept in chapters[home.chapter], f"section {section}"
