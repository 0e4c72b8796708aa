"""The page „Fassungen und Verlauf“: what is frozen, what changed, and the way to the next version."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from gui_steps import press, three_platforms
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton

from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.approval import Approval, FormerVersion
from dsfa_app.domain.editing import with_value
from dsfa_app.domain.processing import Purpose
from dsfa_app.domain.vocabulary import ApprovalKind, AssessmentState, Role
from ui.dialogs.revision import RevisionDialog
from ui.dialogs.version import VersionDialog
from ui.forms.record_table import RecordTable
from ui.pages.versions import VersionsPage
from ui.versions.target import choose_target

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from dsfa_app.domain.assessment import Assessment
    from ui.assessment.shell import AssessmentShell

    OpenShell = Callable[[Assessment], AssessmentShell]

HEAD = ActingPerson(name="Erika Muster", role=Role.CONTROLLER)
LONG = 20_000


@pytest.fixture
def shell(open_shell: OpenShell, app: Application) -> AssessmentShell:
    return open_shell(three_platforms(app))


def opened(shell: AssessmentShell, qtbot: QtBot) -> VersionsPage:
    shell.open_page("versions")
    page = shell.page
    assert isinstance(page, VersionsPage)
    settled(shell, qtbot)
    return page


def settled(shell: AssessmentShell, qtbot: QtBot) -> None:
    QApplication.processEvents()
    qtbot.waitUntil(lambda: shell.context.runner.is_idle, timeout=LONG)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: shell.context.runner.is_idle, timeout=LONG)


def release(shell: AssessmentShell, app: Application, qtbot: QtBot) -> None:
    """Release as the workflow does."""
    with app._database.unit_of_work() as work:
        released = app.versions.release(work, shell.editor.assessment, HEAD)
    shell.editor.apply("Freigeben", lambda _now: released)
    settled(shell, qtbot)


@pytest.fixture
def revised(shell: AssessmentShell, app: Application, qtbot: QtBot) -> VersionsPage:
    """The page of a draft that goes on from version 1.0 and says something else."""
    release(shell, app, qtbot)
    page = opened(shell, qtbot)
    page.model.revise("1.1", "Erste Fassung")
    settled(shell, qtbot)
    shell.editor.apply("Titel", lambda now: replace(now, title="Anders"))
    settled(shell, qtbot)
    return page


def test_without_a_version_the_page_says_how_one_comes_about(shell: AssessmentShell, qtbot: QtBot):
    page = opened(shell, qtbot)
    assert page.versions.list.isHidden()
    assert page.comparison.isHidden()
    shown = [button.text() for button in page.versions.findChildren(QPushButton) if button.isVisibleTo(page)]
    assert shown == ["Zu „Ergebnis und Freigabe“"]
    page.versions.release.click()
    assert shell.page_id == "decision"


def test_a_released_version_is_listed_and_can_be_revised(
    shell: AssessmentShell, app: Application, qtbot: QtBot
):
    release(shell, app, qtbot)
    page = opened(shell, qtbot)
    row = page.versions.selected
    assert row is not None
    assert (row.number, row.standing, row.person) == ("1.0", "gilt", "Erika Muster")
    assert page.versions.revise.isVisibleTo(page)
    assert page.versions.restore.isHidden()
    assert page.comparison.summary.text() == "Keine Unterschiede."


def test_a_release_shows_up_as_soon_as_it_is_saved(open_shell: OpenShell, app: Application, qtbot: QtBot):
    decided = replace(three_platforms(app), state=AssessmentState.DECIDED, version="1.0")
    shell = open_shell(decided)
    page = opened(shell, qtbot)
    app.session.act_once_as(HEAD)
    approval = Approval(id="f", kind=ApprovalKind.RELEASE, person=HEAD.name, role=HEAD.role)
    shell.editor.apply(
        "Freigeben", lambda now: replace(now, state=AssessmentState.RELEASED, approvals=(approval,))
    )
    shell.editor.autosave.save_now()
    qtbot.waitUntil(lambda: page.model.released is not None, timeout=LONG)
    settled(shell, qtbot)
    assert page.versions.revise.isVisibleTo(page)
    assert page.comparison.summary.text() == "Keine Unterschiede."


def test_revising_asks_for_the_number_and_begins_a_draft(
    shell: AssessmentShell, app: Application, qtbot: QtBot
):
    release(shell, app, qtbot)
    page = opened(shell, qtbot)
    page.versions.revise.click()
    dialog = page.window().findChildren(RevisionDialog)[-1]
    assert [button.text()[:3] for button in dialog.numbers] == ["1.1", "2.0"]
    dialog.numbers[1].setChecked(True)
    dialog.summary.setPlainText("Erste Fassung nach dem Konzept")
    dialog.accept_button.click()
    settled(shell, qtbot)
    draft = shell.editor.assessment
    assert (draft.version, draft.state) == ("2.0", AssessmentState.DRAFT)
    assert draft.former_versions[-1].summary == "Erste Fassung nach dem Konzept"
    assert page.versions.revise.isHidden()
    shell.editor.undo()
    assert shell.editor.assessment.state is AssessmentState.RELEASED


def test_a_draft_shows_what_changed_since_the_version_it_goes_on_from(revised: VersionsPage):
    changes = revised.comparison.changes
    assert "Anlass und Beteiligte (3)" in changes.titles()
    changes.filter.setText("titel")
    assert changes.titles() == ["Anlass und Beteiligte (1)"]
    changes.tree.setCurrentItem(changes.tree.topLevelItem(0).child(0))
    assert changes.selected is not None
    assert changes.selected.place == "Titel"
    words = changes.words.toPlainText()
    assert "Kanäle der Stadt" in words
    assert "Anders" in words
    changes.filter.setText("gibt es nicht")
    assert changes.titles() == []
    assert not changes._no_match.isHidden()


def test_enter_leads_to_the_place_of_a_change(revised: VersionsPage, shell: AssessmentShell):
    shell.activateWindow()
    changes = revised.comparison.changes
    changes.filter.setText("titel")
    changes.tree.setCurrentItem(changes.tree.topLevelItem(0).child(0))
    changes.tree.setFocus()
    press(Qt.Key.Key_Return)
    assert shell.page_id == "occasion"


def test_kinds_narrow_the_list(revised: VersionsPage):
    changes = revised.comparison.changes
    shown = {kind: chip for kind, chip in changes.kinds.items() if not chip.isHidden()}
    assert [chip.text() for chip in shown.values()] == ["Geändert (4)", "Neu (1)"]
    list(shown.values())[1].setChecked(True)
    assert len(changes.titles()) == 1


def test_an_earlier_version_comes_back_and_undo_takes_it_away_again(
    revised: VersionsPage, shell: AssessmentShell, qtbot: QtBot
):
    revised.versions.restore.click()
    box = revised.window().findChildren(QMessageBox)[-1]
    next(button for button in box.findChildren(QPushButton) if "bernehmen" in button.text()).click()
    settled(shell, qtbot)
    assert shell.editor.assessment.title == "Kanäle der Stadt"
    assert shell.editor.assessment.version == "1.1"
    shell.editor.undo()
    assert shell.editor.assessment.title == "Anders"


def test_a_version_can_be_looked_at(revised: VersionsPage, shell: AssessmentShell, qtbot: QtBot):
    revised.versions.open.click()
    settled(shell, qtbot)
    dialog = revised.window().findChildren(VersionDialog)[-1]
    words = dialog.view.toPlainText()
    assert "Kanäle der Stadt" in words
    assert "freigegeben am 21.11.2026 von Erika Muster" in words
    assert dialog.view.isReadOnly()
    dialog.close()


def test_a_forged_version_is_told_and_everything_else_stays(
    revised: VersionsPage, app: Application, shell: AssessmentShell, qtbot: QtBot
):
    with app._database.raw_connection() as driver:
        driver.execute("UPDATE versions SET person = 'Jemand anderes'")
    revised.versions.open.click()
    settled(shell, qtbot)
    assert "nicht mehr, was eingefroren wurde" in revised.comparison.summary.text()
    assert revised.window().findChildren(QMessageBox)
    assert shell.editor.assessment.title == "Anders"


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html"])
def test_the_change_report_is_written_where_it_is_wanted(
    revised: VersionsPage, shell: AssessmentShell, tmp_path: Path, qtbot: QtBot, suffix: str
):
    said: list[str] = []
    shell.context.notices.said.connect(said.append)
    revised.comparison.output.click()
    dialog = revised.window().findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(tmp_path / f"änderungen.{suffix}"))
    dialog.close()
    settled(shell, qtbot)
    assert (tmp_path / f"änderungen.{suffix}").stat().st_size
    assert said[-1].startswith("Gespeichert: ")


def test_a_file_without_a_known_suffix_gets_that_of_the_chosen_format(
    revised: VersionsPage, shell: AssessmentShell, tmp_path: Path
):
    chosen: list[tuple[str, Path]] = []
    dialog = choose_target(
        revised, shell.context, "X", lambda format_id, file: chosen.append((format_id, file))
    )
    dialog.fileSelected.emit(str(tmp_path / "bericht.1"))
    dialog.close()
    assert chosen == [("docx", tmp_path / "bericht.1.docx")]


def test_a_version_that_only_the_assessment_names_is_listed_without_a_way_in(
    open_shell: OpenShell, app: Application, qtbot: QtBot
):
    imported = replace(
        three_platforms(app), former_versions=(FormerVersion(id="x", version="0.9", released_by="Jemand"),)
    )
    page = opened(open_shell(imported), qtbot)
    row = page.versions.selected
    assert row is not None
    assert (row.number, row.standing) == ("0.9", "nicht in diesen Daten")
    assert not page.versions.open.isEnabled()
    assert page.comparison.isHidden()


def test_a_longer_comparison_of_two_versions(
    revised: VersionsPage, shell: AssessmentShell, app: Application, qtbot: QtBot
):
    release(shell, app, qtbot)
    settled(shell, qtbot)
    renamed = with_value(shell.editor.assessment, ("controller", "name"), "Stadt")
    app.rights.accept(renamed)
    shell.editor.apply("Stand", lambda _now: renamed)
    settled(shell, qtbot)
    newest, oldest = revised.model.frozen
    revised.comparison.compare(oldest.id, newest.id)
    settled(shell, qtbot)
    assert all("Verantwortlicher" not in title for title in revised.comparison.changes.titles())
    assert [newest.standing, oldest.standing] == ["gilt", "abgelöst"]


@pytest.mark.usefixtures("revised")
def test_fields_that_changed_since_the_former_version_say_so(shell: AssessmentShell, qtbot: QtBot):
    shell.open_page("occasion", ("title",))
    qtbot.waitUntil(lambda: bool(shell.context.marks.words(("title",))), timeout=LONG)
    shown = [label.text() for label in shell.page.findChildren(QLabel) if label.isVisibleTo(shell.page)]
    assert shown.count("geändert seit 1.0") >= 1
    focused = shell.window().focusWidget()
    assert focused is not None
    assert focused.accessibleDescription().startswith("geändert seit 1.0")
    help_words = shell._beside.help.text()
    assert "In Fassung 1.0 stand hier" in help_words
    assert "Kanäle der Stadt" in help_words
    assert "Änderungen seit Fassung 1.0" in shell._steps.mark_of("occasion")


@pytest.mark.usefixtures("revised")
def test_marks_go_when_the_field_says_again_what_it_said(shell: AssessmentShell, qtbot: QtBot):
    shell.open_page("occasion")
    qtbot.waitUntil(lambda: bool(shell.context.marks.words(("title",))), timeout=LONG)
    shell.editor.set_value(("title",), "Kanäle der Stadt")
    qtbot.waitUntil(lambda: not shell.context.marks.words(("title",)), timeout=LONG)


@pytest.mark.usefixtures("revised")
def test_entries_are_marked_as_new_and_gone_ones_are_named(shell: AssessmentShell, qtbot: QtBot):
    shell.open_page("purposes")
    shell.editor.add_item(("purposes",), Purpose(id="z1", title="Information"))
    qtbot.waitUntil(lambda: bool(shell.context.marks.words(("purposes", "z1"))), timeout=LONG)
    table = next(item for item in shell.page.findChildren(RecordTable) if item.collection == ("purposes",))
    first = table._model.index(0, 0)
    assert first.data(Qt.ItemDataRole.AccessibleTextRole).endswith("neu seit 1.0")
    assert first.data(Qt.ItemDataRole.DecorationRole) is not None
    assert table._gone.isHidden()


def test_a_draft_without_a_former_version_bears_no_marks(shell: AssessmentShell, qtbot: QtBot):
    shell.open_page("occasion")
    shell.editor.set_value(("title",), "Anders")
    settled(shell, qtbot)
    assert shell.context.marks.number == ""
