"""What was sent out to be signed and what came back: the words of a rendering, signed files, sign-offs."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    delete,
    insert,
    select,
)

from dsfa_app.errors import NotFoundError
from dsfa_app.storage.failures import readable
from dsfa_app.storage.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

MAX_TEXT = 64 * 1024 * 1024
"""Bytes the words of one rendering may unpack to."""

renderings = Table(
    "renderings",
    metadata,
    Column("version_id", Text, ForeignKey("versions.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("text", LargeBinary, nullable=False),
    PrimaryKeyConstraint("version_id", "format", "text_sha256"),
)
"""The words of each document made from a frozen version, as compressed JSON: a list of lines."""

signed_files = Table(
    "signed_files",
    metadata,
    Column("sha256", Text, nullable=False),
    Column("version_id", Text, ForeignKey("versions.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    PrimaryKeyConstraint("version_id", "sha256"),
)

sign_offs = Table(
    "sign_offs",
    metadata,
    Column("id", Text, nullable=False),
    Column("version_id", Text, ForeignKey("versions.id", ondelete="CASCADE"), nullable=False),
    Column("signer_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("claimed_role", Text, nullable=False),
    Column("certificate_sha256", Text, nullable=False),
    Column("trusted_root", Text, nullable=False),
    Column("signed_at", DateTime, nullable=False),
    Column("is_time_proven", Boolean, nullable=False),
    Column("scope", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("file_sha256", Text, nullable=False),
    Column("recorded_at", DateTime, nullable=False),
    Column("recorded_by", Text, nullable=False),
    PrimaryKeyConstraint("id"),
    Index("ix_sign_offs_version_id", "version_id"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """One signature that was recognised as that of an expected signer. Moments are in UTC, without a zone."""

    id: str
    version_id: str
    signer_id: str
    """Id of the expected signer it stands for."""
    name: str
    """The name in the certificate."""
    claimed_role: str
    certificate_sha256: str
    trusted_root: str
    signed_at: datetime
    is_time_proven: bool
    """Whether a trusted time stamp proves the time; otherwise it is the signer's claim."""
    scope: str
    """What the signature covers: a value of ``exporters.signature.report.Scope``."""
    file_name: str
    file_sha256: str
    recorded_at: datetime
    recorded_by: str


class SignOffStore:
    """Reads and writes sign-offs on one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep_rendering(
        self, version_id: str, kind: str, format_id: str, text_sha256: str, lines: tuple[str, ...]
    ) -> None:
        """Remember the words of a document made from a version; the same words are kept once."""
        same = (
            (renderings.c.version_id == version_id)
            & (renderings.c.format == format_id)
            & (renderings.c.text_sha256 == text_sha256)
        )
        if self._connection.execute(select(renderings.c.kind).where(same)).first():
            return
        text = zlib.compress(json.dumps(lines, ensure_ascii=False).encode())
        values = {"version_id": version_id, "kind": kind, "format": format_id}
        self._connection.execute(insert(renderings), values | {"text_sha256": text_sha256, "text": text})

    def renderings(self, version_id: str, format_id: str) -> dict[str, tuple[str, ...]]:
        """Return the words of the documents made from a version in a format, by their SHA-256.

        Raises:
            StorageError: they cannot be unpacked.
        """
        mine = (renderings.c.version_id == version_id) & (renderings.c.format == format_id)
        query = select(renderings.c.text_sha256, renderings.c.text).where(mine)
        with readable():
            return {
                sha256: tuple(json.loads(zlib.decompressobj().decompress(packed, MAX_TEXT)))
                for sha256, packed in self._connection.execute(query)
            }

    def keep_file(self, version_id: str, sha256: str, name: str, content: bytes) -> None:
        """Keep a signed file, once."""
        same = (signed_files.c.version_id == version_id) & (signed_files.c.sha256 == sha256)
        if not self._connection.execute(select(signed_files.c.name).where(same)).first():
            values = {"version_id": version_id, "sha256": sha256, "name": name, "content": content}
            self._connection.execute(insert(signed_files), values)

    def file(self, version_id: str, sha256: str) -> bytes:
        """Return the bytes of a signed file.

        Raises:
            NotFoundError: it was never kept.
        """
        same = (signed_files.c.version_id == version_id) & (signed_files.c.sha256 == sha256)
        content: bytes | None = self._connection.execute(select(signed_files.c.content).where(same)).scalar()
        if content is None:
            raise NotFoundError("Diese unterschriebene Datei ist nicht (mehr) vorhanden.")
        return content

    def add(self, sign_off: SignOff) -> None:
        """Record a sign-off in place of a former one of the same expected signer."""
        same = (sign_offs.c.version_id == sign_off.version_id) & (sign_offs.c.signer_id == sign_off.signer_id)
        self._connection.execute(delete(sign_offs).where(same))
        self._connection.execute(insert(sign_offs), asdict(sign_off))

    def of(self, version_id: str) -> tuple[SignOff, ...]:
        """Return the sign-offs of a version in the order they were recorded.

        Raises:
            StorageError: a row holds values this program does not know.
        """
        query = select(sign_offs).where(sign_offs.c.version_id == version_id)
        with readable():
            rows = self._connection.execute(query.order_by(sign_offs.c.recorded_at)).mappings()
            return tuple(_sign_off(row) for row in rows)


def _sign_off(row: Mapping[Any, Any]) -> SignOff:
    return SignOff(**{name: row[name] for name in SignOff.__dataclass_fields__})
