"""What people do with comments: whoever works now writes them, today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain import commenting
from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.places import path_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from dsfa_app.domain.acting import ActingPerson
    from dsfa_app.domain.comment import Comment
    from dsfa_app.domain.structure import Path
    from dsfa_app.place_names import PlaceName, PlaceNames
    from dsfa_app.services.session import Session


class Comments:
    """Changes and lists comments; every change yields an assessment that the caller stores."""

    def __init__(
        self,
        session: Session,
        names: PlaceNames,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._session = session
        self._names = names
        self._clock = clock
        self._new_id = new_id

    @property
    def person(self) -> ActingPerson:
        """Who writes."""
        return self._session.person

    def add(self, assessment: Assessment, path: Path, text: str) -> Assessment:
        """Return the assessment with a comment at this place.

        Raises:
            RuleError: the text is empty.
        """
        return commenting.with_comment(
            assessment, path, text, person=self.person, on=self._today, comment_id=self._new_id()
        )

    def reply(self, assessment: Assessment, comment_id: str, text: str) -> Assessment:
        """Return the assessment with an answer to a comment.

        Raises:
            RuleError: the text is empty, or the comment is settled.
            NotFoundError: the comment no longer exists.
        """
        return commenting.with_reply(
            assessment, comment_id, text, person=self.person, on=self._today, reply_id=self._new_id()
        )

    def reword(self, assessment: Assessment, comment_id: str, text: str, reply_id: str = "") -> Assessment:
        """Return the assessment with another text of one's own comment or answer.

        Raises:
            RuleError: the text is empty, or somebody else wrote it.
            NotFoundError: it no longer exists.
        """
        return commenting.reworded(assessment, comment_id, text, person=self.person, reply_id=reply_id)

    def resolve(self, assessment: Assessment, comment_id: str) -> Assessment:
        """Return the assessment with this comment settled.

        Raises:
            NotFoundError: the comment no longer exists.
        """
        return commenting.resolved(assessment, comment_id, person=self.person, on=self._today)

    def reopen(self, assessment: Assessment, comment_id: str) -> Assessment:
        """Return the assessment with this comment open again.

        Raises:
            NotFoundError: the comment no longer exists.
        """
        return commenting.reopened(assessment, comment_id)

    def delete(self, assessment: Assessment, comment_id: str, reply_id: str = "") -> Assessment:
        """Return the assessment without one's own comment or answer.

        Raises:
            RuleError: somebody else wrote it, or answers of others would go with it.
            NotFoundError: it no longer exists.
        """
        return commenting.without_comment(assessment, comment_id, person=self.person, reply_id=reply_id)

    def place(self, assessment: Assessment, comment: Comment) -> PlaceName:
        """Return what people call the place of a comment."""
        path = path_of(comment.place, Assessment)
        return self._names.of((comment.place,) if path is None else path, assessment)

    @property
    def _today(self) -> date:
        return self._clock().astimezone().date()
