"""Writing, answering and settling comments, and where they stand.

Everybody who works on an assessment may comment, whatever their role: the data protection officer (Art. 35(2)
GDPR), the staff council and the representatives of data subjects (Art. 35(9) GDPR) too. People change and
delete only what they wrote themselves; who somebody is, is what they declare (``dsfa_app.domain.acting``).
A comment outlives the entry it speaks of.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.comment import Comment, Reply
from dsfa_app.domain.editing import value_at, with_item, with_value, without_item
from dsfa_app.domain.places import path_of, place_of
from dsfa_app.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dsfa_app.domain.acting import ActingPerson
    from dsfa_app.domain.structure import Path

COMMENTS = "comments"


def is_author(person: ActingPerson, written: Comment | Reply) -> bool:
    """Tell whether a comment or an answer is this person's own; one without an author is nobody's."""
    return bool(written.author.strip()) and _plain(written.author) == _plain(person.name)


def is_open(comment: Comment) -> bool:
    """Tell whether nobody has settled the comment yet."""
    return comment.resolved_on is None


def with_comment(
    assessment: Assessment, path: Path, text: str, *, person: ActingPerson, on: date, comment_id: str
) -> Assessment:
    """Return the assessment with one more comment at this place (an empty path: the assessment as a whole).

    Raises:
        RuleError: the text is empty.
    """
    comment = Comment(
        id=comment_id,
        place=place_of(path),
        text=_said(text),
        author=person.name,
        role=person.role,
        written_on=on,
    )
    return with_item(assessment, COMMENTS, comment)


def with_reply(
    assessment: Assessment, comment_id: str, text: str, *, person: ActingPerson, on: date, reply_id: str
) -> Assessment:
    """Return the assessment with one more answer to a comment.

    Raises:
        RuleError: the text is empty, or the comment is settled.
        NotFoundError: the comment no longer exists.
    """
    comment = _comment(assessment, comment_id)
    if not is_open(comment):
        raise RuleError("Der Kommentar ist erledigt. Bitte erst wieder öffnen, dann antworten.")
    reply = Reply(id=reply_id, text=_said(text), author=person.name, role=person.role, written_on=on)
    return _with(assessment, with_item(comment, "replies", reply))


def reworded(
    assessment: Assessment, comment_id: str, text: str, *, person: ActingPerson, reply_id: str = ""
) -> Assessment:
    """Return the assessment with another text of one's own comment, or of one's own answer to it.

    Raises:
        RuleError: the text is empty, or somebody else wrote it.
        NotFoundError: the comment or answer no longer exists.
    """
    path = (COMMENTS, comment_id, *(("replies", reply_id) if reply_id else ()))
    if not is_author(person, value_at(assessment, path)):
        raise RuleError("Ändern kann einen Text nur, wer ihn geschrieben hat. Bitte stattdessen antworten.")
    return with_value(assessment, (*path, "text"), _said(text))


def resolved(assessment: Assessment, comment_id: str, *, person: ActingPerson, on: date) -> Assessment:
    """Return the assessment with this comment settled.

    Raises:
        NotFoundError: the comment no longer exists.
    """
    comment = _comment(assessment, comment_id)
    return _with(assessment, replace(comment, resolved_by=person.name, resolved_on=on))


def reopened(assessment: Assessment, comment_id: str) -> Assessment:
    """Return the assessment with this comment open again.

    Raises:
        NotFoundError: the comment no longer exists.
    """
    return _with(assessment, replace(_comment(assessment, comment_id), resolved_by="", resolved_on=None))


def without_comment(
    assessment: Assessment, comment_id: str, *, person: ActingPerson, reply_id: str = ""
) -> Assessment:
    """Return the assessment without one's own comment, or without one's own answer to it.

    Raises:
        RuleError: somebody else wrote it, or answers of others would go with it.
        NotFoundError: the comment or answer no longer exists.
    """
    comment = _comment(assessment, comment_id)
    gone: Comment | Reply = comment
    if reply_id:
        gone = value_at(comment, ("replies", reply_id))
    if not is_author(person, gone):
        raise RuleError("Löschen kann nur, wer den Text geschrieben hat. Bitte stattdessen erledigen.")
    if reply_id:
        return _with(assessment, without_item(comment, "replies", reply_id))
    if not all(is_author(person, reply) for reply in comment.replies):
        raise RuleError("Andere haben schon geantwortet. Bitte den Kommentar erledigen statt löschen.")
    return without_item(assessment, COMMENTS, comment_id)


class CommentFilter(Enum):
    """Which comments a list shows."""

    OPEN = "offen"
    MINE = "meine"
    ALL = "alle"


def filtered(comments: Iterable[Comment], wanted: CommentFilter, person: ActingPerson) -> tuple[Comment, ...]:
    """Return the open comments, those a person wrote or answered, or all."""
    match wanted:
        case CommentFilter.OPEN:
            return tuple(comment for comment in comments if is_open(comment))
        case CommentFilter.MINE:
            return tuple(
                comment
                for comment in comments
                if is_author(person, comment) or any(is_author(person, reply) for reply in comment.replies)
            )
        case CommentFilter.ALL:
            return tuple(comments)


class CommentIndex:
    """Where the comments of an assessment stand, read once and asked often."""

    def __init__(self, comments: Iterable[Comment] = ()) -> None:
        self.placed = tuple((path_of(comment.place, Assessment), comment) for comment in comments)
        """Path of every comment's place with the comment; None where no record has such a place."""
        self._open: Counter[Path] = Counter()
        for path, comment in self.placed:
            if path is not None and is_open(comment):
                self._open.update(path[:length] for length in range(len(path) + 1))

    @property
    def open_count(self) -> int:
        """Number of open comments, wherever they stand."""
        return sum(is_open(comment) for _path, comment in self.placed)

    def open_below(self, path: Path) -> int:
        """Return the number of open comments at a place and below it."""
        return self._open[path]

    def below(self, path: Path) -> tuple[Comment, ...]:
        """Return the comments at a place and below it, in their order."""
        length = len(path)
        return tuple(
            comment for place, comment in self.placed if place is not None and place[:length] == path
        )


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _said(text: str) -> str:
    said = text.strip()
    if not said:
        raise RuleError("Bitte erst einen Text schreiben.")
    return said


def _comment(assessment: Assessment, comment_id: str) -> Comment:
    found: Comment = value_at(assessment, (COMMENTS, comment_id))
    return found


def _with(assessment: Assessment, comment: Comment) -> Assessment:
    return with_value(assessment, (COMMENTS, comment.id), comment)
