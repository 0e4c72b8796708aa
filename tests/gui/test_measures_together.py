"""Several measures at once: changed in one step; and all evidence looked at again."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from factories import minimal_assessment
from gui_steps import press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox

from dsfa_app.domain.frame import Department
from dsfa_app.domain.measure import Evidence, Measure
from dsfa_app.domain.vocabulary import AssessmentState, MeasureState
from dsfa_app.errors import RuleError
from dsfa_app.services.measures import MeasureChange, with_changed_measures
from ui.dialogs.evidence_check import EvidenceCheckDialog
from ui.dialogs.measure_change import MeasureChangeDialog
from ui.pages.measures import MeasuresPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from dsfa_app.domain.assessment import Assessment
    from ui.assessment.shell import AssessmentShell

CONTENT = b"Bildschirmfoto"


def _assessment(folder: Path) -> Assessment:
    (folder / "bild.png").write_bytes(CONTENT)
    evidence = (
        Evidence(id="e1", location=str(folder / "bild.png"), sha256=hashlib.sha256(CONTENT).hexdigest()),
        Evidence(id="e2", location=str(folder / "weg.png")),
    )
    measures = (
        Measure(id="M01", title="Netiquette", state=MeasureState.PLANNED, owner="Erika Muster"),
        Measure(id="M02", title="Moderation", state=MeasureState.PLANNED, evidence=evidence),
        Measure(id="M03", title="Textbaustein", state=MeasureState.PROPOSED),
    )
    departments = (Department(id="d", name="Jugendamt"),)
    return replace(minimal_assessment(), measures=measures, departments=departments)


@pytest.fixture
def shell(open_shell: Callable[[Assessment], AssessmentShell], tmp_path: Path) -> AssessmentShell:
    opened = open_shell(_assessment(tmp_path))
    opened.open_page("measures")
    opened.activateWindow()
    return opened


@pytest.fixture
def page(qtbot: QtBot, shell: AssessmentShell) -> MeasuresPage:
    qtbot.waitUntil(shell.isActiveWindow)
    assert isinstance(shell.page, MeasuresPage)
    shell.page.table.setFocus()
    return shell.page


def _choose_first_two(page: MeasuresPage) -> None:
    page._select("M01")
    press(Qt.Key.Key_Down, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert page.selected_ids == ("M01", "M02")


def _dialog(qtbot: QtBot, kind: type[QWidget]) -> QWidget:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    return QApplication.activeModalWidget()


def test_several_measures_get_owner_date_and_state_in_one_step_of_undo(
    qtbot: QtBot, page: MeasuresPage, type_text: Callable[[QWidget, str], None]
) -> None:
    before = page.context.editor.assessment
    _choose_first_two(page)
    page.change.click()
    dialog = _dialog(qtbot, MeasureChangeDialog)
    assert isinstance(dialog, MeasureChangeDialog)
    assert not dialog.accept_button.isEnabled()
    assert not dialog.owner.isEnabled()
    dialog.boxes["Zuständig"].setChecked(True)
    type_text(dialog.owner, "Max Beispiel")
    dialog.boxes["Termin"].setChecked(True)
    type_text(dialog.due.controls[0], "31.1.2027")
    dialog.boxes["Fachamt"].setChecked(True)
    dialog.department.findChild(QComboBox).setEditText("Jugendamt")
    dialog.accept_button.click()
    changed = page.context.editor.assessment.measures
    assert [item.owner for item in changed] == ["Max Beispiel", "Max Beispiel", ""]
    assert [item.due_on for item in changed] == [date(2027, 1, 31), date(2027, 1, 31), None]
    assert [item.department for item in changed] == ["Jugendamt", "Jugendamt", ""]
    assert [item.state for item in changed] == [item.state for item in before.measures]
    page.context.editor.undo()
    assert page.context.editor.assessment == before


def test_measures_are_rejected_together_with_a_reason_only(qtbot: QtBot, page: MeasuresPage) -> None:
    _choose_first_two(page)
    page.ask_for_change()
    dialog = _dialog(qtbot, MeasureChangeDialog)
    assert isinstance(dialog, MeasureChangeDialog)
    dialog.boxes["Stand"].setChecked(True)
    dialog.state.setCurrentIndex(dialog.state.findData(MeasureState.REJECTED))
    assert dialog.reason.isVisible()
    assert not dialog.accept_button.isEnabled()
    dialog.reason.setText("Kanal wird eingestellt")
    dialog.accept_button.click()
    rejected = page.context.editor.assessment.measures[:2]
    assert {item.state for item in rejected} == {MeasureState.REJECTED}
    assert {item.rejection_reason for item in rejected} == {"Kanal wird eingestellt"}


def test_the_service_refuses_to_reject_without_a_reason_and_can_take_a_date_away(tmp_path: Path) -> None:
    assessment = _assessment(tmp_path)
    with pytest.raises(RuleError, match="begründet"):
        with_changed_measures(assessment, {"M01"}, MeasureChange(state=MeasureState.REJECTED))
    dated = with_changed_measures(assessment, {"M01"}, MeasureChange(has_date=True, due_on=date(2027, 1, 1)))
    assert with_changed_measures(dated, {"M01"}, MeasureChange(has_date=True)) == assessment
    assert MeasureChange().is_empty


def test_delete_removes_all_chosen_measures_in_one_step(page: MeasuresPage) -> None:
    before = page.context.editor.assessment
    _choose_first_two(page)
    press(Qt.Key.Key_Delete)
    assert [item.id for item in page.context.editor.assessment.measures] == ["M03"]
    page.context.editor.undo()
    assert page.context.editor.assessment == before


def test_choosing_several_rows_by_mouse_opens_none_of_them(qtbot: QtBot, page: MeasuresPage) -> None:
    rect = [page.table.visualRect(page.model.index(row, 0)).center() for row in range(2)]
    control = Qt.KeyboardModifier.ControlModifier
    page.table.selectRow(0)
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, control, rect[1])
    assert page.selected_ids == ("M01", "M02")
    assert not page.splitter.is_open


def test_evidence_that_is_gone_comes_first_and_leads_to_its_field(
    qtbot: QtBot, page: MeasuresPage, shell: AssessmentShell
) -> None:
    page.check.click()
    dialog = _dialog(qtbot, EvidenceCheckDialog)
    assert isinstance(dialog, EvidenceCheckDialog)
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 2)
    assert dialog.summary.text() == "1\u00a0Befund: Dateien fehlen, sind verändert oder nicht lesbar."
    rows = [dialog.list.topLevelItem(row) for row in range(2)]
    assert [row.text(0) for row in rows] == ["nicht gefunden", "unverändert"]
    dialog.list.itemActivated.emit(rows[0], 0)
    assert shell.page_id == "measures"
    assert page.detail.measure_id == "M02"


def test_what_cannot_be_compared_is_not_called_unchanged(
    qtbot: QtBot, open_shell: Callable[[Assessment], AssessmentShell]
) -> None:
    proven = Measure(id="M01", title="Netiquette", evidence=(Evidence(id="e", location="Az. 047.11"),))
    opened = open_shell(replace(minimal_assessment(), measures=(proven,)))
    opened.open_page("measures")
    assert isinstance(opened.page, MeasuresPage)
    opened.page.check_evidence()
    dialog = _dialog(qtbot, EvidenceCheckDialog)
    assert isinstance(dialog, EvidenceCheckDialog)
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 1)
    assert "nichts zu vergleichen" in dialog.summary.text()
    dialog.reject()


def test_whoever_may_not_edit_measures_can_look_at_evidence_only(
    open_shell: Callable[[Assessment], AssessmentShell], tmp_path: Path
) -> None:
    opened = open_shell(replace(_assessment(tmp_path), state=AssessmentState.RELEASED))
    opened.open_page("measures")
    page = opened.page
    assert isinstance(page, MeasuresPage)
    page.table.selectAll()
    assert not any(button.isEnabled() for button in (page.change, page.own, page.from_catalogue))
    assert page.check.isEnabled()


def test_without_evidence_there_is_nothing_to_look_at(
    open_shell: Callable[[Assessment], AssessmentShell],
) -> None:
    opened = open_shell(replace(minimal_assessment(), measures=(Measure(id="M01", title="Netiquette"),)))
    opened.open_page("measures")
    assert isinstance(opened.page, MeasuresPage)
    assert opened.page.check.isHidden()
    assert not opened.page.change.isHidden()
