"""Consistent copies of the whole data, made through SQLite's backup interface, and their return."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from dsfa_app.errors import StorageError
from dsfa_app.storage.database import APPLICATION_ID, FILE_NAME, HEAD_REVISION, Database, open_database
from dsfa_app.storage.failures import translated

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

FOLDER_NAME = "Sicherungen"
KEPT_DAILY = 10
"""Automatic daily copies that are kept; the oldest goes first. Copies before a migration all stay."""


def copy_to(source: sqlite3.Connection, target: Path) -> None:
    """Write a consistent copy of an open database; the target appears whole or not at all.

    Raises:
        StorageError: the target cannot be written.
    """
    unfinished = target.with_name(target.name + ".teil")
    try:
        with translated(target.parent):
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished.unlink(missing_ok=True)
            with closing(sqlite3.connect(unfinished)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            with unfinished.open("rb+") as written:
                os.fsync(written.fileno())
            unfinished.replace(target)
    except OSError as error:
        raise StorageError(
            f"Die Sicherung {target} lässt sich nicht schreiben. "
            "Bitte Ordner, Rechte und freien Platz prüfen."
        ) from error
    finally:
        if unfinished.exists():
            unfinished.unlink()


def back_up(database: Database, target: Path) -> None:
    """Write a copy of all data to a file.

    Raises:
        StorageError: the target cannot be written.
    """
    with database.raw_connection() as source:
        copy_to(source, target)


def back_up_daily(database: Database, now: datetime) -> Path | None:
    """Keep one copy per day in the data folder; return the new one, None when today's exists."""
    folder = database.file.parent / FOLDER_NAME
    target = folder / f"taeglich-{now:%Y-%m-%d}.sqlite"
    if target.exists():
        return None
    back_up(database, target)
    for old in sorted(folder.glob("taeglich-*.sqlite"))[:-KEPT_DAILY]:
        old.unlink()
    return target


def _check(source: Path) -> None:
    """Refuse a file that is no intact backup this program can read."""
    foreign = StorageError(f"{source} ist keine Sicherung der DSFA-Werkbank. Es wurde nichts verändert.")
    try:
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            if copy.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise foreign
            if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise StorageError(f"Die Sicherung {source} ist beschädigt. Es wurde nichts verändert.")
            revision = copy.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    except sqlite3.Error as error:
        raise foreign from error
    if revision > HEAD_REVISION:
        raise StorageError(
            f"Die Sicherung {source} stammt von einer neueren Programmversion. Bitte zuerst aktualisieren."
        )


def restore(data_dir: Path, source: Path, now: datetime) -> Path | None:
    """Replace all data by a backup; return where the former data were put, None when there were none.

    Raises:
        StorageError: the backup is missing, foreign, damaged or newer; the data are untouched.
        DataInUseError: a running program holds the data.
    """
    if not source.is_file():
        raise StorageError(f"Die Sicherung {source} gibt es nicht.")
    _check(source)
    kept: Path | None = None
    if (data_dir / FILE_NAME).exists():
        current = open_database(data_dir)
        try:
            kept = data_dir / FOLDER_NAME / f"vor-wiederherstellung-{now:%Y-%m-%d-%H%M%S}.sqlite"
            back_up(current, kept)
        finally:
            current.close()
    with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        copy_to(copy, data_dir / FILE_NAME)
    open_database(data_dir).close()
    return kept
