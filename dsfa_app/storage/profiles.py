"""Risk profiles of the body's own, beside those the catalogue ships."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - the record's annotations are read at run time
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    PrimaryKeyConstraint,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from dsfa_app.storage.failures import readable
from dsfa_app.storage.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

risk_profiles = Table(
    "risk_profiles",
    metadata,
    Column("id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("content", JSON, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("person", Text, nullable=False),
    Column("is_current", Boolean, nullable=False),
    PrimaryKeyConstraint("id", "version"),
)
"""Every version stays, since released assessments were judged by it; one version of a profile is current."""


class StoredProfile(NamedTuple):
    """One version of a profile; ``content`` is its document, ``made_at`` is in UTC without a time zone."""

    id: str
    version: str
    content: dict[str, Any]
    made_at: datetime
    person: str
    is_current: bool = True


class ProfileStore:
    """Reads and writes profiles of the body's own on one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def versions(self, profile_ids: Iterable[str] | None = None) -> tuple[StoredProfile, ...]:
        """Return every version of these profiles, of all without ids, in the order they were made.

        Raises:
            StorageError: a row holds values this program does not know.
        """
        query = select(*(risk_profiles.c[name] for name in StoredProfile._fields))
        if profile_ids is not None:
            query = query.where(risk_profiles.c.id.in_(sorted(profile_ids)))
        ordered = query.order_by(risk_profiles.c.id, risk_profiles.c.made_at, risk_profiles.c.version)
        with readable():
            return tuple(map(StoredProfile._make, self._connection.execute(ordered).all()))

    def add(self, profile: StoredProfile) -> None:
        """Add a version; where it is current, no other version of the profile is any more."""
        if profile.is_current:
            same = risk_profiles.c.id == profile.id
            self._connection.execute(update(risk_profiles).where(same).values(is_current=False))
        self._connection.execute(insert(risk_profiles), profile._asdict())

    def remove(self, profile_id: str) -> None:
        """Delete a profile with all its versions."""
        self._connection.execute(delete(risk_profiles).where(risk_profiles.c.id == profile_id))
