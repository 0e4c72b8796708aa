"""Replacing all data by a backup."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from dsfa_app.errors import DataInUseError, SchemaTooNewError, StorageError
from dsfa_app.storage.backup import back_up
from dsfa_app.storage.copies import FOLDER_NAME, copy_to, reader
from dsfa_app.storage.database import APPLICATION_ID, FILE_NAME, HEAD_REVISION
from dsfa_app.storage.failures import translated
from dsfa_app.storage.opening import open_database

if TYPE_CHECKING:
    from datetime import datetime

_JOURNALS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database; left beside another one it would be mixed into it."""


def _stored_revision(source: Path) -> str:
    """Return the schema revision of a backup.

    Raises:
        StorageError: the file is foreign or damaged, or cannot be read.
    """
    foreign = StorageError(
        f"{source} ist keine Sicherung der DSFA-Werkbank. Es wurde nichts verändert; "
        "bitte eine andere Datei wählen."
    )
    damaged = StorageError(
        f"Die Sicherung {source} ist beschädigt. Es wurde nichts verändert; bitte eine andere wählen."
    )
    try:
        with closing(reader(source)) as copy:
            if copy.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise foreign
            if copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise damaged
            stored = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise foreign from error
        if error.sqlite_errorcode in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR):
            raise damaged from error
        raise
    if stored is None:
        raise damaged
    revision: str = stored[0]
    return revision


def _check(source: Path) -> None:
    """Refuse a file that is no intact backup this program can read.

    Raises:
        StorageError: the file is missing, foreign, damaged or newer, or cannot be read.
    """
    if not source.is_file():
        raise StorageError(f"Die Sicherung {source} gibt es nicht. Bitte eine vorhandene Datei wählen.")
    with translated(source.parent):
        revision = _stored_revision(source)
    if revision > HEAD_REVISION:
        raise SchemaTooNewError(
            f"Die Sicherung {source} stammt von einer neueren Programmversion. Es wurde nichts verändert; "
            "bitte zuerst das Programm aktualisieren."
        )


def _set_aside(file: Path, target: Path) -> None:
    """Move a database that cannot be opened out of the way, with everything SQLite keeps beside it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for suffix in ("", *_JOURNALS):
        part = file.with_name(file.name + suffix)
        if part.exists():
            part.replace(target.with_name(target.name + suffix))


def _keep_present(data_dir: Path, now: datetime) -> Path | None:
    """Put the present data into the folder of backups, whatever state they are in; None without any.

    Raises:
        DataInUseError: a running program holds the data.
        OSError: the data cannot be moved.
    """
    file = data_dir / FILE_NAME
    kept = data_dir / FOLDER_NAME / f"vor-wiederherstellung-{now:%Y-%m-%d-%H%M%S}.sqlite"
    if not file.exists():
        _set_aside(file, kept)
        return None
    try:
        with closing(open_database(data_dir)) as present:
            back_up(present, kept)
    except DataInUseError:
        raise
    except StorageError:
        _set_aside(file, kept)  # damaged, foreign or newer: kept as it is, byte by byte
    for suffix in _JOURNALS:
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    return kept


def restore(data_dir: Path, source: Path, now: datetime) -> Path | None:
    """Replace all data by a backup; return where the former data were put, None when there were none.

    The backup is copied and brought to the newest schema beside the data before it takes their place, so a
    failure on the way changes nothing. Damaged data do not stand in the way: they are kept as they are.

    Raises:
        StorageError: the backup is missing, foreign, damaged or newer, or the folder cannot be written; the
            data are untouched.
        DataInUseError: a running program holds the data.
    """
    _check(source)
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=data_dir, prefix=".wiederherstellung-") as name:
            fresh = Path(name)
            with translated(source.parent), closing(reader(source)) as backup:
                copy_to(backup, fresh / FILE_NAME)
            open_database(fresh).close()
            kept = _keep_present(data_dir, now)
            (fresh / FILE_NAME).replace(data_dir / FILE_NAME)
    except OSError as error:
        raise StorageError(
            f"Im Datenordner {data_dir} lässt sich nichts ersetzen. "
            "Bitte Ordner, Rechte und freien Platz prüfen."
        ) from error
    return kept
