"""Bringing a database to the newest schema, inside the program, after a backup.

For developers: after a change of the domain's fields or of ``tables.py`` ::

    python -m dsfa_app.storage.migrate "Keep the reason of a review"

writes the next migration below ``migrations/versions``. Read it, complete it (Alembic does not see renamed
columns, and a new column that may not be empty needs a ``server_default`` for the rows that exist), format it
with ruff and raise ``HEAD_REVISION`` in ``database.py``. Before the first release there are no data to keep:
delete ``0001_*.py``, run the command with „Lay out the first schema“ and make the stored database of the
tests anew (``tests/storage/make_fixture.py`` says how). After it a migration is never changed again.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from dsfa_app.errors import StorageError
from dsfa_app.storage.copies import FOLDER_NAME, copy_to
from dsfa_app.storage.database import (
    APPLICATION_ID,
    FILE_NAME,
    create_engine_for,
    driver_connection,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

SCRIPTS = "dsfa_app.storage:migrations"
"""Where Alembic finds the migrations, in a wheel or a frozen program as well."""


def configuration(connection: Connection, scripts: str) -> Config:
    """Return Alembic's configuration for an open transaction; there is no ini file."""
    config = Config()
    config.set_main_option("script_location", scripts)
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine, file: Path, revision: str | None) -> None:
    """Migrate to the newest schema in one transaction; an existing database is copied first.

    Raises:
        StorageError: the copy cannot be written, or the migrated data contradict themselves; the database
            is untouched.
    """
    if revision is not None:
        now = datetime.now(UTC)
        target = file.parent / FOLDER_NAME / f"vor-schema-{revision}-{now:%Y-%m-%d-%H%M%S}.sqlite"
        with driver_connection(engine) as source:
            copy_to(source, target)
    # rebuilding a table drops it, which would delete every row that refers to it
    with driver_connection(engine) as driver:
        driver.execute("PRAGMA foreign_keys = OFF")
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            command.upgrade(configuration(connection, SCRIPTS), "head")
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise StorageError(
                    f"Die Daten in {file.parent} lassen sich nicht auf die neue Programmversion umstellen. "
                    "Sie wurden nicht verändert; bitte den Ordner der Entwicklung melden."
                )
    finally:
        with driver_connection(engine) as driver:
            driver.execute("PRAGMA foreign_keys = ON")


def write_migration(subject: str, scripts: str = SCRIPTS) -> Path:
    """Write the migration from the newest one to the tables of today and return its file."""
    with TemporaryDirectory() as folder:
        engine = create_engine_for(Path(folder) / FILE_NAME)
        try:
            with engine.begin() as connection:
                config = configuration(connection, scripts)
                command.upgrade(config, "head")
                head = ScriptDirectory.from_config(config).get_current_head() or "0"
                written = command.revision(config, subject, autogenerate=True, rev_id=f"{int(head) + 1:04}")
        finally:
            engine.dispose()
    if written is None or isinstance(written, list):
        raise TypeError("Alembic writes one migration at a time")
    return Path(written.path)


if __name__ == "__main__":
    sys.stdout.write(f"{write_migration(' '.join(sys.argv[1:]))}\n")
