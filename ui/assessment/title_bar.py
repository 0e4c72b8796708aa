"""The bar above an open assessment: the way back, its title and state, whether it is saved, undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from ui.assessment.workflow_bar import WorkflowBar
from ui.comments.mark import open_comments
from ui.icons import icon
from ui.style_sheet import refresh_style, set_look
from ui.view_models.autosave import SaveState
from ui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.domain.assessment import Assessment
    from ui.forms.context import PageContext


class TitleBar(QFrame):
    """What stays in sight on every page."""

    back_requested = Signal()
    comments_requested = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "bar")
        editor = context.editor
        self._editor = editor
        self._back = QPushButton(icon("back"), "Übersicht")
        set_look(self._back, "flat")
        self._back.clicked.connect(self.back_requested)
        self._title = ElidedLabel()
        set_look(self._title, "heading")
        self._comments = QPushButton(icon("comment"), "")
        set_look(self._comments, "flat")
        self._comments.clicked.connect(self.comments_requested)
        self.workflow = WorkflowBar(context)
        self._saved = QLabel()
        self._undo = self._tool("undo", editor.undo)
        self._redo = self._tool("redo", editor.redo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(16)
        layout.addWidget(self._back)
        layout.addWidget(self._title, 1)
        layout.addWidget(self._comments)
        layout.addWidget(self.workflow)
        layout.addWidget(self._saved)
        layout.addWidget(self._undo)
        layout.addWidget(self._redo)
        editor.history_changed.connect(self._show_history)
        editor.autosave.state_changed.connect(self._show_saved)
        self.show_assessment(editor.assessment)
        self._show_history()
        self._show_saved(editor.save_state)

    def name_way_back(self, title: str) -> None:
        """Say where the way back leads."""
        self._back.setText(title)

    def show_assessment(self, assessment: Assessment) -> None:
        """Show title, version and state."""
        self._title.setText(assessment.title)
        number = self._editor.comments.open_count
        self._comments.setVisible(bool(assessment.comments))
        # the number alone: the title needs the room
        said = open_comments(number) if number else "Kommentare"
        self._comments.setText(str(number) if number else "")
        self._comments.setToolTip(f"{said}: alle zeigen (Strg+Umschalt+L)")
        self._comments.setAccessibleName(said)
        self.workflow.show_state(assessment)

    def _tool(self, name: str, action: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        set_look(button, "flat")
        button.clicked.connect(action)
        return button

    def _show_history(self) -> None:
        for button, verb, text in (
            (self._undo, "Rückgängig", self._editor.undo_text),
            (self._redo, "Wiederholen", self._editor.redo_text),
        ):
            name = f"{verb}: {text}" if text else verb
            button.setEnabled(text is not None)
            button.setToolTip(name)
            button.setAccessibleName(name)

    def _show_saved(self, state: SaveState) -> None:
        self._saved.setText(state.value)
        set_look(self._saved, "error" if state is SaveState.FAILED else "muted")
        refresh_style(self._saved)
