"""Copies are whole, old ones make room, and a restore replaces all data or nothing."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

import pytest
from factories import full_assessment, minimal_assessment
from storage.storing import add, get, opened

from dsfa_app.errors import DataInUseError, SchemaTooNewError, StorageError
from dsfa_app.storage.backup import KEPT_DAILY, back_up, back_up_daily
from dsfa_app.storage.copies import FOLDER_NAME, uri
from dsfa_app.storage.database import FILE_NAME
from dsfa_app.storage.restore import restore

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.storage.database import Database

FULL = full_assessment()
NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


def titles(folder: Path) -> list[str]:
    with opened(folder) as database, database.unit_of_work() as work:
        return [line.title for line in work.overview.summaries()]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one assessment."""
    folder = tmp_path / "data"
    with opened(folder) as database:
        add(database, FULL)
    return folder


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of other data, in a folder whose name SQLite could misread."""
    target = tmp_path / "Ablage #1 100 % größer?" / "Sicherung.sqlite"
    with opened(tmp_path / "other") as database:
        add(database, replace(minimal_assessment(), title="aus der Sicherung"))
        back_up(database, target)
    return target


def test_a_copy_made_at_work_holds_everything(data: Path, tmp_path: Path):
    target = tmp_path / "new folder" / "copy.sqlite"
    with opened(data) as database:
        add(database, minimal_assessment())
        back_up(database, target)
        add(database, replace(minimal_assessment(), id="later"))
    assert [path.name for path in target.parent.iterdir()] == ["copy.sqlite"]
    restore(tmp_path / "elsewhere", target, NOW)
    with opened(tmp_path / "elsewhere") as database:
        assert get(database, FULL.id).assessment == FULL
    assert len(titles(tmp_path / "elsewhere")) == 2


def test_a_copy_replaces_an_older_one(data: Path, tmp_path: Path):
    target = tmp_path / "copy.sqlite"
    target.write_text("alt", "utf-8")
    with opened(data) as database:
        back_up(database, target)
    restore(data, target, NOW)
    assert titles(data) == [FULL.title]


def test_data_are_never_copied_over_themselves(data: Path):
    with opened(data) as database, pytest.raises(StorageError, match="nicht über sich selbst"):
        back_up(database, data / FILE_NAME)
    assert titles(data) == [FULL.title]


@pytest.mark.parametrize("place", ["file/copy.sqlite", "folder"])
def test_a_copy_that_cannot_be_written_is_said_so_and_leaves_no_half(data: Path, tmp_path: Path, place: str):
    (tmp_path / "file").write_text("im Weg", "utf-8")
    (tmp_path / "folder").mkdir()
    with opened(data) as database, pytest.raises(StorageError, match="lässt sich nicht schreiben"):
        back_up(database, tmp_path / place)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "file", "folder"]


def test_one_copy_a_day_is_kept_and_the_oldest_goes(data: Path):
    folder = data / FOLDER_NAME
    folder.mkdir()
    (folder / "vor-schema-0000-2020-01-01-000000.sqlite").touch()
    with opened(data) as database:
        for day in range(KEPT_DAILY + 3):
            made = back_up_daily(database, NOW + timedelta(days=day))
            assert made is not None
            assert back_up_daily(database, NOW + timedelta(days=day, hours=3)) is None
    daily = sorted(path.name for path in folder.glob("taeglich-*"))
    assert len(daily) == KEPT_DAILY
    assert daily[0] == "taeglich-2026-11-24.sqlite"
    assert daily[-1] == "taeglich-2026-12-03.sqlite"
    assert (folder / "vor-schema-0000-2020-01-01-000000.sqlite").exists()
    restore(data, folder / daily[-1], NOW)
    assert titles(data) == [FULL.title]


def spoil(database: Database) -> None:
    """Make the database contradict its own schema, as a faulty disk does."""
    with database.raw_connection() as driver:
        root = driver.execute("SELECT rootpage FROM sqlite_master WHERE name = 'channels'").fetchone()[0]
        driver.execute("PRAGMA writable_schema = ON")
        driver.execute(f"UPDATE sqlite_master SET rootpage = {root} WHERE name = 'roles'")  # noqa: S608
        driver.execute("PRAGMA writable_schema = OFF")


def test_damaged_data_never_push_out_a_sound_copy(data: Path):
    with opened(data) as database:
        sound = back_up_daily(database, NOW)
        spoil(database)
        with pytest.raises(StorageError, match="beschädigt"):
            back_up_daily(database, NOW + timedelta(days=1))
    assert list((data / FOLDER_NAME).iterdir()) == [sound]


def test_a_restore_replaces_all_data_and_keeps_the_former_ones(data: Path, backup: Path):
    kept = restore(data, backup, NOW)
    assert titles(data) == ["aus der Sicherung"]
    assert kept == data / FOLDER_NAME / "vor-wiederherstellung-2026-11-21-083000.sqlite"
    restore(data, kept, NOW + timedelta(minutes=1))
    with opened(data) as database:
        assert get(database, FULL.id).assessment == FULL
    assert backup.exists()


def test_a_restore_needs_no_former_data(tmp_path: Path, backup: Path):
    assert restore(tmp_path / "new" / "place", backup, NOW) is None
    assert titles(tmp_path / "new" / "place") == ["aus der Sicherung"]


def test_a_raw_copy_of_the_database_file_is_a_backup_too(data: Path, tmp_path: Path):
    raw = shutil.copy(data / FILE_NAME, tmp_path / "raw.sqlite")
    restore(tmp_path / "new", Path(raw), NOW)
    assert titles(tmp_path / "new") == [FULL.title]


def damaged(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 4] = b"\xff" * 4096
    file.write_bytes(content)


def shortened(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:20000])


def foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE notes (text TEXT)")


def no_database(file: Path) -> None:
    file.write_bytes(b"Brief " * 1000)


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def without_revision(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DELETE FROM alembic_version")
        connection.commit()


def without_revisions(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TABLE alembic_version")


def gone(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize(
    ("spoilt", "error", "sentence"),
    [
        (damaged, StorageError, "ist beschädigt"),
        (shortened, StorageError, "ist beschädigt"),
        (without_revision, StorageError, "ist beschädigt"),
        (without_revisions, StorageError, "ist beschädigt"),
        (foreign, StorageError, "keine Sicherung der DSFA-Werkbank"),
        (no_database, StorageError, "keine Sicherung der DSFA-Werkbank"),
        (newer, SchemaTooNewError, "neueren Programmversion"),
        (gone, StorageError, "gibt es nicht"),
    ],
)
def test_a_backup_that_is_no_use_is_refused_and_the_data_stay(
    data: Path,
    backup: Path,
    spoilt: Callable[[Path], None],
    error: type[StorageError],
    sentence: str,
):
    spoilt(backup)
    before = (data / FILE_NAME).read_bytes()
    with pytest.raises(error, match=sentence):
        restore(data, backup, NOW)
    assert (data / FILE_NAME).read_bytes() == before
    assert [path.name for path in data.iterdir()] == [FILE_NAME]


def test_data_in_use_are_not_replaced(data: Path, backup: Path):
    with opened(data) as database:
        with pytest.raises(DataInUseError):
            restore(data, backup, NOW)
        assert get(database, FULL.id).assessment == FULL
    assert sorted(path.name for path in data.iterdir()) == [FILE_NAME]


@pytest.mark.parametrize("spoilt", [no_database, shortened, foreign, newer])
def test_data_that_cannot_be_opened_are_set_aside_as_they_are(
    data: Path, backup: Path, spoilt: Callable[[Path], None]
):
    spoilt(data / FILE_NAME)
    before = (data / FILE_NAME).read_bytes()
    kept = restore(data, backup, NOW)
    assert kept is not None
    assert kept.read_bytes() == before
    assert titles(data) == ["aus der Sicherung"]


def test_a_stray_log_is_never_mixed_into_restored_data(data: Path, backup: Path):
    with opened(data) as database:
        add(database, minimal_assessment())
        log = (data / f"{FILE_NAME}-wal").read_bytes()
    (data / FILE_NAME).unlink()
    (data / f"{FILE_NAME}-wal").write_bytes(log)
    assert restore(data, backup, NOW) is None
    assert titles(data) == ["aus der Sicherung"]


def test_a_file_in_the_place_of_the_data_folder_is_named_so(tmp_path: Path, backup: Path):
    (tmp_path / "in the way").touch()
    with pytest.raises(StorageError, match="lässt sich nichts ersetzen"):
        restore(tmp_path / "in the way", backup, NOW)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePosixPath("/daten/a #1?.sqlite"), "file:///daten/a%20%231%3F.sqlite?mode=ro"),
        (PureWindowsPath("C:\\Ablage\\ä.sqlite"), "file:///C%3A/Ablage/%C3%A4.sqlite?mode=ro"),
        (PureWindowsPath("\\\\server\\amt\\x.sqlite"), "file:////server/amt/x.sqlite?mode=ro"),
    ],
)
def test_a_backup_is_addressed_for_reading_on_every_kind_of_drive(path, address: str):
    assert uri(path) == address
