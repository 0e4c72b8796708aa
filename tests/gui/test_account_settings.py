"""The settings of an account in the window: proposals, what was found, a file as proof."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from factories import minimal_assessment
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.presence import AccountSetting, Channel, PlatformUse
from dsfa_app.domain.vocabulary import ChannelState, Role, SettingState
from ui.channels.settings_section import SettingsSection

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from ui.assessment.shell import AssessmentShell

SETTINGS = ("channels", "k1", "settings")


@pytest.fixture
def shell(app: Application, open_shell: Callable[..., AssessmentShell]) -> AssessmentShell:
    app.session.act_once_as(ActingPerson(name="Erika Muster", role=Role.AUTHOR))
    channels = (
        Channel(id="k1", platform_id="mastodon", name="@stadt", state=ChannelState.ACTIVE),
        Channel(
            id="k2",
            platform_id="mastodon",
            name="@bad",
            settings=(AccountSetting(id="s", name="Standort", state=SettingState.DEVIATES),),
        ),
    )
    assessment = replace(
        minimal_assessment(), platforms=(PlatformUse(id="mastodon", name="Mastodon"),), channels=channels
    )
    opened = open_shell(assessment)
    opened.open_page("channels", SETTINGS)
    return opened


def _section(shell: AssessmentShell) -> SettingsSection:
    section = shell.page.findChild(SettingsSection)
    assert isinstance(section, SettingsSection)
    return section


def _settings(shell: AssessmentShell) -> tuple[AccountSetting, ...]:
    settings: tuple[AccountSetting, ...] = shell.editor.value(SETTINGS)
    return settings


def test_proposals_are_taken_over_in_one_step_and_offered_no_longer(shell: AssessmentShell) -> None:
    section = _section(shell)
    offered = shell.context.catalogue.platforms["mastodon"].configuration_options
    assert section.take_over.text() == f"{len(offered)}\u00a0Vorschläge des Katalogs übernehmen"
    section.take_over.click()
    assert tuple(item.id for item in _settings(shell)) == offered
    assert section.take_over.isHidden()
    assert section.progress.text().startswith("Noch nicht geprüft")
    shell.editor.undo()
    assert _settings(shell) == ()
    assert not section.take_over.isHidden()


def test_one_click_notes_that_a_setting_is_as_wanted_by_whom_and_when(shell: AssessmentShell) -> None:
    section = _section(shell)
    section.take_over_proposals()
    assert section.confirm.isHidden()
    section.table.select(_settings(shell)[1].id)
    section.confirm.click()
    checked = _settings(shell)[1]
    assert (checked.state, checked.checked_by) == (SettingState.AS_WANTED, "Erika Muster")
    assert checked.checked_on is not None
    assert section.progress.text() == f"1 von {len(_settings(shell))} geprüft."
    shell.editor.undo()
    assert _settings(shell)[1].state is SettingState.OPEN


def test_each_channel_has_its_own_list(shell: AssessmentShell) -> None:
    shell.open_page("channels", ("channels", "k2", "settings", "s", "wanted"))
    section = _section(shell)
    assert section.table.collection == ("channels", "k2", "settings")
    assert section.table.selected_id == "s"
    assert section.progress.text() == "1 von 1 geprüft, 1 weicht ab."
    shell.open_page("channels", ("channels", "k1", "name"))
    assert section.table.collection == SETTINGS


def _drag(file: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    return data


def test_a_dropped_file_becomes_the_proof_of_the_chosen_setting(
    qtbot: QtBot, shell: AssessmentShell, tmp_path: Path
) -> None:
    section = _section(shell)
    section.take_over_proposals()
    chosen = _settings(shell)[0]
    section.table.select(chosen.id)
    file = tmp_path / "bild.png"
    file.write_bytes(b"Bildschirmfoto")
    actions, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    for dragged, accepted in ((tmp_path, False), (file, True)):
        carried = _drag(dragged)  # the event does not own it
        event = QDragEnterEvent(QPoint(5, 5), actions, carried, buttons, keys.NoModifier)
        event.setAccepted(False)
        section.proof.dragEnterEvent(event)
        assert event.isAccepted() is accepted
    mime = _drag(file)
    with qtbot.waitSignal(section.proof.taken):
        section.proof.dropEvent(QDropEvent(QPointF(5, 5), actions, mime, buttons, keys.NoModifier))
    proven = _settings(shell)[0]
    assert proven.evidence_location == str(file)
    assert proven.evidence_sha256 == hashlib.sha256(b"Bildschirmfoto").hexdigest()


def test_a_file_that_is_gone_is_told_and_one_for_a_removed_setting_is_let_go(
    qtbot: QtBot, shell: AssessmentShell, tmp_path: Path
) -> None:
    section = _section(shell)
    section.take_over_proposals()
    section.table.select(_settings(shell)[0].id)
    section.proof.take(tmp_path / "weg.png")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
    QApplication.activeModalWidget().reject()
    file = tmp_path / "bild.png"
    file.write_bytes(b"x")
    shell.editor.remove_item(SETTINGS, _settings(shell)[0].id)
    before = shell.editor.assessment
    section.proof.subject = (*SETTINGS, "entfernt")
    with qtbot.waitSignal(section.proof.taken):
        section.proof.take(file)
    assert shell.editor.assessment == before


def test_the_section_is_headed_and_says_what_to_do(shell: AssessmentShell) -> None:
    words = {label.text() for label in _section(shell).findChildren(QLabel)}
    assert "Einstellungen dieses Kontos" in words
    assert any("Übernehmen Sie die Vorschläge" in text for text in words)
