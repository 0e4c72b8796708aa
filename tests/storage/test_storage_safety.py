"""Data stay whole when programs are killed, disks are full and files are not ours."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from factories import full_assessment, large_assessment
from storage.crash_scripts import numbered
from storage.storing import add, get, opened, save

from dsfa_app.errors import DataInUseError, SchemaTooNewError, StorageError
from dsfa_app.storage.database import APPLICATION_ID, FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).resolve().parents[1]
FULL = full_assessment()
KILLS = 12
UNIX = pytest.mark.skipif(os.name == "nt", reason="needs the rights and signals of a Unix")


@contextmanager
def running(script: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Start one of the crash scripts and wait until it says that it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-m", "storage.crash_scripts", script, folder],
        cwd=TESTS.parent,
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def acknowledged(process: subprocess.Popen[str]) -> int:
    """Return the last number the killed process had said, 0 when it had said none."""
    assert process.stdout is not None
    whole = [line for line in process.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    return int(whole[-1]) if whole else 0


def test_a_killed_program_leaves_the_whole_old_or_the_whole_new_state(tmp_path: Path):
    with opened(tmp_path) as database:
        add(database, numbered(FULL, 0))
    chance = random.Random(20261121)
    last = 0
    for _ in range(KILLS):
        with running("save_for_ever", tmp_path) as process:
            time.sleep(chance.uniform(0.0, 0.12))
            process.kill()
            said = acknowledged(process)
        with opened(tmp_path) as database, database.raw_connection() as driver:
            assert driver.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert not driver.execute("PRAGMA foreign_key_check").fetchall()
        with opened(tmp_path) as database:
            stored = get(database, FULL.id).assessment
        number = int(stored.title)
        assert stored == numbered(FULL, number)
        assert max(said, last) <= number <= max(said, last) + 1
        last = number
    assert last > 0


def test_a_program_killed_while_it_makes_its_data_can_be_started_again(tmp_path: Path):
    chance = random.Random(7)
    for attempt in range(5):
        place = tmp_path / str(attempt)
        place.mkdir()
        with running("create_for_ever", place) as process:
            time.sleep(chance.uniform(0.01, 0.3))
            process.kill()
        for folder in place.iterdir():
            with opened(folder) as database:
                add(database, FULL)


def test_a_second_program_is_told_that_the_data_are_in_use(tmp_path: Path):
    with (
        running("hold", tmp_path),
        pytest.raises(DataInUseError, match="anderes laufendes Programm"),
        opened(tmp_path),
    ):
        pass
    with opened(tmp_path) as database:
        assert add(database, FULL) == 1


def test_the_same_program_opens_its_data_once(tmp_path: Path):
    with opened(tmp_path), pytest.raises(DataInUseError), opened(tmp_path):
        pass


def test_threads_take_turns(tmp_path: Path):
    with opened(tmp_path) as database:
        add(database, numbered(FULL, 0))
        failures: list[Exception] = []

        def work() -> None:
            for _ in range(10):
                try:
                    with database.unit_of_work() as unit:
                        stored = unit.assessments.get(FULL.id)
                        number = int(stored.assessment.title) + 1
                        line = unit.overview.summaries()[0]
                        unit.assessments.save(numbered(FULL, number), line, stored.revision)
                except Exception as error:  # noqa: BLE001 - every failure of a thread counts
                    failures.append(error)

        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failures
        assert get(database, FULL.id).assessment == numbered(FULL, 30)


def test_a_full_disk_keeps_the_last_state_and_lets_the_change_be_saved_later(tmp_path: Path):
    with opened(tmp_path) as database:
        revision = add(database, FULL)
        with database.raw_connection() as driver:
            pages = driver.execute("PRAGMA page_count").fetchone()[0]
            driver.execute(f"PRAGMA max_page_count = {pages}")
        larger = large_assessment()
        with pytest.raises(StorageError, match="kein Platz mehr"):
            save(database, larger, revision)
        assert get(database, FULL.id).assessment == FULL
        with database.raw_connection() as driver:
            driver.execute("PRAGMA max_page_count = 1000000")
        save(database, larger, revision)
        assert get(database, FULL.id).assessment == larger


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that every account may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="dsfa-test-"))
    folder.chmod(0o755)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700)
    shutil.rmtree(folder)


def refused(folder: Path) -> str:
    """Return what a program without special rights says to this folder."""
    return subprocess.run(
        [sys.executable, "-m", "storage.crash_scripts", "open_as_anybody", folder],
        cwd=TESTS.parent,
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


@UNIX
def test_data_that_may_only_be_read_are_named_so(open_to_all: Path):
    data = open_to_all / "data"
    with opened(data) as database:
        add(database, FULL)
    (data / FILE_NAME).chmod(0o444)
    before = (data / FILE_NAME).read_bytes()
    data.chmod(0o555)
    said = refused(data)
    assert said.startswith("StorageError: ")
    assert "schreibgeschützt" in said
    assert (data / FILE_NAME).read_bytes() == before


@UNIX
def test_a_folder_nobody_may_write_to_is_named_so(open_to_all: Path):
    data = open_to_all / "data"
    data.mkdir()
    data.chmod(0o555)
    assert "Bitte Ordner und Rechte prüfen" in refused(data)
    assert "lässt sich nicht anlegen" in refused(data / "deeper")


def test_a_file_in_the_place_of_the_folder_is_named_so(tmp_path: Path):
    (tmp_path / "data").write_text("im Weg", "utf-8")
    with pytest.raises(StorageError, match="lässt sich nicht anlegen"), opened(tmp_path / "data"):
        pass


def foreign(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE notes (text TEXT)")
        connection.execute("INSERT INTO notes VALUES ('bleibt')")
        connection.commit()


def foreign_with_a_log(file: Path) -> None:
    foreign(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


def newer(file: Path) -> None:
    with opened(file.parent) as database, database.raw_connection() as driver:
        driver.execute("UPDATE alembic_version SET version_num = '9999'")


def no_database(file: Path) -> None:
    file.write_bytes(b"Das ist ein Brief, keine Datenbank. " * 200)


def without_revision(file: Path) -> None:
    with opened(file.parent) as database, database.raw_connection() as driver:
        driver.execute("DELETE FROM alembic_version")


def without_revisions(file: Path) -> None:
    with opened(file.parent) as database, database.raw_connection() as driver:
        driver.execute("DROP TABLE alembic_version")


@pytest.mark.parametrize(
    ("make", "error", "sentence"),
    [
        (foreign, StorageError, "ist keine Datenbank der DSFA-Werkbank"),
        (foreign_with_a_log, StorageError, "ist keine Datenbank der DSFA-Werkbank"),
        (newer, SchemaTooNewError, "neueren Programmversion"),
        (no_database, StorageError, "keine Datenbank der DSFA-Werkbank"),
        (without_revision, StorageError, "beschädigt"),
        (without_revisions, StorageError, "beschädigt"),
    ],
)
def test_a_database_that_is_not_ours_to_use_is_refused_unchanged(
    tmp_path: Path, make, error: type[StorageError], sentence: str
):
    file = tmp_path / FILE_NAME
    make(file)
    before = file.read_bytes()
    with pytest.raises(error, match=sentence), opened(tmp_path):
        pass
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_damage_is_named_and_the_sentence_leads_to_the_backups(tmp_path: Path):
    with opened(tmp_path) as database:
        add(database, large_assessment())
    file = tmp_path / FILE_NAME
    content = bytearray(file.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    file.write_bytes(content)
    with pytest.raises(StorageError, match=r"beschädigt.*Sicherungen"), opened(tmp_path) as database:
        get(database, "a1")


def test_an_empty_file_becomes_a_database(tmp_path: Path):
    (tmp_path / FILE_NAME).touch()
    with opened(tmp_path) as database, database.raw_connection() as driver:
        assert driver.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_the_log_is_gone_after_closing(tmp_path: Path):
    with opened(tmp_path) as database:
        add(database, FULL)
        assert (tmp_path / f"{FILE_NAME}-wal").exists()
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_on_a_network_drive_there_is_no_write_ahead_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with opened(tmp_path) as database:
        add(database, FULL)
    monkeypatch.setattr("dsfa_app.storage.opening.is_network_path", lambda _path: True)
    with opened(tmp_path) as database:
        with database.raw_connection() as driver:
            assert driver.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert get(database, FULL.id).assessment == FULL
        save(database, numbered(FULL, 1), 1)
        with pytest.raises(DataInUseError), opened(tmp_path):
            pass
