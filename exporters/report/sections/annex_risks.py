"""Annex C: the risk scenarios in words: event, source, damage and the protection goals they touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.own_risk import OwnRisk
from exporters.report.fields import Fields, table_about
from exporters.report.model import Block, Column, Explanation, Section, Table, Term
from exporters.report.wording import NOTHING, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dsfa_app.catalogue.model import Risk
    from exporters.report.material import ReportMaterial

_COLUMNS = (
    Column("Risiko", 1.8),
    Column("Szenario", 4),
    Column("Risikoquelle", 1.8),
    Column("Möglicher Schaden", 1.9),
    Column("Betroffene Ziele", 1.4),
)


def _labels(material: ReportMaterial, picker: str, ids: Iterable[str]) -> str:
    items = material.catalogue.pickers[picker]
    return listed(items[item_id].label for item_id in ids) or NOTHING


def _row(material: ReportMaterial, risk: Risk) -> tuple[str | Term, ...]:
    design = "beabsichtigte Gestaltung" if risk.by_design else ""
    side = "besteht auch ohne den Auftritt" if risk.platform_side else ""
    return (
        Term(risk.id, risk.title),
        f"{risk.description}\nEreignis: {risk.event}",
        listed((_labels(material, "risk_sources", risk.sources), design, side), "; "),
        _labels(material, "damages", risk.damages),
        _labels(material, "goals", risk.goals),
    )


def build(material: ReportMaterial) -> Section:
    """Return annex C."""
    blocks: tuple[Block, ...] = (
        Explanation(
            "Die Szenarien stammen aus dem Katalog und sind Vorschläge; wie sie für die einzelne Plattform "
            "bewertet sind, steht in den Kapiteln 8 und 10. Ziele sind die Gewährleistungsziele des "
            "Standard-Datenschutzmodells."
        ),
        Table(
            "Risikoszenarien",
            _COLUMNS,
            tuple(_row(material, risk) for risk in material.catalogue.risks.values()),
        ),
        table_about(
            material, "Eigene Risiken", material.assessment.own_risks, OwnRisk,
            Fields("title", 2.4, bare=("description",), labelled=("event",), named=True),
            Fields("risk_sources", 1.6, bare=("nature",)), Fields("damages", 1.6), Fields("goals", 1.4),
            Fields("platform_ids", 1.2, labelled=("platform_side",)),
        ),
    )  # fmt: skip
    return Section(
        "C", "Anlage: Risikoszenarien", ("Art. 35 Abs. 7 Buchst. c DSGVO", "EDSA-Vorlage 4.1"), blocks
    )
