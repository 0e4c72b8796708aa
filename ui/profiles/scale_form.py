"""The steps of one scale: how many there are, what they are called, and when they fit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dsfa_app.method.profile_draft import FEWEST_STEPS, MOST_STEPS
from ui.profiles.text_line import Paragraph, TextLine
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.method.profile import ScaleStep
    from dsfa_app.method.profile_draft import ProfileDraft
    from ui.view_models.profile_editor import ProfileEditor


class ScaleForm(QWidget):
    """One of the two scales of a profile."""

    def __init__(
        self, editor: ProfileEditor, name: str, *, is_severity: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._is_severity = is_severity
        self._name = name
        self._lines: list[tuple[QLabel, TextLine, Paragraph]] = []
        self.count = QComboBox()
        for number in range(FEWEST_STEPS, MOST_STEPS + 1):
            self.count.addItem(str(number), number)
        self.count.setAccessibleName(f"{name}: Zahl der Stufen")
        self.count.setEnabled(editor.is_own)
        self.count.activated.connect(lambda row: self._resize(self.count.itemData(row)))
        count_label = QLabel("Zahl der Stufen")
        set_look(count_label, "label")
        count_label.setBuddy(self.count)
        top = QHBoxLayout()
        top.addWidget(count_label)
        top.addWidget(self.count)
        top.addStretch(1)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 2)
        for column, text in enumerate(("", "Name", "Anker: wann die Stufe passt")):
            heading = QLabel(text)
            set_look(heading, "muted")
            self._grid.addWidget(heading, 0, column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 8)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addLayout(self._grid)
        layout.addStretch(1)
        self.take_draft()

    @property
    def _scale(self) -> tuple[ScaleStep, ...]:
        draft = self._editor.draft
        return draft.severity if self._is_severity else draft.likelihood

    def take_draft(self) -> None:
        """Show the draft as it is now."""
        scale = self._scale
        self.count.setCurrentIndex(self.count.findData(len(scale)))
        while len(self._lines) > len(scale):
            for widget in self._lines.pop():
                widget.deleteLater()
        while len(self._lines) < len(scale):
            self._add_line(len(self._lines) + 1)
        for step, (_number, label, anchor) in zip(scale, self._lines, strict=True):
            label.show_text(step.label)
            anchor.show_text(step.anchor)

    def focus_step(self, number: int) -> None:
        """Put the keyboard on the name of a step."""
        self._lines[number - 1][1].setFocus()

    def _add_line(self, number: int) -> None:
        shown = QLabel(str(number))
        set_look(shown, "label")
        label = TextLine(f"{self._name} {number}: Name", is_editable=self._editor.is_own)
        anchor = Paragraph(f"{self._name} {number}: Anker", 1, is_editable=self._editor.is_own)
        label.textEdited.connect(lambda text: self._write(number, "label", text))
        anchor.textChanged.connect(lambda: self._write(number, "anchor", anchor.toPlainText()))
        for column, widget in enumerate((shown, label, anchor)):
            self._grid.addWidget(widget, number, column, Qt.AlignmentFlag.AlignTop)
        self._lines.append((shown, label, anchor))

    def _write(self, number: int, name: str, text: str) -> None:
        def changed(draft: ProfileDraft) -> ProfileDraft:
            steps = list(draft.severity if self._is_severity else draft.likelihood)
            step = steps[number - 1]
            steps[number - 1] = replace(step, label=text) if name == "label" else replace(step, anchor=text)
            if self._is_severity:
                return replace(draft, severity=tuple(steps))
            return replace(draft, likelihood=tuple(steps))

        self._editor.apply(f"{self._name} {number}", changed, f"{self._name}.{number}.{name}")

    def _resize(self, count: int) -> None:
        def changed(draft: ProfileDraft) -> ProfileDraft:
            if self._is_severity:
                return draft.with_severity_steps(count)
            return draft.with_likelihood_steps(count)

        self._editor.apply(f"{self._name}: Zahl der Stufen", changed)
