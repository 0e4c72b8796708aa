"""The history in the window: who changed what, filtered, read as far as one scrolls, and the way back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from factories import full_assessment

from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.editing import without_item
from dsfa_app.domain.vocabulary import Action
from dsfa_app.storage.journal import NewEntry
from ui.history.model import PAGE, Column
from ui.pages.versions import VersionsPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from dsfa_app.domain.assessment import Assessment
    from ui.assessment.shell import AssessmentShell
    from ui.history.card import HistoryCard

REASON = ("occasion", "reason")


@pytest.fixture
def shell(open_shell: Callable[[Assessment], AssessmentShell], qtbot: QtBot) -> AssessmentShell:
    """An assessment with one change, the page of its history in front."""
    found = open_shell(full_assessment())
    found.editor.set_value(REASON, "Neuer Anlass")
    found.editor.autosave.save_now()
    qtbot.waitUntil(lambda: found.editor.autosave.is_saved)
    return found


def card_of(shell: AssessmentShell, qtbot: QtBot) -> HistoryCard:
    shell.open_page("versions")
    page = shell.findChild(VersionsPage)
    assert page is not None
    qtbot.waitUntil(lambda: bool(page.history.model.entries) and bool(page.history.finding.text()))
    return page.history


def text(card: HistoryCard, row: int, column: Column) -> str:
    said = card.model.index(row, column).data()
    assert isinstance(said, str)
    return said


def test_the_newest_entry_stands_first_with_its_whole_values_below(
    shell: AssessmentShell, qtbot: QtBot
) -> None:
    card = card_of(shell, qtbot)
    assert card.model.rowCount() == 2
    assert text(card, 0, Column.WHAT) == "geändert"
    assert text(card, 0, Column.PLACE) == "Anlass und Umfang · Anlass"
    assert text(card, 1, Column.WHAT) == "DSFA angelegt"
    assert card.new.toPlainText() == "Neuer Anlass"
    assert card.old.toPlainText() == full_assessment().occasion.reason
    assert "lückenlos" in card.finding.text()


def test_a_former_value_comes_back_and_undo_takes_it_back(shell: AssessmentShell, qtbot: QtBot) -> None:
    card = card_of(shell, qtbot)
    card.restore.click()
    qtbot.waitUntil(lambda: shell.editor.value(REASON) == full_assessment().occasion.reason)
    assert shell.editor.undo_text == "Wiederherstellen"
    qtbot.waitUntil(lambda: shell.editor.autosave.is_saved)
    shell.editor.undo()
    assert shell.editor.value(REASON) == "Neuer Anlass"


def test_a_removed_entry_comes_back(shell: AssessmentShell, qtbot: QtBot) -> None:
    channel = shell.editor.assessment.channels[0]
    before = shell.editor.assessment
    shell.editor.apply("Entfernen", lambda now: without_item(now, "channels", channel.id))
    card = card_of(shell, qtbot)
    qtbot.waitUntil(lambda: text(card, 0, Column.WHAT) == "entfernt")
    assert channel.name in text(card, 0, Column.PLACE)
    card.restore.click()
    qtbot.waitUntil(lambda: shell.editor.assessment == before)


def test_what_cannot_come_back_by_itself_is_not_offered(shell: AssessmentShell, qtbot: QtBot) -> None:
    card = card_of(shell, qtbot)
    card.table.selectRow(1)
    assert not card.restore.isEnabled()
    assert not card.go.isEnabled()


def test_the_way_leads_to_the_field(shell: AssessmentShell, qtbot: QtBot) -> None:
    card = card_of(shell, qtbot)
    card.go.click()
    assert shell.page_id == "occasion"


def enter(app: Application, number: int, *, first: int = 0) -> None:
    """Enter so many changes by two people, one a minute."""
    begun = datetime.now(UTC) - timedelta(minutes=number)
    with app._database.unit_of_work() as work:
        for index in range(first, first + number):
            work.journal.append(
                NewEntry(
                    at=f"{begun + timedelta(minutes=index):%Y-%m-%dT%H:%M:%S}Z",
                    by=ActingPerson(name="Ada" if index % 2 else "Ben"),
                    assessment_id="a1",
                    action=Action.CHANGED,
                    place="title" if index % 4 else "occasion.reason",
                    old=f"alt {index}",
                    new=f"neu {index}",
                )
            )


def test_the_filter_finds_person_place_and_period(
    shell: AssessmentShell, qtbot: QtBot, app: Application
) -> None:
    enter(app, 40)
    card = card_of(shell, qtbot)
    model = card.model
    assert "Ada" in model.people
    card.bar.person.setCurrentText("Ada")
    card.bar.person.activated.emit(card.bar.person.currentIndex())
    qtbot.waitUntil(lambda: model.rowCount() == 20)
    card.bar.words.setText("Anlass umfang")
    qtbot.waitUntil(lambda: model.rowCount() == 0)
    assert "Nichts passt" in card._empty.text()
    card.bar.person.setCurrentIndex(0)
    card.bar.person.activated.emit(0)
    qtbot.waitUntil(lambda: model.rowCount() == 11)
    card.bar.words.clear()
    qtbot.waitUntil(lambda: model.rowCount() == 42)
    noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert card.bar.chosen(noon).since is None
    card.bar.period.setCurrentIndex(1)
    assert card.bar.chosen(noon).since == noon - timedelta(days=1)


def test_ten_thousand_entries_are_read_as_far_as_one_scrolls(
    shell: AssessmentShell, qtbot: QtBot, app: Application
) -> None:
    enter(app, 10_000)
    begun = perf_counter()
    card = card_of(shell, qtbot)
    assert perf_counter() - begun < 5
    assert card.model.rowCount() == PAGE
    card.table.scrollToBottom()
    qtbot.waitUntil(lambda: card.model.rowCount() == 2 * PAGE)
    numbers = [entry.number for entry in card.model.entries]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == 2 * PAGE


def test_a_forged_entry_is_a_clear_finding_and_nothing_is_lost(
    shell: AssessmentShell, qtbot: QtBot, app: Application
) -> None:
    with app._database.raw_connection() as driver:
        driver.execute("UPDATE journal SET person = 'Eve' WHERE number = 2")
    card = card_of(shell, qtbot)
    assert "Eintrag 2: der Eintrag wurde verändert" in card.finding.text()
    assert "verändert" in text(card, 0, Column.WHAT)
    assert shell.editor.value(REASON) == "Neuer Anlass"
    shell.editor.set_value(("title",), "Es geht weiter")
    qtbot.waitUntil(lambda: card.model.entries[0].new == "Es geht weiter")


def test_every_cell_and_control_has_a_name(shell: AssessmentShell, qtbot: QtBot) -> None:
    card = card_of(shell, qtbot)
    controls = (card.table, card.bar.words, card.bar.person, card.bar.period, card.old, card.new)
    assert all(control.accessibleName() for control in controls)
    assert card.model.index(0, Column.WHAT).data(11) == "Was: geändert"
