"""The right side for the focused field: a calm switch between help, comments and history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.assessment.help_pane import HelpPane
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.domain.structure import Path
    from ui.assessment.history_pane import HistoryPane
    from ui.comments.pane import CommentPane
    from ui.forms.context import HelpTopic
    from ui.view_models.comments import CommentDesk
    from ui.view_models.field_history import FieldHistory
    from ui.view_models.revision_marks import RevisionMarks

HELP, COMMENTS, HISTORY = range(3)


class SidePane(QFrame):
    """Help, comments and history of the focused field, of the page in front where no field is focused.

    ``place_chosen`` carries page id and path of a field to go to, ``left`` asks to go back to the focused
    field, ``list_requested`` asks for the list of all comments.
    """

    place_chosen = Signal(str, object)
    left = Signal()
    list_requested = Signal()

    def __init__(
        self,
        desk: CommentDesk,
        history: FieldHistory,
        marks: RevisionMarks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_look(self, "side")
        self._desk = desk
        self._field_history = history
        self._marks = marks
        self._page_id = ""
        self._topic: HelpTopic | None = None
        self._topic_path: Path = ()
        self._switch = QTabBar(self)
        self._switch.setDrawBase(False)
        self._switch.setExpanding(False)
        self._switch.setUsesScrollButtons(False)
        self._switch.setElideMode(Qt.TextElideMode.ElideRight)
        self._switch.setAccessibleName("Was zum Feld gezeigt wird")
        for text in ("Hilfe", "Kommentare", "Verlauf"):
            self._switch.addTab(text)
        self._switch.currentChanged.connect(self._show_current)
        self.help = HelpPane(self)
        self._comments: CommentPane | None = None
        self._history: HistoryPane | None = None
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.help)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self._switch)
        layout.addWidget(self._stack, 1)

    @property
    def path(self) -> Path:
        """The focused field, empty where the page as a whole is in front."""
        return self._topic_path

    @property
    def comments(self) -> CommentPane:
        """The comments, built when they are first asked for."""
        if self._comments is None:
            from ui.comments.pane import CommentPane  # noqa: PLC0415 - an assessment opens without them

            pane = CommentPane(self._desk, self)
            pane.place_chosen.connect(self.place_chosen)
            pane.left.connect(self.left)
            pane.list_requested.connect(self.list_requested)
            self._comments = pane
            self._stack.addWidget(pane)
        return self._comments

    @property
    def history(self) -> HistoryPane:
        """The history, built when it is first asked for."""
        if self._history is None:
            from ui.assessment.history_pane import HistoryPane  # noqa: PLC0415 - as for the comments

            self._history = HistoryPane(self._field_history, self._desk, self)
            self._stack.addWidget(self._history)
        return self._history

    def show_page(self, page_id: str) -> None:
        """Follow to another page."""
        self._page_id = page_id

    def show_topic(self, topic: HelpTopic) -> None:
        """Show help and comments of another field."""
        self._topic = topic
        self._topic_path = topic.path
        self.refresh()

    def refresh(self) -> None:
        """Show what the assessment says now."""
        if self._topic is not None:
            self.help.show_topic(self._topic, self._marks.number, self._marks.former(self._topic_path))
        self._count()
        if self._switch.currentIndex() == COMMENTS:
            self.comments.show_place(self._page_id, self._topic_path)
        else:
            self.refresh_history()

    def refresh_history(self) -> None:
        """Read the history again, if it is in front."""
        if self._switch.currentIndex() == HISTORY:
            self.history.show_place(self._topic_path)

    def focus_help(self) -> None:
        """Put the keyboard into the help for the focused field."""
        self._switch.setCurrentIndex(HELP)
        self.help.setFocus()

    def show_comments(self) -> None:
        """Show the comments of the focused field."""
        self._switch.setCurrentIndex(COMMENTS)

    def focus_comments(self) -> None:
        """Put the keyboard where a comment on the focused field is written."""
        self.show_comments()
        self.comments.composer.text.setFocus()

    def show_history(self) -> None:
        """Show what became of the focused field."""
        self._switch.setCurrentIndex(HISTORY)
        self._switch.setFocus()

    def _show_current(self, index: int) -> None:
        self.refresh()
        shown: QWidget = self.help
        if index == COMMENTS:
            shown = self.comments
        elif index == HISTORY:
            shown = self.history
        self._stack.setCurrentWidget(shown)

    def _count(self) -> None:
        desk = self._desk
        shown = desk.at(self._topic_path) if self._topic_path else desk.on_page(self._page_id)
        number = sum(comment.resolved_on is None for comment in shown)
        self._switch.setTabText(COMMENTS, f"Kommentare ({number})" if number else "Kommentare")
