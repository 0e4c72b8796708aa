"""What a profile is called, where it comes from, and the words that explain it to those who rate."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.profiles.text_line import Paragraph

if TYPE_CHECKING:
    from dsfa_app.method.profile_draft import ProfileDraft
    from ui.view_models.profile_editor import ProfileEditor

_TEXTS = (
    ("source_note", "Woher die Matrix kommt", 3),
    ("anchor_note", "Vermerk zu den Ankern", 2),
    ("severity_question", "Frage zur Schwere", 1),
    ("likelihood_question", "Frage zur Eintrittswahrscheinlichkeit", 1),
)


class AboutForm(QWidget):
    """Source and explanations of a profile."""

    def __init__(self, editor: ProfileEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.source = Paragraph("Quelle", 1, is_editable=editor.is_own)
        self.source.textChanged.connect(self._write_source)
        self.texts: dict[str, Paragraph] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.source.label)
        layout.addWidget(self.source)
        for key, name, lines in _TEXTS:
            paragraph = Paragraph(name, lines, is_editable=editor.is_own)
            paragraph.textChanged.connect(lambda key=key: self._write_text(key))
            self.texts[key] = paragraph
            layout.addWidget(paragraph.label)
            layout.addWidget(paragraph)
        layout.addStretch(1)
        self.take_draft()

    def take_draft(self) -> None:
        """Show the draft as it is now."""
        draft = self._editor.draft
        self.source.show_text(self._editor.source_title or draft.source)
        for key, paragraph in self.texts.items():
            paragraph.show_text(draft.texts.get(key, ""))

    def _write_source(self) -> None:
        text = self.source.toPlainText()
        self._editor.apply("Quelle", lambda draft: replace(draft, source=text), "source")

    def _write_text(self, key: str) -> None:
        text = self.texts[key].toPlainText()

        def changed(draft: ProfileDraft) -> ProfileDraft:
            return replace(draft, texts={**draft.texts, key: text})

        self._editor.apply(self.texts[key].label.text(), changed, f"texts.{key}")


class QuestionForm(QWidget):
    """The questions that are asked before severity is rated, one per line."""

    def __init__(self, editor: ProfileEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.questions = Paragraph(
            "Fragen vor der Einstufung der Schwere, eine je Zeile", 8, is_editable=editor.is_own
        )
        self.questions.textChanged.connect(self._write)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.questions.label)
        layout.addWidget(self.questions)
        layout.addStretch(1)
        self.take_draft()

    def take_draft(self) -> None:
        """Show the draft as it is now; empty lines on the screen stay while somebody types."""
        if self._typed() != self._editor.draft.severity_questions:
            self.questions.show_text("\n".join(self._editor.draft.severity_questions))

    def _typed(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.questions.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    def _write(self) -> None:
        typed = self._typed()
        self._editor.apply(
            "Fragen zur Schwere", lambda draft: replace(draft, severity_questions=typed), "questions"
        )
