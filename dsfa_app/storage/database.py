"""The one database file: opening, locking, transactions.

SQLite keeps an exclusive lock while the program runs, so that a second one is told and never mixes in. The
journal is a write-ahead log on a local disk and a rollback journal on a network drive, where a WAL can be
corrupted. A killed process leaves a complete older or newer state, never half of one.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from dsfa_app.errors import SchemaTooNewError, StorageError
from dsfa_app.storage.failures import translated
from dsfa_app.storage.store import AssessmentStore

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from sqlalchemy import Connection

FILE_NAME = "dsfa.sqlite"
APPLICATION_ID = 0x44534641
"""„DSFA“ in ASCII, written into the database header so that foreign databases are told apart."""
HEAD_REVISION = "0001"
"""Newest migration this program knows; a test holds it against the migration scripts."""
BUSY_TIMEOUT_MS = 1000
_NETWORK_FILE_SYSTEMS = frozenset({"cifs", "smb3", "smbfs", "nfs", "nfs4", "fuse.sshfs", "9p", "davfs"})
_DRIVE_REMOTE = 4


def _mount_type(path: Path, mounts: str) -> str:
    """Return the file system type of the mount that holds the path, from the text of /proc/mounts."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        point = fields[1].replace("\\040", " ")
        inside = str(path) == point or str(path).startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def is_network_path(path: Path) -> bool:
    """Tell whether a path lies on a network drive (UNC, mapped drive, NFS, SMB)."""
    resolved = path.resolve()
    if os.name == "nt":
        import ctypes  # noqa: PLC0415 - exists in this form on Windows only

        if str(resolved).startswith("\\\\"):
            return True
        kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - unknown to type checkers elsewhere
        return int(kernel.GetDriveTypeW(resolved.anchor)) == _DRIVE_REMOTE
    try:
        mounts = Path("/proc/mounts").read_text("utf-8")
    except OSError:
        return False
    return _mount_type(resolved, mounts) in _NETWORK_FILE_SYSTEMS


def _configure(connection: sqlite3.Connection) -> None:
    """Set what leaves the file as it is: a database that is refused afterwards must not have changed."""
    for statement in (
        f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
        "PRAGMA foreign_keys = ON",
        "PRAGMA locking_mode = EXCLUSIVE",
        "PRAGMA synchronous = FULL",
        "PRAGMA trusted_schema = OFF",
    ):
        connection.execute(statement)


def create_engine_for(file: Path) -> Engine:
    """Return the engine on a database file: one connection, explicit transactions."""
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
        _configure(connection)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


class UnitOfWork:
    """What one transaction works on; committed when the block ends, rolled back when it raises."""

    def __init__(self, connection: Connection) -> None:
        self.assessments = AssessmentStore(connection)


class Database:
    """An open database; one at a time per file, in this and every other process."""

    def __init__(self, file: Path, engine: Engine) -> None:
        self.file = file
        self._engine = engine
        self._turn = threading.RLock()

    @contextmanager
    def unit_of_work(self) -> Iterator[UnitOfWork]:
        """Open a transaction; threads take turns.

        Raises:
            StorageError: the data cannot be read or written; nothing of the block is kept.
        """
        with self._turn, translated(self.file.parent), self._engine.begin() as connection:
            yield UnitOfWork(connection)

    @contextmanager
    def raw_connection(self) -> Iterator[sqlite3.Connection]:
        """Lend the driver's connection, for SQLite's backup interface only."""
        with self._turn, translated(self.file.parent):
            borrowed = self._engine.raw_connection()
            try:
                driver: Any = borrowed.driver_connection
                yield driver
            finally:
                borrowed.close()

    def close(self) -> None:
        """Release the file and its lock."""
        with self._turn:
            self._engine.dispose()


def _pragma(connection: Connection, name: str) -> Any:  # noqa: ANN401 - a pragma answers int or text
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def _stored_revision(connection: Connection, place: Path) -> str | None:
    """Return the schema revision, None for an empty file.

    Raises:
        StorageError: the file belongs to another program or is damaged.
    """
    if not connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar():
        return None
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise StorageError(f"Die Datei in {place} ist keine Datenbank der DSFA-Werkbank.")
    if (
        _pragma(connection, "quick_check") != "ok"
        or connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    ):
        raise StorageError(
            f"Die Datenbank in {place} ist beschädigt. Bitte die letzte Sicherung aus dem Ordner "
            "„Sicherungen“ wiederherstellen."
        )
    revision: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return revision


def open_database(data_dir: Path) -> Database:
    """Open the database of a data folder; make it when missing, migrate it (after a backup) when older.

    Raises:
        DataInUseError: another running program works on the same data.
        SchemaTooNewError: a newer program wrote it.
        StorageError: the folder or file cannot be used.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"Der Datenordner {data_dir} lässt sich nicht anlegen. "
            "Bitte einen Ordner mit Schreibrechten wählen."
        ) from error
    file = data_dir / FILE_NAME
    engine = create_engine_for(file)
    try:
        with translated(data_dir):
            with engine.begin() as connection:
                revision = _stored_revision(connection, data_dir)
            _refuse_newer(file, revision)
            _choose_journal(engine, file)
            _bring_up_to_date(engine, file, revision)
    except BaseException:
        engine.dispose()
        raise
    return Database(file, engine)


def _refuse_newer(file: Path, revision: str | None) -> None:
    if revision is not None and revision > HEAD_REVISION:
        raise SchemaTooNewError(
            f"Die Daten in {file.parent} stammen von einer neueren Programmversion (Schema {revision}). "
            "Bitte die DSFA-Werkbank aktualisieren; die Daten wurden nicht verändert."
        )


def _choose_journal(engine: Engine, file: Path) -> None:
    journal = "DELETE" if is_network_path(file.parent) else "WAL"
    borrowed = engine.raw_connection()
    try:
        borrowed.cursor().execute(f"PRAGMA journal_mode = {journal}")
    finally:
        borrowed.close()


def _bring_up_to_date(engine: Engine, file: Path, revision: str | None) -> None:
    if revision == HEAD_REVISION:
        return
    # Alembic costs half a second to import and is needed for new and older databases only
    from dsfa_app.storage.migrate import upgrade  # noqa: PLC0415

    upgrade(engine, file, revision)
