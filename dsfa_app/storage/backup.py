"""Copies of the whole data: one when the user asks, one a day by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.errors import StorageError
from dsfa_app.storage.copies import FOLDER_NAME, copy_to

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from dsfa_app.storage.database import Database

KEPT_DAILY = 10
"""Automatic daily copies that are kept; the oldest goes first. Copies before a migration all stay."""


def back_up(database: Database, target: Path) -> None:
    """Write a copy of all data to a file.

    Raises:
        StorageError: the target cannot be written or is the database itself, or the database is damaged.
    """
    if target.resolve() == database.file.resolve():
        raise StorageError("Die Daten können nicht über sich selbst gesichert werden. Bitte anders benennen.")
    with database.raw_connection() as source:
        copy_to(source, target)


def back_up_daily(database: Database, now: datetime) -> Path | None:
    """Keep one copy per day in the data folder; return the new one, None when today's exists.

    Older copies go only after a sound new one is in place.

    Raises:
        StorageError: the copy cannot be written, or the database is damaged; the older copies stay.
    """
    folder = database.file.parent / FOLDER_NAME
    target = folder / f"taeglich-{now:%Y-%m-%d}.sqlite"
    if target.exists():
        return None
    back_up(database, target)
    for old in sorted(folder.glob("taeglich-*.sqlite"))[:-KEPT_DAILY]:
        old.unlink(missing_ok=True)
    return target
