"""Annex C: the risk scenarios in words: event, source, damage and the protection goals they touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.catalogue.own_risks import as_risk
from dsfa_app.labels import label
from exporters.report.model import Block, Column, Explanation, Section, Table, Term
from exporters.report.wording import NOTHING, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dsfa_app.catalogue.model import Risk
    from exporters.report.material import ReportMaterial

_COLUMNS = (
    Column("Risiko", 1.8),
    Column("Szenario", 3.2),
    Column("Risikoquelle", 2.2),
    Column("Möglicher Schaden", 1.8),
    Column("Betroffene Ziele", 1.9),
)


def _labels(material: ReportMaterial, picker: str, ids: Iterable[str]) -> str:
    items = material.catalogue.pickers[picker]
    return listed(items[item_id].label if item_id in items else item_id for item_id in ids) or NOTHING


def _row(material: ReportMaterial, risk: Risk) -> tuple[str | Term, ...]:
    side = "besteht auch ohne den Auftritt" if risk.platform_side else ""
    event = f"Ereignis: {risk.event}" if risk.event.strip() else ""
    return (
        Term(risk.id, risk.title),
        listed((risk.description, event, _limit(material, risk.id)), "\n") or NOTHING,
        listed((_labels(material, "risk_sources", risk.sources), label(risk.nature), side), "; "),
        _labels(material, "damages", risk.damages),
        _labels(material, "goals", risk.goals),
    )


def _limit(material: ReportMaterial, risk_id: str) -> str:
    """Return where an own risk applies; empty where it applies everywhere."""
    limits = {own.id: own.platform_ids for own in material.assessment.own_risks}
    names = [material.platform_name(platform_id) for platform_id in limits.get(risk_id, ())]
    return f"Gilt nur auf: {', '.join(names)}" if names else ""


def _clashing(material: ReportMaterial) -> Iterator[Block]:
    """Yield own risks whose id is one of the catalogue's: judged nowhere, but not lost."""
    hidden = [own for own in material.assessment.own_risks if own.id in material.catalogue.risks]
    if hidden:
        yield Table(
            "Eigene Risiken mit einer Kennung des Katalogs (gehen in keine Bewertung ein)",
            _COLUMNS,
            tuple(_row(material, as_risk(own, material.assessment)) for own in hidden),
        )


def build(material: ReportMaterial) -> Section:
    """Return annex C."""
    blocks: tuple[Block, ...] = (
        Explanation(
            "Die Szenarien R01 und folgende stammen aus dem Katalog und sind Vorschläge, E01 und folgende "
            "sind eigene Risiken der Stelle; wie sie für die einzelne Plattform bewertet sind, "
            "steht in den Kapiteln 8 und 10. Ziele sind die Gewährleistungsziele des "
            "Standard-Datenschutzmodells."
        ),
        Table(
            "Risikoszenarien",
            _COLUMNS,
            tuple(_row(material, risk) for risk in material.risks.values()),
        ),
        *_clashing(material),
    )
    return Section(
        "C", "Anlage: Risikoszenarien", ("Art. 35 Abs. 7 Buchst. c DSGVO", "EDSA-Vorlage 4.1"), blocks
    )
