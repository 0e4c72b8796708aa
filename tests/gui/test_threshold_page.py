"""The threshold questions: answered by key, the outcome computed and explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from factories import minimal_assessment
from gui_steps import press, type_here
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from dsfa_app.domain.vocabulary import Answer
from ui.assessment.help_pane import HelpPane
from ui.pages.threshold import AnswerForm
from ui.pages.threshold_table import ThresholdTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from ui.assessment.shell import AssessmentShell


@pytest.fixture
def shell(qtbot: QtBot, open_shell: Callable[..., AssessmentShell]) -> AssessmentShell:
    opened = open_shell(minimal_assessment())
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    opened.open_page("threshold")
    opened.findChild(ThresholdTable).setFocus()
    return opened


def _words(shell: AssessmentShell) -> str:
    return " ".join(label.text() for label in shell.page.findChildren(QLabel) if label.isVisibleTo(shell))


def test_j_n_and_u_answer_for_the_side_the_cell_stands_for(shell: AssessmentShell) -> None:
    table = shell.findChild(ThresholdTable)
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
    table = shell.findChild(ThresholdTable)
    press(Qt.Key.Key_Down)
    rule = table.rule_id
    press(Qt.Key.Key_Return)
    type_here("Weil es so ist.")
    (answer,) = shell.editor.assessment.threshold_answers
    assert (answer.id, answer.reason) == (rule, "Weil es so ist.")


def test_headings_are_passed_over(shell: AssessmentShell, app: Application) -> None:
    table = shell.findChild(ThresholdTable)
    passed = []
    for _ in app.catalogue.threshold_rules:
        passed.append(table.rule_id)
        press(Qt.Key.Key_Down)
    assert passed == list(app.catalogue.threshold_rules)


def test_the_outcome_follows_the_answers_and_names_what_decides(
    qtbot: QtBot, shell: AssessmentShell, app: Application
) -> None:
    assert "unvollständig" in _words(shell)
    assert "Unbekannt zählt nie als nein." in _words(shell)
    with qtbot.waitSignal(shell.editor.judged):
        press(Qt.Key.Key_J)
    words = _words(shell)
    assert "DSFA erforderlich" in words
    first = next(iter(app.catalogue.threshold_rules.values()))
    assert f"Ausschlaggebend: {first.title}." in words


def test_help_names_the_source_with_its_date_and_the_proposals(
    shell: AssessmentShell, app: Application
) -> None:
    table = shell.findChild(ThresholdTable)
    rule = next(rule for rule in app.catalogue.threshold_rules.values() if "commercial" in rule.pre_answers)
    table.choose(rule.id)
    shell.findChild(AnswerForm).focus_field()
    shown = shell.findChild(HelpPane).text()
    assert rule.question in shown
    assert "Quelle: " in shown
    assert "Stand " in shown
    assert "Vorschlag für kommerzielle Plattform" in shown
