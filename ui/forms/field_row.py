"""One field of a form: label and norm above, the editor, the hint or what is wrong below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.comments.mark import CommentMark
from ui.forms.choice_editors import FlagEditor
from ui.style_sheet import set_look
from ui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from dsfa_app.texts import FieldText
    from ui.forms.editors import ValueEditor

MAX_FIELD_CHARACTERS = 80
"""Longer lines are hard to read back."""


class FieldRow(QWidget):
    """A labelled editor. ``edited`` carries the new value, ``focused`` says that help is wanted.

    ``comments_wanted`` asks to show the comments of the field, which has the keyboard then.
    """

    edited = Signal(object)
    focused = Signal()
    comments_wanted = Signal()

    def __init__(self, text: FieldText, editor: ValueEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._text = text
        self._lock_reason = ""
        editor.edited.connect(self.edited.emit)
        editor.rejected.connect(self._show_refusal)
        editor.focused.connect(self.focused)
        editor.set_name(text.label, text.hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._label = text.label
        self._mark: CommentMark | None = None
        self._change: QLabel | None = None
        self._heading_box = self._heading(text, editor)
        layout.addLayout(self._heading_box)
        layout.addWidget(editor)
        self._hint = _wrapping_label(self, text.hint, "hint")
        self._hint.setVisible(bool(text.hint))
        layout.addWidget(self._hint)
        self._refusal: QLabel | None = None
        self.setMaximumWidth(MAX_FIELD_CHARACTERS * self.fontMetrics().horizontalAdvance("0") + 16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - each editor knows its own type
        """Show this value without announcing it."""
        self.editor.show_value(value)

    def show_comments(self, number: int) -> None:
        """Mark the heading with the number of open comments, with nothing for none."""
        if self._mark is None:
            if not number:
                return
            self._mark = CommentMark(self._label, self)
            self._mark.clicked.connect(self._go_to_comments)
            self._heading_box.addWidget(self._mark)
        self._mark.show_number(number)

    def show_change(self, words: str) -> None:
        """Say beside the label that the field changed since the former version, nothing for no words."""
        if self._change is None:
            if not words:
                return
            self._change = QLabel(self)
            set_look(self._change, "change")
            place = max(self._heading_box.count() - 1, 1) if self._heading_box.count() else 0
            self._heading_box.insertWidget(place, self._change, 0, Qt.AlignmentFlag.AlignBottom)
        if words != self._change.text():
            self._change.setText(words)
            self._change.setVisible(bool(words))
            self.editor.set_name(self._label, ". ".join(filter(None, (words, self._hint.text()))))

    def _go_to_comments(self) -> None:
        self.editor.setFocus()
        self.comments_wanted.emit()

    def set_locked(self, reason: str) -> None:
        """Let the field only be read and say why; an empty reason lets it be edited."""
        if reason == self._lock_reason:
            return
        self._lock_reason = reason
        self.editor.set_locked(is_locked=bool(reason))
        self.editor.set_name(self._text.label, f"{reason} {self._text.hint}".strip())
        self.setToolTip(reason)

    def _heading(self, text: FieldText, editor: ValueEditor) -> QHBoxLayout:
        heading = QHBoxLayout()
        heading.setSpacing(16)
        if not isinstance(editor, FlagEditor):  # a tick carries its own label
            label = QLabel(text.label, self)
            set_look(label, "label")
            label.setBuddy(editor)
            heading.addWidget(label, 1)
        if text.norm:
            norm = ElidedLabel(text.norm, self)
            norm.setAlignment(Qt.AlignmentFlag.AlignRight)
            set_look(norm, "muted")
            heading.addWidget(norm, 0, Qt.AlignmentFlag.AlignBottom)
        return heading

    def _show_refusal(self, sentence: str) -> None:
        if self._refusal is None:
            self._refusal = _wrapping_label(self, "", "error")
            box = self.layout()
            if box is not None:
                box.addWidget(self._refusal)
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))


def _wrapping_label(parent: QWidget, text: str, look: str) -> QLabel:
    label = QLabel(text, parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    set_look(label, look)
    return label
