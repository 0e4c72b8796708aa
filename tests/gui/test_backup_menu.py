"""Backups from the menu: made, brought back, and refused without a loss."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from factories import full_assessment
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QPushButton

from dsfa_app.bootstrap import open_application, restore_backup
from dsfa_app.errors import DataInUseError
from ui.app import Start
from ui.backup import suggested_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from ui.main_window import MainWindow

LONG = 20_000
"""Milliseconds; the data are closed, copied and opened again."""


@pytest.fixture
def start(
    qtbot: QtBot, german_qt: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Start]:
    """The whole program, its window shown and its data open, with one assessment."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    with open_application(tmp_path / "daten") as app:
        app.assessments.add(full_assessment())
    running = Start(german_qt, tmp_path / "daten", open_application, restore_backup)
    with qtbot.waitSignal(running.window.list_ready, timeout=LONG):
        running.show()
    yield running
    running.window.close()
    qtbot.waitUntil(lambda: not running.window.isVisible())
    running.close()
    running.window.deleteLater()


def dialog(qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=LONG)
    return QApplication.activeModalWidget()


def answer(qtbot: QtBot, button: str) -> tuple[str, str]:
    """Press the button of the open message and return what it said."""
    box = dialog(qtbot, QMessageBox)
    next(known for known in box.findChildren(QPushButton) if known.text().replace("&", "") == button).click()
    return box.text(), box.informativeText()


def choose(qtbot: QtBot, file: Path) -> None:
    """Type a file into the open dialog and take it."""
    chooser = dialog(qtbot, QFileDialog)
    chooser.findChild(QLineEdit).setText(str(file))
    chooser.accept()


def back_up(qtbot: QtBot, window: MainWindow, target: Path) -> None:
    window.menus.back_up.trigger()
    choose(qtbot, target)
    title, detail = answer(qtbot, "OK")
    assert title == "Sicherung erstellt"
    assert str(target) in detail


def titles(window: MainWindow) -> list[str]:
    model = window.overview.list.model
    return [model.summary_at(row).title for row in range(model.total)]


def titles_in(backup: Path, tmp_path: Path) -> list[str]:
    """Return the assessments in a backup, read by bringing it back into a folder of its own."""
    restore_backup(tmp_path / "gelesen", backup)
    with open_application(tmp_path / "gelesen") as app:
        return [row.title for row in app.overview.summaries()]


def test_a_start_keeps_a_copy_of_the_day_once_the_list_is_there(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    copies = tmp_path / "daten" / "Sicherungen"
    qtbot.waitUntil(lambda: bool(list(copies.glob("taeglich-*.sqlite"))), timeout=LONG)
    qtbot.waitUntil(lambda: start.runner.is_idle)
    assert titles_in(next(copies.glob("taeglich-*.sqlite")), tmp_path) == titles(start.window)


def test_a_backup_is_offered_under_a_name_with_its_day(qtbot: QtBot, start: Start) -> None:
    assert suggested_name(QDate(2026, 11, 21)) == "DSFA-Sicherung_2026-11-21.sqlite"
    start.window.menus.back_up.trigger()
    chooser = dialog(qtbot, QFileDialog)
    assert chooser.findChild(QLineEdit).text() == suggested_name(QDate.currentDate())
    chooser.reject()


def test_a_backup_holds_what_was_typed_a_moment_before(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    window = start.window
    with qtbot.waitSignal(window.assessment_opened):
        window.overview.open_requested.emit("a1")
    window.shell.editor.set_value(("title",), "Im letzten Augenblick")
    back_up(qtbot, window, tmp_path / "stick" / "s.sqlite")
    assert titles_in(tmp_path / "stick" / "s.sqlite", tmp_path) == ["Im letzten Augenblick"]


def test_a_backup_replaces_the_data_after_a_question_and_the_former_ones_are_kept(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    window, former = start.window, full_assessment().title
    back_up(qtbot, window, tmp_path / "s.sqlite")
    with qtbot.waitSignal(window.assessment_opened):
        window.overview.open_requested.emit("a1")
    window.shell.editor.set_value(("title",), "Nach der Sicherung")
    window.menus.restore.trigger()
    choose(qtbot, tmp_path / "s.sqlite")
    title, detail = answer(qtbot, "Abbrechen")
    assert title == "Alle Daten durch die Sicherung ersetzen?"
    assert "s.sqlite" in detail
    assert window.shell is not None
    window.menus.restore.trigger()
    choose(qtbot, tmp_path / "s.sqlite")
    with qtbot.waitSignal(window.list_ready, timeout=LONG):
        answer(qtbot, "Zurückspielen")
    assert window.shell is None
    assert titles(window) == [former]
    title, detail = answer(qtbot, "OK")
    assert title == "Sicherung zurückgespielt"
    kept = Path(detail.splitlines()[-1])
    assert kept.parent == tmp_path / "daten" / "Sicherungen"
    assert titles_in(kept, tmp_path) == ["Nach der Sicherung"]


def test_everything_works_once_and_on_the_new_data_after_a_restore(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    window = start.window
    back_up(qtbot, window, tmp_path / "s.sqlite")
    with qtbot.waitSignal(window.list_ready, timeout=LONG):
        window.restore_requested.emit(tmp_path / "s.sqlite")
        assert not window.menus.new.isEnabled()
        assert window.home.places == ()
    answer(qtbot, "OK")
    with qtbot.waitSignal(window.list_ready):
        window.overview.duplicate_requested.emit("a1")
    assert len(titles(window)) == 2
    back_up(qtbot, window, tmp_path / "t.sqlite")


def test_a_file_that_is_no_backup_changes_nothing_and_the_data_are_open_again(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    foreign = tmp_path / "brief.sqlite"
    foreign.write_text("kein SQLite", "utf-8")
    with qtbot.waitSignal(start.window.list_ready, timeout=LONG):
        start.window.restore_requested.emit(foreign)
    title, detail = answer(qtbot, "OK")
    assert title == "Sicherung nicht zurückgespielt"
    assert "Es wurde nichts verändert" in detail
    assert titles(start.window) == [full_assessment().title]


@pytest.mark.parametrize("is_brought_back", [True, False], ids=["brought back", "declined"])
def test_data_beyond_opening_are_replaced_from_the_message_that_says_so(
    qtbot: QtBot, start: Start, tmp_path: Path, german_qt: QApplication, *, is_brought_back: bool
) -> None:
    back_up(qtbot, start.window, tmp_path / "s.sqlite")
    (tmp_path / "kaputt").mkdir()
    (tmp_path / "kaputt" / "dsfa.sqlite").write_bytes(b"SQLite format 3\0" + bytes(5000))
    second = Start(german_qt, tmp_path / "kaputt", open_application, restore_backup)
    second.show()
    title, detail = answer(qtbot, "Sicherung zurückspielen …")
    assert title == "Die Daten lassen sich nicht öffnen"
    assert "kaputt" in detail
    choose(qtbot, tmp_path / "s.sqlite")
    if is_brought_back:
        with qtbot.waitSignal(second.window.list_ready, timeout=LONG):
            answer(qtbot, "Zurückspielen")
        assert titles(second.window) == [full_assessment().title]
        answer(qtbot, "OK")
        second.window.close()
    else:
        answer(qtbot, "Abbrechen")
    qtbot.waitUntil(lambda: not second.window.isVisible())
    second.close()
    second.window.deleteLater()


def test_a_place_that_cannot_be_written_is_named(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("")
    start.window.menus.back_up.trigger()
    chooser = dialog(qtbot, QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "datei" / "s.sqlite"))
    chooser.reject()
    title, detail = answer(qtbot, "OK")
    assert title == "Keine Sicherung erstellt"
    assert "lässt sich nicht" in detail


def test_a_window_closed_during_a_restore_leaves_the_data_unlocked(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    back_up(qtbot, start.window, tmp_path / "s.sqlite")
    with pytest.raises(DataInUseError):
        open_application(tmp_path / "daten")
    start.restore_data(tmp_path / "s.sqlite")
    start.window.close()
    start.close()
    with open_application(tmp_path / "daten") as app:
        assert len(app.overview.summaries()) == 1
