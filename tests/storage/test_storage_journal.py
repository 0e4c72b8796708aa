"""The journal's chain in a real file: what tampering with it shows, and what an emptied entry keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from storage.storing import opened

from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.journal import Break, Fault, Head, chain_digest
from dsfa_app.domain.vocabulary import Action, Role
from dsfa_app.storage.journal import NewEntry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dsfa_app.storage.database import Database

ADA = ActingPerson(name="Ada Aktenkundig", role=Role.DPO)


def entry(number: int, action: Action = Action.CHANGED, assessment_id: str = "a1") -> NewEntry:
    return NewEntry(
        at=f"2026-11-21T09:{number:02}:00Z",
        by=ADA,
        assessment_id=assessment_id,
        action=action,
        place="occasion.reason",
        old=f"alt {number}",
        new=f"neu {number}",
    )


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Database]:
    """A database whose journal holds five entries, each in a transaction of its own."""
    with opened(tmp_path) as database:
        for number in range(1, 6):
            with database.unit_of_work() as work:
                assert work.journal.append(entry(number)) == number
        yield database


def first_break(database: Database, witness: Head | None = None) -> Break | None:
    with database.unit_of_work() as work:
        return work.journal.first_break(witness)


def tamper(database: Database, *statements: str) -> None:
    with database.raw_connection() as driver:
        for statement in statements:
            assert driver.execute(statement).rowcount
    with database.raw_connection() as driver:
        assert not driver.in_transaction


def test_an_untouched_journal_is_sound(journal: Database) -> None:
    assert first_break(journal) is None


def test_an_empty_journal_is_sound(tmp_path: Path) -> None:
    with opened(tmp_path) as database:
        assert first_break(database) is None


def inserted(number: int) -> str:
    """Return the statement that repeats the fifth entry under another number."""
    columns = "at, person, role, assessment_id, action, place, content, content_sha256, sha256, sha256"
    return f"INSERT INTO journal SELECT {number}, {columns} FROM journal WHERE number = 5"  # noqa: S608 - a number


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE journal SET person = 'Eve' WHERE number = 3", Break(3, Fault.ALTERED)),
        ("UPDATE journal SET at = '2026-11-20T09:00:00Z' WHERE number = 1", Break(1, Fault.ALTERED)),
        ("UPDATE journal SET role = 'leitung' WHERE number = 5", Break(5, Fault.ALTERED)),
        ("UPDATE journal SET assessment_id = 'a2' WHERE number = 2", Break(2, Fault.ALTERED)),
        ("UPDATE journal SET action = 'exportiert' WHERE number = 2", Break(2, Fault.ALTERED)),
        ("UPDATE journal SET place = 'title' WHERE number = 4", Break(4, Fault.ALTERED)),
        ("UPDATE journal SET place = x'ff' WHERE number = 4", Break(4, Fault.ALTERED)),
        ("UPDATE journal SET content = '{}' WHERE number = 2", Break(2, Fault.CONTENT)),
        ("UPDATE journal SET content = x'ff' WHERE number = 2", Break(2, Fault.CONTENT)),
        ("UPDATE journal SET content = NULL WHERE number = 2", Break(2, Fault.EMPTIED)),
        ("DELETE FROM journal WHERE number = 1", Break(1, Fault.MISSING)),
        ("DELETE FROM journal WHERE number = 3", Break(3, Fault.MISSING)),
        ("DELETE FROM journal WHERE number = 5", Break(5, Fault.MISSING)),
        ("DELETE FROM journal WHERE number > 3", Break(4, Fault.MISSING)),
        ("DELETE FROM journal", Break(1, Fault.MISSING)),
        ("DELETE FROM journal_head", Break(5, Fault.NO_HEAD)),
        ("UPDATE journal_head SET number = 4", Break(5, Fault.UNENTERED)),
        ("UPDATE journal_head SET sha256 = x'ff'", Break(5, Fault.NO_HEAD)),
        (inserted(6), Break(6, Fault.ALTERED)),
        (inserted(-1), Break(1, Fault.ALTERED)),
    ],
)
def test_a_row_that_was_changed_removed_or_forged_is_found(
    journal: Database, statement: str, found: Break
) -> None:
    tamper(journal, statement)
    assert first_break(journal) == found


def test_entries_put_in_another_order_are_found(journal: Database) -> None:
    tamper(
        journal,
        "UPDATE journal SET number = 99 WHERE number = 2",
        "UPDATE journal SET number = 2 WHERE number = 3",
        "UPDATE journal SET number = 3 WHERE number = 99",
    )
    assert first_break(journal) == Break(2, Fault.UNLINKED)


def forge(database: Database, number: int) -> None:
    """Rewrite one entry with a hash that fits it."""
    with database.unit_of_work() as work:
        known = work.journal.entry(number)
    assert known is not None
    sha256 = chain_digest(
        number=number, at=known.at, person="Eve", role=known.role, assessment_id=known.assessment_id,
        action=known.action, place=known.place, content_sha256=known.content_sha256,
        previous_sha256=known.previous_sha256,
    )  # fmt: skip
    tamper(database, f"UPDATE journal SET person = 'Eve', sha256 = '{sha256}' WHERE number = {number}")  # noqa: S608 - a hash


def test_an_entry_forged_with_a_fitting_hash_shows_in_the_next(journal: Database) -> None:
    forge(journal, 3)
    assert first_break(journal) == Break(4, Fault.UNLINKED)


def test_the_newest_entry_forged_with_a_fitting_hash_shows_in_what_is_kept_apart(journal: Database) -> None:
    forge(journal, 5)
    assert first_break(journal) == Break(5, Fault.ALTERED)


def test_a_chain_cut_off_with_all_it_says_about_itself_shows_by_a_note_kept_elsewhere(
    journal: Database,
) -> None:
    with journal.unit_of_work() as work:
        noted = work.journal.head
        kept = work.journal.entry(3)
    assert noted is not None
    assert kept is not None
    assert first_break(journal, noted) is None
    tamper(
        journal,
        "DELETE FROM journal WHERE number > 3",
        f"UPDATE journal_head SET number = 3, sha256 = '{kept.sha256}'",  # noqa: S608 - a hash
    )
    assert first_break(journal) is None
    assert first_break(journal, noted) == Break(4, Fault.MISSING)


def test_a_whole_new_chain_shows_by_a_note_kept_elsewhere(journal: Database) -> None:
    with journal.unit_of_work() as work:
        noted = work.journal.head
    assert noted is not None
    tamper(journal, "DELETE FROM journal", "DELETE FROM journal_head")
    for number in range(1, 7):
        with journal.unit_of_work() as work:
            work.journal.append(entry(number))
    assert first_break(journal) is None
    assert first_break(journal, noted) == Break(5, Fault.OTHER_THAN_WITNESSED)


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM journal WHERE number > 3",
        "DELETE FROM journal_head",
        "INSERT INTO journal_head VALUES (1, 'gefälscht')",
        inserted(9),
    ],
)
def test_a_journal_that_was_tampered_with_goes_on_and_its_break_stays_visible(
    journal: Database, damage: str
) -> None:
    tamper(journal, damage)
    for number in (6, 7):
        with journal.unit_of_work() as work:
            work.journal.append(entry(number))
    assert first_break(journal) is not None
    with journal.unit_of_work() as work:
        assert len(work.journal.of_assessment("a1")) >= 5


def test_what_a_block_enters_is_gone_with_it(journal: Database) -> None:
    def enter_and_fail() -> None:
        with journal.unit_of_work() as work:
            work.journal.append(entry(6))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        enter_and_fail()
    assert first_break(journal) is None
    with journal.unit_of_work() as work:
        assert work.journal.head is not None
        assert work.journal.head.number == 5


def test_emptied_entries_keep_who_did_what_when_and_the_chain(journal: Database) -> None:
    with journal.unit_of_work() as work:
        work.journal.append(entry(6, assessment_id="a2"))
        work.journal.empty("a1")
        work.journal.append(entry(7, Action.PURGED))
    assert first_break(journal) is None
    with journal.unit_of_work() as work:
        purged, *emptied = work.journal.of_assessment("a1")
        assert purged.action == Action.PURGED
        assert {known.person for known in emptied} == {"Ada Aktenkundig"}
        assert not any(known.content for known in emptied)
        assert all(known.content for known in work.journal.of_assessment("a2"))


def test_what_is_entered_about_an_id_after_it_was_deleted_for_good_may_not_be_emptied(
    journal: Database,
) -> None:
    with journal.unit_of_work() as work:
        work.journal.empty("a1")
        work.journal.append(entry(6, Action.PURGED))
    with journal.unit_of_work() as work:
        work.journal.append(entry(7))
    tamper(journal, "UPDATE journal SET content = NULL WHERE number = 7")
    assert first_break(journal) == Break(7, Fault.EMPTIED)


def test_equal_values_never_have_equal_hashes(journal: Database) -> None:
    with journal.unit_of_work() as work:
        work.journal.append(entry(6))
        work.journal.append(entry(6))
        newest, before, *_ = work.journal.of_assessment("a1")
    assert newest.content_sha256 != before.content_sha256
