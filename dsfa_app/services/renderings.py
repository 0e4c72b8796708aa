"""The words of every document made from a frozen version, so that what comes back can be compared."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsfa_app.storage.database import Database


def text_sha256(lines: Sequence[str]) -> str:
    """Return the SHA-256 of the words of a document, 64 hexadecimal digits."""
    return hashlib.sha256(json.dumps(list(lines), ensure_ascii=False).encode()).hexdigest()


class Renderings:
    """Keeps and gives the words of documents."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, version_id: str, kind_id: str, format_id: str, data: bytes) -> None:
        """Remember the words of a document made from a version.

        Raises:
            StorageError: the data cannot be written.
        """
        from exporters.visible_text import visible_text

        lines = visible_text(data)
        with self._database.unit_of_work() as work:
            work.sign_offs.keep_rendering(version_id, kind_id, format_id, text_sha256(lines), lines)

    def of(self, version_id: str, format_id: str) -> dict[str, tuple[str, ...]]:
        """Return the words of the documents made from a version in one format, by their SHA-256.

        Raises:
            StorageError: the data cannot be read.
        """
        with self._database.unit_of_work() as work:
            return work.sign_offs.renderings(version_id, format_id)
