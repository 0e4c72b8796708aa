"""The start of the program: what it imports before the first paint, and how it opens the data."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget

from dsfa_app.bootstrap import open_application, restore_backup
from dsfa_app.errors import DataInUseError
from ui.app import Start

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

NOT_BEFORE_THE_FIRST_PAINT = (
    "sqlalchemy",
    "alembic",
    "docx",
    "openpyxl",
    "lxml",
    "cryptography",
    "keyring",
    "pydantic",
    "yaml",
    "dsfa_app.domain.assessment",
    "dsfa_app.catalogue",
    "dsfa_app.bootstrap",
    "ui.pages",
)


def test_the_window_is_imported_without_anything_heavy() -> None:
    script = "import sys, ui.app; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    loaded = set(done.stdout.split())
    assert not loaded.intersection(NOT_BEFORE_THE_FIRST_PAINT)


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the exception hook back after the test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


@pytest.mark.usefixtures("hook")
def test_the_data_are_opened_after_the_window_is_shown_and_the_example_if_asked_for(
    qtbot: QtBot, german_qt: QApplication, tmp_path: Path
) -> None:
    start = Start(german_qt, tmp_path, open_application, restore_backup, open_example=True)
    start.show()
    assert start.window.portfolio is None
    qtbot.waitUntil(lambda: start.window.shell is not None, timeout=20_000)
    qtbot.waitUntil(lambda: start.runner.is_idle)
    start.window.close()
    qtbot.waitUntil(lambda: not start.window.isVisible())
    start.close()
    start.window.deleteLater()


@pytest.mark.usefixtures("hook")
def test_data_that_cannot_be_opened_are_told_and_the_window_closes(
    qtbot: QtBot, german_qt: QApplication, tmp_path: Path
) -> None:
    sentence = "Die Daten sind in einem anderen Fenster geöffnet. Bitte dort schließen."

    def refuse(_data_dir: Path) -> object:
        raise DataInUseError(sentence)

    start = Start(german_qt, tmp_path, refuse, restore_backup)  # type: ignore[arg-type]  # never returns
    start.show()
    qtbot.waitUntil(lambda: bool(start.window.findChildren(QMessageBox)))
    box = start.window.findChildren(QMessageBox)[0]
    assert box.informativeText() == sentence
    box.accept()
    qtbot.waitUntil(lambda: not start.window.isVisible())
    start.close()
    start.window.deleteLater()


def test_qt_gives_none_back_as_often_as_it_takes_it(german_qt: QApplication) -> None:
    """PySide6 6.12.0 does not on Python 3.11, which ends the program after a few thousand calls."""
    top_level = QWidget()
    before = sys.getrefcount(None)
    for _ in range(500):
        top_level.parent()
    assert sys.getrefcount(None) > before - 250
    del german_qt
