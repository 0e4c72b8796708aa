"""Assessments come out of the database as they went in, and a save writes what changed."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from factories import full_assessment, large_assessment, minimal_assessment
from hypothesis import HealthCheck, given, settings
from sqlalchemy import event
from storage.storing import CHANGED_AT, add, get, opened, save, summary_of
from strategies import assessments, typed_text

from dsfa_app.domain.editing import with_item, with_item_moved, with_value, without_item
from dsfa_app.domain.presence import Channel
from dsfa_app.domain.rating import Score
from dsfa_app.errors import NotFoundError, StorageError
from dsfa_app.storage.rows import difference, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.storage.database import Database
    from dsfa_app.storage.store import AssessmentStore

FULL = full_assessment()
ONE_DATABASE = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with opened(tmp_path) as made:
        yield made


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Collect the writing statements of a block."""
    seen: list[str] = []

    def note(_connection, _cursor, statement: str, *_rest) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            seen.append(" ".join(statement.split()))

    event.listen(database._engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(database._engine, "before_cursor_execute", note)


def database_ids(database: Database) -> list[str]:
    with database.unit_of_work() as work:
        return [line.id for line in work.overview.summaries()]


@ONE_DATABASE
@given(assessments())
def test_an_assessment_is_read_as_it_was_stored(database: Database, assessment: Assessment):
    assessment = replace(assessment, id=str(len(database_ids(database))))
    assert add(database, assessment) == 1
    assert get(database, assessment.id).assessment == assessment


@ONE_DATABASE
@given(assessments(), assessments())
def test_saving_turns_any_assessment_into_any_other(
    database: Database, before: Assessment, after: Assessment
):
    number = str(len(database_ids(database)))
    revision = add(database, replace(before, id=number))
    assert save(database, replace(after, id=number), revision) == 2
    assert get(database, number).assessment == replace(after, id=number)


def test_a_full_and_an_empty_assessment_survive_closing(tmp_path: Path):
    with opened(tmp_path) as database:
        add(database, FULL)
        add(database, minimal_assessment())
    with opened(tmp_path) as database:
        assert get(database, FULL.id).assessment == FULL
        assert get(database, "a0").assessment == minimal_assessment()


def test_saving_without_a_change_touches_only_revision_and_overview(database: Database):
    revision = add(database, FULL)
    with statements(database) as seen:
        save(database, FULL, revision)
    assert [statement.split(" SET ")[0] for statement in seen] == ["UPDATE assessments", "UPDATE summaries"]


def test_saving_one_field_writes_one_row_of_its_table(database: Database):
    revision = add(database, FULL)
    with statements(database) as seen:
        save(database, with_value(FULL, ("channels", "channel-1", "url"), "https://example.org"), revision)
    assert seen[0].startswith("UPDATE channels SET url=?")
    assert len(seen) == 3


def test_a_new_entry_at_the_end_is_one_new_row(database: Database):
    revision = add(database, FULL)
    with statements(database) as seen:
        save(database, with_item(FULL, "channels", Channel(id="new")), revision)
    assert seen[0].startswith("INSERT INTO channels")
    assert len(seen) == 3


def test_an_entry_goes_with_what_belongs_to_it(database: Database):
    revision = add(database, FULL)
    changed = without_item(FULL, "measures", "measure-0")
    save(database, changed, revision)
    assert get(database, FULL.id).assessment == changed


def test_the_difference_of_equal_rows_is_empty():
    same = difference(rows_of(FULL), rows_of(full_assessment()))
    assert not any(map(any, (same.added.values(), same.changed.values(), same.removed.values())))


def test_the_order_of_entries_is_kept(database: Database):
    channels = tuple(Channel(id=f"k{number}") for number in (3, 1, 2, 10, 0))
    assessment = replace(minimal_assessment(), channels=channels)
    revision = add(database, assessment)
    assert get(database, "a0").assessment.channels == channels
    moved = with_item_moved(assessment, "channels", "k0", 0)
    save(database, moved, revision)
    assert [channel.id for channel in get(database, "a0").assessment.channels] == [
        "k0",
        "k3",
        "k1",
        "k2",
        "k10",
    ]


def test_a_newer_revision_is_never_overwritten(database: Database):
    revision = add(database, FULL)
    mine, yours = replace(FULL, title="mein Titel"), replace(FULL, title="dein Titel")
    assert save(database, yours, revision) == revision + 1
    with pytest.raises(StorageError, match="inzwischen an anderer Stelle geändert"):
        save(database, mine, revision)
    stored = get(database, FULL.id)
    assert (stored.assessment.title, stored.revision) == ("dein Titel", revision + 1)


def test_an_assessment_is_stored_once(database: Database):
    add(database, FULL)
    with pytest.raises(StorageError, match="schon vorhanden"):
        add(database, FULL)


def test_a_deleted_assessment_leaves_no_row_behind(tmp_path: Path):
    with opened(tmp_path) as database:
        add(database, FULL)
        add(database, minimal_assessment())
    with opened(tmp_path) as database:
        with database.unit_of_work() as work:
            work.assessments.remove(FULL.id)
        left = counts(database)
    assert {name: count for name, count in left.items() if count} == {
        "alembic_version": 1,
        "assessments": 1,
        "summaries": 1,
    }


def counts(database: Database) -> dict[str, int]:
    """Return how many rows every table has."""
    with database.raw_connection() as driver:
        tables = [name for (name,) in driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: driver.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}  # noqa: S608


@pytest.mark.parametrize(
    "act",
    [
        lambda store: store.get("gone"),
        lambda store: store.save(FULL, summary_of(FULL), 1),
        lambda store: store.remove("gone"),
    ],
)
def test_what_does_not_exist_is_said_not_to_exist(
    database: Database, act: Callable[[AssessmentStore], object]
):
    with database.unit_of_work() as work, pytest.raises(NotFoundError, match="gibt es nicht"):
        act(work.assessments)


def test_nothing_of_a_failed_unit_of_work_is_kept(database: Database):
    def fail() -> None:
        with database.unit_of_work() as work:
            work.assessments.add(FULL, summary_of(FULL))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert database_ids(database) == []


def test_the_overview_shows_the_last_changed_first(database: Database):
    lines = []
    for number in range(5):
        assessment = replace(minimal_assessment(), id=f"a{number}")
        line = summary_of(
            assessment,
            changed_at=CHANGED_AT + timedelta(minutes=number % 3),
            platforms="Größe „X“, YouTube",
            review_due_on=None,
        )
        with database.unit_of_work() as work:
            work.assessments.add(assessment, line)
        lines.append(line._replace(revision=1))
    with database.unit_of_work() as work:
        assert work.overview.summaries() == tuple(lines[number] for number in (2, 1, 4, 0, 3))


def test_the_overview_follows_a_save(database: Database):
    revision = add(database, FULL)
    line = summary_of(FULL, title="neu", proven_level=0, open_risks=0)
    with database.unit_of_work() as work:
        work.assessments.save(FULL, line, revision)
        assert work.overview.summaries() == (line._replace(revision=2),)


@ONE_DATABASE
@given(typed_text())
def test_any_text_a_person_can_type_is_stored(database: Database, text: str):
    assessment = replace(minimal_assessment(), id=str(len(database_ids(database))), title=text)
    add(database, assessment)
    assert get(database, assessment.id).assessment.title == text


def test_half_a_unicode_character_is_refused_with_a_sentence(database: Database):
    with pytest.raises(StorageError, match="halbes Unicode-Zeichen"):
        add(database, replace(FULL, title="halb \ud83d"))
    assert database_ids(database) == []


def test_an_id_held_twice_loses_no_entry_unseen(database: Database):
    twice = replace(minimal_assessment(), channels=(Channel(id="k", name="a"), Channel(id="k", name="b")))
    with pytest.raises(StorageError, match="doppelt"):
        add(database, twice)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE channels SET state = 'erfunden'",
        "UPDATE assessments SET created_on = 'gestern'",
        "UPDATE ratings SET sources = 'kein JSON'",
        "UPDATE ratings SET sources = '7'",
        "UPDATE ratings SET gross_severity = 12",
        "UPDATE ratings SET gross_severity = NULL WHERE gross_likelihood IS NOT NULL",
        "UPDATE measures SET likelihood_effect = 5",
    ],
)
def test_stored_values_nobody_knows_are_refused_with_a_sentence(database: Database, damage: str):
    add(database, FULL)
    with database.raw_connection() as driver:
        assert driver.execute(damage).rowcount
    with pytest.raises(StorageError, match="nicht kennt"):
        get(database, FULL.id)


def test_a_list_nobody_can_read_is_refused_with_a_sentence(database: Database):
    add(database, FULL)
    with database.raw_connection() as driver:
        driver.execute("UPDATE summaries SET changed_at = 'gestern'")
    with pytest.raises(StorageError, match="nicht kennt"):
        database_ids(database)


def test_a_rating_without_scores_is_not_one_with_scores(database: Database):
    unrated = with_value(FULL, ("ratings", "facebook.R01", "gross"), None)
    revision = add(database, unrated)
    assert get(database, FULL.id).assessment.rating("facebook", "R01").gross is None
    rated = with_value(unrated, ("ratings", "facebook.R01", "gross"), Score(severity=1, likelihood=2))
    save(database, rated, revision)
    assert get(database, FULL.id).assessment == rated


def test_a_citys_assessment_is_stored_whole(database: Database):
    large = large_assessment()
    revision = add(database, large)
    assert get(database, large.id).assessment == large
    assert save(database, large, revision) == 2
