"""The one database file: opening, locking, transactions.

SQLite keeps an exclusive lock while the program runs, so that a second one is told and never mixes in. The
journal is a write-ahead log on a local disk and a rollback journal on a network drive, where a WAL can be
corrupted. A killed process leaves a complete older or newer state, never half of one. A file that belongs
to another program or to a newer version of this one is refused as it is, without a byte changed.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from dsfa_app.errors import SchemaTooNewError, StorageError
from dsfa_app.storage.failures import translated, write_protected
from dsfa_app.storage.network import is_network_path
from dsfa_app.storage.store import AssessmentStore

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

FILE_NAME = "dsfa.sqlite"
APPLICATION_ID = 0x44534641
"""„DSFA“ in ASCII, written into the database header so that foreign databases are told apart."""
HEAD_REVISION = "0001"
"""Newest migration this program knows; a test holds it against the migration scripts."""
BUSY_TIMEOUT_MS = 1000
"""How long a second program waits for the first to end before it gives up."""

_ON_CONNECT = (
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA synchronous = FULL",
    "PRAGMA trusted_schema = OFF",
)
"""Settings of the connection; none of them writes to the file."""


def create_engine_for(file: Path) -> Engine:
    """Return the engine on a database file: one connection, explicit transactions."""
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
        for statement in _ON_CONNECT:
            connection.execute(statement)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextmanager
def driver_connection(engine: Engine) -> Iterator[sqlite3.Connection]:
    """Lend the driver's own connection for what SQLAlchemy cannot do, outside of any transaction."""
    borrowed = engine.raw_connection()
    try:
        driver: Any = borrowed.driver_connection
        yield driver
    finally:
        borrowed.close()


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
        with self._turn, translated(self.file.parent), driver_connection(self._engine) as driver:
            yield driver

    def close(self) -> None:
        """Release the file and its lock."""
        with self._turn:
            self._engine.dispose()


def _damaged(place: Path) -> StorageError:
    return StorageError(
        f"Die Datenbank in {place} ist beschädigt. Bitte die letzte Sicherung aus dem Ordner "
        "„Sicherungen“ wiederherstellen."
    )


def _stored_revision(connection: Connection, place: Path) -> str | None:
    """Return the schema revision, None for an empty file.

    Raises:
        StorageError: the file belongs to another program or is damaged.
    """
    tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    if not tables:
        return None
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
        raise StorageError(
            f"Die Datei {place / FILE_NAME} ist keine Datenbank der DSFA-Werkbank. Sie wurde nicht "
            "verändert; bitte einen anderen Datenordner wählen."
        )
    if "alembic_version" not in tables:
        raise _damaged(place)
    revision: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if revision is None:
        raise _damaged(place)
    return revision


def _prepare(engine: Engine, file: Path) -> None:
    """Take the lock, look whether the file can be used, and bring it to the newest schema."""
    with engine.begin() as connection:
        revision = _stored_revision(connection, file.parent)
    if revision is not None and revision > HEAD_REVISION:
        raise SchemaTooNewError(
            f"Die Daten in {file.parent} stammen von einer neueren Programmversion (Schema {revision}). "
            "Bitte die DSFA-Werkbank aktualisieren; die Daten wurden nicht verändert."
        )
    with driver_connection(engine) as driver:
        driver.execute(f"PRAGMA journal_mode = {'DELETE' if is_network_path(file.parent) else 'WAL'}")
    if revision != HEAD_REVISION:
        # Alembic costs half a second to import and is needed for new and older databases only
        from dsfa_app.storage.migrate import upgrade  # noqa: PLC0415

        upgrade(engine, file, revision)


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
    if file.exists() and not os.access(file, os.W_OK):
        raise write_protected(data_dir)
    engine = create_engine_for(file)
    try:
        with translated(data_dir):
            _prepare(engine, file)
    except BaseException:
        engine.dispose()
        raise
    return Database(file, engine)
