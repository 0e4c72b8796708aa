"""Editors for texts: a line, a growing field, a list with one entry per line, a line with suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QSizePolicy

from ui.forms.editors import OfferingEditor, ValueEditor
from ui.overriding import override

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from ui.forms.options import Option

MAX_LINES = 24
"""A growing field scrolls from here on, so that the next field stays within reach."""


class LineEditor(ValueEditor):
    """A text of one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QLineEdit(self)
        self._line.textEdited.connect(self.edited.emit)
        self._hold(self._line, (self._line,))

    @override
    def show_value(self, value: str) -> None:
        if self._line.text() != value:
            position = self._line.cursorPosition()
            self._line.setText(value)
            self._line.setCursorPosition(min(position, len(value)) if self._line.hasFocus() else 0)


class GrowingTextEdit(QPlainTextEdit):
    """A text field as high as its content, between a least and a greatest number of lines."""

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def show_text(self, text: str) -> None:
        """Show a text without announcing it; the cursor keeps its place as far as the text reaches."""
        if self.toPlainText() == text:
            return
        cursor = self.textCursor()
        position = cursor.position()
        with QSignalBlocker(self):
            self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(position, len(text)) if self.hasFocus() else 0)
        self.setTextCursor(cursor)
        self._fit()

    def _fit(self) -> None:
        if not self.isVisible():
            return  # the width is not known yet; showing fits it
        # a plain text document measures its height in lines
        needed = int(self.document().size().height())
        shown = min(max(needed, self._lines), MAX_LINES)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if needed > MAX_LINES else policy.ScrollBarAlwaysOff
        )
        frame = self.contentsMargins()  # border and padding of the style sheet
        around = frame.top() + frame.bottom() + 2 * self.document().documentMargin()
        height = round(shown * QFontMetricsF(self.font()).lineSpacing() + around)
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()


class TextEditor(ValueEditor):
    """A text of several lines."""

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = GrowingTextEdit(lines, self)
        self._text.textChanged.connect(lambda: self.edited.emit(self._text.toPlainText()))
        self._hold(self._text, (self._text,))

    @override
    def show_value(self, value: str) -> None:
        self._text.show_text(value)


class LinesEditor(ValueEditor):
    """A list of texts, one per line."""

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = GrowingTextEdit(lines, self)
        self._text.setPlaceholderText("ein Eintrag je Zeile")
        self._text.textChanged.connect(lambda: self.edited.emit(self._entries()))
        self._hold(self._text, (self._text,))

    @override
    def show_value(self, value: tuple[str, ...]) -> None:
        if self._entries() != value:
            self._text.show_text("\n".join(value))

    def _entries(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self._text.toPlainText().splitlines())
        return tuple(line for line in lines if line)


class SuggestionEditor(OfferingEditor):
    """A text of one line with suggestions to choose from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QComboBox(self)
        self._box.setEditable(True)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        completer = QCompleter(self._box.model(), self._box)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._box.setCompleter(completer)
        self._box.editTextChanged.connect(self.edited.emit)
        line = self._box.lineEdit()
        self._hold(self._box, (self._box, *(() if line is None else (line,))))

    @override
    def offer(self, options: tuple[Option, ...]) -> None:
        offered = [option.label for option in options]
        if offered == [self._box.itemText(index) for index in range(self._box.count())]:
            return
        with QSignalBlocker(self._box):
            text = self._box.currentText()
            self._box.clear()
            self._box.addItems(offered)
            self._box.setEditText(text)

    @override
    def show_value(self, value: str) -> None:
        if self._box.currentText() != value:
            with QSignalBlocker(self._box):
                self._box.setEditText(value)
