"""The comments of the focused field, or of the page in front where no field is focused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.places import path_of, place_of
from dsfa_app.labels import label
from dsfa_app.method.findings import Topic
from ui.comments.card import CommentCard
from ui.comments.composer import Composer
from ui.icons import icon
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.domain.comment import Comment
    from dsfa_app.domain.structure import Path
    from dsfa_app.place_names import PlaceName
    from ui.view_models.comments import CommentDesk

_NO_COMMENT = "Noch kein Kommentar an dieser Stelle. Schreiben Sie, was zu klären ist."
_NO_COMMENT_ON_PAGE = (
    "Auf dieser Seite gibt es keinen Kommentar. Wählen Sie ein Feld, um dort einen zu schreiben."
)


def _below(place: PlaceName, known: PlaceName) -> str:
    """Return what a place is called below another one that is on screen already."""
    length = len(known.parts)
    is_below = place.parts[:length] == known.parts and len(place.parts) > length
    return " · ".join(place.parts[length:]) if is_below else place.text


class CommentPane(QWidget):
    """``place_chosen`` carries page id and path of a field to go to, ``left`` asks for the focused field.

    ``list_requested`` asks for the list of all comments.
    """

    place_chosen = Signal(str, object)
    left = Signal()
    list_requested = Signal()

    def __init__(self, desk: CommentDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page_id = ""
        self._path: Path = ()
        self._shown: tuple[tuple[Comment, str], ...] | None = None
        self._writer = ""
        self._heading = QLabel(self)
        self._heading.setWordWrap(True)
        set_look(self._heading, "label")
        self._nothing = QLabel(self)
        self._nothing.setWordWrap(True)
        set_look(self._nothing, "muted")
        self._scroller = QScrollArea(self)
        self._scroller.setWidgetResizable(True)
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.composer = Composer("", "Kommentieren", self)
        self.composer.drafted.connect(self._keep_draft)
        self.composer.sent.connect(self._send)
        self.composer.left.connect(self.left)
        self._as = QLabel(self)
        self._as.setWordWrap(True)
        set_look(self._as, "muted")
        self.all = QPushButton(icon("comment"), "Alle Kommentare …", self)
        set_look(self.all, "flat")
        self.all.clicked.connect(self.list_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._heading)
        layout.addWidget(self._nothing)
        layout.addWidget(self._scroller, 1)
        layout.addWidget(self.composer)
        layout.addWidget(self._as)
        layout.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.composer)

    def show_place(self, page_id: str, path: Path) -> None:
        """Show the comments at this field and below it, those of the page for an empty path."""
        self._page_id, self._path = page_id, path
        self.composer.show_draft(self._desk.drafts.get(self._draft_key, ""))
        self.refresh()

    def refresh(self) -> None:
        """Show what the assessment says now; cards stay as they are while nothing about them changed."""
        desk, person = self._desk, self._desk.person
        found = desk.at(self._path) if self._path else desk.on_page(self._page_id)
        here = place_of(self._path)
        place = desk.place_name(self._path)
        shown = tuple(
            (comment, "" if comment.place == here else _below(desk.place(comment), place))
            for comment in found
        )
        name = place.text if self._path else f"Seite „{label(Topic(self._page_id))}“"
        self._heading.setText(name)
        self._nothing.setText(_NO_COMMENT if self._path else _NO_COMMENT_ON_PAGE)
        self._nothing.setVisible(not shown)
        self.composer.name_place(
            "Kommentar zu diesem Feld …" if self._path else "Kommentar zur DSFA im Ganzen …"
        )
        self._as.setText(f"Sie schreiben als {person.name} ({label(person.role)}).")
        if shown != self._shown or person.name != self._writer:
            self._shown, self._writer = shown, person.name
            self._show_cards(shown)

    @property
    def _draft_key(self) -> str:
        return f"neu {place_of(self._path)}"

    def _show_cards(self, shown: tuple[tuple[Comment, str], ...]) -> None:
        body = QWidget()
        set_look(body, "page")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for comment, place in shown:
            card = CommentCard(self._desk, comment, place, body)
            card.place_chosen.connect(lambda chosen=comment: self._go_to(chosen))
            column.addWidget(card)
        column.addStretch(1)
        self._scroller.setWidget(body)

    def _go_to(self, comment: Comment) -> None:
        name = self._desk.place(comment)
        path = path_of(comment.place, Assessment) or ()
        if name.topic is not None:
            self.place_chosen.emit(str(name.topic), path)

    def _keep_draft(self, text: str) -> None:
        if text.strip():
            self._desk.drafts[self._draft_key] = text
        else:
            self._desk.drafts.pop(self._draft_key, None)

    def _send(self, text: str) -> None:
        if self._desk.add(self._path, text):
            self._desk.drafts.pop(self._draft_key, None)
            self.composer.show_draft("")
