"""The threshold analysis: questions answered for operator and public body, the outcome computed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from dsfa_app.domain.threshold import ThresholdAnswer
from dsfa_app.labels import label
from dsfa_app.method.threshold import CRITERIA_NEEDED, ThresholdOutcome
from ui.assessment.page import PageSpec, Phase
from ui.formatting import count, format_as_of
from ui.forms.choice_editors import AnswerEditor
from ui.forms.context import HelpTopic
from ui.forms.field_row import FieldRow
from ui.forms.form_page import Card, FormPage
from ui.forms.spec import Field, Group
from ui.forms.text_editors import TextEditor
from ui.overriding import override
from ui.pages.threshold_table import ThresholdTable
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.catalogue.threshold_model import ThresholdRule
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.structure import Path
    from dsfa_app.method.threshold import ThresholdResult
    from ui.forms.context import PageContext
    from ui.forms.editors import ValueEditor

COLLECTION = "threshold_answers"

_CONCLUSION = Group(
    title="Folgerung",
    items=(
        Field(name="threshold.conclusion", lines=3),
        Field(name="threshold.not_required_reason", lines=3),
        Field(name="threshold.dpo_note", lines=3),
    ),
)

_MEANING = {
    ThresholdOutcome.REQUIRED: "Mindestens eine Regel verpflichtet Ihre Stelle zur DSFA.",
    ThresholdOutcome.VOLUNTARY: "Ihre Stelle ist nach den Antworten nicht verpflichtet; "
    "die DSFA wird dennoch durchgeführt.",
    ThresholdOutcome.NOT_REQUIRED: "Keine Regel trifft zu. Der Verzicht ist zu begründen.",
    ThresholdOutcome.INCOMPLETE: "Es fehlen Antworten. Unbekannt zählt nie als nein.",
}


class OutcomeCard(Card):
    """The computed outcome and the rules it rests on."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("Ergebnis", "Das Ergebnis wird aus den Antworten berechnet.")
        self._context = context
        self._outcome = QLabel()
        set_look(self._outcome, "title")
        self._meaning = QLabel()
        self._meaning.setWordWrap(True)
        self.body.addWidget(self._outcome)
        self.body.addWidget(self._meaning)

    def show_result(self, result: ThresholdResult) -> None:
        """Show this outcome."""
        self._outcome.setText(label(result.outcome))
        self._meaning.setText("\n".join(self._sentences(result)))

    def _sentences(self, result: ThresholdResult) -> list[str]:
        rules = self._context.catalogue.threshold_rules
        sentences = [_MEANING[result.outcome]]
        deciding = [rules[item.rule_id].title for item in result.rules if item.decides]
        if deciding:
            sentences.append(f"Ausschlaggebend: {'; '.join(deciding)}.")
        sentences.append(
            f"Kriterien nach WP\u00a0248: {result.criteria_at_controller} bei der Stelle, "
            f"{result.criteria_at_operator} beim Betreiber (ab {CRITERIA_NEEDED} in der Regel erforderlich)."
        )
        if result.open_rules:
            open_rules = count(result.open_rules, "Frage", "Fragen")
            sentences.append(f"Für die Stelle noch unbeantwortet: {open_rules}.")
        return sentences


class AnswerForm(QFrame):
    """Question, source and answers of the rule chosen in the table."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        set_look(self, "inset")
        self._context = context
        self._rule: ThresholdRule | None = None
        self._question = QLabel()
        self._question.setWordWrap(True)
        set_look(self._question, "heading")
        self._text = QLabel()
        self._text.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addWidget(self._question)
        layout.addWidget(self._text)
        self._rows = {
            "at_operator": self._row("at_operator", AnswerEditor()),
            "at_controller": self._row("at_controller", AnswerEditor()),
            "reason": self._row("reason", TextEditor(2)),
        }
        for row in self._rows.values():
            layout.addWidget(row)

    def show_rule(self, rule: ThresholdRule, answer: ThresholdAnswer) -> None:
        """Show a rule and its answer."""
        self._rule = rule
        self._question.setText(rule.question)
        self._text.setText(rule.text)
        for name, row in self._rows.items():
            row.show_value(getattr(answer, name))

    def focus_field(self, name: str = "at_controller") -> None:
        """Put the keyboard into one of the answers."""
        self._rows[name].editor.setFocus()

    def _row(self, name: str, editor: ValueEditor) -> FieldRow:
        text = self._context.texts.field(f"ThresholdAnswer.{name}")
        row = FieldRow(text, editor)
        row.edited.connect(lambda value: self._edited(name, value))
        row.focused.connect(lambda: self._show_help(text.label))
        return row

    def _edited(self, name: str, value: object) -> None:
        if self._rule is not None:
            set_answer(self._context, self._rule.id, name, value)

    def _show_help(self, field_label: str) -> None:
        rule = self._rule
        if rule is None:
            return
        catalogue = self._context.catalogue
        source = catalogue.sources.get(rule.source)
        origin = f"Quelle: {source.title if source else rule.source}, Stand {format_as_of(rule.as_of)}."
        paragraphs = [rule.question, rule.text, catalogue.threshold_groups[rule.group].rule, origin]
        for category, proposed in rule.pre_answers.items():
            name = catalogue.label("platform_categories", category)
            paragraphs.append(
                f"Vorschlag für {name}: beim Betreiber {proposed.operator.answer.value}, "
                f"bei der Stelle {proposed.city.answer.value}. "
                f"{proposed.operator.note or ''} {proposed.city.note or ''}".rstrip()
            )
        norms = ", ".join(catalogue.norms[norm].citation for norm in rule.norms)
        title = f"{rule.title} – {field_label}"
        self._context.help.show(HelpTopic(title=title, text="\n\n".join(paragraphs), norm=norms))


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


class ThresholdPage(FormPage):
    """Outcome, questions, conclusion."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, (), parent)
        self._outcome = OutcomeCard(context)
        questions = Card(
            "Fragen",
            "Antworten für den Betreiber der Plattform und für Ihre Stelle stehen getrennt. "
            "In der Tabelle antworten J, N und U mit ja, nein und unbekannt; Eingabe führt zur Begründung.",
        )
        self._table = ThresholdTable(context)
        self._form = AnswerForm(context)
        questions.body.addWidget(self._table)
        questions.body.addWidget(self._form)
        self._table.rule_chosen.connect(self._show_rule)
        self._table.entered.connect(lambda: self._form.focus_field("reason"))
        self._table.answered.connect(lambda rule_id, side, answer: set_answer(context, rule_id, side, answer))
        self.add_card(self._outcome)
        self.add_card(questions)
        self.add_group(_CONCLUSION)
        self.refresh()
        self.judged()

    @override
    def refresh(self, changed: Path = ()) -> None:
        super().refresh(changed)
        self._table.show_answers(self.context.editor.assessment)
        self._show_rule(self._table.rule_id)

    @override
    def judged(self) -> None:
        self._outcome.show_result(self.context.editor.view.threshold)

    @override
    def focus_path(self, path: Path) -> bool:
        if path[:1] == (COLLECTION,):
            if len(path) > 1:
                self._table.choose(path[1])
            self._form.focus_field(path[2] if len(path) > 2 else "at_controller")  # noqa: PLR2004 - the field
            return True
        return super().focus_path(path)

    def _show_rule(self, rule_id: str) -> None:
        rule = self.context.catalogue.threshold_rules.get(rule_id)
        if rule is not None:
            self._form.show_rule(rule, self._table.answer(rule_id))


PAGE = PageSpec(
    id="threshold",
    title="Schwellwertanalyse",
    phase=Phase.PREPARATION,
    purpose="Muss eine DSFA durchgeführt werden, und warum?",
    norm="Art.\u00a035 Abs.\u00a01, 3–5 und 10 DSGVO",
    build=ThresholdPage,
)
