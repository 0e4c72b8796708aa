"""The lines of the overview: kept beside the assessments, read without knowing what one consists of."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    insert,
    select,
    update,
)

from dsfa_app.errors import WasteBasketError
from dsfa_app.storage.failures import readable
from dsfa_app.storage.schema import metadata

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection
    from sqlalchemy.sql.elements import ColumnElement

SEPARATOR = ", "
"""Stands between the names of platforms."""


class AssessmentSummary(NamedTuple):
    """One line of the overview, kept beside the assessment so that a list needs no judging.

    ``platforms`` are the names of the platforms as the list shows them. Levels are indices into the profile's
    levels, None while nothing is judged. ``changed_at`` is in UTC, without a time zone. ``revision`` is
    filled by the store, ``profile_id`` read from the assessment itself; ``profile_version`` is the version of
    the profile the levels belong to, empty for a shipped profile.
    """

    id: str
    title: str
    state: str
    version: str
    controller: str
    platforms: str
    baseline_level: int | None
    planned_level: int | None
    proven_level: int | None
    open_risks: int
    open_measures: int
    review_due_on: date | None
    changed_at: datetime
    profile_id: str
    open_comments: int = 0
    changed_facts: int = 0
    """Facts of the catalogue that changed since somebody last took note of them."""
    measure_due_on: date | None = None
    """Earliest due date of a measure that is not yet proven."""
    deleted_at: datetime | None = None
    """When the assessment was put into the waste basket, in UTC; None for one in use."""
    profile_version: str = ""
    revision: int = 0

    @property
    def profile_key(self) -> str:
        """What names the levels of this line: the profile's id, its version too for an own one."""
        return f"{self.profile_id}@{self.profile_version}" if self.profile_version else self.profile_id


summaries = Table(
    "summaries",
    metadata,
    Column("id", Text, ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False),
    Column("title", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("controller", Text, nullable=False),
    Column("platforms", Text, nullable=False),
    Column("baseline_level", Integer),
    Column("planned_level", Integer),
    Column("proven_level", Integer),
    Column("open_risks", Integer, nullable=False),
    Column("open_measures", Integer, nullable=False),
    Column("review_due_on", Date),
    Column("changed_at", DateTime, nullable=False),
    Column("profile_id", Text, nullable=False),
    Column("open_comments", Integer, nullable=False),
    Column("changed_facts", Integer, nullable=False),
    Column("measure_due_on", Date),
    Column("deleted_at", DateTime),
    Column("profile_version", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    PrimaryKeyConstraint("id"),
)


def _row(summary: AssessmentSummary, revision: int) -> dict[str, Any]:
    return summary._replace(revision=revision)._asdict()


class OverviewStore:
    """Reads and writes the lines of the overview on one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def summaries(self) -> tuple[AssessmentSummary, ...]:
        """Return one line per assessment in use, the last changed first.

        Raises:
            StorageError: a line holds values this program does not know.
        """
        return self._lines(summaries.c.deleted_at.is_(None), "changed_at")

    def deleted(self) -> tuple[AssessmentSummary, ...]:
        """Return one line per assessment in the waste basket, the last deleted first.

        Raises:
            StorageError: a line holds values this program does not know.
        """
        return self._lines(summaries.c.deleted_at.is_not(None), "deleted_at")

    def _lines(self, wanted: ColumnElement[bool], latest: str) -> tuple[AssessmentSummary, ...]:
        query = select(*(summaries.c[name] for name in AssessmentSummary._fields)).where(wanted)
        with readable():
            lines = [*map(AssessmentSummary._make, self._connection.execute(query).all())]
        # in the order of an index SQLite would jump about in the file, which takes ten times as long
        lines.sort(key=attrgetter("id"))
        lines.sort(key=attrgetter(latest), reverse=True)
        return tuple(lines)

    def judged_by(self, profile_id: str) -> tuple[AssessmentSummary, ...]:
        """Return the lines of the assessments with this risk profile, those in the waste basket too.

        Raises:
            StorageError: a line holds values this program does not know.
        """
        return tuple(line for line in (*self.summaries(), *self.deleted()) if line.profile_id == profile_id)

    def refuse_deleted(self, assessment_id: str) -> None:
        """Do nothing unless the assessment lies in the waste basket.

        Raises:
            WasteBasketError: it does.
        """
        deleted = select(summaries.c.title).where(
            summaries.c.id == assessment_id, summaries.c.deleted_at.is_not(None)
        )
        title = self._connection.execute(deleted).scalar()
        if title is not None:
            raise WasteBasketError(f"Die DSFA „{title}“ liegt im Papierkorb. Bitte zuerst wiederherstellen.")

    def add(self, summary: AssessmentSummary, revision: int) -> None:
        """Write the line of a new assessment."""
        self._connection.execute(insert(summaries), _row(summary, revision))

    def count_changed_facts(self, assessment_id: str, number: int) -> bool:
        """Write how many facts changed since somebody took note of them; tell whether that is news."""
        stale = summaries.c.changed_facts != number
        changed = self._connection.execute(
            update(summaries).where(summaries.c.id == assessment_id, stale).values(changed_facts=number)
        )
        return bool(changed.rowcount)

    def save(self, summary: AssessmentSummary, revision: int) -> None:
        """Write the line of a changed assessment."""
        same = summaries.c.id == summary.id
        self._connection.execute(update(summaries).where(same).values(**_row(summary, revision)))
