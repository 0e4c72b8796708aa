"""The lines of the overview: kept beside the assessments, read without knowing what one consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    column,
    insert,
    select,
    table,
    update,
)

from dsfa_app.storage.failures import readable
from dsfa_app.storage.schema import metadata

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

SEPARATOR = ", "
"""Stands between the names of platforms."""


class AssessmentSummary(NamedTuple):
    """One line of the overview, kept beside the assessment so that a list needs no judging.

    ``platforms`` are the names of the platforms as the list shows them. Levels are indices into the profile's
    levels, None while nothing is judged. ``changed_at`` is in UTC, without a time zone. ``revision`` is
    filled by the store, ``profile_id`` read from the assessment itself.
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
    revision: int = 0
    profile_id: str = ""


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
    Column("revision", Integer, nullable=False),
    PrimaryKeyConstraint("id"),
    Index("ix_summaries_changed_at", "changed_at"),
)


_assessments = table("assessments", column("id"), column("profile_id"))
"""The two columns needed here, named without loading what an assessment consists of."""


def _row(summary: AssessmentSummary, revision: int) -> dict[str, Any]:
    row = summary._replace(revision=revision)._asdict()
    del row["profile_id"]  # a column of the assessment itself
    return row


class OverviewStore:
    """Reads and writes the lines of the overview on one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def summaries(self) -> tuple[AssessmentSummary, ...]:
        """Return one line per assessment, the last changed first.

        Raises:
            StorageError: a line holds values this program does not know.
        """
        columns = (summaries.c[name] for name in AssessmentSummary._fields if name in summaries.c)
        joined = summaries.join(_assessments, summaries.c.id == _assessments.c.id)
        query = select(*columns, _assessments.c.profile_id).select_from(joined)
        query = query.order_by(summaries.c.changed_at.desc(), summaries.c.id)
        with readable():
            return tuple(map(AssessmentSummary._make, self._connection.execute(query)))

    def add(self, summary: AssessmentSummary, revision: int) -> None:
        """Write the line of a new assessment."""
        self._connection.execute(insert(summaries), _row(summary, revision))

    def save(self, summary: AssessmentSummary, revision: int) -> None:
        """Write the line of a changed assessment."""
        same = summaries.c.id == summary.id
        self._connection.execute(update(summaries).where(same).values(**_row(summary, revision)))
