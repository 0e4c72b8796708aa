"""Frozen versions: the canonical JSON of an assessment at one moment, with what it was judged by."""

from __future__ import annotations

import zlib
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    insert,
    literal_column,
    select,
    update,
)

from dsfa_app.domain.vocabulary import ApprovalKind, Role
from dsfa_app.errors import DamagedVersionError, NotFoundError
from dsfa_app.storage.failures import readable
from dsfa_app.storage.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sqlalchemy import Connection

MAX_BYTES = 64 * 1024 * 1024
"""What a stored content or frame may unpack to; the Stuttgart example has 0.3 MB."""

versions = Table(
    "versions",
    metadata,
    Column("id", Text, nullable=False),
    Column("assessment_id", Text, ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("person", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("frame", LargeBinary, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("superseded_at", DateTime),
    PrimaryKeyConstraint("id"),
    Index("ix_versions_assessment_id", "assessment_id"),
)
"""``kind`` is that of the approval it was frozen for, „freigabe“ for a released version.

``content`` is the canonical JSON (``exchange.canonical``), compressed; ``frame`` the risk profile and the
texts of the catalogue it used, as compressed JSON. ``sha256`` is over the uncompressed content and frame.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """What a list shows of a frozen version. Moments are in UTC, without a time zone."""

    id: str
    assessment_id: str
    kind: ApprovalKind
    version: str
    made_at: datetime
    person: str
    role: Role
    fingerprint: str
    """SHA-256 of the canonical assessment, 64 hexadecimal digits."""
    sha256: str
    """SHA-256 over content and frame, 64 hexadecimal digits."""
    superseded_at: datetime | None = None
    """When another release took its place; None for one in force and for all other kinds."""

    @property
    def is_release(self) -> bool:
        """Whether it is a released version, and not only the state an approval was given for."""
        return self.kind is ApprovalKind.RELEASE

    @property
    def in_force(self) -> bool:
        """Whether it is the released version that counts now."""
        return self.is_release and self.superseded_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredVersion:
    """A frozen version as it lies in the database: its line, content and frame, both unpacked."""

    line: VersionLine
    content: bytes
    frame: bytes


_LINE = tuple(versions.c[name] for name in VersionLine.__dataclass_fields__)


def _line(row: Mapping[Any, Any]) -> VersionLine:
    values = {name: row[name] for name in VersionLine.__dataclass_fields__}
    return VersionLine(**values | {"kind": ApprovalKind(row["kind"]), "role": Role(row["role"])})


def _unpacked(packed: bytes, version: str) -> bytes:
    """Return what was packed, up to ``MAX_BYTES``.

    Raises:
        DamagedVersionError: it was not packed by this program, is cut off or unpacks to more.
    """
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(packed, MAX_BYTES)
    except zlib.error as error:
        raise DamagedVersionError.of(version) from error
    if not unpacker.eof or unpacker.unused_data:
        raise DamagedVersionError.of(version)
    return plain


class VersionStore:
    """Reads and writes frozen versions on one open transaction; nothing in it changes a content."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, version: StoredVersion) -> None:
        """Store a frozen version."""
        packed = {"content": zlib.compress(version.content), "frame": zlib.compress(version.frame)}
        self._connection.execute(insert(versions), asdict(version.line) | packed)

    def lines(self, assessment_id: str) -> tuple[VersionLine, ...]:
        """Return the frozen versions of an assessment, the latest first.

        Raises:
            StorageError: a line holds values this program does not know.
        """
        mine = select(*_LINE).where(versions.c.assessment_id == assessment_id)
        query = mine.order_by(versions.c.made_at.desc(), literal_column("rowid").desc())
        with readable():
            return tuple(_line(row) for row in self._connection.execute(query).mappings())

    def get(self, version_id: str) -> StoredVersion:
        """Return a frozen version.

        Raises:
            NotFoundError: there is none with this id.
            StorageError: its line holds values this program does not know.
            DamagedVersionError: content or frame cannot be unpacked.
        """
        query = select(versions).where(versions.c.id == version_id)
        with readable():
            row = self._connection.execute(query).mappings().first()
            if row is None:
                raise NotFoundError("Diese Fassung gibt es nicht (mehr). Bitte die Liste neu laden.")
            line = _line(row)
        return StoredVersion(
            line=line,
            content=_unpacked(row["content"], line.version),
            frame=_unpacked(row["frame"], line.version),
        )

    def supersede(self, assessment_id: str, moment: datetime) -> None:
        """Mark the released version in force as superseded; without one nothing happens."""
        in_force = (
            (versions.c.assessment_id == assessment_id)
            & (versions.c.kind == ApprovalKind.RELEASE)
            & versions.c.superseded_at.is_(None)
        )
        self._connection.execute(update(versions).where(in_force).values(superseded_at=moment))
