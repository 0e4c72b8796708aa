"""Fields: tied to the assessment by path, accessible, German, complete by keyboard."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from factories import full_assessment, minimal_assessment
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTableView,
)

from dsfa_app.domain.vocabulary import Answer, OccasionKind
from ui.formatting import count, format_as_of, format_date, parse_date
from ui.forms.field_row import FieldRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from dsfa_app.domain.assessment import Assessment
    from ui.assessment.shell import AssessmentShell

    OpenShell = Callable[[Assessment], AssessmentShell]
    TypeText = Callable[[QWidget, str], None]


def _focused(shell: AssessmentShell, page_id: str, *path: str) -> QWidget:
    """Go to a field and return the widget that takes its keys."""
    shell.open_page(page_id, path)
    shell.activateWindow()
    QApplication.processEvents()
    widget = shell.window().focusWidget()
    assert widget is not None
    return widget


def _named(shell: AssessmentShell, kind: type[QWidget], name: str) -> QWidget:
    return next(widget for widget in shell.page.findChildren(kind) if widget.accessibleName() == name)


def test_typed_text_with_umlauts_reaches_the_assessment_and_one_undo_takes_it_back(
    open_shell: OpenShell, type_text: TypeText
) -> None:
    shell = open_shell(minimal_assessment())
    field = _focused(shell, "occasion", "occasion", "reason")
    type_text(field, "Prüfung für Übersicht, groß")
    assert shell.editor.assessment.occasion.reason == "Prüfung für Übersicht, groß"
    shell.editor.undo()
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == ""


def test_the_fields_own_undo_is_that_of_the_assessment(qtbot: QtBot, open_shell: OpenShell) -> None:
    shell = open_shell(minimal_assessment())
    field = _focused(shell, "occasion", "controller", "name")
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "Stadt")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shell.editor.assessment.controller.name == field.text()


def test_a_change_elsewhere_leaves_the_cursor_where_it_is(qtbot: QtBot, open_shell: OpenShell) -> None:
    shell = open_shell(full_assessment())
    field = _focused(shell, "occasion", "controller", "name")
    assert isinstance(field, QLineEdit)
    field.setCursorPosition(5)
    shell.editor.set_value(("controller", "contact"), "neu@example.org")
    assert field.cursorPosition() == 5
    qtbot.keyClicks(field, "x")
    assert shell.editor.assessment.controller.name == field.text()


@pytest.mark.parametrize(
    ("typed", "value"),
    [("21.11.2026", date(2026, 11, 21)), ("1.3.26", date(2026, 3, 1)), ("2026-12-24", date(2026, 12, 24))],
)
def test_a_date_is_typed_in_german_and_written_in_full(
    qtbot: QtBot, open_shell: OpenShell, typed: str, value: date
) -> None:
    shell = open_shell(minimal_assessment())
    field = _focused(shell, "review", "review", "due_on")
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert shell.editor.assessment.review.due_on == value
    assert field.text() == format_date(value)
    field.clear()
    field.textEdited.emit("")
    assert shell.editor.assessment.review.due_on is None


def test_what_is_no_date_is_said_below_the_field_and_changes_nothing(
    qtbot: QtBot, open_shell: OpenShell
) -> None:
    shell = open_shell(minimal_assessment())
    field = _focused(shell, "review", "review", "due_on")
    qtbot.keyClicks(field, "31.02.2026")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert shell.editor.assessment.review.due_on is None
    row = next(row for row in shell.page.findChildren(FieldRow) if row.isAncestorOf(field))
    words = [label.text() for label in row.findChildren(QLabel)]
    assert "Das ist kein Datum. Bitte so eingeben: 21.11.2026." in words


def test_yes_no_and_unknown_are_answered_with_the_arrow_keys(qtbot: QtBot, open_shell: OpenShell) -> None:
    shell = open_shell(minimal_assessment())
    shell.open_page("occasion")
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    unknown = _named(shell, QRadioButton, "Veröffentlichung: unbekannt")
    unknown.setFocus()
    qtbot.keyClick(unknown, Qt.Key.Key_Left)
    assert shell.editor.assessment.occasion.publication is Answer.NO


def test_a_choice_shows_german_labels_and_stores_the_member(qtbot: QtBot, open_shell: OpenShell) -> None:
    shell = open_shell(minimal_assessment())
    box = _focused(shell, "occasion", "occasion", "kind")
    assert isinstance(box, QComboBox)
    assert [box.itemText(index) for index in range(box.count())] == ["neue DSFA", "Überarbeitung"]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert shell.editor.assessment.occasion.kind is OccasionKind.REVISION


def test_ticks_keep_values_the_list_does_not_know(open_shell: OpenShell) -> None:
    shell = open_shell(minimal_assessment())
    shell.editor.set_value(("review", "triggers"), ("yearly", "aus-einem-alten-katalog"))
    shell.open_page("review")
    box = _named(shell, QCheckBox, "Anlässe: Vorfall oder Beschwerde")
    box.click()
    assert set(shell.editor.assessment.review.triggers) == {"yearly", "incident", "aus-einem-alten-katalog"}


def test_a_field_that_is_not_asked_appears_with_its_condition_and_stays_while_it_is_filled(
    open_shell: OpenShell,
) -> None:
    shell = open_shell(minimal_assessment())
    shell.open_page("consultation")
    name = "Begründung des Verzichts"
    field = _named(shell, QPlainTextEdit, name)
    assert not field.isVisibleTo(shell)
    box = _focused(shell, "consultation", "views", "sought")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert field.isVisibleTo(shell)
    shell.editor.set_value(("views", "reason_not_sought"), "Zu früh")
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert field.isVisibleTo(shell)


def test_records_are_kept_by_keyboard_alone(qtbot: QtBot, open_shell: OpenShell) -> None:
    shell = open_shell(minimal_assessment())
    shell.open_page("occasion", ("departments",))
    table = _named(shell, QTableView, "Ämter")
    assert isinstance(table, QTableView)
    for name in ("Jugendamt", "Stadtbibliothek"):
        qtbot.keyClick(table, Qt.Key.Key_Insert)
        qtbot.keyClicks(shell.window().focusWidget(), name)
    assert [entry.name for entry in shell.editor.assessment.departments] == ["Jugendamt", "Stadtbibliothek"]
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [entry.name for entry in shell.editor.assessment.departments] == ["Stadtbibliothek", "Jugendamt"]
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClicks(shell.window().focusWidget(), "!")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert [entry.name for entry in shell.editor.assessment.departments] == ["Stadtbibliothek!"]
    shell.editor.undo()
    assert len(shell.editor.assessment.departments) == 2


def test_an_empty_collection_says_what_to_do(open_shell: OpenShell) -> None:
    shell = open_shell(minimal_assessment())
    shell.open_page("channels")
    words = {label.text() for label in shell.page.findChildren(QLabel) if label.isVisibleTo(shell.page)}
    assert "Noch kein Kanal erfasst. Fügen Sie die Konten Ihrer Stelle hinzu, auch stillgelegte." in words


def test_a_long_text_makes_its_field_higher(qtbot: QtBot, open_shell: OpenShell) -> None:
    shell = open_shell(minimal_assessment())
    field = _focused(shell, "occasion", "occasion", "scope")
    assert isinstance(field, QPlainTextEdit)
    low = field.height()
    shell.editor.set_value(("occasion", "scope"), "Ein langer Satz über alle Kanäle der Stadt. " * 20)
    qtbot.waitUntil(lambda: field.height() > 2 * low)
    assert not field.verticalScrollBar().isVisible()


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_every_date_is_read_as_it_is_written(value: date) -> None:
    assert parse_date(format_date(value)) == value
    assert parse_date(value.isoformat()) == value


@given(st.text(max_size=12))
def test_what_is_no_date_is_refused_and_never_guessed(text: str) -> None:
    try:
        value = parse_date(text)
    except ValueError:
        return
    assert str(value.day) in text


def test_numbers_and_dates_of_facts_are_written_in_german() -> None:
    assert count(1204, "Kanal", "Kanäle") == "1.204\u00a0Kanäle"
    assert count(1, "Kanal", "Kanäle") == "1\u00a0Kanal"
    assert [format_as_of(text) for text in ("2026-07-23", "2025-07", "2022", "unbekannt")] == [
        "23.07.2026",
        "07.2025",
        "2022",
        "unbekannt",
    ]
