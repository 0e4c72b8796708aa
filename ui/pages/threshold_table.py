"""The table of threshold questions; J, N and U answer the cell in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from dsfa_app.domain.vocabulary import Answer
from ui.overriding import override
from ui.view_models.threshold_model import SIDES, ThresholdModel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.threshold import ThresholdAnswer
    from ui.forms.context import PageContext

_ANSWER_KEYS = {
    Qt.Key.Key_J: Answer.YES,
    Qt.Key.Key_N: Answer.NO,
    Qt.Key.Key_U: Answer.UNKNOWN,
}
_Index = QModelIndex | QPersistentModelIndex
_VISIBLE_ROWS = 11


class ThresholdTable(QTableView):
    """All questions with both answers.

    ``rule_chosen`` carries the rule's id, ``answered`` rule id, side and answer, ``entered`` that the user
    wants to go on to the reason.
    """

    rule_chosen = Signal(str)
    answered = Signal(str, str, object)
    entered = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        operator, controller = (context.texts.field(f"ThresholdAnswer.{side}").label for side in SIDES)
        self._model = ThresholdModel(context.catalogue, ("Frage", operator, controller), self)
        self.setModel(self._model)
        self.setAccessibleName("Fragen der Schwellwertanalyse")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        row_height = self.fontMetrics().height() + 14
        self.verticalHeader().setDefaultSectionSize(row_height)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, 1 + len(SIDES)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, 128)
        for row in self._model.group_rows:
            self.setSpan(row, 0, 1, 1 + len(SIDES))
        self.setFixedHeight(_VISIBLE_ROWS * row_height + header.sizeHint().height() + 4)
        self.setCurrentIndex(self._model.index(1, len(SIDES)))

    @property
    def rule_id(self) -> str:
        """Id of the rule in front."""
        rule = self._model.rule_at(self.currentIndex().row())
        return "" if rule is None else rule.id

    def answer(self, rule_id: str) -> ThresholdAnswer:
        """Return the answer shown for a rule."""
        return self._model.answer(rule_id)

    def show_answers(self, assessment: Assessment) -> None:
        """Show the answers of this assessment."""
        self._model.show_answers(assessment)

    def choose(self, rule_id: str) -> None:
        """Bring a rule to the front."""
        row = self._model.row_of(rule_id)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, len(SIDES)))

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row() and self.rule_id:
            self.rule_chosen.emit(self.rule_id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        answer = _ANSWER_KEYS.get(Qt.Key(event.key())) if not event.modifiers() else None
        if answer is not None and self.rule_id:
            column = max(self.currentIndex().column(), 1)
            self.answered.emit(self.rule_id, SIDES[column - 1], answer)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
