"""Answering the threshold questions, each change one step of undo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dsfa_app.domain.threshold import ThresholdAnswer
from dsfa_app.services.threshold_proposals import with_proposals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.services.threshold_proposals import Proposal
    from ui.forms.context import PageContext

COLLECTION = "threshold_answers"


def set_answer(context: PageContext, rule_id: str, name: str, value: Any) -> None:  # noqa: ANN401 - by field
    """Change one part of the answer to a rule, whether it has been answered before or not."""
    text = context.texts.field(f"ThresholdAnswer.{name}").label
    if any(answer.id == rule_id for answer in context.editor.assessment.threshold_answers):
        context.editor.set_value((COLLECTION, rule_id, name), value, text)
        return
    answer = replace(ThresholdAnswer(id=rule_id), **{name: value})

    def with_answer(assessment: Assessment) -> Assessment:
        return replace(assessment, threshold_answers=(*assessment.threshold_answers, answer))

    context.editor.apply(text, with_answer, (COLLECTION,))


def confirm(context: PageContext, proposals: Sequence[Proposal]) -> None:
    """Take over proposals of the catalogue where a question is open, all in one step of undo."""
    text = "Vorschlag übernehmen" if len(proposals) == 1 else "Vorschläge übernehmen"
    context.editor.apply(text, lambda assessment: with_proposals(assessment, proposals), (COLLECTION,))
