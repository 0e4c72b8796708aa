"""Platforms are added from the catalogue and removed with everything said about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from factories import full_assessment
from gui_steps import three_platforms
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from ui.forms.platform_chooser import PlatformTile
from ui.pages.channels import PlatformCard

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from ui.assessment.shell import AssessmentShell


@pytest.fixture
def shell(app: Application, open_shell: Callable[..., AssessmentShell]) -> AssessmentShell:
    opened = open_shell(three_platforms(app))
    opened.open_page("channels")
    return opened


def _tiles(shell: AssessmentShell) -> list[str]:
    QApplication.processEvents()  # Qt shows new tiles when it lays them out
    tiles = shell.page.findChildren(PlatformTile)
    return [tile.accessibleName() for tile in tiles if tile.isVisibleTo(shell.page)]


def _button(shell: AssessmentShell, text: str) -> QPushButton:
    return next(button for button in shell.page.findChildren(QPushButton) if button.text() == text)


def test_the_menu_offers_what_the_assessment_does_not_cover_yet(
    shell: AssessmentShell, app: Application
) -> None:
    menu = _button(shell, "Plattform hinzufügen").menu()
    menu.aboutToShow.emit()
    offered = [action.text() for action in menu.actions()]
    covered = {use.id for use in shell.editor.assessment.platforms}
    assert offered == [entry.name for entry in app.catalogue.platforms.values() if entry.id not in covered]
    next(action for action in menu.actions() if action.text() == "YouTube").trigger()
    assert "Plattform YouTube" in _tiles(shell)
    assert shell.context.platform.id == "youtube"
    ruled_out = [rating for rating in shell.editor.assessment.ratings if rating.platform_id == "youtube"]
    assert ruled_out == list(app.assessments.excluded_ratings("youtube"))


def test_removing_a_platform_is_told_and_one_undo_brings_everything_back(
    qtbot: QtBot, open_shell: Callable[..., AssessmentShell]
) -> None:
    before = full_assessment()
    shell = open_shell(before)
    shell.open_page("channels")
    with qtbot.waitSignal(shell.context.notices.said) as said:
        _button(shell, "Plattform entfernen").click()
    assert "Strg+Z nimmt das zurück" in said.args[0]
    assert [use.id for use in shell.editor.assessment.platforms] == ["mastodon"]
    assert all(channel.platform_id != "facebook" for channel in shell.editor.assessment.channels)
    shell.editor.undo()
    assert shell.editor.assessment == before
    assert len(_tiles(shell)) == 2


def test_without_platforms_the_page_says_what_to_do(shell: AssessmentShell) -> None:
    for _ in range(3):
        _button(shell, "Plattform entfernen").click()
    card = shell.page.findChild(PlatformCard)
    words = [label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card)]
    assert any(text.startswith("Die DSFA umfasst noch keine Plattform.") for text in words)
    assert not _button(shell, "Plattform entfernen").isVisibleTo(card)


def test_a_tile_names_operator_and_number_of_channels(shell: AssessmentShell) -> None:
    tile = shell.page.findChildren(PlatformTile)[0]
    assert tile.accessibleDescription() == "Meta · 0\u00a0Kanäle"
