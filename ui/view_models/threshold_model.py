"""The threshold questions with their answers as a table, grouped by the kind of rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from dsfa_app.domain.threshold import ThresholdAnswer
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.labels import label
from dsfa_app.method.threshold import Contribution
from dsfa_app.method.threshold_reasons import CONTRIBUTION_SENTENCES
from ui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsfa_app.catalogue.catalogue import Catalogue
    from dsfa_app.catalogue.threshold_model import ThresholdGroup, ThresholdRule
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.method.threshold import ThresholdResult
    from dsfa_app.services.threshold_proposals import Proposal

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

SIDES = ("at_operator", "at_controller")
"""Fields of an answer by column, from the second column on."""
PROPOSED = "{} (Vorschlag)"
"""How an open answer looks for which the catalogue proposes one."""


class ThresholdModel(QAbstractTableModel):
    """One row per group and per rule."""

    def __init__(self, catalogue: Catalogue, headers: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headers = headers
        self._answers: dict[str, ThresholdAnswer] = {}
        self._proposals: Mapping[str, Proposal] = {}
        self._result: ThresholdResult | None = None
        self._rows: list[ThresholdGroup | ThresholdRule] = []
        for group in catalogue.threshold_groups.values():
            self._rows.append(group)
            self._rows.extend(rule for rule in catalogue.threshold_rules.values() if rule.group == group.id)
        self._rules = catalogue.threshold_rules

    @property
    def group_rows(self) -> tuple[int, ...]:
        """Rows that are headings."""
        return tuple(row for row, item in enumerate(self._rows) if item.id not in self._rules)

    def show_answers(self, assessment: Assessment, proposals: Mapping[str, Proposal]) -> None:
        """Show the answers of this assessment, and the proposals where it has none."""
        answers = {answer.id: answer for answer in assessment.threshold_answers}
        if answers != self._answers or proposals != self._proposals:
            self._answers, self._proposals = answers, proposals
            self._announce()

    def show_result(self, result: ThresholdResult) -> None:
        """Show what every rule contributes."""
        if result != self._result:
            self._result = result
            self._announce()

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
        return 0 if parent.isValid() else len(self._headers)

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
        if index.column() > len(SIDES):
            return self._contribution(rule.id, index.column(), role)
        return self._answer(rule.id, index.column(), role)

    def _heading(self, index: _Index, role: int) -> object:
        group = self._rows[index.row()]
        if index.column() == 0 and role == Qt.ItemDataRole.DisplayRole:
            return getattr(group, "label", "")
        if role == Qt.ItemDataRole.ToolTipRole:
            return getattr(group, "rule", "")
        return _bold() if role == Qt.ItemDataRole.FontRole else None

    def _answer(self, rule_id: str, column: int, role: int) -> object:
        side = SIDES[column - 1]
        answer: Answer = getattr(self.answer(rule_id), side)
        proposal = self._proposals.get(rule_id)
        proposed = Answer.UNKNOWN if proposal is None else getattr(proposal, side)
        is_proposed = answer is Answer.UNKNOWN and proposed is not Answer.UNKNOWN
        if role == Qt.ItemDataRole.DisplayRole:
            return PROPOSED.format(label(proposed)) if is_proposed else label(answer)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            more = f", Vorschlag {label(proposed)}" if is_proposed else ""
            return f"{self._headers[column]}: {label(answer)}{more}"
        if role == Qt.ItemDataRole.FontRole:
            return _italic() if is_proposed else _bold() if answer is Answer.YES else None
        return None

    def _contribution(self, rule_id: str, column: int, role: int) -> object:
        if self._result is None:
            return None
        contribution = self._result.rule(rule_id).contribution
        texts = {
            Qt.ItemDataRole.DisplayRole: label(contribution),
            Qt.ItemDataRole.ToolTipRole: CONTRIBUTION_SENTENCES[contribution],
            Qt.ItemDataRole.AccessibleTextRole: f"{self._headers[column]}: {label(contribution)}",
        }
        if role == Qt.ItemDataRole.FontRole and contribution is Contribution.OBLIGES:
            return _bold()
        return texts.get(Qt.ItemDataRole(role))

    def _announce(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._headers) - 1))


def _italic() -> QFont:
    font = QFont()
    font.setItalic(True)
    return font


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
