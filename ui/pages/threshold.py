"""The threshold analysis: rules answered for operator and public body, the outcome computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from dsfa_app.services.threshold_proposals import open_proposals, proposals
from ui.assessment.page import PageSpec, Phase
from ui.formatting import count
from ui.forms.form_page import Card, FormPage
from ui.forms.spec import Field, Group
from ui.overriding import override
from ui.style_sheet import set_look
from ui.threshold.answering import COLLECTION, confirm, set_answer
from ui.threshold.outcome_card import OutcomeCard
from ui.threshold.rule_form import RuleForm
from ui.threshold.rule_table import RuleTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsfa_app.domain.structure import Path
    from dsfa_app.services.threshold_proposals import Proposal
    from ui.forms.context import PageContext

_CONCLUSION = Group(
    title="Folgerung",
    items=(
        Field(name="threshold.conclusion", lines=3),
        Field(name="threshold.not_required_reason", lines=3),
        Field(name="threshold.dpo_note", lines=3),
    ),
)


class RulesCard(Card):
    """The table of rules, the rule in front, and the proposals that are still open."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            "Fragen",
            "Antworten für den Betreiber der Plattform und für Ihre Stelle stehen getrennt. "
            "In der Tabelle antworten J, N und U mit ja, nein und unbekannt, V übernimmt den Vorschlag; "
            "Eingabe führt zur Begründung.",
        )
        self._context = context
        self._proposals: Mapping[str, Proposal] = {}
        self._open: tuple[Proposal, ...] = ()
        self._said = QLabel()
        self._said.setWordWrap(True)
        set_look(self._said, "muted")
        self.confirm_all = QPushButton("Alle Vorschläge übernehmen")
        self.confirm_all.setAccessibleDescription("Füllt nur aus, was noch unbekannt ist.")
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._said, 1)
        row.addWidget(self.confirm_all)
        self.table = RuleTable(context)
        self.form = RuleForm(context)
        self.body.addLayout(row)
        self.body.addWidget(self.table)
        self.body.addWidget(self.form)
        self._connect()

    def refresh(self) -> None:
        """Show the answers and what the catalogue proposes for the platforms in use."""
        assessment, catalogue = self._context.editor.assessment, self._context.catalogue
        self._proposals = proposals(assessment, catalogue)
        self._open = open_proposals(assessment, catalogue)
        self.confirm_all.setVisible(bool(self._open))
        self._said.setText(self._offer())
        self.table.show_answers(assessment, self._proposals)
        self._show_rule(self.table.rule_id)

    def judged(self) -> None:
        """Show what every rule contributes."""
        result = self._context.editor.view.threshold
        self.table.show_result(result)
        if self.table.rule_id:
            self.form.show_contribution(result.rule(self.table.rule_id))

    def _connect(self) -> None:
        context = self._context
        self.confirm_all.clicked.connect(self._confirm_all)
        self.table.rule_chosen.connect(self._choose)
        self.table.entered.connect(lambda: self.form.focus_field("reason"))
        self.table.answered.connect(lambda rule_id, side, answer: set_answer(context, rule_id, side, answer))
        self.table.confirmed.connect(lambda rule_id: self._confirm(self._proposals.get(rule_id)))
        self.form.edited.connect(lambda rule_id, name, value: set_answer(context, rule_id, name, value))
        self.form.confirmed.connect(self._confirm)

    def _offer(self) -> str:
        if self._open:
            questions = count(len(self._open), "offene Frage", "offene Fragen")
            return f"Für {questions} schlägt der Katalog nach Art der Plattformen eine Antwort vor."
        if self._proposals:
            return "Kein Vorschlag des Katalogs ist mehr offen."
        return "Für die Plattformen dieser DSFA enthält der Katalog keine Vorschläge."

    def _confirm(self, proposal: Proposal | None) -> None:
        if proposal is not None:
            held_focus = self.form.proposal.button.hasFocus()
            confirm(self._context, (proposal,))
            if held_focus:
                self.form.focus_field("reason")

    def _confirm_all(self) -> None:
        confirm(self._context, self._open)
        self.table.setFocus()

    def _choose(self, rule_id: str) -> None:
        self._show_rule(rule_id)
        self.form.show_help()

    def _show_rule(self, rule_id: str) -> None:
        rule = self._context.catalogue.threshold_rules.get(rule_id)
        if rule is not None:
            self.form.show_rule(rule, self.table.answer(rule_id), self._proposals.get(rule_id))
            self.form.show_contribution(self._context.editor.view.threshold.rule(rule_id))


class ThresholdPage(FormPage):
    """Outcome, rules, conclusion."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, (), parent)
        self._outcome = OutcomeCard(context)
        self.rules = RulesCard(context)
        self.add_card(self._outcome)
        self.add_card(self.rules)
        self.add_group(_CONCLUSION)
        self.refresh()
        self.judged()

    @override
    def refresh(self, changed: Path = ()) -> None:
        super().refresh(changed)
        self.rules.refresh()

    @override
    def judged(self) -> None:
        self._outcome.show_result(self.context.editor.view.threshold)
        self.rules.judged()

    @override
    def focus_path(self, path: Path) -> bool:
        if path[:1] == (COLLECTION,):
            if len(path) > 1:
                self.rules.table.choose(path[1])
            self.rules.form.focus_field(path[2] if len(path) > 2 else "at_controller")  # noqa: PLR2004 - the field
            return True
        return super().focus_path(path)


PAGE = PageSpec(
    id="threshold",
    title="Schwellwertanalyse",
    phase=Phase.PREPARATION,
    purpose="Muss eine DSFA durchgeführt werden, und warum?",
    norm="Art.\u00a035 Abs.\u00a01, 3–5 und 10 DSGVO",
    build=ThresholdPage,
)
