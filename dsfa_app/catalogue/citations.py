"""The sources an assessment cites by id, resolved to what a reader needs to find and weigh them.

An assessment keeps ids only; where an id leads is data of the catalogue:

========================  ==============================================================
``facebook.retention…``   a fact about a platform
``system:crm.dauer``      a fact about a system of the public body
``ruling:eugh-c-210-16``  a decision or pending case
``law:dsfa-stadt``        an entry of the legal framework
``seed:2025-7``           a section of the usage concept of 2025 (1 to 15)
``seed:2018``             the usage concept of 2018
========================  ==============================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dsfa_app.catalogue.facts import UNDATED, Evidence, Fact
from dsfa_app.errors import NotFoundError

if TYPE_CHECKING:
    from dsfa_app.catalogue.catalogue import Catalogue

CONCEPT_SECTIONS = range(1, 16)
"""The numbered sections of the usage concept of 2025."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One cited source: where it belongs, and the statement with its origin (``fact``)."""

    title: str
    fact: Fact

    @property
    def text(self) -> str:
        """The statement itself; empty where a whole document or section is cited."""
        return self.fact.text

    @property
    def location(self) -> str:
        """Address or name of the document; empty where no source was found."""
        return self.fact.source or ""

    @property
    def as_of(self) -> str:
        """Date of the source as given: a day, a month, a year or „unbekannt“."""
        return self.fact.as_of

    @property
    def evidence(self) -> Evidence:
        """What the statement rests on."""
        return self.fact.evidence


def source_ids(catalogue: Catalogue) -> frozenset[str]:
    """Return every id that ``describe_source`` can resolve."""
    return frozenset(
        (
            "seed:2018",
            *(f"seed:2025-{number}" for number in CONCEPT_SECTIONS),
            *(f"ruling:{entry}" for entry in catalogue.rulings),
            *(f"law:{entry}" for entry in catalogue.legal_framework),
            *(f"system:{fact.id}" for system in catalogue.systems.values() for fact in system.facts.values()),
            *(fact.id for platform in catalogue.platforms.values() for fact in platform.facts.values()),
        )
    )


def describe_source(source_id: str, catalogue: Catalogue) -> SourceText:
    """Return title, statement, location, date and evidence of a cited source.

    Raises:
        NotFoundError: the catalogue does not know the source.
    """
    if source_id not in source_ids(catalogue):
        raise NotFoundError(
            f"Die Quelle „{source_id}“ ist im Katalog nicht enthalten. Bitte die Kennung prüfen."
        )
    kind, _, name = source_id.rpartition(":")
    match kind:
        case "seed":
            return _concept(source_id, name, catalogue)
        case "ruling":
            ruling = catalogue.rulings[name]
            return SourceText(f"{ruling.title} ({ruling.status})", ruling.fact)
        case "law":
            return SourceText("Rechtlicher Rahmen", catalogue.legal_framework[name])
        case "system":
            fact = catalogue.facts[name]
            return SourceText(catalogue.systems[name.partition(".")[0]].name, fact)
        case _:
            fact = catalogue.facts[source_id]
            platform = catalogue.platforms[source_id.partition(".")[0]]
            return SourceText(f"{platform.name}: {catalogue.platform_fields[fact.field].label}", fact)


def _concept(source_id: str, name: str, catalogue: Catalogue) -> SourceText:
    year, _, section = name.partition("-")
    document = catalogue.sources[f"S{year[-2:]}"]
    title = f"{document.title}, Abschnitt {section}" if section else document.title
    origin = document.address or document.title
    return SourceText(title, Fact(source_id, "", origin, document.date or UNDATED, Evidence.SEED))
