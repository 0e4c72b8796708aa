"""The one database file: one connection, its lock, transactions.

SQLite keeps an exclusive lock while the program runs, so that a second one is told and never mixes in. The
journal is a write-ahead log on a local disk and a rollback journal on a network drive, where a WAL can be
corrupted. A killed process leaves a complete older or newer state, never half of one.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from dsfa_app.storage.failures import translated
from dsfa_app.storage.overview import OverviewStore

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from dsfa_app.storage.catalogue_states import CatalogueStateStore
    from dsfa_app.storage.journal import JournalStore
    from dsfa_app.storage.plan import PlanStore
    from dsfa_app.storage.profiles import ProfileStore
    from dsfa_app.storage.sign_offs import SignOffStore
    from dsfa_app.storage.store import AssessmentStore
    from dsfa_app.storage.trash import TrashStore
    from dsfa_app.storage.versions import VersionStore

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
    "PRAGMA secure_delete = ON",
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
        self._connection = connection
        self.overview = OverviewStore(connection)

    @cached_property
    def assessments(self) -> AssessmentStore:
        """The assessments; their tables are derived from the domain, which the overview does not wait for."""
        from dsfa_app.storage.store import AssessmentStore  # noqa: PLC0415 - see above

        return AssessmentStore(self._connection, self.overview)

    @cached_property
    def profiles(self) -> ProfileStore:
        """The risk profiles of the body's own."""
        from dsfa_app.storage.profiles import ProfileStore  # noqa: PLC0415 - a list without them needs none

        return ProfileStore(self._connection)

    @cached_property
    def versions(self) -> VersionStore:
        """The frozen versions."""
        from dsfa_app.storage.versions import VersionStore  # noqa: PLC0415 - the list needs none

        return VersionStore(self._connection)

    @cached_property
    def plan(self) -> PlanStore:
        """What has a deadline, in all assessments."""
        from dsfa_app.storage.plan import PlanStore  # noqa: PLC0415 - needs the tables, as above

        return PlanStore(self._connection)

    @cached_property
    def journal(self) -> JournalStore:
        """The journal; every change enters what was done in the transaction that does it."""
        from dsfa_app.storage.journal import JournalStore  # noqa: PLC0415 - as above

        return JournalStore(self._connection)

    @cached_property
    def sign_offs(self) -> SignOffStore:
        """What was sent out to be signed and what came back."""
        from dsfa_app.storage.sign_offs import SignOffStore  # noqa: PLC0415 - as above

        return SignOffStore(self._connection)

    @cached_property
    def trash(self) -> TrashStore:
        """The waste basket."""
        from dsfa_app.storage.trash import TrashStore  # noqa: PLC0415 - as above

        return TrashStore(self._connection)

    @cached_property
    def catalogue_states(self) -> CatalogueStateStore:
        """What the catalogue said when somebody last took note of it."""
        from dsfa_app.storage.catalogue_states import CatalogueStateStore  # noqa: PLC0415 - see above

        return CatalogueStateStore(self._connection)


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
        """Lend the driver's connection, for what is done outside of transactions (backup, checkpoint)."""
        with self._turn, translated(self.file.parent), driver_connection(self._engine) as driver:
            yield driver

    def scrub(self) -> None:
        """Let nothing of what was deleted remain beside the database; in it zeros overwrote it already.

        Raises:
            StorageError: the data cannot be written.
        """
        with self.raw_connection() as driver:
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Release the file and its lock."""
        with self._turn:
            self._engine.dispose()
