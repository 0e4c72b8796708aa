"""Answers the catalogue proposes for the threshold analysis, by the kind of the platforms in use.

A proposal is shown as one and becomes an answer only when somebody confirms it. It never replaces an answer
that was given, and „unknown“ is never proposed: an open question stays open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dsfa_app.domain.threshold import ThresholdAnswer
from dsfa_app.domain.vocabulary import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dsfa_app.catalogue import Catalogue
    from dsfa_app.catalogue.threshold_model import ProposedAnswer, ThresholdRule
    from dsfa_app.domain.assessment import Assessment


_SIDES = {"at_operator": "beim Betreiber", "at_controller": "bei der Stelle"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What the catalogue adds to its answer for one kind of platforms and one side of a rule."""

    category: str
    side: str
    """Name of the field of the answer it is about."""
    answer: Answer
    text: str

    @property
    def sentence(self) -> str:
        """The remark with the kind of platforms and the side it is about."""
        return f"{self.category[:1].upper()}{self.category[1:]}, {_SIDES[self.side]}: {self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the catalogue proposes for one rule; unknown where it proposes nothing.

    ``remarks`` stand also where nothing is proposed: they say what to look at.
    """

    rule_id: str
    at_operator: Answer
    at_controller: Answer
    remarks: tuple[Remark, ...]

    def fills(self, answer: ThresholdAnswer) -> bool:
        """Tell whether confirming the proposal would answer anything that is open."""
        return self.confirmed(answer) != answer

    def confirmed(self, answer: ThresholdAnswer) -> ThresholdAnswer:
        """Return the answer with its open sides filled in; what was said already stays.

        Remarks that speak for what is filled in become the reason where there is none. Without any the
        reason stays empty: that a catalogue proposes an answer is no reason for it.
        """
        filled = replace(
            answer,
            at_operator=self.at_operator if answer.at_operator is Answer.UNKNOWN else answer.at_operator,
            at_controller=(
                self.at_controller if answer.at_controller is Answer.UNKNOWN else answer.at_controller
            ),
        )
        speaking = [
            remark.sentence
            for remark in self.remarks
            if getattr(answer, remark.side) is not getattr(filled, remark.side) is remark.answer
        ]
        if not speaking or answer.reason.strip():
            return filled
        return replace(filled, reason=" ".join(("Vorschlag des Katalogs, bestätigt.", *speaking)))


def proposals(assessment: Assessment, catalogue: Catalogue) -> Mapping[str, Proposal]:
    """Return the proposal for every rule of the catalogue on which it has something to say.

    One platform with a yes is enough for a yes; a no needs a no for every platform of the assessment.
    """
    categories = _categories(assessment, catalogue)
    found = (_proposal(rule, categories, catalogue) for rule in catalogue.threshold_rules.values())
    return {item.rule_id: item for item in found if item is not None}


def with_proposals(assessment: Assessment, confirmed: Iterable[Proposal]) -> Assessment:
    """Return the assessment with these proposals confirmed where questions are open."""
    answers = {answer.id: answer for answer in assessment.threshold_answers}
    for proposal in confirmed:
        answer = answers.get(proposal.rule_id, ThresholdAnswer(id=proposal.rule_id))
        if proposal.fills(answer):
            answers[proposal.rule_id] = proposal.confirmed(answer)
    return replace(assessment, threshold_answers=tuple(answers.values()))


def open_proposals(assessment: Assessment, catalogue: Catalogue) -> tuple[Proposal, ...]:
    """Return the proposals that would answer something that is still open."""
    answers = {answer.id: answer for answer in assessment.threshold_answers}
    return tuple(
        proposal
        for rule_id, proposal in proposals(assessment, catalogue).items()
        if proposal.fills(answers.get(rule_id, ThresholdAnswer(id=rule_id)))
    )


def _categories(assessment: Assessment, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the kinds of the platforms in use; an empty one for a platform the catalogue does not know."""
    known = catalogue.platforms
    kinds = (known[use.id].category if use.id in known else "" for use in assessment.platforms)
    return tuple(dict.fromkeys(kinds))


def _proposal(rule: ThresholdRule, categories: tuple[str, ...], catalogue: Catalogue) -> Proposal | None:
    said = [(category, rule.pre_answers.get(category)) for category in categories]
    given = [(category, answers) for category, answers in said if answers is not None]
    if not given:
        return None
    return Proposal(
        rule_id=rule.id,
        at_operator=_combined([answers.operator if answers else None for _, answers in said]),
        at_controller=_combined([answers.city if answers else None for _, answers in said]),
        remarks=tuple(
            Remark(
                category=catalogue.label("platform_categories", category),
                side=side,
                answer=answer.answer,
                text=answer.note,
            )
            for category, answers in given
            for side, answer in (("at_operator", answers.operator), ("at_controller", answers.city))
            if answer.note
        ),
    )


def _combined(proposed: list[ProposedAnswer | None]) -> Answer:
    answers = {Answer.UNKNOWN if item is None else item.answer for item in proposed}
    if Answer.YES in answers:
        return Answer.YES
    return Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.NO
