"""Copies of the whole data, and their return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.storage import backup as copies
from dsfa_app.storage.restore import restore

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from dsfa_app.storage.database import Database

__all__ = ["Backup", "restore"]


class Backup:
    """Copies of an open database."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def create(self, target: Path) -> Path:
        """Write a consistent copy of all data.

        Raises:
            StorageError: the target cannot be written.
        """
        copies.back_up(self._database, target)
        return target

    def daily(self) -> Path | None:
        """Keep today's copy in the data folder unless there is one."""
        return copies.back_up_daily(self._database, self._clock())
