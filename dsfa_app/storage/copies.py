"""One consistent copy of one database, through SQLite's backup interface."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING
from urllib.parse import quote

from dsfa_app.errors import StorageError
from dsfa_app.storage.failures import translated

if TYPE_CHECKING:
    from pathlib import Path, PurePath

FOLDER_NAME = "Sicherungen"
"""Folder of all copies the program makes by itself, inside the data folder."""


def uri(path: PurePath) -> str:
    """Return the address under which SQLite opens a file for reading only, on a network share as well."""
    plain = path.as_posix()
    return f"file://{'' if plain.startswith('/') else '/'}{quote(plain)}?mode=ro"


def reader(path: Path) -> sqlite3.Connection:
    """Open a database file for reading only."""
    return sqlite3.connect(uri(path.resolve()), uri=True)


def _copy_is_sound(source: sqlite3.Connection, target: Path) -> bool:
    """Copy an open database and tell whether the copy holds together."""
    with closing(sqlite3.connect(target)) as copy:
        try:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            sound: bool = copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_CORRUPT:
                raise
            return False
    return sound


def copy_to(source: sqlite3.Connection, target: Path) -> None:
    """Write a consistent copy of an open database; the target appears whole and checked, or not at all.

    Raises:
        StorageError: the target cannot be written, or the database is damaged.
    """
    unfinished = target.with_name(target.name + ".teil")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        with translated(target.parent):
            sound = _copy_is_sound(source, unfinished)
        if not sound:
            raise StorageError(
                f"Die Daten sind beschädigt und wurden nicht nach {target} gesichert. "
                "Bitte die letzte Sicherung aus dem Ordner „Sicherungen“ wiederherstellen."
            )
        with unfinished.open("rb+") as written:
            os.fsync(written.fileno())
        unfinished.replace(target)
    except OSError as error:
        raise StorageError(
            f"Die Sicherung {target} lässt sich nicht schreiben. "
            "Bitte Ordner, Rechte und freien Platz prüfen."
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
