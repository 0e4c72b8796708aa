"""How much is overdue and how much comes next: figures that also filter the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.labels import label
from dsfa_app.method.plan import Urgency
from ui.overriding import override
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from ui.view_models.plan import PreparedPlan

_ALL = "alle"


class Figure(QPushButton):
    """One number with what it counts; pressed, it is the only thing the plan shows."""

    def __init__(self, words: str, urgency: Urgency | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "tile")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.urgency = urgency
        self._words = words
        self._number = QLabel("–", self)
        set_look(self._number, "figure")
        text = QLabel(words, self)
        set_look(text, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(0)
        for part in (self._number, text):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(part)
        self.setAccessibleName(words)

    @property
    def number(self) -> str:
        """The number shown."""
        return self._number.text()

    def show_number(self, number: int) -> None:
        """Show how many there are."""
        self._number.setText(f"{number:,}".replace(",", "."))
        is_bad = self.urgency is Urgency.OVERDUE and number > 0
        set_look(self._number, "figure-error" if is_bad else "figure")
        self.setAccessibleName(f"{self._words}: {self._number.text()}")

    @override
    def sizeHint(self) -> QSize:
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class FigureBar(QWidget):
    """One figure for all deadlines and one for each class; ``changed``: another class is wanted."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.figures: tuple[Figure, ...] = (
            Figure(_ALL, None, self),
            *(Figure(label(urgency), urgency, self) for urgency in Urgency),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for figure in self.figures:
            self._group.addButton(figure)
            figure.clicked.connect(self.changed)
            row.addWidget(figure, 1)
        self.clear()

    @property
    def chosen(self) -> Urgency | None:
        """The class that is wanted, None for all of them."""
        return next((figure.urgency for figure in self.figures if figure.isChecked()), None)

    def clear(self) -> None:
        """Want all classes again."""
        self.figures[0].setChecked(True)

    def show_plan(self, plan: PreparedPlan) -> None:
        """Show the numbers of this plan."""
        for figure in self.figures:
            number = len(plan.lines) if figure.urgency is None else plan.counts[figure.urgency]
            figure.show_number(number)
