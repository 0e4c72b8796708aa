"""Opening the database of a data folder: made when missing, migrated when older.

A file that belongs to another program or to a newer version of this one is refused as it is, without a byte
changed.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dsfa_app.errors import SchemaTooNewError, StorageError
from dsfa_app.storage.database import (
    APPLICATION_ID,
    FILE_NAME,
    HEAD_REVISION,
    Database,
    create_engine_for,
    driver_connection,
)
from dsfa_app.storage.failures import translated, write_protected
from dsfa_app.storage.network import is_network_path

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine


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
