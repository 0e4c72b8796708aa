"""The questions that decide how severe a damage is, beside the rating and on their way into its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from ui.risks.collapsible import Collapsible
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOTE = "Kreuzen Sie an, was hier den Ausschlag gibt, und beantworten Sie es in der Begründung."


def with_questions(reason: str, questions: Sequence[str]) -> str:
    """Return a reason with these questions at its end, each on a line of its own to be answered there."""
    missing = [question for question in questions if question not in reason]
    return "\n".join((*((reason.rstrip(),) if reason.strip() else ()), *missing))


class SeverityAid(Collapsible):
    """A list to tick. ``wanted`` carries the ticked questions, to be answered in the reason."""

    wanted = Signal(object)

    def __init__(self, questions: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("Fragen zur Schwere", parent)
        note = QLabel(_NOTE)
        note.setWordWrap(True)
        set_look(note, "muted")
        self.body.addWidget(note)
        self.body.setSpacing(2)
        self.ticks = tuple(QCheckBox(question) for question in questions)
        for tick in self.ticks:
            tick.toggled.connect(self._enable)
            self.body.addWidget(tick)
        self.take = QPushButton("Angekreuzte in die Begründung übernehmen")
        self.take.clicked.connect(self._take)
        self.body.addSpacing(4)
        self.body.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_open(True)
        self._enable()

    def start(self) -> None:
        """Begin with another rating: nothing is ticked."""
        for tick in self.ticks:
            tick.setChecked(False)

    def _enable(self) -> None:
        self.take.setEnabled(any(tick.isChecked() for tick in self.ticks))

    def _take(self) -> None:
        chosen = tuple(tick.text() for tick in self.ticks if tick.isChecked())
        self.start()
        self.wanted.emit(chosen)
