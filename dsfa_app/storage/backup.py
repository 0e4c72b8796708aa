"""Consistent copies of the whole data, made through SQLite's backup interface, and their return."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import quote

from dsfa_app.errors import DataInUseError, SchemaTooNewError, StorageError
from dsfa_app.storage.database import APPLICATION_ID, FILE_NAME, HEAD_REVISION, Database, open_database
from dsfa_app.storage.failures import translated

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import PurePath

FOLDER_NAME = "Sicherungen"
KEPT_DAILY = 10
"""Automatic daily copies that are kept; the oldest goes first. Copies before a migration all stay."""
_JOURNALS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database; left beside another one it would be mixed into it."""


def _uri(path: PurePath) -> str:
    """Return the address under which SQLite opens a file for reading only, on a network share as well."""
    plain = path.as_posix()
    return f"file://{'' if plain.startswith('/') else '/'}{quote(plain)}?mode=ro"


def _reader(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(_uri(path.resolve()), uri=True)


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
        with closing(_reader(source)) as copy:
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
            with translated(source.parent), closing(_reader(source)) as backup:
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
