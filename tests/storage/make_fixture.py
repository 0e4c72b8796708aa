"""Makes the stored database that later versions must still read: ``fixtures/schema-<revision>.sqlite``.

Run it once per schema, before the schema is released::

    PYTHONPATH=tests python -m storage.make_fixture

A released fixture is never made again: it stands for the data in people's offices.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from factories import full_assessment, minimal_assessment
from storage.storing import add, opened

from dsfa_app.storage.backup import back_up
from dsfa_app.storage.database import HEAD_REVISION

FOLDER = Path(__file__).with_name("fixtures")
SMALL_PAGE = 512
"""Bytes; with SQLite's usual 4096 the many small tables would take five times the room."""
CONTENT = (full_assessment(entries=1), minimal_assessment())


def make(target: Path) -> None:
    """Write a database of today's schema with one full and one empty assessment."""
    with TemporaryDirectory() as folder, opened(Path(folder)) as database:
        for assessment in CONTENT:
            add(database, assessment)
        back_up(database, target)
    with closing(sqlite3.connect(target)) as connection:
        connection.execute(f"PRAGMA page_size = {SMALL_PAGE}")
        connection.execute("VACUUM")


if __name__ == "__main__":
    make(FOLDER / f"schema-{HEAD_REVISION}.sqlite")
