"""Tables, migrations and the domain say the same."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from factories import full_assessment
from sqlalchemy import create_engine
from storage.make_fixture import FOLDER
from storage.storing import add, get, opened

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.structure import Kind, record_classes, shape, texts
from dsfa_app.errors import StorageError
from dsfa_app.storage import migrate
from dsfa_app.storage import opening as opening_module
from dsfa_app.storage.copies import FOLDER_NAME
from dsfa_app.storage.database import APPLICATION_ID, FILE_NAME, HEAD_REVISION
from dsfa_app.storage.tables import metadata

if TYPE_CHECKING:
    from pathlib import Path

FULL = full_assessment()
SCRIPTS = "dsfa_app.storage:migrations"


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations to add to, which the program takes for its own."""
    with opened(tmp_path / "any") as database, database._engine.begin() as connection:
        source = ScriptDirectory.from_config(migrate.configuration(connection, SCRIPTS)).dir
    folder = tmp_path / "scripts"
    shutil.copytree(source, folder)
    monkeypatch.setattr(migrate, "SCRIPTS", str(folder))
    return folder


def next_schema(scripts: Path, monkeypatch: pytest.MonkeyPatch, steps: str) -> None:
    """Add a migration 0002 and let the program know it."""
    (scripts / "versions" / "0002_go_on.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        "revision = '0002'\ndown_revision = '0001'\nbranch_labels = None\ndepends_on = None\n"
        f"def upgrade():\n{steps}\n",
        "utf-8",
    )
    monkeypatch.setattr(opening_module, "HEAD_REVISION", "0002")


def schema(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return columns, keys and indexes of every table as SQLite understands them."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: [
            connection.execute(f"PRAGMA {question}({name})").fetchall()
            for question in ("table_info", "foreign_key_list", "index_list")
        ]
        for name in names
        if name != "alembic_version"
    }


def test_every_collection_of_the_domain_has_its_table():
    collections = [
        item.name
        for record in record_classes(Assessment)
        for item in shape(record)
        if item.kind is Kind.RECORDS
    ]
    assert len(set(collections)) == len(collections)
    beside = {"summaries", "journal", "journal_head", "versions", "risk_profiles"}
    beside |= {"catalogue_states", "catalogue_texts"}
    beside |= {"renderings", "signed_files", "sign_offs"}
    assert set(metadata.tables) == {"assessments", *beside, *collections}


def test_the_migrations_end_where_the_program_expects_it(tmp_path: Path):
    with opened(tmp_path) as database, database._engine.begin() as connection:
        directory = ScriptDirectory.from_config(migrate.configuration(connection, SCRIPTS))
        assert directory.get_heads() == [HEAD_REVISION]
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_migrated_database_is_the_one_the_tables_describe(tmp_path: Path):
    described = create_engine(f"sqlite:///{tmp_path / 'described.sqlite'}")
    metadata.create_all(described)
    described.dispose()
    opened_folder = tmp_path / "migrated"
    with opened(opened_folder):
        pass
    with (
        closing(sqlite3.connect(tmp_path / "described.sqlite")) as expected,
        closing(sqlite3.connect(opened_folder / FILE_NAME)) as actual,
    ):
        assert schema(actual) == schema(expected)
        assert actual.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert actual.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_every_constraint_has_a_name():
    for table in metadata.tables.values():
        for constraint in table.constraints:
            assert constraint.name


@pytest.mark.parametrize("stored", sorted(FOLDER.glob("schema-*.sqlite")), ids=lambda path: path.stem)
def test_a_stored_database_of_every_schema_opens_and_reads(stored: Path, tmp_path: Path):
    shutil.copy(stored, tmp_path / FILE_NAME)
    with opened(tmp_path) as database:
        full = get(database, "a1").assessment
        empty = get(database, "a0").assessment
    assert len(full.platforms) == len(full.measures) == len(full.measures[0].evidence) == 1
    assert full.rating("facebook", "R01").gross is not None
    assert full.channels[0].url.startswith("Angabe zu Channel.url")
    assert len(list(texts(full))) > 190
    assert (empty.title, empty.ratings) == ("Neue DSFA", ())


def test_the_newest_schema_has_a_stored_database():
    assert (FOLDER / f"schema-{HEAD_REVISION}.sqlite").exists()


def test_an_older_database_is_copied_before_it_is_migrated(
    tmp_path: Path, scripts: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "data"
    with opened(folder) as database:
        add(database, FULL)
    next_schema(scripts, monkeypatch, "    op.create_table('later', sa.Column('id', sa.Text()))")
    with opened(folder) as database:
        assert get(database, FULL.id).assessment == FULL
        with database.raw_connection() as driver:
            assert driver.execute("SELECT count(*) FROM later").fetchone() == (0,)
    (copy,) = (folder / FOLDER_NAME).glob("vor-schema-0001-*.sqlite")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert connection.execute("SELECT title FROM assessments").fetchone() == (FULL.title,)
    with opened(folder):
        assert len(list((folder / FOLDER_NAME).iterdir())) == 1


def test_rebuilding_a_table_keeps_the_rows_that_belong_to_it(
    tmp_path: Path, scripts: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "data"
    with opened(folder) as database:
        add(database, FULL)
    next_schema(
        scripts,
        monkeypatch,
        "    with op.batch_alter_table('measures', recreate='always') as table:\n"
        "        table.add_column(sa.Column('later', sa.Text(), nullable=False, server_default='x'))",
    )
    with opened(folder) as database:
        assert get(database, FULL.id).assessment == FULL
        with database.raw_connection() as driver:
            assert driver.execute("SELECT DISTINCT later FROM measures").fetchall() == [("x",)]
            assert driver.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize(
    ("steps", "error"),
    [
        (
            "    op.create_table('later', sa.Column('id', sa.Text()))\n    raise ZeroDivisionError",
            ZeroDivisionError,
        ),
        ("    op.execute('DELETE FROM assessments')", StorageError),
    ],
)
def test_a_failed_migration_leaves_the_old_state(
    tmp_path: Path, scripts: Path, monkeypatch: pytest.MonkeyPatch, steps: str, error: type[Exception]
):
    folder = tmp_path / "data"
    with opened(folder) as database:
        add(database, FULL)
    next_schema(scripts, monkeypatch, steps)
    with pytest.raises(error), opened(folder):
        pass
    monkeypatch.setattr(opening_module, "HEAD_REVISION", "0001")
    with opened(folder) as database:
        assert get(database, FULL.id).assessment == FULL
        with database.raw_connection() as driver:
            assert not driver.execute("SELECT 1 FROM sqlite_master WHERE name = 'later'").fetchone()


def test_a_migration_that_cannot_be_backed_up_does_not_begin(
    tmp_path: Path, scripts: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "data"
    with opened(folder):
        pass
    (folder / FOLDER_NAME).write_text("im Weg", "utf-8")
    next_schema(scripts, monkeypatch, "    op.drop_table('channels')")
    before = (folder / FILE_NAME).read_bytes()
    with pytest.raises(StorageError, match="Sicherung"), opened(folder):
        pass
    assert (folder / FILE_NAME).read_bytes() == before


def test_a_developer_gets_the_next_migration_written(scripts: Path, capsys: pytest.CaptureFixture[str]):
    written = migrate.write_migration("Nothing new", str(scripts))
    assert written.name == "0002_nothing_new.py"
    assert "down_revision = '0001'" in written.read_text("utf-8")
    assert "add_column" not in written.read_text("utf-8")
    capsys.readouterr()


def test_the_first_migration_can_be_made_anew(scripts: Path, capsys: pytest.CaptureFixture[str]):
    (first,) = (scripts / "versions").glob("0001_*.py")
    tables = first.read_text("utf-8").count("create_table(")
    first.unlink()
    written = migrate.write_migration("Lay out the first schema", str(scripts))
    assert written == first
    assert written.read_text("utf-8").count("create_table(") == tables == len(metadata.tables)
    capsys.readouterr()
