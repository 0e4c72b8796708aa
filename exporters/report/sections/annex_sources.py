"""Annex B: what the assessment cites, the works and norms behind it, each with date and reservations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters.report.addresses import web_address
from exporters.report.model import (
    Block,
    Cell,
    Column,
    Explanation,
    Heading,
    Link,
    Section,
    Table,
    Term,
)
from exporters.report.wording import NOTHING, german_period, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.report.material import ReportMaterial


def _origin(text: str) -> Cell:
    address = web_address(text)
    return Link(text, address) if address else text or NOTHING


def _cited(material: ReportMaterial) -> Iterator[Block]:
    yield Heading("Zitierte Quellen")
    yield Explanation(
        "Vorbehalte: „abgeleitet“ ist eine Schlussfolgerung aus der Quelle, „nicht belegt“ heißt, dass "
        "keine Quelle gefunden wurde, „ohne Stand“ hat kein bekanntes Datum, „älter als 12 Monate“ bezieht "
        "sich auf den Tag der Ausgabe. Solche Angaben sind vor einer Entscheidung zu prüfen."
    )
    entries = material.sources.values()
    if entries:
        yield Table(
            "Zitierte Quellen mit Stand und Vorbehalt",
            (
                Column("Nr.", 0.4),
                Column("Aussage und Kennung", 3.8),
                Column("Quelle", 2.2),
                Column("Stand", 0.8),
                Column("Vorbehalt", 0.8),
            ),
            tuple(
                (
                    str(entry.number),
                    listed((entry.text, entry.reference), "\n"),
                    _origin(entry.origin),
                    entry.as_of or NOTHING,
                    listed(entry.marks) or "keiner",
                )
                for entry in entries
            ),
        )


def _works(material: ReportMaterial) -> Table:
    return Table(
        "Werke, auf die sich Katalog und Methode stützen",
        (Column("Kürzel", 0.9), Column("Werk", 3.4), Column("Adresse", 2.2), Column("Stand", 0.8)),
        tuple(
            (
                work.id,
                work.title if work.read else Term(work.title, "nach Dritten oder aus Fachwissen zitiert"),
                _origin(work.address or ""),
                german_period(work.date) if work.date else "ohne Stand",
            )
            for work in material.catalogue.sources.values()
        ),
    )


def _norms(material: ReportMaterial) -> Table:
    laws = material.catalogue.laws

    def version(law_id: str) -> str:
        law = laws.get(law_id)
        return german_period(law.version_as_of) if law and law.version_as_of else "ohne Stand"

    return Table(
        "Normen in kurzen Worten",
        (Column("Norm", 1.2), Column("Inhalt", 4.6), Column("Fassung vom", 0.9)),
        tuple(
            (
                norm.citation,
                Term(norm.title, listed((norm.text, _validity(norm.valid_until)), " ")),
                version(norm.law),
            )
            for norm in material.catalogue.norms.values()
        ),
    )


def _validity(valid_until: str | None) -> str:
    return f"Galt bis {german_period(valid_until)}." if valid_until else ""


def build(material: ReportMaterial) -> Section:
    """Return annex B."""
    catalogue = material.catalogue
    blocks: tuple[Block, ...] = (
        *_cited(material),
        Heading("Werke"),
        _works(material),
        Heading("Normen"),
        Explanation(
            f"Zusammenfassungen des Katalogs, Fassung {catalogue.version}; maßgeblich ist der Wortlaut."
        ),
        _norms(material),
    )
    return Section("B", "Anlage: Quellen und Normen", ("Art. 5 Abs. 2 DSGVO", "EDSA-Vorlage 0.5"), blocks)
