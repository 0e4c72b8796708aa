"""The threshold questions with their answers as a table, grouped by the kind of rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from dsfa_app.domain.threshold import ThresholdAnswer
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.labels import label
from ui.overriding import override

if TYPE_CHECKING:
    from dsfa_app.catalogue.catalogue import Catalogue
    from dsfa_app.catalogue.threshold_model import ThresholdGroup, ThresholdRule
    from dsfa_app.domain.assessment import Assessment

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

SIDES = ("at_operator", "at_controller")
"""Fields of an answer by column, from the second column on."""


class ThresholdModel(QAbstractTableModel):
    """One row per group and per rule."""

    def __init__(
        self, catalogue: Catalogue, headers: tuple[str, str, str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._headers = headers
        self._answers: dict[str, ThresholdAnswer] = {}
        self._rows: list[ThresholdGroup | ThresholdRule] = []
        for group in catalogue.threshold_groups.values():
            self._rows.append(group)
            self._rows.extend(rule for rule in catalogue.threshold_rules.values() if rule.group == group.id)
        self._rules = catalogue.threshold_rules

    @property
    def group_rows(self) -> tuple[int, ...]:
        """Rows that are headings."""
        return tuple(row for row, item in enumerate(self._rows) if item.id not in self._rules)

    def show_answers(self, assessment: Assessment) -> None:
        """Show the answers of this assessment."""
        answers = {answer.id: answer for answer in assessment.threshold_answers}
        if answers != self._answers:
            self._answers = answers
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(SIDES)))

    def rule_at(self, row: int) -> ThresholdRule | None:
        """Return the rule in this row, None for a heading."""
        return self._rules.get(self._rows[row].id) if 0 <= row < len(self._rows) else None

    def row_of(self, rule_id: str) -> int:
        """Return the row of a rule, -1 when there is none."""
        return next((row for row, item in enumerate(self._rows) if item.id == rule_id), -1)

    def answer(self, rule_id: str) -> ThresholdAnswer:
        """Return the answer to a rule, an open one when nobody has answered yet."""
        return self._answers.get(rule_id, ThresholdAnswer(id=rule_id))

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 1 + len(SIDES)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headers[section]
        return None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.rule_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        rule = self.rule_at(index.row())
        if rule is None:
            return self._heading(index, role)
        if index.column() == 0:
            texts = {
                Qt.ItemDataRole.DisplayRole: rule.title,
                Qt.ItemDataRole.ToolTipRole: rule.question,
                Qt.ItemDataRole.AccessibleTextRole: rule.question,
            }
            return texts.get(Qt.ItemDataRole(role))
        return self._answer(getattr(self.answer(rule.id), SIDES[index.column() - 1]), index.column(), role)

    def _heading(self, index: _Index, role: int) -> object:
        group = self._rows[index.row()]
        if index.column() == 0 and role == Qt.ItemDataRole.DisplayRole:
            return getattr(group, "label", "")
        if role == Qt.ItemDataRole.ToolTipRole:
            return getattr(group, "rule", "")
        return _bold() if role == Qt.ItemDataRole.FontRole else None

    def _answer(self, answer: Answer, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return label(answer)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._headers[column]}: {label(answer)}"
        if role == Qt.ItemDataRole.FontRole and answer is Answer.YES:
            return _bold()
        return None


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
