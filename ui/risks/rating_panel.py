"""The rating of one cell: does the risk arise here, how heavy and likely is it, what do measures leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.domain.vocabulary import Answer
from ui.assessment.page_frame import PageScroller
from ui.comments.mark import CommentMark
from ui.forms.choice_editors import AnswerEditor
from ui.forms.context import HelpTopic
from ui.forms.field_row import FieldRow
from ui.forms.text_editors import LineEditor, LinesEditor, TextEditor
from ui.icons import icon
from ui.risks.deviation_box import DeviationBox
from ui.risks.layer_card import LayerCard
from ui.risks.override_box import OverrideBox
from ui.risks.result_path import ResultPath, stops
from ui.risks.scenario import kind_and_goals, scenario_topic, with_scenario_facts
from ui.risks.severity_aid import SeverityAid, with_questions
from ui.style_sheet import set_look
from ui.view_models.rating import BASELINE, GROSS

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.domain.rating import Rating, Score
    from ui.forms.context import PageContext
    from ui.forms.editors import ValueEditor
    from ui.view_models.rating import RatingModel

_BASELINE_NOTE = "Besteht auch ohne Ihren Auftritt. Ihre Maßnahmen senken es nie."
_GROSS_NOTE = "Was durch Ihren Auftritt hinzukommt, bevor Maßnahmen wirken."
_GROSS_PROPOSAL_NOTE = "Er gilt dem Risiko insgesamt; prüfen Sie, was Ihr Auftritt davon auslöst."


class RatingPanel(QFrame):
    """Shows and changes the rating the model works on.

    ``closed`` asks to put the panel away, ``copy_wanted`` to take the rating over for other platforms,
    ``step_requested`` to go to the next (1) or previous (-1) open risk.
    """

    closed = Signal()
    copy_wanted = Signal()
    step_requested = Signal(int)

    def __init__(self, context: PageContext, model: RatingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "side")
        self._context = context
        self._model = model
        self._rows: dict[str, FieldRow] = {}
        self._asks_verbal_level = False
        self._head = QLabel(self)
        self._open_count = QLabel(self)
        self._mark = CommentMark("Bewertung", self)
        self._mark.clicked.connect(self._go_to_comments)
        self._scroller = PageScroller(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar())
        layout.addWidget(self._scroller, 1)
        model.moving.connect(self.finish)
        model.moved.connect(self._start)

    def refresh(self) -> None:
        """Show what the assessment says now."""
        if self._model.is_empty or not self._rows:
            return
        if self._profile != self._model.profile:
            self._build_anew()
            return
        model, rating = self._model, self._model.rating
        self._head.setText(f"{model.risk.id} {model.risk.title} · {model.platform.name or model.platform.id}")
        waiting = len(model.open_cells())
        self._open_count.setText(f"noch {waiting} offen" if waiting else "alles bewertet")
        self._mark.show_number(self._context.editor.comments.open_below(model.path))
        for name, row in self._rows.items():
            row.show_value(getattr(rating, name))
            row.show_comments(self._context.editor.comments.open_below((*model.path, name)))
        in_scope = model.result.is_in_scope
        self.limit.setVisible(not in_scope)
        self.limit.setText("" if in_scope else model.result.rating.reason)
        for row in self._rows.values():
            row.setVisible(in_scope)
        applies = in_scope and rating.applicable is not Answer.NO
        self.baseline.setVisible(applies and model.has_baseline)
        self.gross.setVisible(applies)
        self.path.setVisible(applies and rating.gross is not None)
        self.override_box.setVisible(applies and rating.gross is not None)
        note = _GROSS_PROPOSAL_NOTE if model.risk.platform_side else ""
        self.baseline.show_scores(rating.baseline, model.proposal)
        self.gross.show_scores(rating.gross, model.proposal, note, stops(model.result))
        self.path.show_result(model.result, model.profile)
        self.override_box.show_rating()
        self.copy.setVisible(in_scope and not model.is_unrated and model.has_other_platforms)
        self.deviations.setVisible(in_scope)
        self.deviations.show_rating()
        self._show_verbal_level(rating, in_scope=in_scope)

    @property
    def has_draft(self) -> bool:
        """Tell whether an override is being written that the assessment does not hold yet."""
        return bool(self._rows) and self.override_box.has_draft

    def finish(self) -> None:
        """Take over what was written beside the assessment, or say that it waits as a draft."""
        if self._model.is_empty or not self._rows or self.override_box.finish():
            return
        place = f"{self._model.risk.id} für {self._model.platform.name or self._model.platform.id}"
        self._context.notices.say(
            f"Die abweichende Einstufung von {place} ist noch nicht vollständig; "
            "der Entwurf bleibt dort stehen, bis Sie ihn ergänzen."
        )

    def prepare(self) -> None:
        """Build the body before the panel is shown for the first time; the grid alone does without it."""
        if not self._rows:
            self._build()
            self._start()

    def enter(self) -> None:
        """Put the keyboard where the rating begins."""
        if self._model.rating.applicable is Answer.NO:
            self._go_into(self._rows["applicable"].editor)
        else:
            self._go_into((self.baseline if self._model.has_baseline else self.gross).matrix)

    def focus_field(self, name: str) -> bool:
        """Put the keyboard into a field of the rating; tell whether the panel has it."""
        if name in self._rows:
            self._go_into(self._rows[name].editor)
        elif name in (BASELINE, GROSS):
            self._go_into((self.baseline if name == BASELINE else self.gross).matrix)
        elif name in ("planned_override", "proven_override", "override_reason"):
            self.override_box.set_open(True)
            self._go_into(self.override_box.reason.editor)
        elif name == "deviations":
            self.deviations.focus_last()
            self._scroller.reveal(self.deviations)
        else:
            return False
        return True

    def _go_into(self, widget: QWidget) -> None:
        widget.setFocus()
        self._scroller.reveal(widget)

    def _start(self) -> None:
        if self._model.is_empty:
            return
        self._context.help.show(scenario_topic(self._model, self._context.catalogue))
        if self._rows:
            risk = self._model.risk
            self._question.setText(f"{risk.description} {risk.question}".strip())
            self._question.setVisible(bool(self._question.text()))
            self._kind.setText(kind_and_goals(risk, self._context.catalogue))
            self.override_box.start()
            self.deviations.start()
            self._aid.start()
            self._asks_verbal_level = False
            self.refresh()
            self._scroller.verticalScrollBar().setValue(0)

    def _build_anew(self) -> None:
        """Follow another risk profile: other scales, another matrix, other questions."""
        drafts = self.override_box.drafts
        self._rows.clear()
        self._build()
        self.override_box.keep(drafts)
        self._start()

    def _build(self) -> None:
        self._profile = self._model.profile
        body = QWidget(self._scroller)
        set_look(body, "page")
        self._question = QLabel(body)
        self._question.setWordWrap(True)
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(12)
        self._kind = QLabel(body)
        self._kind.setWordWrap(True)
        set_look(self._kind, "muted")
        self.limit = QLabel(body)
        self.limit.setWordWrap(True)
        set_look(self.limit, "label")
        column.addWidget(self._question)
        column.addWidget(self._kind)
        column.addWidget(self.limit)
        column.addWidget(self._row("applicable", AnswerEditor()))
        self._aid = SeverityAid(self._profile.severity_questions)
        self._aid.wanted.connect(self._answer_questions)
        self.baseline = self._layer(BASELINE, _BASELINE_NOTE)
        self.baseline.add_below(self._row("baseline_reason", TextEditor(2)))
        self.gross = self._layer(GROSS, _GROSS_NOTE)
        if self._profile.severity_questions:
            self.gross.add_below(self._aid)
        column.addWidget(self.baseline)
        column.addWidget(self.gross)
        column.addWidget(self._row("reason", TextEditor(3)))
        self.add_verbal_level = QPushButton("Stufe aus älterem Dokument …")
        self.add_verbal_level.setToolTip("Nur das Wort einer früheren Bewertung festhalten")
        set_look(self.add_verbal_level, "flat")
        self.add_verbal_level.clicked.connect(self._ask_verbal_level)
        column.addWidget(self.add_verbal_level, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._row("verbal_level", LineEditor()))
        self.path = ResultPath()
        self.path.measure_chosen.connect(self._go_to_measure)
        column.addWidget(self.path)
        self.override_box = OverrideBox(self._model, self._context.texts)
        self.deviations = DeviationBox(self._model, self._context.texts)
        self.deviations.help_wanted.connect(self._show_channel_help)
        column.addWidget(self.deviations)
        column.addWidget(self.override_box)
        self.copy = QPushButton("Auf andere Plattformen übernehmen …")
        self.copy.clicked.connect(self.copy_wanted)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._row("sources", LinesEditor(2)))
        column.addStretch(1)
        self._scroller.setWidget(body)

    def _bar(self) -> QFrame:
        bar = QFrame(self)
        set_look(bar, "bar")
        set_look(self._head, "heading")
        self._head.setWordWrap(True)
        set_look(self._open_count, "muted")
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.setSpacing(8)
        layout.addWidget(self._head, 1)
        layout.addWidget(self._mark)
        layout.addWidget(self._open_count)
        for picture, name, action in (
            ("up", "Vorheriges offenes Risiko (Umschalt+F8)", lambda: self.step_requested.emit(-1)),
            ("down", "Nächstes offenes Risiko (F8)", lambda: self.step_requested.emit(1)),
        ):
            layout.addWidget(_tool(picture, name, action))
        close = QPushButton("Schließen", bar)
        close.setToolTip("Bewertung schließen (Esc)")
        close.setAccessibleName("Bewertung schließen")
        set_look(close, "flat")
        close.clicked.connect(self.closed)
        layout.addWidget(close)
        return bar

    def _layer(self, name: str, note: str) -> LayerCard:
        text = self._context.texts.field(f"Rating.{name}")
        card = LayerCard(self._model.profile, text, note)

        def rate(score: Score | None) -> None:
            self._model.rate(name, score)

        def help_wanted() -> None:
            self._show_help(name)

        card.rated.connect(rate)
        card.focused.connect(help_wanted)
        self._context.rights.lock(card.matrix, self._model.path)
        self._context.rights.lock(card.take_proposal, self._model.path)
        return card

    def _row(self, name: str, editor: ValueEditor) -> FieldRow:
        text = self._context.texts.field(f"Rating.{name}")
        row = FieldRow(text, editor)

        def edited(value: Any) -> None:  # noqa: ANN401 - each editor knows its own type
            if name == "applicable":
                self._model.answer(value)
            else:
                self._model.write(name, value, text.label)

        row.edited.connect(edited)
        row.focused.connect(lambda: self._show_help(name))
        row.comments_wanted.connect(self._context.help.show_comments)
        self._context.rights.lock_row(row, (*self._model.path, name))
        self._rows[name] = row
        return row

    def _answer_questions(self, questions: tuple[str, ...]) -> None:
        """Put questions into the reason, to be answered there."""
        reason = with_questions(self._model.rating.reason, questions)
        self._model.write("reason", reason, self._context.texts.field("Rating.reason").label)
        self.refresh()
        self._go_into(self._rows["reason"].editor)

    def _ask_verbal_level(self) -> None:
        self._asks_verbal_level = True
        self.refresh()
        self._go_into(self._rows["verbal_level"].editor)

    def _show_verbal_level(self, rating: Rating, *, in_scope: bool) -> None:
        """Ask for the word of an older document only where there is one, or where it is wanted."""
        asked = bool(rating.verbal_level) or self._asks_verbal_level
        self._rows["verbal_level"].setVisible(in_scope and asked)
        may_ask = rating.gross is None and rating.applicable is not Answer.NO
        self.add_verbal_level.setVisible(in_scope and not asked and may_ask)

    def _show_help(self, name: str) -> None:
        if self._model.is_empty:
            return
        text = self._context.texts.field(f"Rating.{name}")
        topic = HelpTopic(
            title=text.label, text=text.help or text.hint, norm=text.norm, path=(*self._model.path, name)
        )
        self._context.help.show(with_scenario_facts(topic, self._model, self._context.catalogue))

    def _go_to_comments(self) -> None:
        self._context.help.show(scenario_topic(self._model, self._context.catalogue))
        self._context.help.show_comments()

    def _show_channel_help(self, name: str) -> None:
        text = self._context.texts.field(f"ChannelDeviation.{name}")
        topic = HelpTopic(
            title=text.label,
            text=text.help or text.hint,
            norm=text.norm,
            path=(*self._model.path, "deviations"),
        )
        self._context.help.show(with_scenario_facts(topic, self._model, self._context.catalogue))

    def _go_to_measure(self, measure_id: str) -> None:
        self._context.navigation.go("measures", ("measures", measure_id))


def _tool(picture: str, name: str, action: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(picture))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setToolTip(name)
    button.setAccessibleName(name)
    set_look(button, "flat")
    button.clicked.connect(action)
    return button
