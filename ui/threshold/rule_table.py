"""The table of threshold rules; J, N and U answer the cell in front, V takes over the proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from dsfa_app.domain.vocabulary import Answer
from dsfa_app.labels import labels
from dsfa_app.method.threshold import Contribution
from ui.overriding import override
from ui.view_models.threshold_model import PROPOSED, SIDES, ThresholdModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.threshold import ThresholdAnswer
    from dsfa_app.method.threshold import ThresholdResult
    from dsfa_app.services.threshold_proposals import Proposal
    from ui.forms.context import PageContext

_ANSWER_KEYS = {
    Qt.Key.Key_J: Answer.YES,
    Qt.Key.Key_N: Answer.NO,
    Qt.Key.Key_U: Answer.UNKNOWN,
}
_Index = QModelIndex | QPersistentModelIndex
_VISIBLE_ROWS = 11
_PADDING = 24
_ROW_PADDING = 14
_WIDEST = max(labels(Contribution).values(), key=len)


class RuleTable(QTableView):
    """All rules with both answers and what they contribute.

    ``rule_chosen`` carries the rule's id, ``answered`` rule id, side and answer, ``confirmed`` the id of the
    rule whose proposal is taken over, ``entered`` that the user wants to go on to the reason.
    """

    rule_chosen = Signal(str)
    answered = Signal(str, str, object)
    confirmed = Signal(str)
    entered = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        operator, controller = (context.texts.field(f"ThresholdAnswer.{side}").label for side in SIDES)
        self._model = ThresholdModel(context.catalogue, ("Frage", operator, controller, "Beitrag"), self)
        self.setModel(self._model)
        self.setAccessibleName("Fragen der Schwellwertanalyse")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        row_height = self.fontMetrics().height() + _ROW_PADDING
        self.verticalHeader().setDefaultSectionSize(row_height)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, widest in enumerate((*(PROPOSED.format("nein"),) * len(SIDES), _WIDEST), start=1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, self.fontMetrics().horizontalAdvance(widest) + _PADDING)
        for row in self._model.group_rows:
            self.setSpan(row, 0, 1, self._model.columnCount())
        self.setFixedHeight(_VISIBLE_ROWS * row_height + header.sizeHint().height() + 4)
        header.sectionResized.connect(self._fit_rows)
        self.setCurrentIndex(self._model.index(1, len(SIDES)))

    @property
    def rule_id(self) -> str:
        """Id of the rule in front."""
        rule = self._model.rule_at(self.currentIndex().row())
        return "" if rule is None else rule.id

    def answer(self, rule_id: str) -> ThresholdAnswer:
        """Return the answer shown for a rule."""
        return self._model.answer(rule_id)

    def show_answers(self, assessment: Assessment, proposals: Mapping[str, Proposal]) -> None:
        """Show the answers of this assessment, and the proposals where it has none."""
        self._model.show_answers(assessment, proposals)

    def show_result(self, result: ThresholdResult) -> None:
        """Show what every rule contributes."""
        self._model.show_result(result)

    def choose(self, rule_id: str) -> None:
        """Bring a rule to the front."""
        row = self._model.row_of(rule_id)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, len(SIDES)))

    def _fit_rows(self, section: int, _old_width: int, width: int) -> None:
        """Give the titles the lines they need in their column's new width.

        Qt's own way asks for the size of every cell, through the style sheet, and takes 100 ms.
        """
        if section != 0:
            return
        room = QRect(0, 0, width - _PADDING, 0)
        for row in range(self._model.rowCount()):
            rule = self._model.rule_at(row)
            if rule is not None:
                lines = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, rule.title)
                self.setRowHeight(row, lines.height() + _ROW_PADDING)

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row() and self.rule_id:
            self.rule_chosen.emit(self.rule_id)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.rule_id:
            self.rule_chosen.emit(self.rule_id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        answer = _ANSWER_KEYS.get(Qt.Key(event.key())) if not event.modifiers() else None
        if answer is not None and self.rule_id:
            column = min(max(self.currentIndex().column(), 1), len(SIDES))
            self.answered.emit(self.rule_id, SIDES[column - 1], answer)
        elif event.key() == Qt.Key.Key_V and not event.modifiers() and self.rule_id:
            self.confirmed.emit(self.rule_id)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
