"""The authority's deadline with the way it is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from dsfa_app.method.deadlines import METHOD, named_day, reply_deadline
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.domain.structure import Path
    from dsfa_app.method.deadlines import Deadline
    from ui.forms.context import PageContext


def headline(deadline: Deadline) -> str:
    """Return in one sentence until when the authority has to answer."""
    if deadline.ends_on is not None:
        return f"Die Aufsichtsbehörde hat Zeit bis {named_day(deadline.ends_on)}."
    return f"Die Frist ruht. Kämen die Angaben heute, endete sie am {named_day(deadline.earliest_end)}."


class DeadlineBox(QFrame):
    """Shows end, every step and every doubt; hidden until the authority was asked."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "inset")
        self._context = context
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(16, 16, 16, 16)
        self._box.setSpacing(8)
        self._shown: Deadline | None = None
        self._body: QWidget | None = None
        self.refresh()

    def refresh(self, changed: Path = ()) -> None:
        """Compute the deadline again."""
        del changed
        assessment = self._context.editor.assessment
        today = self._context.editor.view.today if self._context.editor.is_judged else None
        if today is None:
            return
        deadline = reply_deadline(assessment.consultation, assessment.clock_stops, today)
        self.setVisible(deadline is not None)
        if deadline is None or deadline == self._shown:
            return
        self._shown = deadline
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        self._body = self._build(deadline)
        self._box.addWidget(self._body)

    def focus_path(self, path: Path) -> bool:
        """Take no keyboard; the fields do."""
        del path
        return False

    def _build(self, deadline: Deadline) -> QWidget:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(_words(headline(deadline), "label", body))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for row, step in enumerate(deadline.steps):
            grid.addWidget(_words(step.text, "", body), row, 0)
            day = _words(named_day(step.day) if step.day else "offen", "", body)
            day.setWordWrap(False)
            grid.addWidget(day, row, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(grid)
        for objection in deadline.objections:
            column.addWidget(_words(objection.sentence, "error", body))
        column.addWidget(_words(METHOD, "hint", body))
        return body


def _words(text: str, look: str, parent: QWidget) -> QLabel:
    words = QLabel(text, parent)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if look:
        set_look(words, look)
    return words
