"""One comment with its answers and what can be done with it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.domain.commenting import is_author, is_open
from dsfa_app.labels import label
from ui.comments.composer import Composer
from ui.formatting import format_date
from ui.icons import icon
from ui.style_sheet import set_look
from ui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.domain.comment import Comment, Reply
    from ui.view_models.comments import CommentDesk

NAMELESS = "ohne Namen"


def spoken(written: Comment | Reply) -> str:
    """Return who wrote what and when, as a screen reader says it."""
    who = f"{written.author or NAMELESS}, {label(written.role)}"
    return f"{who}, {format_date(written.written_on)}: {written.text}"


class WrittenBlock(QWidget):
    """What one person wrote: name, role and day above the text; its author can change or delete it."""

    def __init__(
        self, desk: CommentDesk, comment_id: str, written: Comment | Reply, reply_id: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._comment_id = comment_id
        self._reply_id = reply_id
        self._written = written
        self._editor: Composer | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addLayout(self._heading())
        self._text = QLabel(written.text, self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._layout.addWidget(self._text)
        if self._draft_key in desk.drafts:
            self.edit()

    def edit(self) -> None:
        """Let the author change the text."""
        if self._editor is None:
            self._editor = Composer("Text ändern", "Übernehmen", self, closable=True)
            self._editor.show_draft(self._desk.drafts.get(self._draft_key, self._written.text))
            self._editor.drafted.connect(lambda text: self._desk.drafts.update({self._draft_key: text}))
            self._editor.sent.connect(self._take)
            self._editor.left.connect(self._stop)
            self._layout.addWidget(self._editor)
            self._text.hide()
        self._editor.text.setFocus()

    @property
    def _draft_key(self) -> str:
        return f"ändern {self._comment_id} {self._reply_id}"

    def _heading(self) -> QHBoxLayout:
        written = self._written
        name = ElidedLabel(written.author or NAMELESS, self)
        set_look(name, "label")
        known = (format_date(written.written_on), label(written.role))
        about = ElidedLabel(" · ".join(filter(None, known)), self)
        set_look(about, "muted")
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(name)
        column.addWidget(about)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addLayout(column, 1)
        if is_author(self._desk.person, written):
            row.addWidget(self._menu_button(), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _menu_button(self) -> QToolButton:
        what = "Antwort" if self._reply_id else "Kommentar"
        button = QToolButton(self)
        button.setIcon(icon("more"))
        button.setAccessibleName(f"Eigenen Text ändern oder löschen: {what}")
        button.setToolTip("Eigenen Text ändern oder löschen")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        set_look(button, "flat")
        menu = QMenu(button)
        menu.addAction(icon("edit"), "Ändern", self.edit)
        menu.addAction(icon("remove"), "Löschen", self._delete)
        button.setMenu(menu)
        return button

    def _take(self, text: str) -> None:
        if text == self._written.text:
            self._stop()
            return
        draft = self._desk.drafts.pop(self._draft_key, None)
        if not self._desk.reword(self._comment_id, text, self._reply_id) and draft is not None:
            self._desk.drafts[self._draft_key] = draft

    def _stop(self) -> None:
        self._desk.drafts.pop(self._draft_key, None)
        if self._editor is not None:
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None
        self._text.show()

    def _delete(self) -> None:
        self._desk.delete(self._comment_id, self._reply_id)


class CommentCard(QFrame):
    """A comment, the answers below it, and its buttons. ``place_chosen`` asks to go to its field."""

    place_chosen = Signal()

    def __init__(
        self, desk: CommentDesk, comment: Comment, place: str, parent: QWidget | None = None
    ) -> None:
        """Show this comment; ``place`` names its field where that is not plain already."""
        super().__init__(parent)
        set_look(self, "inset")
        self._desk = desk
        self._comment = comment
        self._composer: Composer | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        state = "Offener" if is_open(comment) else "Erledigter"
        self.setAccessibleName(f"{state} Kommentar, {spoken(comment)}")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 8, 8, 8)
        self._layout.setSpacing(8)
        if place:
            self._layout.addWidget(self._place_link(place))
        self._layout.addWidget(WrittenBlock(desk, comment.id, comment, "", self))
        for reply in comment.replies:
            self._layout.addWidget(self._reply(reply))
        if not is_open(comment):
            self._layout.addWidget(self._resolution())
        self._layout.addLayout(self._buttons())
        if self._draft_key in desk.drafts:
            self.answer()

    def answer(self) -> None:
        """Open the field for an answer and put the keyboard into it."""
        if self._composer is None:
            self._composer = Composer("Antwort schreiben …", "Antworten", self, closable=True)
            self._composer.show_draft(self._desk.drafts.get(self._draft_key, ""))
            self._composer.drafted.connect(lambda text: self._desk.drafts.update({self._draft_key: text}))
            self._composer.sent.connect(self._send)
            self._composer.left.connect(self._stop)
            self._layout.addWidget(self._composer)
        self._composer.text.setFocus()

    @property
    def _draft_key(self) -> str:
        return f"antworten {self._comment.id}"

    def _place_link(self, place: str) -> QLabel:
        link = QLabel(f'<a href="#feld">{escape(place)}</a>', self)
        link.setWordWrap(True)
        link.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        link.setAccessibleName(f"Zum Feld: {place}")
        link.linkActivated.connect(lambda _target: self.place_chosen.emit())
        return link

    def _reply(self, reply: Reply) -> QFrame:
        frame = QFrame(self)
        set_look(frame, "reply")
        frame.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        frame.setAccessibleName(f"Antwort, {spoken(reply)}")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(12, 0, 0, 0)
        layout.addWidget(WrittenBlock(self._desk, self._comment.id, reply, reply.id, frame))
        return frame

    def _resolution(self) -> QLabel:
        comment = self._comment
        who = f" von {comment.resolved_by}" if comment.resolved_by else ""
        words = QLabel(f"Erledigt am {format_date(comment.resolved_on)}{who}", self)
        words.setWordWrap(True)
        set_look(words, "muted")
        return words

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        comment, desk = self._comment, self._desk
        if is_open(comment):
            row.addWidget(self._button("Antworten", self.answer))
            row.addWidget(self._button("Erledigen", lambda: desk.resolve(comment.id)))
        else:
            row.addWidget(self._button("Wieder öffnen", lambda: desk.reopen(comment.id)))
        row.addStretch(1)
        return row

    def _button(self, text: str, action: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        set_look(button, "flat")
        button.setAccessibleName(f"{text}: Kommentar von {self._comment.author or NAMELESS}")
        button.clicked.connect(lambda _checked=False: action())
        return button

    def _send(self, text: str) -> None:
        draft = self._desk.drafts.pop(self._draft_key, None)
        if not self._desk.reply(self._comment.id, text) and draft is not None:
            self._desk.drafts[self._draft_key] = draft

    def _stop(self) -> None:
        self._desk.drafts.pop(self._draft_key, None)
        if self._composer is not None:
            self._composer.hide()
            self._composer.deleteLater()
            self._composer = None
        self.setFocus()
