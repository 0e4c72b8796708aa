"""Checks on ids of the catalogue that a newer or another catalogue does not hold (Art. 5(2) GDPR)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dsfa_app.domain.structure import Path
from dsfa_app.method.checks.order import records
from dsfa_app.method.findings import CatalogueList, Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.method.findings import Check, Judged


@dataclass(frozen=True, slots=True)
class _Reference:
    """A field whose ids the catalogue has to know: where it stands, in which list, and what it is called."""

    owner: Path
    field: str
    listed: CatalogueList
    topic: Topic
    what: str
    is_asked: bool = True
    """Whether the window asks the field; otherwise a finding leads to the record."""


_REFERENCES = (
    _Reference(
        ("threshold_answers", "*"), "id", CatalogueList.RULES, Topic.THRESHOLD, "Eine Frage", is_asked=False
    ),
    _Reference(("systems", "*"), "catalogue_id", CatalogueList.SYSTEMS, Topic.PURPOSES, "Ein System"),
    _Reference(
        ("measures", "*"),
        "catalogue_id",
        CatalogueList.MEASURES,
        Topic.MEASURES,
        "Eine Maßnahme",
        is_asked=False,
    ),
    _Reference(("review",), "triggers", CatalogueList.TRIGGERS, Topic.REVIEW, "Ein Anlass"),
    _Reference(("review_events", "*"), "trigger", CatalogueList.TRIGGERS, Topic.REVIEW, "Ein Anlass"),
    _Reference(
        ("own_risks", "*"), "risk_sources", CatalogueList.RISK_SOURCES, Topic.RISKS, "Eine Risikoquelle"
    ),
    _Reference(("own_risks", "*"), "goals", CatalogueList.GOALS, Topic.RISKS, "Ein Gewährleistungsziel"),
    _Reference(("own_risks", "*"), "damages", CatalogueList.DAMAGES, Topic.RISKS, "Ein Schaden"),
)


def ids_are_in_the_catalogue(judged: Judged) -> Iterator[Finding]:
    """What is taken from the catalogue is still in it; nothing is lost otherwise, but nothing explains it."""
    for reference in _REFERENCES:
        known = judged.known_ids.get(reference.listed)
        if known is None:
            continue
        for record, path in records(judged.assessment, reference.owner):
            value = getattr(record, reference.field)
            for item_id in (value,) if isinstance(value, str) else value:
                if item_id and item_id not in known:
                    yield Finding(
                        check="id-not-in-catalogue",
                        severity=Severity.WARNING,
                        sentence=f"{reference.what} mit der Kennung {item_id} ist nicht im Katalog.",
                        norm="Art.\u00a05 Abs.\u00a02 DSGVO",
                        topic=reference.topic,
                        path=(*path, reference.field) if reference.is_asked else path,
                    )


CHECKS: tuple[Check, ...] = (ids_are_in_the_catalogue,)
