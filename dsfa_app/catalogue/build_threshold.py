"""Builds the rules of the threshold analysis from ``threshold_rules.yaml``."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dsfa_app.catalogue.model import Basis
from dsfa_app.catalogue.threshold_model import (
    ProposedAnswer,
    ProposedAnswers,
    RuleEffect,
    ThresholdGroup,
    ThresholdRule,
)
from dsfa_app.domain.vocabulary import Answer

if TYPE_CHECKING:
    from dsfa_app.catalogue.node import Node


def build_threshold_group(node: Node) -> ThresholdGroup:
    """Make a group of its entry in ``threshold_rules.yaml``."""
    return ThresholdGroup(id=node.text("id"), label=node.text("label"), rule=node.text("rule"))


def build_threshold_rule(node: Node) -> ThresholdRule:
    """Make a rule of its entry in ``threshold_rules.yaml``."""
    proposals = node.child("pre_answers")
    return ThresholdRule(
        id=node.text("id"),
        group=node.text("group"),
        title=node.text("title"),
        question=node.text("question"),
        text=node.text("text"),
        source=node.text("source"),
        as_of=node.text("as_of"),
        norms=node.texts("norms"),
        effect=node.choice("effect", RuleEffect),
        weight=node.whole("weight", 0, 2),
        needs_more=node.flag("needs_more"),
        implies=node.texts("implies"),
        basis=node.choice("basis", Basis),
        pre_answers=MappingProxyType(
            {category: _build_answers(proposals.child(category)) for category in proposals.names()}
        ),
    )


def _build_answers(node: Node) -> ProposedAnswers:
    operator, city = (_build_answer(node.child(side)) for side in ("operator", "city"))
    node.finish()
    return ProposedAnswers(operator, city)


def _build_answer(node: Node) -> ProposedAnswer:
    answer = ProposedAnswer(node.choice("answer", Answer), node.optional_text("note"))
    node.finish()
    return answer
