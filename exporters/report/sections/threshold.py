"""Chapter 1: is an assessment required, and because of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.labels import label
from exporters.report.fields import facts_about
from exporters.report.model import (
    Block,
    Column,
    Explanation,
    Fact,
    Facts,
    Heading,
    Section,
    Table,
    Term,
)
from exporters.report.wording import NOTHING, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.method.threshold import RuleResult
    from exporters.report.material import ReportMaterial

_COLUMNS = (
    Column("Frage", 3.2),
    Column("Beim Betreiber", 0.9),
    Column("Bei der Stelle", 0.9),
    Column("Begründung", 3),
)


def _result(material: ReportMaterial) -> Facts:
    threshold = material.threshold
    deciding = [item.rule_id for item in threshold.rules if item.decides]
    rules = material.catalogue.threshold_rules
    named = "; ".join(rules[rule_id].title for rule_id in deciding)
    return Facts(
        (
            Fact("Ergebnis", label(threshold.outcome), "Art. 35 Abs. 1 DSGVO"),
            Fact("Maßgebliche Treffer bei der Stelle selbst", named or "keine"),
            Fact(
                "Kriterien nach WP 248",
                f"{threshold.criteria_at_controller} bei der Stelle selbst, "
                f"{threshold.criteria_at_operator} beim Plattformbetreiber",
                "WP 248 rev. 01",
            ),
            Fact("Noch offen", counted(threshold.open_rules, "Frage", "Fragen")),
        )
    )


def _row(material: ReportMaterial, item: RuleResult) -> tuple[Term, str, str, str]:
    rule = material.catalogue.threshold_rules[item.rule_id]
    return (
        Term(rule.title, rule.question),
        label(item.answer.at_operator),
        label(item.answer.at_controller),
        item.answer.reason or NOTHING,
    )


def _tables(material: ReportMaterial) -> Iterator[Block]:
    groups = material.catalogue.threshold_groups
    for group in groups.values():
        rows = [_row(material, item) for item in material.threshold.rules if item.group.value == group.id]
        if rows:
            yield Table(f"{group.label}. {group.rule}", _COLUMNS, tuple(rows))


def _strays(material: ReportMaterial) -> Iterator[Block]:
    """Yield the answers to questions the catalogue no longer asks, so that nothing typed is lost."""
    known = {item.rule_id for item in material.threshold.rules}
    strays = [answer for answer in material.assessment.threshold_answers if answer.id not in known]
    if strays:
        yield Table(
            "Antworten auf Fragen, die der Katalog nicht mehr enthält",
            _COLUMNS,
            tuple(
                (answer.id, label(answer.at_operator), label(answer.at_controller), answer.reason or NOTHING)
                for answer in strays
            ),
        )


def build(material: ReportMaterial) -> Section:
    """Return chapter 1."""
    blocks: tuple[Block, ...] = (
        _result(material),
        Heading("Würdigung"),
        facts_about(material, material.assessment.threshold),
        Heading("Antworten im Einzelnen"),
        Explanation(
            "Jede Frage ist getrennt für den Plattformbetreiber und für die eigene Verarbeitung der "
            "öffentlichen Stelle beantwortet. „Unbekannt“ zählt nie als Nein."
        ),
        *_tables(material),
        *_strays(material),
    )
    return Section(
        "1", "Schwellwertanalyse", ("Art. 35 Abs. 1, 3, 4, 5 und 10 DSGVO", "EDSA-Vorlage 0.5"), blocks
    )
