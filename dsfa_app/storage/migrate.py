"""Bringing a database to the newest schema, inside the program, after a backup."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from dsfa_app.storage.backup import FOLDER_NAME, copy_to
from dsfa_app.storage.database import APPLICATION_ID

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path
    from typing import Any

    from sqlalchemy import Engine


def configuration(engine: Engine) -> Config:
    """Return Alembic's configuration for an open engine; there is no ini file."""
    config = Config()
    config.set_main_option("script_location", "dsfa_app.storage:migrations")
    config.attributes["engine"] = engine
    return config


def upgrade(engine: Engine, file: Path, revision: str | None) -> None:
    """Migrate to the newest schema; an existing database is copied first.

    Raises:
        StorageError: the copy cannot be written; the database is untouched.
    """
    if revision is not None:
        now = datetime.now(UTC)
        target = file.parent / FOLDER_NAME / f"vor-schema-{revision}-{now:%Y-%m-%d-%H%M%S}.sqlite"
        borrowed = engine.raw_connection()
        try:
            driver: Any = borrowed.driver_connection
            source: sqlite3.Connection = driver
            copy_to(source, target)
        finally:
            borrowed.close()
    command.upgrade(configuration(engine), "head")
    with engine.begin() as connection:
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
