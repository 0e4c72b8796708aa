"""The composition root: builds every part once and passes it down; the only module that knows all of them."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from dsfa_app import paths
from dsfa_app.catalogue import load_catalogue
from dsfa_app.services.assessments import Assessments
from dsfa_app.services.backup import Backup, restore
from dsfa_app.services.documents import Documents
from dsfa_app.services.examples import Examples
from dsfa_app.services.identities import Identities
from dsfa_app.services.judgement import Judgement
from dsfa_app.settings import Settings
from dsfa_app.storage.opening import open_database
from dsfa_app.texts import load_texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from dsfa_app.storage.database import Database


def now() -> datetime:
    """Return the current moment in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """Return a new random id."""
    return uuid.uuid4().hex


class Application:
    """The running program without its window."""

    def __init__(
        self, data_dir: Path, database: Database, clock: Callable[[], datetime], ids: Callable[[], str]
    ) -> None:
        self.data_dir = data_dir
        self._database = database
        self.catalogue = load_catalogue()
        self.texts = load_texts()
        self.settings = Settings(data_dir)
        self.judgement = Judgement(self.catalogue)
        self.assessments = Assessments(database, self.judgement, clock, ids)
        self.examples = Examples(self.catalogue, self.assessments, clock, ids)
        self.documents = Documents(self.assessments, self.judgement, self.texts, clock, ids)
        self.identities = Identities(data_dir, clock)
        self.backup = Backup(database, clock)

    def close(self) -> None:
        """Release the data."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_application(
    data_dir: Path | None = None,
    *,
    clock: Callable[[], datetime] = now,
    ids: Callable[[], str] = new_id,
) -> Application:
    """Open the data folder and build the program on it.

    Raises:
        StorageError: the data cannot be used.
        CatalogueError: the shipped reference data are broken.
    """
    folder = paths.data_dir(data_dir)
    database = open_database(folder)
    try:
        return Application(folder, database, clock, ids)
    except BaseException:
        database.close()
        raise


def restore_backup(data_dir: Path, source: Path, *, clock: Callable[[], datetime] = now) -> Path | None:
    """Replace all data of a folder that is not open; return where the former data were put.

    Raises:
        StorageError: the backup or the folder cannot be used; the data are untouched.
        DataInUseError: a running program holds the data.
    """
    return restore(data_dir, source, clock().astimezone())
