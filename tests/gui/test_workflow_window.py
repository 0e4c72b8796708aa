"""The workflow in the window: who works, what is locked, next step, dialogs, approvals and deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from factories import full_assessment
from gui_steps import tab_to, type_here
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTableWidget
from workflow_people import AUTHOR, HEAD, OFFICER, ready_for_release

from dsfa_app.domain.editing import with_value
from dsfa_app.domain.outcome import ClockStop, PriorConsultation
from dsfa_app.domain.vocabulary import ApprovalKind, AssessmentState, DpoVote, Role
from dsfa_app.errors import NotAllowedError
from dsfa_app.method.permissions import WorkflowStep
from ui.assessment.help_pane import HelpPane
from ui.assessment.rights_strip import RightsStrip
from ui.assessment.workflow_bar import WorkflowBar
from ui.decision.approvals_card import HOLDS, STALE, ApprovalsCard
from ui.decision.deadline_box import DeadlineBox
from ui.dialogs.approval_changes import ApprovalChangesDialog
from ui.dialogs.person import PersonDialog
from ui.dialogs.workflow_step import StepDialog
from ui.forms.form import Form
from ui.person_desk import PersonDesk

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from dsfa_app.domain.acting import ActingPerson
    from dsfa_app.domain.assessment import Assessment
    from ui.assessment.shell import AssessmentShell
    from ui.forms.field_row import FieldRow
    from ui.main_window import MainWindow

    OpenShell = Callable[[Assessment], AssessmentShell]


def save(qtbot: QtBot, shell: AssessmentShell) -> None:
    autosave = shell.editor.autosave
    autosave.save_now()
    qtbot.waitUntil(lambda: autosave.is_saved or autosave.has_failed)
    assert autosave.is_saved


def let_work(qtbot: QtBot, app: Application, shell: AssessmentShell, person: ActingPerson) -> None:
    """Let another person take over, as the window does."""
    save(qtbot, shell)
    app.session.act_once_as(person)
    shell.person_changed()


def bar_of(shell: AssessmentShell) -> WorkflowBar:
    bar = shell.findChild(WorkflowBar)
    assert bar is not None
    return bar


def row_of(shell: AssessmentShell, path: tuple[str, ...]) -> FieldRow:
    for form in shell.page.findChildren(Form):
        for field, row in form._rows.items():
            if (*form.base, *field.path) == path:
                return row
    raise AssertionError(path)


def words(widget: QWidget) -> str:
    QApplication.processEvents()  # what was added to a shown widget is shown by its layout
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def dialog(qtbot: QtBot, kind: type) -> QWidget:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    return QApplication.activeModalWidget()


def button(widget: QWidget, text: str) -> QPushButton:
    return next(item for item in widget.findChildren(QPushButton) if item.text() == text)


def take(qtbot: QtBot, shell: AssessmentShell, step: WorkflowStep, reason: str = "") -> None:
    """Take a step through its dialog."""
    bar_of(shell).open_step(step)
    shown = dialog(qtbot, StepDialog)
    if reason:
        shown.findChild(QPlainTextEdit).setPlainText(reason)
    shown._accept_button.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    save(qtbot, shell)


def test_whoever_starts_is_asked_who_they_are_without_a_dialog(
    qtbot: QtBot, window: MainWindow, app: Application
) -> None:
    desk = window.person_desk
    assert isinstance(desk, PersonDesk)
    assert desk._strip.isVisible()
    button(desk._strip, "Name und Rolle angeben …").click()
    shown = dialog(qtbot, PersonDialog)
    assert "meldet niemanden an" in words(shown)
    shown.findChild(QLineEdit).setText("Frau Ernst")
    shown._roles.setCurrentIndex(shown._roles.findData(Role.CONTROLLER.value))
    button(shown, "Übernehmen").click()
    qtbot.waitUntil(lambda: app.session.is_chosen)
    assert app.session.person == HEAD
    assert not desk._strip.isVisible()
    assert desk._button.text() == "Sie arbeiten als Frau Ernst, Leitung (Verantwortlicher) · ändern"


def test_an_empty_name_is_not_taken(qtbot: QtBot, window: MainWindow, app: Application) -> None:
    window.person_desk.open()
    shown = dialog(qtbot, PersonDialog)
    shown.findChild(QLineEdit).setText("  ")
    assert not button(shown, "Übernehmen").isEnabled()
    shown.reject()
    assert not app.session.is_chosen


def test_another_person_takes_over_once_everything_is_saved(
    qtbot: QtBot, window: MainWindow, app: Application
) -> None:
    window.open_assessment(app.assessments.add(full_assessment()))
    window.shell.editor.set_value(("occasion", "reason"), "von der Fachverantwortung")
    window.person_desk._take_over(OFFICER)
    qtbot.waitUntil(lambda: app.session.is_chosen)
    assert app.assessments.open("a1").assessment.occasion.reason == "von der Fachverantwortung"
    assert window.shell.editor.undo_text is None
    strip = window.shell.findChild(RightsStrip)
    assert "Datenschutzbeauftragte" in strip.sentence
    assert strip.isVisible()


def test_fields_of_others_can_be_read_but_not_edited_and_say_why(
    open_shell: OpenShell, app: Application
) -> None:
    app.session.act_once_as(OFFICER)
    shell = open_shell(full_assessment())
    reason = row_of(shell, ("occasion", "reason"))
    assert all(control.isReadOnly() for control in reason.editor.controls)
    assert reason.toolTip() == "„Anlass“ bearbeitet nur die Fachverantwortung."
    reason.focused.emit()
    assert "bearbeitet nur die Fachverantwortung" in shell.findChild(HelpPane).text()
    shell.open_page("consultation")
    statement = row_of(shell, ("dpo_advice", "statement"))
    assert not any(control.isReadOnly() for control in statement.editor.controls)
    vote = row_of(shell, ("dpo_advice", "vote"))
    assert all(control.isEnabled() for control in vote.editor.controls)


def test_a_change_that_is_not_theirs_is_refused_and_changes_nothing(
    open_shell: OpenShell, app: Application
) -> None:
    app.session.act_once_as(OFFICER)
    shell = open_shell(full_assessment())
    before = shell.editor.assessment
    with pytest.raises(NotAllowedError, match="nur die Fachverantwortung"):
        shell.editor.set_value(("title",), "anders")
    assert shell.editor.assessment is before
    assert shell.editor.undo_text is None


def test_the_next_step_stands_above_every_page_with_what_is_missing(
    qtbot: QtBot, open_shell: OpenShell, app: Application
) -> None:
    app.session.act_once_as(AUTHOR)
    shell = open_shell(replace(ready_for_release(app), platforms=(), ratings=(), channels=(), roles=()))
    bar = bar_of(shell)
    assert bar._next.text() == "Zur Prüfung vorlegen …"
    assert "noch keine Plattform" in bar._next.accessibleDescription()
    bar._next.click()
    shown = dialog(qtbot, StepDialog)
    assert "Das fehlt noch:" in words(shown)
    assert "noch keine Plattform" in words(shown)
    assert not shown._accept_button.isVisibleTo(shown)
    shown.reject()


def test_other_steps_are_in_a_menu_and_say_why_they_are_closed(
    open_shell: OpenShell, app: Application
) -> None:
    app.session.act_once_as(AUTHOR)
    shell = open_shell(replace(ready_for_release(app), state=AssessmentState.DECIDED))
    bar = bar_of(shell)
    bar._menu.aboutToShow.emit()
    entries = {action.text(): action for action in bar._menu.actions()}
    release = next(action for text, action in entries.items() if text.startswith("Freigeben"))
    assert not release.isEnabled()
    assert "nur die Leitung" in release.text()
    assert "Die Entscheidung ist noch nicht erklärt." in release.toolTip()
    assert entries["Zurückgeben …"].isEnabled()


def test_nobody_takes_a_step_before_saying_who_they_are(
    qtbot: QtBot, open_shell: OpenShell, app: Application
) -> None:
    shell = open_shell(ready_for_release(app))
    with qtbot.waitSignal(shell.person_requested):
        bar_of(shell).open_step(WorkflowStep.SUBMIT)
    assert QApplication.activeModalWidget() is None


def test_a_step_can_be_undone_like_any_change(qtbot: QtBot, open_shell: OpenShell, app: Application) -> None:
    app.session.act_once_as(AUTHOR)
    shell = open_shell(ready_for_release(app))
    take(qtbot, shell, WorkflowStep.SUBMIT)
    assert shell.editor.assessment.state is AssessmentState.IN_REVIEW
    assert shell.editor.undo_text == "Zur Prüfung vorlegen"
    shell.editor.undo()
    assert shell.editor.assessment.state is AssessmentState.DRAFT
    save(qtbot, shell)
    assert app.assessments.open("a1").assessment.approvals == ()
    shell.editor.redo()
    save(qtbot, shell)
    assert app.assessments.open("a1").assessment.state is AssessmentState.IN_REVIEW


def _walk_to_release(qtbot: QtBot, app: Application, shell: AssessmentShell) -> None:
    take(qtbot, shell, WorkflowStep.SUBMIT)
    take(qtbot, shell, WorkflowStep.INVOLVE_DPO)
    let_work(qtbot, app, shell, OFFICER)
    shell.editor.set_value(("dpo_advice", "vote"), DpoVote.APPROVAL)
    take(qtbot, shell, WorkflowStep.GIVE_STATEMENT, "ohne Bedenken")
    let_work(qtbot, app, shell, HEAD)
    take(qtbot, shell, WorkflowStep.DECIDE)


def test_the_way_leads_through_the_window_to_a_release_that_is_not_undone(
    qtbot: QtBot, open_shell: OpenShell, app: Application
) -> None:
    app.session.act_once_as(AUTHOR)
    shell = open_shell(ready_for_release(app))
    _walk_to_release(qtbot, app, shell)
    assert bar_of(shell)._next.text() == "Freigeben …"
    take(qtbot, shell, WorkflowStep.RELEASE)
    stored = app.assessments.open("a1").assessment
    assert (stored.state, stored.version) == (AssessmentState.RELEASED, "1.0")
    assert shell.editor.undo_text is None
    assert "schreibgeschützt" in shell.findChild(RightsStrip).sentence
    assert app.versions.lines("a1")[0].kind is ApprovalKind.RELEASE
    assert row_of(shell, ("occasion", "reason")).toolTip()
    assert bar_of(shell)._next.isHidden()


def test_a_stale_approval_says_so_and_what_changed(
    qtbot: QtBot, open_shell: OpenShell, app: Application
) -> None:
    app.session.act_once_as(AUTHOR)
    shell = open_shell(ready_for_release(app))
    _walk_to_release(qtbot, app, shell)
    shell.open_page("decision")
    card = shell.page.findChild(ApprovalsCard)
    marks = [label.text() for label in card.findChildren(QLabel)]
    assert marks.count(HOLDS) == 3
    assert STALE not in words(card)
    let_work(qtbot, app, shell, AUTHOR)
    with qtbot.waitSignal(shell.editor.judged):
        shell.editor.set_value(("occasion", "reason"), "ein neuer Anlass")
    QApplication.processEvents()
    marks = [label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card)]
    assert marks.count(STALE) == 3
    button(card, "Was hat sich geändert?").click()
    shown = dialog(qtbot, ApprovalChangesDialog)
    table = shown.findChild(QTableWidget)
    assert [table.item(0, column).text() for column in range(3)] == [
        "Anlass und Beteiligte: Anlass und Umfang · Anlass",
        "neu",
        "ein neuer Anlass",
    ]
    shown.reject()


def test_an_approval_from_elsewhere_says_that_its_content_is_not_known(
    qtbot: QtBot, open_shell: OpenShell, app: Application
) -> None:
    app.session.act_once_as(AUTHOR)
    assessment = full_assessment()
    approval = replace(assessment.approvals[0], kind=ApprovalKind.DECISION)
    shell = open_shell(replace(assessment, approvals=(approval,)))
    shell.open_page("decision")
    button(shell.page, "Was hat sich geändert?").click()
    shown = dialog(qtbot, ApprovalChangesDialog)
    assert "nicht festgehalten" in words(shown)
    shown.reject()


def test_the_deadline_is_shown_with_every_step(open_shell: OpenShell, app: Application) -> None:
    app.session.act_once_as(AUTHOR)
    shell = open_shell(full_assessment())
    shell.open_page("decision")
    box = shell.page.findChild(DeadlineBox)
    shell.editor.apply(
        "Konsultation",
        lambda known: replace(
            known,
            consultation=PriorConsultation(
                requested_on=date(2026, 11, 5), received_on=date(2026, 11, 6), ground="Profile"
            ),
            clock_stops=(ClockStop(id="c", asked_on=date(2026, 11, 12), provided_on=date(2026, 11, 18)),),
        ),
    )
    _ = shell.editor.view
    shell.page.judged()
    assert box.isVisibleTo(shell.page)
    assert "Die Aufsichtsbehörde hat Zeit bis Freitag, 08.01.2027." in words(box)
    assert "7 Tage" in words(box)
    assert "keine Rechtsberatung" in words(box)


def test_no_deadline_is_shown_before_anybody_is_asked(open_shell: OpenShell) -> None:
    shell = open_shell(with_value(full_assessment(), ("consultation",), PriorConsultation()))
    shell.open_page("decision")
    assert not shell.page.findChild(DeadlineBox).isVisibleTo(shell.page)


def test_open_and_late_conditions_are_counted(open_shell: OpenShell) -> None:
    full = full_assessment()
    conditions = tuple(
        replace(full.conditions[0], id=name, due_on=due, closed_on=None)
        for name, due in (("a", date(2026, 1, 1)), ("b", date(2099, 1, 1)))
    )
    shell = open_shell(replace(full, conditions=conditions))
    shell.open_page("decision")
    assert "2\u00a0Auflagen offen, davon 1 überfällig." in words(shell.page)


def test_the_dialog_of_a_step_is_walked_by_keyboard(
    qtbot: QtBot, open_shell: OpenShell, app: Application
) -> None:
    app.session.act_once_as(HEAD)
    shell = open_shell(replace(ready_for_release(app), state=AssessmentState.IN_REVIEW))
    bar_of(shell).open_step(WorkflowStep.RETURN)
    shown = dialog(qtbot, StepDialog)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shown)
    assert not shown._accept_button.isEnabled()
    tab_to("Grund")
    type_here("Es fehlt der Zweck.")
    tab_to("Zurückgeben")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert shell.editor.assessment.state is AssessmentState.DRAFT
    assert shell.editor.assessment.comments[-1].text == "Zurückgegeben: Es fehlt der Zweck."
