"""What of the plan is shown, and in which groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from dsfa_app.labels import labels
from dsfa_app.method.plan import DeadlineKind
from ui.view_models.plan import NO_DEPARTMENT, NOBODY, Grouping, PlanFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsfa_app.method.plan import Urgency
    from ui.view_models.plan import PreparedPlan


class PlanFilterBar(QWidget):
    """A search, four lists and the grouping; ``changed``: something else is wanted."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit(self)
        self.words.setPlaceholderText("Suchen in Aufgabe, DSFA und Zuständigkeit")
        self.words.setAccessibleName("Fristen und Maßnahmen suchen")
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self.changed)
        self.kind = self._list("Art", "jede Art")
        self.owner = self._list("Zuständig", "alle Personen")
        self.department = self._list("Fachamt", "alle Fachämter")
        self.assessment = self._list("DSFA", "alle DSFA")
        self.grouping = QComboBox(self)
        self.grouping.setAccessibleName("Gruppieren")
        for grouping in Grouping:
            self.grouping.addItem(grouping.value, grouping)
        self.grouping.activated.connect(self.changed)
        _fill(self.kind, [(text, code) for code, text in labels(DeadlineKind).items()])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 2)
        for box in (self.kind, self.owner, self.department, self.assessment, self.grouping):
            row.addWidget(box, 1)

    @property
    def chosen_grouping(self) -> Grouping:
        """By what the lines are grouped."""
        return Grouping(self.grouping.currentData())

    def chosen(self, urgency: Urgency | None) -> PlanFilter:
        """Return what is wanted, within this class."""
        return PlanFilter(
            words=self.words.text(),
            urgency=urgency,
            kind=self.kind.currentData(),
            owner=self.owner.currentData(),
            department=self.department.currentData(),
            assessment_id=self.assessment.currentData(),
        )

    def clear(self) -> None:
        """Want everything again; the grouping stays."""
        with QSignalBlocker(self):
            self.words.clear()
            for box in (self.kind, self.owner, self.department, self.assessment):
                box.setCurrentIndex(0)

    def show_plan(self, plan: PreparedPlan) -> None:
        """Offer what occurs in this plan; a choice that is no longer there is given up."""
        _fill(self.owner, [(name or NOBODY, name) for name in plan.owners])
        _fill(self.department, [(name or NO_DEPARTMENT, name) for name in plan.departments])
        _fill(self.assessment, plan.assessments)

    def _list(self, name: str, everything: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        box.addItem(everything, None)
        box.activated.connect(self.changed)
        return box


def _fill(box: QComboBox, choices: Sequence[tuple[str, Any]]) -> None:
    with QSignalBlocker(box):
        chosen = box.currentData()
        while box.count() > 1:
            box.removeItem(1)
        for text, code in choices:
            box.addItem(text, code)
        box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
    view = box.view()
    view.setMinimumWidth(max(160, view.sizeHintForColumn(0) + 32))
