"""The rule in front: question, plain words, source, what it contributes, the proposal, both answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from dsfa_app.domain.vocabulary import Answer
from dsfa_app.labels import label
from dsfa_app.method.threshold import RuleGroup
from dsfa_app.method.threshold_reasons import CONTRIBUTION_SENTENCES
from ui.formatting import format_as_of
from ui.forms.choice_editors import AnswerEditor, FlagEditor
from ui.forms.context import HelpTopic
from ui.forms.field_row import FieldRow
from ui.forms.text_editors import TextEditor
from ui.style_sheet import set_look
from ui.threshold.answering import COLLECTION

if TYPE_CHECKING:
    from dsfa_app.catalogue.threshold_model import ThresholdRule
    from dsfa_app.domain.threshold import ThresholdAnswer
    from dsfa_app.method.threshold import RuleResult
    from dsfa_app.services.threshold_proposals import Proposal
    from ui.forms.context import PageContext
    from ui.forms.editors import ValueEditor


class ProposalBox(QFrame):
    """What the catalogue proposes for a rule; ``confirmed`` says that the user takes it over."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "notice")
        self._words = QLabel()
        self._words.setWordWrap(True)
        self.button = QPushButton("Vorschlag übernehmen")
        self.button.setAccessibleDescription("Füllt nur aus, was noch unbekannt ist.")
        self.button.clicked.connect(self.confirmed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self._words)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_proposal(self, proposal: Proposal | None, answer: ThresholdAnswer) -> None:
        """Show this proposal, nothing where the catalogue is silent."""
        self.setVisible(proposal is not None)
        if proposal is not None:
            self._words.setText(
                "\n".join((_proposed(proposal), *(remark.sentence for remark in proposal.remarks)))
            )
            self.button.setVisible(proposal.fills(answer))


def _proposed(proposal: Proposal) -> str:
    sides = (("beim Betreiber", proposal.at_operator), ("bei der Stelle", proposal.at_controller))
    said = [f"{side} {label(answer)}" for side, answer in sides if answer is not Answer.UNKNOWN]
    return f"Vorschlag des Katalogs: {', '.join(said)}." if said else "Kein Vorschlag; bitte selbst prüfen."


class RuleForm(QFrame):
    """Everything about the rule chosen in the table.

    ``edited`` carries rule id, field and value, ``confirmed`` the proposal the user takes over.
    """

    edited = Signal(str, str, object)
    confirmed = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        set_look(self, "inset")
        self._context = context
        self._rule: ThresholdRule | None = None
        self._proposal: Proposal | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        self._question, self._text, self._source, self._contribution = (
            _words(look) for look in ("heading", "", "muted", "label")
        )
        for words in (self._question, self._text, self._source, self._contribution):
            layout.addWidget(words)
        self.proposal = ProposalBox()
        self.proposal.confirmed.connect(lambda: self.confirmed.emit(self._proposal))
        layout.addWidget(self.proposal)
        self._rows = {
            "at_operator": self._row("at_operator", AnswerEditor()),
            "at_controller": self._row("at_controller", AnswerEditor()),
            "heavy": self._row("heavy", FlagEditor(context.texts.field("ThresholdAnswer.heavy").label)),
            "reason": self._row("reason", TextEditor(2)),
        }
        for row in self._rows.values():
            layout.addWidget(row)

    def show_rule(self, rule: ThresholdRule, answer: ThresholdAnswer, proposal: Proposal | None) -> None:
        """Show a rule, its answer and what the catalogue proposes."""
        self._rule, self._proposal = rule, proposal
        self._question.setText(rule.question)
        self._text.setText(rule.text)
        self._source.setText(self._origin(rule))
        self.proposal.show_proposal(proposal, answer)
        is_criterion = rule.group == RuleGroup.CRITERION and answer.at_controller is Answer.YES
        self._rows["heavy"].setVisible(is_criterion or answer.heavy)
        for name, row in self._rows.items():
            row.show_value(getattr(answer, name))
            row.show_comments(self._context.editor.comments.open_below((COLLECTION, rule.id, name)))

    def show_contribution(self, result: RuleResult) -> None:
        """Show what the rule adds to the outcome."""
        said = CONTRIBUTION_SENTENCES[result.contribution]
        self._contribution.setText(f"Beitrag: {label(result.contribution)}. {said}")

    def focus_field(self, name: str = "at_controller") -> None:
        """Put the keyboard into one of the answers."""
        self._rows[name].editor.setFocus()

    def show_help(self, name: str = "") -> None:
        """Show the rule in the help pane, for the answer in front if there is one."""
        rule = self._rule
        if rule is None:
            return
        catalogue = self._context.catalogue
        paragraphs = [
            rule.question,
            rule.text,
            catalogue.threshold_groups[rule.group].rule,
            f"{self._origin(rule)}.",
            *self._proposals_by_kind(rule),
        ]
        norms = ", ".join(catalogue.norms[norm].citation for norm in rule.norms)
        field = self._context.texts.field(f"ThresholdAnswer.{name}").label if name else ""
        self._context.help.show(
            HelpTopic(
                title=f"{rule.title} – {field}" if field else rule.title,
                text="\n\n".join(paragraphs),
                norm=norms,
                path=(COLLECTION, rule.id, *((name,) if name else ())),
            )
        )

    def _row(self, name: str, editor: ValueEditor) -> FieldRow:
        text = self._context.texts.field(f"ThresholdAnswer.{name}")
        row = FieldRow(text, editor)
        row.edited.connect(lambda value: self._edited(name, value))
        row.focused.connect(lambda: self.show_help(name))
        row.comments_wanted.connect(self._context.help.show_comments)
        self._context.rights.lock_row(row, (COLLECTION, "-", name))
        return row

    def _edited(self, name: str, value: object) -> None:
        if self._rule is not None:
            self.edited.emit(self._rule.id, name, value)

    def _origin(self, rule: ThresholdRule) -> str:
        source = self._context.catalogue.sources.get(rule.source)
        return f"Quelle: {source.title if source else rule.source}, Stand {format_as_of(rule.as_of)}"

    def _proposals_by_kind(self, rule: ThresholdRule) -> list[str]:
        said = []
        for category, proposed in rule.pre_answers.items():
            name = self._context.catalogue.label("platform_categories", category)
            notes = " ".join(filter(None, (proposed.operator.note, proposed.city.note)))
            answers = f"beim Betreiber {label(proposed.operator.answer)}, bei der Stelle "
            said.append(f"Vorschlag für {name}: {answers}{label(proposed.city.answer)}. {notes}".rstrip())
        return said


def _words(look: str) -> QLabel:
    words = QLabel()
    words.setWordWrap(True)
    if look:
        set_look(words, look)
    return words
