"""Comments in the window: at the focused field, counted everywhere, all in one list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from factories import full_assessment, minimal_assessment
from gui_steps import focused, press, type_here
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QTabBar, QToolButton

from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.comment import Comment
from dsfa_app.domain.commenting import CommentFilter
from dsfa_app.domain.presence import Channel
from dsfa_app.domain.vocabulary import Role
from ui.assessment.step_list import COMMENTS_ROLE, StepList
from ui.comments.card import CommentCard
from ui.comments.composer import Composer
from ui.comments.list_window import CommentList
from ui.comments.mark import CommentMark
from ui.comments.pane import CommentPane
from ui.view_models.risk_grid import COMMENTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from dsfa_app.domain.assessment import Assessment
    from ui.assessment.shell import AssessmentShell

    OpenShell = Callable[[Assessment], AssessmentShell]

REASON = ("occasion", "reason")
CONTROL = Qt.KeyboardModifier.ControlModifier
ANNA = ActingPerson(name="Anna Amt", role=Role.AUTHOR)
DORA = ActingPerson(name="Dora Datenschutz", role=Role.DPO)


@pytest.fixture
def shell(qtbot: QtBot, open_shell: OpenShell, app: Application) -> AssessmentShell:
    """A new assessment, worked on by Anna."""
    app.session.act_once_as(ANNA)
    channel = Channel(id="k1", platform_id="facebook", name="Jugendamt")
    opened = open_shell(replace(minimal_assessment(), channels=(channel,)))
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    return opened


def _switch(shell: AssessmentShell) -> list[str]:
    bar = shell.findChild(QTabBar)
    return [bar.tabText(index) for index in range(bar.count())]


def _button(within: object, name: str) -> QPushButton:
    return next(
        button
        for button in within.findChildren(QPushButton)  # type: ignore[attr-defined]
        if button.accessibleName().startswith(name) or button.text() == name
    )


def _cards(shell: AssessmentShell) -> list[CommentCard]:
    QApplication.processEvents()
    body = shell.findChild(CommentPane)._scroller.widget()
    return body.findChildren(CommentCard)


def _write(shell: AssessmentShell, text: str, path: tuple[str, ...] = REASON, page: str = "occasion") -> None:
    shell.open_page(page, path)
    shell.focus_comments()
    type_here(text)
    press(Qt.Key.Key_Return, modifiers=CONTROL)


def test_a_comment_is_written_at_the_focused_field_by_keyboard_alone(
    shell: AssessmentShell, app: Application
) -> None:
    _write(shell, "Bitte Beschluss nennen.")
    (comment,) = shell.editor.assessment.comments
    assert (comment.place, comment.text) == ("occasion.reason", "Bitte Beschluss nennen.")
    assert (comment.author, comment.role) == ("Anna Amt", Role.AUTHOR)
    assert "Bitte Beschluss nennen." in _cards(shell)[0].accessibleName()
    assert isinstance(focused().parent(), Composer)
    assert focused().toPlainText() == ""
    press(Qt.Key.Key_Escape)
    assert shell.page.isAncestorOf(focused())
    del app


def test_an_empty_comment_is_not_sent(shell: AssessmentShell) -> None:
    _write(shell, "   ")
    assert shell.editor.assessment.comments == ()


def test_open_comments_are_counted_at_field_switch_step_and_title(shell: AssessmentShell) -> None:
    _write(shell, "Erstens")
    _write(shell, "Zweitens")
    assert _switch(shell)[:2] == ["Hilfe", "Kommentare (2)"]
    mark = next(mark for mark in shell.page.findChildren(CommentMark) if mark.isVisibleTo(shell))
    assert mark.text() == "2"
    assert "2\u00a0offene Kommentare" in mark.accessibleName()
    steps = shell.findChild(StepList)
    assert "2\u00a0offene Kommentare" in steps.mark_of("occasion")
    assert steps._items["occasion"].data(COMMENTS_ROLE) == 2
    assert _button(shell._title_bar, "2\u00a0offene Kommentare").isVisibleTo(shell)
    shell.desk.resolve(shell.editor.assessment.comments[0].id)
    assert mark.text() == "1"
    assert "1\u00a0offener Kommentar" in steps.mark_of("occasion")
    shell.desk.resolve(shell.editor.assessment.comments[1].id)
    assert not mark.isVisibleTo(shell)
    assert _switch(shell)[1] == "Kommentare"
    assert "Kommentar" not in steps.mark_of("occasion")
    assert _button(shell._title_bar, "Kommentare").isVisibleTo(shell)


def test_the_mark_at_a_field_leads_to_its_comments(qtbot: QtBot, shell: AssessmentShell) -> None:
    _write(shell, "Erstens")
    shell._beside.focus_help()
    shell.open_page("occasion", ("occasion", "scope"))
    mark = next(mark for mark in shell.page.findChildren(CommentMark) if mark.isVisibleTo(shell))
    qtbot.mouseClick(mark, Qt.MouseButton.LeftButton)
    assert shell._beside.path == REASON
    assert [card._comment.text for card in _cards(shell)] == ["Erstens"]


def test_commenting_is_undone_and_repeated(shell: AssessmentShell) -> None:
    _write(shell, "Erstens")
    shell.editor.undo()
    assert shell.editor.assessment.comments == ()
    assert _cards(shell) == []
    shell.editor.redo()
    assert [card._comment.text for card in _cards(shell)] == ["Erstens"]


def test_an_answer_is_written_below_and_the_comment_settled(shell: AssessmentShell, app: Application) -> None:
    _write(shell, "Warum?")
    app.session.act_once_as(DORA)
    _button(_cards(shell)[0], "Antworten").click()
    type_here("Darum.")
    press(Qt.Key.Key_Return, modifiers=CONTROL)
    (reply,) = shell.editor.assessment.comments[0].replies
    assert (reply.text, reply.author, reply.role) == ("Darum.", "Dora Datenschutz", Role.DPO)
    _button(_cards(shell)[0], "Erledigen").click()
    assert shell.editor.assessment.comments[0].resolved_by == "Dora Datenschutz"
    card = _cards(shell)[0]
    assert card.accessibleName().startswith("Erledigter Kommentar")
    _button(card, "Wieder öffnen").click()
    assert shell.editor.assessment.comments[0].resolved_on is None


def test_only_ones_own_text_offers_to_be_changed_or_deleted(shell: AssessmentShell, app: Application) -> None:
    _write(shell, "Meins")
    app.session.act_once_as(DORA)
    shell._beside.refresh()
    assert _cards(shell)[0].findChildren(QToolButton) == []
    app.session.act_once_as(ANNA)
    shell._beside.refresh()
    (more,) = _cards(shell)[0].findChildren(QToolButton)
    change, delete = more.findChild(QMenu).actions()
    change.trigger()
    type_here("Doch nicht ")
    press(Qt.Key.Key_Return, modifiers=CONTROL)
    assert shell.editor.assessment.comments[0].text == "Doch nicht Meins"
    _cards(shell)[0].findChild(QMenu).actions()[1].trigger()
    assert shell.editor.assessment.comments == ()
    del delete


def test_what_was_refused_is_said_and_nothing_is_lost(
    qtbot: QtBot, shell: AssessmentShell, app: Application
) -> None:
    _write(shell, "Warum?")
    comment_id = shell.editor.assessment.comments[0].id
    app.session.act_once_as(DORA)
    with qtbot.waitSignal(shell.desk.failed):
        shell.desk.delete(comment_id)
    assert len(shell.editor.assessment.comments) == 1
    box = QApplication.activeModalWidget()
    assert "wer den Text geschrieben hat" in box.informativeText()
    box.reject()


def test_a_draft_waits_at_its_field(shell: AssessmentShell) -> None:
    shell.open_page("occasion", REASON)
    shell.focus_comments()
    type_here("halb fertig")
    shell.open_page("occasion", ("occasion", "scope"))
    shell.focus_comments()
    assert focused().toPlainText() == ""
    shell.open_page("occasion", REASON)
    shell.focus_comments()
    assert focused().toPlainText() == "halb fertig"
    press(Qt.Key.Key_Return, modifiers=CONTROL)
    assert shell.editor.assessment.comments[0].text == "halb fertig"
    assert shell.desk.drafts == {}


def test_a_draft_of_an_answer_outlives_a_change_of_the_assessment(shell: AssessmentShell) -> None:
    _write(shell, "Warum?")
    _button(_cards(shell)[0], "Antworten").click()
    type_here("Weil")
    shell.desk.add(REASON, "Noch einer")
    answering = next(card for card in _cards(shell) if card._composer is not None)
    assert answering._composer.text.toPlainText() == "Weil"


def test_a_page_shows_the_comments_of_all_its_fields(shell: AssessmentShell) -> None:
    _write(shell, "Adresse?", ("channels", "k1", "url"), "channels")
    shell.open_page("occasion")
    shell.focus_comments()
    assert _cards(shell) == []
    shell.open_page("channels")
    assert [card._comment.text for card in _cards(shell)] == ["Adresse?"]
    shell.focus_comments()
    type_here("Zum Ganzen")
    press(Qt.Key.Key_Return, modifiers=CONTROL)
    assert shell.editor.assessment.comments[1].place == ""


def test_the_list_shows_open_own_or_all_comments_and_leads_to_the_field(
    qtbot: QtBot, shell: AssessmentShell, app: Application
) -> None:
    _write(shell, "Adresse?", ("channels", "k1", "url"), "channels")
    app.session.act_once_as(DORA)
    _write(shell, "Grund?")
    shell.desk.resolve(shell.editor.assessment.comments[1].id)
    shell.show_comment_list()
    listed = shell.findChild(CommentList)
    qtbot.waitUntil(listed.isVisible)
    assert [comment.text for comment, _ in listed.model.rows] == ["Adresse?"]
    listed.filter.setCurrentIndex(listed.filter.findData(CommentFilter.MINE))
    assert [comment.text for comment, _ in listed.model.rows] == ["Grund?"]
    listed.filter.setCurrentIndex(listed.filter.findData(CommentFilter.ALL))
    assert len(listed.model.rows) == 2
    listed.table.setFocus()
    listed.table.selectRow(0)
    qtbot.keyClick(listed.table, Qt.Key.Key_Return)
    assert shell.page_id == "channels"
    assert shell._beside.path == ("channels", "k1", "url")
    assert [card._comment.text for card in _cards(shell)] == ["Adresse?"]
    listed.close()


def test_a_comment_at_a_removed_entry_stays_in_the_list(qtbot: QtBot, shell: AssessmentShell) -> None:
    _write(shell, "Adresse?", ("channels", "k1", "url"), "channels")
    shell.editor.remove_item(("channels",), "k1")
    shell.show_comment_list()
    listed = shell.findChild(CommentList)
    qtbot.waitUntil(listed.isVisible)
    shown = [listed.model.index(0, column).data() for column in range(listed.model.columnCount())]
    assert "Kanal (entfernt) · Internetadresse (Stelle entfernt)" in shown[0]
    listed._go.click()
    assert shell.page_id == "channels"
    listed.close()


def test_an_empty_list_says_what_to_do(qtbot: QtBot, shell: AssessmentShell) -> None:
    shell.show_comment_list()
    listed = shell.findChild(CommentList)
    qtbot.waitUntil(listed.isVisible)
    assert "Strg+Umschalt+K" in listed._nothing.text()
    assert not listed._go.isEnabled()
    listed.close()


def test_comments_at_unknown_places_do_not_break_the_window(open_shell: OpenShell, app: Application) -> None:
    app.session.act_once_as(ANNA)
    strange = (Comment(id="c1", place="gibt.es.nicht", text="?"), Comment(id="c2", place="titel", text="!"))
    shell = open_shell(replace(full_assessment(), comments=strange))
    shell.show_comment_list()
    listed = shell.findChild(CommentList)
    assert len(listed.model.rows) == 2
    listed._go.click()
    assert shell.page_id == "occasion"
    listed.close()


def test_a_rating_and_a_question_can_be_commented_as_fields_can(shell: AssessmentShell) -> None:
    shell.open_page("threshold", ("threshold_answers", "wp248-c7", "reason"))
    assert shell._beside.path == ("threshold_answers", "wp248-c7", "reason")
    _write(shell, "Wirklich?", ("threshold_answers", "wp248-c7", "reason"), "threshold")
    assert shell.editor.assessment.comments[0].place == "threshold_answers.wp248-c7.reason"
    marks = [mark.text() for mark in shell.page.findChildren(CommentMark) if mark.isVisibleTo(shell)]
    assert marks == ["1"]


def test_a_rating_and_a_measure_with_an_open_comment_are_marked(
    open_shell: OpenShell, app: Application
) -> None:
    app.session.act_once_as(ANNA)
    shell = open_shell(full_assessment())
    assessment = replace(shell.editor.assessment, comments=())
    shell.editor.apply("Ohne", lambda _old: assessment)
    rating, measure = assessment.ratings[0], assessment.measures[0]
    shell.open_page("risks")
    cell = shell.page.model.index_of(rating.platform_id, rating.risk_id)
    assert cell.data(COMMENTED) == 0
    shell.desk.add(("ratings", rating.id, "reason"), "Warum?")
    cell = shell.page.model.index_of(rating.platform_id, rating.risk_id)
    assert cell.data(COMMENTED) == 1
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole).endswith("1\u00a0offener Kommentar")
    shell.open_page("measures")
    model = shell.page.model
    row = model.index(model.row_of(measure.id), 0)
    assert row.data(Qt.ItemDataRole.DecorationRole) is None
    shell.desk.add(("measures", measure.id, "owner"), "Wer?")
    row = model.index(model.row_of(measure.id), 0)
    assert not row.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert row.data(Qt.ItemDataRole.AccessibleTextRole).endswith("1\u00a0offener Kommentar")


def test_the_menu_writes_a_comment_and_shows_the_list(window: object, app: Application, qtbot: QtBot) -> None:
    app.session.act_once_as(ANNA)
    window.open_assessment(app.assessments.add(minimal_assessment()))  # type: ignore[attr-defined]
    window.activateWindow()  # type: ignore[attr-defined]
    shell = window.shell  # type: ignore[attr-defined]
    shell.open_page("occasion", REASON)
    window.menus.comment.trigger()  # type: ignore[attr-defined]
    assert isinstance(window.focusWidget().parent(), Composer)  # type: ignore[attr-defined]
    window.menus.all_comments.trigger()  # type: ignore[attr-defined]
    listed = shell.findChild(CommentList)
    qtbot.waitUntil(listed.isVisible)
    listed.close()
