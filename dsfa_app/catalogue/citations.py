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

_CONCEPTS = {
    "2018": ("S18", ""),
    **{f"2025-{number}": ("S25", f"Abschnitt\N{NO-BREAK SPACE}{number}") for number in range(1, 16)},
}
"""The concepts a source may name: key of the document in the catalogue, and the section."""


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


def describe_source(source_id: str, catalogue: Catalogue) -> SourceText:
    """Return title, statement, location, date and evidence of a cited source.

    Raises:
        NotFoundError: the catalogue does not know the source.
    """
    found = _resolve(source_id, catalogue)
    if found is None:
        raise NotFoundError(
            f"Die Quelle „{source_id}“ ist im Katalog nicht enthalten. Bitte die Kennung prüfen."
        )
    return found


class CitableSources:
    """The ids that ``describe_source`` resolves, for whoever only wants to know whether one is right."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def __contains__(self, source_id: object) -> bool:
        """Tell whether the catalogue knows the source."""
        return isinstance(source_id, str) and _resolve(source_id, self._catalogue) is not None


def _resolve(source_id: str, catalogue: Catalogue) -> SourceText | None:
    kind, separator, name = source_id.partition(":")
    resolver = _RESOLVERS.get(kind) if separator else _platform_fact
    return resolver(name if separator else source_id, catalogue) if resolver else None


def _platform_fact(name: str, catalogue: Catalogue) -> SourceText | None:
    platform = catalogue.platforms.get(name.partition(".")[0])
    fact = catalogue.facts.get(name)
    if platform is None or fact is None:
        return None
    return SourceText(f"{platform.name}: {catalogue.platform_fields[fact.field].label}", fact)


def _system(name: str, catalogue: Catalogue) -> SourceText | None:
    system = catalogue.systems.get(name.partition(".")[0])
    fact = catalogue.facts.get(name)
    return SourceText(system.name, fact) if system and fact else None


def _ruling(name: str, catalogue: Catalogue) -> SourceText | None:
    ruling = catalogue.rulings.get(name)
    return SourceText(f"{ruling.title} ({ruling.status})", ruling.fact) if ruling else None


def _law(name: str, catalogue: Catalogue) -> SourceText | None:
    fact = catalogue.legal_framework.get(name)
    return SourceText("Rechtlicher Rahmen", fact) if fact else None


def _concept(name: str, catalogue: Catalogue) -> SourceText | None:
    key, section = _CONCEPTS.get(name, ("", ""))
    document = catalogue.sources.get(key)
    if document is None:
        return None
    title = f"{document.title}, {section}" if section else document.title
    origin = document.address or document.title
    return SourceText(title, Fact(f"seed:{name}", "", origin, document.date or UNDATED, Evidence.SEED))


_RESOLVERS = {"seed": _concept, "ruling": _ruling, "law": _law, "system": _system}
