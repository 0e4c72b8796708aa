"""The place „Risikoprofile“: looked at, copied, changed field by field, previewed, saved, carried away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from gui_steps import focused, press, three_platforms
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QMessageBox, QPlainTextEdit, QPushButton
from shiboken6 import isValid

from dsfa_app.domain.rating import Score
from dsfa_app.exchange.profile_file import encode_profile
from ui.profiles.page import ProfilesPage
from ui.profiles.preview_dialog import ProfilePreviewDialog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from ui.background import BackgroundRunner
    from ui.main_window import MainWindow
    from ui.profiles.panel import ProfilePanel


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, runner: BackgroundRunner) -> ProfilesPage:
    """The place in front, its list read."""
    window.resize(1280, 800)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_place("profiles")
    opened = window.home.place("profiles", ProfilesPage)
    qtbot.waitUntil(lambda: runner.is_idle and opened.panel is not None)
    return opened


def panel_of(page: ProfilesPage) -> ProfilePanel:
    assert page.panel is not None
    return page.panel


@pytest.fixture
def own(qtbot: QtBot, page: ProfilesPage, runner: BackgroundRunner) -> Iterator[ProfilePanel]:
    """A copy of the usual profile, open."""
    page.choose("kp18")
    page.copy.click()
    qtbot.waitUntil(lambda: runner.is_idle and panel_of(page).editor.is_own)
    panel = panel_of(page)
    yield panel
    if isValid(panel):
        panel.editor.discard()  # or the window would ask before it closes


def used(app: Application, profile_id: str, score: tuple[int, int] = (2, 2)) -> None:
    """Store an assessment with one rating under this profile."""
    severity, likelihood = score
    assessment = replace(three_platforms(app), profile_id=profile_id)
    gross = Score(severity=severity, likelihood=likelihood)
    app.assessments.add(assessment.rated("facebook", "R16", gross=gross, reason="Weil."))


def previews(page: ProfilesPage) -> list[ProfilePreviewDialog]:
    return page.window().findChildren(ProfilePreviewDialog)


def boxes(page: ProfilesPage) -> list[QMessageBox]:
    return page.window().findChildren(QMessageBox)


def test_the_usual_profile_is_shown_first_and_only_to_look_at(page: ProfilesPage) -> None:
    panel = panel_of(page)
    assert panel.editor.profile.id == "kp18"
    assert page.list.count() == 5
    assert not panel.save.isVisible()
    assert not page.delete.isEnabled()
    panel.matrix.show_cell((2, 2))
    press(Qt.Key.Key_Space)
    assert not panel.editor.is_changed
    assert all(line.isReadOnly() for line in panel.findChildren(QLineEdit))
    assert all(text.isReadOnly() for text in panel.findChildren(QPlainTextEdit))


def test_a_copy_is_opened_at_once(own: ProfilePanel, page: ProfilesPage) -> None:
    assert page.list.count() == 6
    assert own.editor.profile.version == "1"
    assert own.verdict.text() == "Die Matrix ist vollständig und steigt überall."
    assert page.delete.isEnabled()
    assert not own.save.isEnabled(), "nothing is changed yet"


def test_the_matrix_is_driven_by_keys(own: ProfilePanel) -> None:
    matrix, editor = own.matrix, own.editor
    matrix.show_cell((2, 2))
    press(Qt.Key.Key_Space)
    assert editor.draft.cell(2, 2) == 2
    press(Qt.Key.Key_Space)
    assert editor.draft.cell(2, 2) == 0, "after the highest level comes the lowest"
    press(Qt.Key.Key_Delete)
    assert editor.draft.cell(2, 2) is None
    press(Qt.Key.Key_2)
    assert editor.draft.cell(2, 2) == 1
    press(Qt.Key.Key_5)
    assert editor.draft.cell(2, 2) == 1, "there is no fifth level"
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_3)
    assert editor.draft.cell(2, 3) == 2
    assert "überschaubar" in matrix.fields.spoken((2, 2))


def test_a_click_gives_the_next_level(own: ProfilePanel) -> None:
    index = own.matrix.fields.index_of((1, 1))
    place = own.matrix.visualRect(index).center()
    QTest.mouseClick(own.matrix.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert own.editor.draft.cell(1, 1) == 1


def test_a_falling_field_is_named_while_it_is_made(own: ProfilePanel) -> None:
    own.matrix.show_cell((3, 2))
    press(Qt.Key.Key_1)
    said = [own.findings.item(row).text() for row in range(own.findings.count())]
    assert "Schwere 3 · EW 2 ist niedriger als Schwere 2 · EW 2." in said
    assert "verhindern das Speichern" in own.verdict.text()
    assert not own.save.isEnabled()
    assert not own.preview.isEnabled()
    assert "niedriger" in own.matrix.fields.spoken((3, 2))
    own.title.setFocus()
    own.findings.itemActivated.emit(own.findings.item(0))
    assert own.matrix.hasFocus()
    assert own.matrix.fields.cell_at(own.matrix.currentIndex()) == (3, 2)


def test_every_change_can_be_taken_back_and_repeated(own: ProfilePanel) -> None:
    start = own.editor.draft
    own.matrix.show_cell((1, 1))
    press(Qt.Key.Key_2)
    own.severity.count.setCurrentIndex(own.severity.count.findData(5))
    own.severity.count.activated.emit(own.severity.count.currentIndex())
    own.levels.add.click()
    changed = own.editor.draft
    assert len(changed.severity) == 5
    assert len(changed.levels) == 4
    for _ in range(3):
        own.undo.click()
    assert own.editor.draft == start
    assert not own.undo.isEnabled()
    for _ in range(3):
        own.redo.click()
    assert own.editor.draft == changed
    own.matrix.setFocus()
    press(Qt.Key.Key_Z, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert own.editor.draft != changed
    own.discard.click()
    assert own.editor.draft == start


def test_typing_is_one_step(own: ProfilePanel) -> None:
    own.title.setFocus()
    own.title.selectAll()
    QTest.keyClicks(focused(), "Haus")
    assert own.editor.draft.title == "Haus"
    own.undo.click()
    assert own.editor.draft.title == own.editor.profile.title
    assert own.title.text() == own.editor.profile.title


def test_scales_levels_and_questions_are_written(own: ProfilePanel) -> None:
    anchors = {box.accessibleName(): box for box in own.findChildren(QPlainTextEdit)}
    anchors["Schwere 1: Anker"].setPlainText("kaum der Rede wert")
    anchors["Fragen vor der Einstufung der Schwere, eine je Zeile"].setPlainText("Wer?\n\nWie viele?")
    anchors["Quelle"].setPlainText("Dienstanweisung 7")
    own.levels.take_colour(2, "#ffff00")
    names = {line.accessibleName(): line for line in own.findChildren(QLineEdit)}
    names["Stufe 1: Kurzname"].setFocus()
    names["Stufe 1: Kurzname"].selectAll()
    QTest.keyClicks(names["Stufe 1: Kurzname"], "klein")
    patterns = {box.accessibleName(): box for box in own.findChildren(QComboBox)}
    box = patterns["Stufe 1: Muster"]
    box.setCurrentIndex(box.findData("cross"))
    box.activated.emit(box.currentIndex())
    draft = own.editor.draft
    assert draft.severity[0].anchor == "kaum der Rede wert"
    assert draft.severity_questions == ("Wer?", "Wie viele?")
    assert draft.source == "Dienstanweisung 7"
    assert (draft.levels[2].background, draft.levels[2].foreground) == ("#FFFF00", "#000000")
    assert (draft.levels[0].short_label, draft.levels[0].pattern) == ("klein", "cross")


def test_a_level_is_removed_and_the_high_ones_follow(own: ProfilePanel) -> None:
    buttons = {button.accessibleName(): button for button in own.findChildren(QPushButton)}
    buttons["Stufe 2 entfernen"].click()
    assert [level.short_label for level in own.editor.draft.levels] == ["gering", "hoch"]
    assert "verhindern das Speichern" in own.verdict.text()
    assert not buttons["Stufe 1 entfernen"].isEnabled(), "two levels are the fewest"
    own.undo.click()
    assert own.editor.can_save is False
    assert not own.editor.is_changed


def test_saving_shows_first_what_would_change(
    qtbot: QtBot, own: ProfilePanel, page: ProfilesPage, app: Application, runner: BackgroundRunner
) -> None:
    used(app, own.editor.profile.id)
    for severity, likelihood in ((2, 2), (2, 3), (2, 4), (3, 2)):
        own.matrix.show_cell((severity, likelihood))
        press(Qt.Key.Key_3)
    own.save.click()
    qtbot.waitUntil(lambda: bool(previews(page)))
    [dialog] = previews(page)
    assert "3 Ergebnisse erreichen in 1 DSFA eine andere Stufe" in dialog.summary.text().replace("\xa0", " ")
    title, platform, risk, *_rest, old, new = dialog.rows()[0]
    assert (title, platform) == ("Kanäle der Stadt", "Facebook")
    assert risk.startswith("R16 ")
    assert (old, new) == ("■ Risiko", "▲ hoch")
    assert app.profiles.get(own.editor.profile.id).version == "1"
    dialog.save_button.click()
    qtbot.waitUntil(lambda: runner.is_idle and not own.editor.is_changed)
    assert app.profiles.get(own.editor.profile.id).version == "2"
    assert own.editor.profile.version == "2"
    assert "Fassung 2" in own.about.text()


def test_saving_what_changes_no_level_asks_nothing(
    qtbot: QtBot, own: ProfilePanel, page: ProfilesPage, app: Application, runner: BackgroundRunner
) -> None:
    used(app, own.editor.profile.id)
    own.title.setFocus()
    own.title.selectAll()
    QTest.keyClicks(own.title, "Haus")
    own.save.click()
    qtbot.waitUntil(lambda: runner.is_idle and not own.editor.is_changed)
    assert not previews(page)
    assert app.profiles.get(own.editor.profile.id).title == "Haus"
    own.undo.click()
    assert own.editor.can_save, "a saved change can be taken back and saved again"


def test_a_score_the_draft_lacks_is_shown_and_not_saved(
    qtbot: QtBot, own: ProfilePanel, page: ProfilesPage, app: Application
) -> None:
    used(app, own.editor.profile.id, (4, 4))
    own.severity.count.setCurrentIndex(own.severity.count.findData(3))
    own.severity.count.activated.emit(own.severity.count.currentIndex())
    own.preview.click()
    qtbot.waitUntil(lambda: bool(previews(page)))
    [dialog] = previews(page)
    assert not dialog.save_button.isVisible()
    assert "fehlt im Profil" in dialog.rows()[0]
    assert "zuerst diese Bewertungen" in dialog.refusal.text()
    dialog.reject()


def test_a_file_goes_out_and_comes_in(
    qtbot: QtBot, own: ProfilePanel, page: ProfilesPage, runner: BackgroundRunner, tmp_path: Path
) -> None:
    file = tmp_path / "profil.json"
    page.export_file(own.editor.profile.id, file)
    qtbot.waitUntil(lambda: runner.is_idle and file.exists())
    file.write_bytes(
        encode_profile(replace(own.editor.profile, id="eigen-fremd", title="Von nebenan", source="x"))
    )
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    page.dropEvent(
        QDropEvent(
            QPointF(QPoint(5, 5)),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    qtbot.waitUntil(lambda: runner.is_idle and page.list.count() == 7)
    qtbot.waitUntil(lambda: panel_of(page).editor.profile.title == "Von nebenan")


def test_a_file_that_is_no_profile_is_refused_in_words(
    qtbot: QtBot, page: ProfilesPage, runner: BackgroundRunner, tmp_path: Path
) -> None:
    file = tmp_path / "liste.json"
    file.write_text("{}", encoding="utf-8")
    page.import_file(file)
    qtbot.waitUntil(lambda: runner.is_idle and bool(boxes(page)))
    assert "kein Risikoprofil" in boxes(page)[0].informativeText()
    boxes(page)[0].close()


def test_an_unused_profile_is_deleted_after_a_question(
    qtbot: QtBot, own: ProfilePanel, page: ProfilesPage, app: Application, runner: BackgroundRunner
) -> None:
    profile_id = own.editor.profile.id
    page.delete.click()
    [box] = boxes(page)
    next(button for button in box.buttons() if button.text() == "Löschen").click()
    qtbot.waitUntil(lambda: runner.is_idle and page.list.count() == 5)
    assert profile_id not in app.catalogue.profiles
    assert panel_of(page).editor.profile.id == "kp18"


def test_what_is_typed_survives_a_look_at_another_profile(own: ProfilePanel, page: ProfilesPage) -> None:
    own.matrix.show_cell((1, 1))
    press(Qt.Key.Key_2)
    page.choose("cnil")
    assert panel_of(page).editor.profile.id == "cnil"
    page.choose(own.editor.profile.id)
    assert panel_of(page) is own
    assert own.editor.draft.cell(1, 1) == 1
    assert "nicht gespeichert" in page.list.currentItem().text()


def test_ending_the_program_asks_about_what_is_not_saved(
    own: ProfilePanel, page: ProfilesPage, window: MainWindow
) -> None:
    assert page.unsaved_work() == ""
    own.matrix.show_cell((1, 1))
    press(Qt.Key.Key_2)
    window.close()
    assert window.isVisible()
    [box] = boxes(page)
    assert own.editor.profile.title in box.informativeText()
    box.reject()
    own.editor.discard()
    assert page.unsaved_work() == ""


def test_the_program_ends_without_saving_when_that_is_wanted(
    qtbot: QtBot, own: ProfilePanel, page: ProfilesPage, window: MainWindow
) -> None:
    own.matrix.show_cell((1, 1))
    press(Qt.Key.Key_2)
    window.close()
    [box] = boxes(page)
    next(button for button in box.buttons() if button.text() == "Ohne Speichern beenden").click()
    qtbot.waitUntil(lambda: not window.isVisible())
