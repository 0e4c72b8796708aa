"""The threshold questions: answered by key, the outcome computed and explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from factories import minimal_assessment
from gui_steps import press, three_platforms, type_here
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel

from dsfa_app.domain.vocabulary import Answer
from dsfa_app.services.threshold_proposals import open_proposals, proposals
from ui.assessment.help_pane import HelpPane
from ui.pages.threshold import ThresholdPage
from ui.threshold.rule_form import RuleForm
from ui.threshold.rule_table import RuleTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from dsfa_app.domain.threshold import ThresholdAnswer
    from ui.assessment.shell import AssessmentShell


@pytest.fixture
def shell(qtbot: QtBot, open_shell: Callable[..., AssessmentShell]) -> AssessmentShell:
    opened = open_shell(minimal_assessment())
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    opened.open_page("threshold")
    opened.findChild(RuleTable).setFocus()
    return opened


@pytest.fixture
def proposing(qtbot: QtBot, open_shell: Callable[..., AssessmentShell], app: Application) -> AssessmentShell:
    """The page for platforms about which the catalogue has something to propose."""
    opened = open_shell(three_platforms(app))
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    opened.open_page("threshold")
    opened.findChild(RuleTable).setFocus()
    return opened


def _contribution(shell: AssessmentShell) -> str:
    table = shell.findChild(RuleTable)
    return str(table.model().index(table.currentIndex().row(), 3).data())


def _answers(shell: AssessmentShell) -> dict[str, ThresholdAnswer]:
    return {answer.id: answer for answer in shell.editor.assessment.threshold_answers}


def _words(shell: AssessmentShell) -> str:
    return " ".join(label.text() for label in shell.page.findChildren(QLabel) if label.isVisibleTo(shell))


def test_j_n_and_u_answer_for_the_side_the_cell_stands_for(shell: AssessmentShell) -> None:
    table = shell.findChild(RuleTable)
    rule = table.rule_id
    press(Qt.Key.Key_N)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_J)
    (answer,) = shell.editor.assessment.threshold_answers
    assert (answer.id, answer.at_operator, answer.at_controller) == (rule, Answer.YES, Answer.NO)
    press(Qt.Key.Key_U)
    assert shell.editor.assessment.threshold_answers[0].at_operator is Answer.UNKNOWN
    shell.editor.undo()
    shell.editor.undo()
    shell.editor.undo()
    assert shell.editor.assessment == minimal_assessment()
    assert table.answer(rule).at_controller is Answer.UNKNOWN


def test_enter_leads_to_the_reason_of_the_question_in_front(shell: AssessmentShell) -> None:
    table = shell.findChild(RuleTable)
    press(Qt.Key.Key_Down)
    rule = table.rule_id
    press(Qt.Key.Key_Return)
    type_here("Weil es so ist.")
    (answer,) = shell.editor.assessment.threshold_answers
    assert (answer.id, answer.reason) == (rule, "Weil es so ist.")


def test_headings_are_passed_over(shell: AssessmentShell, app: Application) -> None:
    table = shell.findChild(RuleTable)
    passed = []
    for _ in app.catalogue.threshold_rules:
        passed.append(table.rule_id)
        press(Qt.Key.Key_Down)
    assert passed == list(app.catalogue.threshold_rules)


def test_the_outcome_follows_the_answers_and_names_what_decides(
    qtbot: QtBot, shell: AssessmentShell, app: Application
) -> None:
    assert "unvollständig" in _words(shell)
    assert "unbekannt zählt nie als nein." in _words(shell)
    with qtbot.waitSignal(shell.editor.judged):
        press(Qt.Key.Key_J)
    words = _words(shell)
    assert "DSFA erforderlich" in words
    first = next(iter(app.catalogue.threshold_rules.values()))
    assert f"Eine Regel verpflichtet die Stelle zur DSFA: „{first.title}“." in words
    assert "Beitrag: verpflichtet." in words
    assert _contribution(shell) == "verpflichtet"


def test_help_names_the_source_with_its_date_and_the_proposals(
    shell: AssessmentShell, app: Application
) -> None:
    table = shell.findChild(RuleTable)
    rule = next(rule for rule in app.catalogue.threshold_rules.values() if "commercial" in rule.pre_answers)
    table.choose(rule.id)
    shell.findChild(RuleForm).focus_field()
    shown = shell.findChild(HelpPane).text()
    assert rule.question in shown
    assert "Quelle: " in shown
    assert "Stand " in shown
    assert "Vorschlag für kommerzielle Plattform" in shown


def test_choosing_a_rule_shows_question_words_source_contribution_and_proposal(
    proposing: AssessmentShell, app: Application
) -> None:
    table = proposing.findChild(RuleTable)
    for rule in app.catalogue.threshold_rules.values():
        table.choose(rule.id)
        words = _words(proposing)
        assert rule.question in words
        assert rule.text in words
        assert f"Quelle: {app.catalogue.sources[rule.source].title}, Stand " in words
        assert "Beitrag: offen." in words
        assert ("Vorschlag des Katalogs: " in words or "Kein Vorschlag" in words) is (
            rule.id in proposals(proposing.editor.assessment, app.catalogue)
        )
        assert rule.title in proposing.findChild(HelpPane).text()


def test_a_proposal_is_shown_as_one_and_becomes_an_answer_by_its_key_or_button(
    proposing: AssessmentShell,
) -> None:
    table, page = proposing.findChild(RuleTable), proposing.page
    assert isinstance(page, ThresholdPage)
    table.choose("wp248-c1")
    row = table.currentIndex().row()
    assert [table.model().index(row, column).data() for column in (1, 2)] == [
        "ja (Vorschlag)",
        "nein (Vorschlag)",
    ]
    press(Qt.Key.Key_V)
    answer = _answers(proposing)["wp248-c1"]
    assert (answer.at_operator, answer.at_controller) == (Answer.YES, Answer.NO)
    assert answer.reason.startswith("Vorschlag des Katalogs, bestätigt.")
    assert not page.rules.form.proposal.button.isVisible()
    table.choose("wp248-c3")
    page.rules.form.proposal.button.click()
    assert _answers(proposing)["wp248-c3"].at_operator is Answer.YES


def test_all_open_proposals_are_taken_over_in_one_step_and_change_no_answer(
    proposing: AssessmentShell, app: Application
) -> None:
    page = proposing.page
    assert isinstance(page, ThresholdPage)
    proposing.findChild(RuleTable).choose("wp248-c3")
    press(Qt.Key.Key_J)
    own = _answers(proposing)
    page.rules.confirm_all.click()
    assert len(_answers(proposing)) > len(own)
    assert _answers(proposing)["wp248-c3"].at_controller is Answer.YES
    assert open_proposals(proposing.editor.assessment, app.catalogue) == ()
    assert not page.rules.confirm_all.isVisible()
    assert "Kein Vorschlag des Katalogs ist mehr offen." in _words(proposing)
    proposing.editor.undo()
    assert _answers(proposing) == own
    assert page.rules.confirm_all.isVisible()


def test_without_known_platforms_the_page_says_that_there_are_no_proposals(shell: AssessmentShell) -> None:
    page = shell.page
    assert isinstance(page, ThresholdPage)
    assert not page.rules.confirm_all.isVisible()
    assert "enthält der Katalog keine Vorschläge" in _words(shell)
    press(Qt.Key.Key_V)
    assert shell.editor.assessment == minimal_assessment()


def test_no_title_is_cut_off_however_narrow_its_column_is(shell: AssessmentShell, app: Application) -> None:
    table = shell.findChild(RuleTable)
    for width in (1280, 900):
        shell.resize(width, 760)
        QApplication.processEvents()
        for rule in app.catalogue.threshold_rules.values():
            table.choose(rule.id)
            row = table.currentIndex().row()
            room = QRect(0, 0, table.columnWidth(0) - 16, 0)
            needed = table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, rule.title)
            assert needed.height() <= table.rowHeight(row), rule.title


def test_a_heavy_criterion_is_marked_where_it_applies(shell: AssessmentShell) -> None:
    table, form = shell.findChild(RuleTable), shell.findChild(RuleForm)
    table.choose("art35-3-a")
    press(Qt.Key.Key_J)
    box = next(box for box in form.findChildren(QCheckBox) if box.text() == "Wiegt allein schwer genug")
    assert not box.isVisibleTo(form), "only a criterion can be heavy"
    press(Qt.Key.Key_N)
    table.choose("wp248-c7")
    assert not box.isVisibleTo(form), "nobody said yet that it applies"
    press(Qt.Key.Key_J)
    assert box.isVisibleTo(form)
    box.click()
    [answer] = [item for item in shell.editor.assessment.threshold_answers if item.id == "wp248-c7"]
    assert answer.heavy
    assert shell.editor.view.threshold.rule("wp248-c7").decides
    assert any(item.check == "heavy-without-reason" for item in shell.editor.view.findings)
    shell.editor.undo()
    assert not box.isChecked()
