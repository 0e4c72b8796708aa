"""The comments of the open assessment: writing goes through the editor, so that it can be undone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dsfa_app.domain.commenting import COMMENTS, filtered, is_open
from dsfa_app.errors import DsfaError
from dsfa_app.place_names import topic_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from dsfa_app.domain.acting import ActingPerson
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.comment import Comment
    from dsfa_app.domain.commenting import CommentFilter
    from dsfa_app.domain.structure import Path
    from dsfa_app.place_names import PlaceName
    from ui.application import Application
    from ui.view_models.editor import AssessmentEditor


class CommentDesk(QObject):
    """What can be done with comments; ``failed`` carries the error of what was refused.

    ``drafts`` keeps what was written and not yet sent, by the place or comment it belongs to.
    """

    failed = Signal(object)

    def __init__(
        self, editor: AssessmentEditor, application: Application, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._application = application
        self.drafts: dict[str, str] = {}

    @property
    def person(self) -> ActingPerson:
        """Who writes."""
        return self._application.session.person

    @property
    def open_count(self) -> int:
        """Number of open comments of the assessment."""
        return self._editor.comments.open_count

    def chosen(self, wanted: CommentFilter) -> tuple[Comment, ...]:
        """Return the open comments, those of whoever works now, or all."""
        return filtered(self._editor.assessment.comments, wanted, self.person)

    def at(self, path: Path) -> tuple[Comment, ...]:
        """Return the comments at a place and below it, open ones first."""
        return _open_first(self._editor.comments.below(path))

    def on_page(self, page_id: str) -> tuple[Comment, ...]:
        """Return the comments at all places of a page, open ones first."""
        return _open_first(
            comment
            for path, comment in self._editor.comments.placed
            if path is not None and topic_of(path) == page_id
        )

    def open_by_page(self) -> Mapping[str, int]:
        """Return the number of open comments by the id of the page their place stands on."""
        return Counter(
            str(topic_of(path))
            for path, comment in self._editor.comments.placed
            if path is not None and is_open(comment)
        )

    def place(self, comment: Comment) -> PlaceName:
        """Return what people call the place of a comment."""
        return self._application.comments.place(self._editor.assessment, comment)

    def place_name(self, path: Path) -> PlaceName:
        """Return what people call a place."""
        return self._application.place_names.of(path, self._editor.assessment)

    def add(self, path: Path, text: str) -> bool:
        """Write a comment; tell whether it was taken."""
        return self._apply("Kommentar", lambda old: self._application.comments.add(old, path, text))

    def reply(self, comment_id: str, text: str) -> bool:
        """Answer a comment; tell whether the answer was taken."""
        return self._apply("Antwort", lambda old: self._application.comments.reply(old, comment_id, text))

    def reword(self, comment_id: str, text: str, reply_id: str = "") -> bool:
        """Change one's own text; tell whether it was taken."""
        return self._apply(
            "Kommentar ändern",
            lambda old: self._application.comments.reword(old, comment_id, text, reply_id),
        )

    def resolve(self, comment_id: str) -> bool:
        """Settle a comment."""
        return self._apply(
            "Kommentar erledigen", lambda old: self._application.comments.resolve(old, comment_id)
        )

    def reopen(self, comment_id: str) -> bool:
        """Open a settled comment again."""
        return self._apply("Kommentar öffnen", lambda old: self._application.comments.reopen(old, comment_id))

    def delete(self, comment_id: str, reply_id: str = "") -> bool:
        """Delete one's own text; undo brings it back."""
        return self._apply(
            "Kommentar löschen", lambda old: self._application.comments.delete(old, comment_id, reply_id)
        )

    def _apply(self, text: str, change: Callable[[Assessment], Assessment]) -> bool:
        try:
            self._editor.apply(text, change, (COMMENTS,))
        except DsfaError as error:
            self.failed.emit(error)
            return False
        return True


def _open_first(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    return tuple(sorted(comments, key=lambda comment: not is_open(comment)))
