"""The package for the prior consultation: what Art. 36(3) GDPR wants the authority to be given, in its order.

Points a to d and f are short and lead to the chapters of the assessment, which follows as point e.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.frame import DocumentReference, Participant
from dsfa_app.domain.measure import Measure
from dsfa_app.domain.processing import Purpose, SystemUse
from dsfa_app.domain.responsibility import Processor
from dsfa_app.domain.vocabulary import InvolvementKind
from dsfa_app.method.marks import Layer
from exporters.report.build import identity_of, numbered
from exporters.report.fields import Fields, facts_about, table_about
from exporters.report.model import (
    Block,
    Column,
    Explanation,
    Fact,
    Facts,
    Heading,
    Notice,
    NoticeKind,
    Report,
    Section,
    Table,
)
from exporters.report.registers import REGISTERS
from exporters.report.sections import SECTIONS
from exporters.report.sections.approvals import deadline_blocks
from exporters.report.sections.outcome import DISCLAIMER, signature_blocks
from exporters.report.sections.roles import role_overview
from exporters.report.wording import NO_VALUE, german_date, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.report.material import ReportMaterial

_KIND = "Ersuchen um vorherige Konsultation nach Art.\u00a036\u00a0DSGVO"
_AUTHORITY = (
    "Der Landesbeauftragte für den Datenschutz und die Informationsfreiheit Baden-Württemberg (LfDI\u00a0BW)"
)
_NORM = "Art.\u00a036 Abs.\u00a03 Buchst.\u00a0{} DSGVO"


def _request(material: ReportMaterial) -> Iterator[Block]:
    assessment = material.assessment
    consultation = assessment.consultation
    yield Facts(
        (
            Fact("An", _AUTHORITY),
            Fact("Von", assessment.controller.name or NO_VALUE),
            Fact("Gegenstand", assessment.title or NO_VALUE),
            Fact("Plattformen", listed(map(material.name_of, assessment.platforms)) or NO_VALUE),
            Fact("Beantragt am", german_date(consultation.requested_on), "Art.\u00a036 Abs.\u00a01 DSGVO"),
            Fact("Grund der Konsultation", consultation.ground.strip() or NO_VALUE),
        )
    )
    yield from _high_risks(material)
    yield from deadline_blocks(material)


def _high_risks(material: ReportMaterial) -> Iterator[Block]:
    """Yield the risks that stay high after the planned measures."""
    high = [item for item in material.results if material.profile.is_high(item.planned_level)]
    if not high:
        yield Notice(
            NoticeKind.NOTE,
            "Nach den geplanten Maßnahmen bleibt rechnerisch kein Zusatzrisiko hoch; maßgeblich ist der oben "
            "genannte Grund.",
        )
        return
    yield Table(
        "Risiken, die nach den geplanten Maßnahmen hoch bleiben",
        (
            Column("Plattform", 1.2),
            Column("Risiko", 2.6),
            Column("Restrisiko geplant", 1),
            Column("Grund", 2.4),
        ),
        tuple(
            (
                material.platform_name(item.rating.platform_id),
                f"{item.rating.risk_id} {material.risk_title(item.rating.risk_id)}",
                material.mark(item, Layer.PLANNED),
                item.rating.reason,
            )
            for item in high
        ),
    )


def _officers(material: ReportMaterial) -> Iterator[Block]:
    officers = [item for item in material.assessment.participants if item.involvement is InvolvementKind.DPO]
    contact = material.assessment.controller.dpo_contact.strip()
    if contact:
        yield facts_about(material, material.assessment.controller, "dpo_contact")
    if officers:
        yield table_about(
            material, "Datenschutzbeauftragte", officers, Participant,
            Fields("name", 1.4), Fields("function", 1.8), Fields("department", 1.4), Fields("contact", 2),
        )  # fmt: skip
    elif not contact:
        yield Notice(
            NoticeKind.ERROR,
            "Die Kontaktdaten der oder des Datenschutzbeauftragten fehlen; bitte auf der Seite „Anlass und "
            "Beteiligte“ ergänzen.",
            _NORM.format("d"),
        )


def _others(material: ReportMaterial) -> Iterator[Block]:
    assessment = material.assessment
    yield Heading("Rat der oder des Datenschutzbeauftragten")
    yield facts_about(material, assessment.dpo_advice)
    yield Heading("Standpunkt der betroffenen Personen")
    yield facts_about(material, assessment.views)
    yield Heading("Unterlagen")
    yield table_about(
        material, "Unterlagen", assessment.documents, DocumentReference,
        Fields("title", 1.6), Fields("location", 1.8), Fields("as_of", 0.7), Fields("note", 1.4),
    )  # fmt: skip
    yield from signature_blocks(material)


def _sections(material: ReportMaterial) -> Iterator[Section]:
    assessment = material.assessment
    yield Section("I", "Ersuchen", ("Art.\u00a036 Abs.\u00a01 und 2 DSGVO",), tuple(_request(material)))
    yield Section(
        "II", "Zuständigkeiten (Buchst.\u00a0a)", (_NORM.format("a"),),
        (
            facts_about(material, assessment.controller),
            *role_overview(material),
            table_about(
                material, "Auftragsverarbeiter", assessment.processors, Processor,
                Fields("name", 1.2), Fields("service", 1.6), Fields("contract", 0.9), Fields("note", 2.6),
            ),
            Explanation("Begründung und Vereinbarungen stehen in Kapitel 3."),
        ),
    )  # fmt: skip
    yield Section(
        "III", "Zwecke und Mittel (Buchst.\u00a0b)", (_NORM.format("b"),),
        (
            table_about(
                material, "Zwecke", assessment.purposes, Purpose,
                Fields("title", 1.4), Fields("description", 3), Fields("platform_ids", 1.2),
            ),
            table_about(
                material, "Systeme", assessment.systems, SystemUse, Fields("name", 1.4), Fields("purpose", 3),
            ),
            Explanation("Daten, Betroffene, Kanäle und Abläufe stehen in Kapitel 2."),
        ),
    )  # fmt: skip
    yield Section(
        "IV", "Maßnahmen und Garantien (Buchst.\u00a0c)", (_NORM.format("c"),),
        (
            table_about(
                material, "Maßnahmen", assessment.measures, Measure,
                Fields("title", 2.4), Fields("type", 1.1), Fields("state", 1.2), Fields("risk_ids", 1.4),
                Fields("due_on", 0.9),
            ),
            Explanation("Beschreibung, Nachweise und Restrisiken stehen in den Kapiteln 9 und 10."),
        ),
    )  # fmt: skip
    yield Section(
        "V", "Datenschutzbeauftragte (Buchst.\u00a0d)", (_NORM.format("d"),), tuple(_officers(material))
    )
    yield Section(
        "VI", "Datenschutz-Folgenabschätzung (Buchst.\u00a0e)", (_NORM.format("e"),),
        (
            Explanation(
                "Die DSFA folgt als Anlage zu diesem Ersuchen mit allen Kapiteln (0 bis 12) und Anlagen."
            ),
        ),
    )  # fmt: skip
    yield Section("VII", "Sonstige Angaben (Buchst.\u00a0f)", (_NORM.format("f"),), tuple(_others(material)))
    yield from (build(material) for build in SECTIONS)


def build_consultation_package(material: ReportMaterial) -> Report:
    """Return the request to the authority, points a to f, and all chapters of the assessment.

    Raises:
        CatalogueError: a text about a field is missing.
    """
    identity = identity_of(material)
    return Report(
        kind=_KIND,
        identity=identity,
        facts=Facts(
            (
                Fact("An", _AUTHORITY),
                Fact("Fassung", f"{identity.version} ({identity.state})"),
                Fact("Ausgegeben am", german_date(identity.generated_on)),
                Fact("Kennung der DSFA", material.assessment.id),
                Fact("Fingerabdruck des Inhalts (SHA-256)", identity.fingerprint),
                Fact("Erstellt mit", identity.program),
            )
        ),
        disclaimer=DISCLAIMER,
        sections=numbered(_sections(material)),
        registers=tuple(build(material) for build in REGISTERS),
    )
