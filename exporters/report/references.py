"""The sources an assessment cites, numbered in order of citation, each with its reservations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dsfa_app.catalogue.facts import UNDATED, Evidence, Fact, FactMark, fact_marks
from dsfa_app.domain.structure import texts
from exporters.report.wording import german_period, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from dsfa_app.catalogue import Catalogue
    from dsfa_app.domain.assessment import Assessment

_SOURCES_FIELD = "sources"
_CONCEPT = re.compile(r"seed:20(?P<year>\d{2})(?:-(?P<section>\w+))?")
_RULING = "ruling:"

MARK_LABELS: Mapping[FactMark, str] = {
    FactMark.INFERRED: "abgeleitet",
    FactMark.UNSOURCED: "nicht belegt",
    FactMark.UNDATED: "ohne Stand",
    FactMark.STALE: "älter als 12 Monate",
}
UNKNOWN_REFERENCE = "nicht im Katalog"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """One cited source: what it says, where it stands, from when it is and what to beware of."""

    number: int
    reference: str
    text: str
    origin: str
    as_of: str
    marks: tuple[str, ...]

    @property
    def citation(self) -> str:
        """The number as it stands in the text, with an asterisk where there is a reservation."""
        return f"[{self.number}*]" if self.marks else f"[{self.number}]"


def _of_fact(number: int, reference: str, fact: Fact, today: date, title: str = "") -> SourceEntry:
    return SourceEntry(
        number=number,
        reference=reference,
        text=listed((title, fact.text), ": "),
        origin=fact.source or "",
        as_of=german_period(fact.as_of),
        marks=tuple(MARK_LABELS[mark] for mark in fact_marks(fact, today)),
    )


def _entry(number: int, reference: str, catalogue: Catalogue, today: date) -> SourceEntry:
    fact = catalogue.facts.get(reference)
    if fact is not None:
        return _of_fact(number, reference, fact, today)
    ruling = catalogue.rulings.get(reference.removeprefix(_RULING))
    if ruling is not None and reference.startswith(_RULING):
        title = f"{ruling.title} ({german_period(ruling.date)}, {ruling.status})"
        return _of_fact(number, reference, ruling.fact, today, title)
    concept = _CONCEPT.fullmatch(reference)
    work = catalogue.sources.get(f"S{concept['year']}" if concept else reference)
    if work is not None:
        section = f"Abschnitt {concept['section']}" if concept and concept["section"] else ""
        evidence = Evidence.SEED if concept else Evidence.PRIMARY
        text = listed((work.title, section))
        cited = Fact(reference, text, work.address, work.date or UNDATED, evidence)
        return _of_fact(number, reference, cited, today)
    return SourceEntry(
        number=number, reference=reference, text="", origin="", as_of="", marks=(UNKNOWN_REFERENCE,)
    )


def cited_sources(assessment: Assessment, catalogue: Catalogue, today: date) -> dict[str, SourceEntry]:
    """Return every source the assessment cites by its reference, in the order of citation."""
    cited = dict.fromkeys(text for path, text in texts(assessment) if path[-1] == _SOURCES_FIELD)
    return {
        reference: _entry(number, reference, catalogue, today)
        for number, reference in enumerate(cited, start=1)
    }


def citations(references: Iterable[str], entries: Mapping[str, SourceEntry]) -> str:
    """Return references as they stand in the text, for example „[3] [7*]“."""
    return " ".join(entries[reference].citation for reference in references if reference)
