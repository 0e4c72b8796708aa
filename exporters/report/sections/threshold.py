"""Chapter 1: is an assessment required, and because of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.labels import label
from dsfa_app.method.threshold_reasons import reasons
from exporters.report.fields import facts_about
from exporters.report.model import (
    Block,
    Bullets,
    Column,
    Explanation,
    Fact,
    Facts,
    Heading,
    Section,
    Table,
    Term,
)
from exporters.report.wording import NOTHING, german_period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.catalogue import ThresholdRule
    from dsfa_app.method.threshold import RuleResult
    from exporters.report.material import ReportMaterial
    from exporters.report.model import Cell

HEAVY = "Wiegt allein schwer genug"
"""As the field is called in the window."""
_ANSWERS = (Column("Beim Betreiber", 0.9), Column("Bei der Stelle", 0.9), Column("Beitrag", 1.1))
_COLUMNS = (Column("Regel", 3), *_ANSWERS, Column("Begründung", 3))
_STRAY_COLUMNS = (Column("Regel", 3.2), *_ANSWERS[:2], Column("Begründung", 3))


def outcome_blocks(material: ReportMaterial) -> tuple[Block, ...]:
    """Return the outcome, and why it is this one."""
    threshold = material.threshold
    titles = {rule.id: rule.title for rule in material.catalogue.threshold_rules.values()}
    return (
        Facts((Fact("Ergebnis", label(threshold.outcome), "Art.\u00a035 Abs.\u00a01 DSGVO"),)),
        Bullets(reasons(threshold, titles)),
    )


def source_of(rule: ThresholdRule, material: ReportMaterial) -> str:
    """Return where a rule comes from, with its date."""
    source = material.catalogue.sources.get(rule.source)
    return f"{source.title if source else rule.source}, Stand {german_period(rule.as_of)}"


def _row(material: ReportMaterial, item: RuleResult, *, in_full: bool) -> tuple[Cell, ...]:
    rule = material.catalogue.threshold_rules[item.rule_id]
    more = (rule.text, f"Quelle: {source_of(rule, material)}") if in_full else ()
    return (
        Term(rule.title, "\n".join((rule.question, *more))),
        label(item.answer.at_operator),
        label(item.answer.at_controller),
        label(item.contribution),
        reason_of(item),
    )


def reason_of(item: RuleResult) -> str:
    """Return the reason for an answer, and where somebody says so that it weighs enough by itself."""
    said = item.answer.reason or NOTHING
    return f"{HEAVY}: {said}" if item.answer.heavy else said


def rule_blocks(material: ReportMaterial, *, in_full: bool) -> tuple[Block, ...]:
    """Return every rule with both answers, what it contributes and the reason, group by group.

    Args:
        material: the assessment and its judgement.
        in_full: with the rule's text in plain words and its source below each question.
    """
    return (
        Explanation(
            "Jede Frage ist getrennt für den Plattformbetreiber und für die eigene Verarbeitung der "
            "öffentlichen Stelle beantwortet. „Beitrag“ sagt, was die Regel zum Ergebnis beiträgt. "
            "„Unbekannt“ zählt nie als Nein."
        ),
        *_tables(material, in_full=in_full),
        *_strays(material),
    )


def _tables(material: ReportMaterial, *, in_full: bool) -> Iterator[Block]:
    for group in material.catalogue.threshold_groups.values():
        rows = tuple(
            _row(material, item, in_full=in_full)
            for item in material.threshold.rules
            if item.group.value == group.id
        )
        if rows:
            yield Table(f"{group.label}. {group.rule}", _COLUMNS, rows)


def _strays(material: ReportMaterial) -> Iterator[Block]:
    """Yield the answers to questions the catalogue no longer asks, so that nothing typed is lost."""
    known = {item.rule_id for item in material.threshold.rules}
    strays = [answer for answer in material.assessment.threshold_answers if answer.id not in known]
    if strays:
        yield Table(
            "Antworten auf Fragen, die der Katalog nicht mehr enthält",
            _STRAY_COLUMNS,
            tuple(
                (answer.id, label(answer.at_operator), label(answer.at_controller), answer.reason or NOTHING)
                for answer in strays
            ),
        )


def build(material: ReportMaterial) -> Section:
    """Return chapter 1."""
    blocks: tuple[Block, ...] = (
        *outcome_blocks(material),
        Heading("Würdigung"),
        facts_about(material, material.assessment.threshold),
        Heading("Regeln und Antworten im Einzelnen"),
        *rule_blocks(material, in_full=True),
    )
    return Section(
        "1", "Schwellwertanalyse", ("Art. 35 Abs. 1, 3, 4, 5 und 10 DSGVO", "EDSA-Vorlage 0.5"), blocks
    )
