"""Every page, empty and full: opens without a warning, is named, reachable and complete."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from factories import full_assessment, minimal_assessment
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.structure import Kind, record_classes, shape
from dsfa_app.labels import label
from dsfa_app.method.findings import Topic
from ui.forms.form import Form
from ui.forms.record_table import RecordTable
from ui.forms.spec import text_key
from ui.pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from ui.assessment.page import PageSpec
    from ui.assessment.shell import AssessmentShell

    OpenShell = Callable[[Assessment], AssessmentShell]

ASSESSMENTS = {
    "ohne Angaben": minimal_assessment,
    "mit Plattformen": lambda: replace(minimal_assessment(), platforms=full_assessment().platforms),
    "voll": full_assessment,
}

ALL = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)

RATED_ELSEWHERE = (
    "ReviewEvent.catalogue_fingerprint",
    "Rating.",
    "OwnRisk.",
    "ChannelDeviation.",
    "Measure.",
    "Evidence.",
    "Score.",
    "Comment.",
    "Reply.",
    "ThresholdAnswer.",
    "FormerVersion.",
    "Approval.",
    "Assessment.state",
)
"""Records that have pages of their own kind, and the state, which changes by the steps of the workflow."""


def _focusable(widget: QWidget) -> Iterator[QWidget]:
    for child in widget.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisibleTo(widget):
            yield child


def _spoken(widget: QWidget) -> str:
    """Return what a screen reader would say."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


@ALL
@pytest.mark.parametrize("assessment", ASSESSMENTS.values(), ids=ASSESSMENTS.keys())
def test_a_page_opens_with_its_title_purpose_and_norm(
    open_shell: OpenShell, page: PageSpec, assessment: Callable[[], Assessment]
) -> None:
    shell = open_shell(assessment())
    shell.open_page(page.id)
    QApplication.processEvents()
    words = {label.text() for label in shell.findChildren(QLabel) if label.isVisibleTo(shell)}
    assert {page.title, page.purpose, page.norm} <= words
    assert "\u00a0" in page.norm


@ALL
def test_everything_that_takes_the_keyboard_on_a_page_has_a_name(
    open_shell: OpenShell, page: PageSpec
) -> None:
    shell = open_shell(full_assessment())
    shell.open_page(page.id)
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in _focusable(shell.page)
        if not _spoken(widget)
    ]
    assert nameless == []


@ALL
def test_tab_reaches_every_field_of_a_page_and_comes_back(
    qtbot: QtBot, open_shell: OpenShell, page: PageSpec
) -> None:
    shell = open_shell(full_assessment())
    shell.open_page(page.id)
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    start = shell.window().focusWidget()
    seen: list[QWidget] = []
    for _ in range(500):
        qtbot.keyClick(shell.window().focusWidget(), Qt.Key.Key_Tab)
        seen.append(shell.window().focusWidget())
        if seen[-1] is start:
            break
    assert seen[-1] is start
    assert len(seen) > 8
    assert any(shell.page.isAncestorOf(widget) for widget in seen)


def test_pages_are_the_topics_of_the_findings_in_the_order_of_the_phases() -> None:
    topics = [str(topic) for topic in Topic]
    ids = [page.id for page in PAGES]
    assert ids == [topic for topic in topics if topic in ids]
    assert [page.title for page in PAGES] == [label(Topic(page.id)) for page in PAGES]
    phases = [page.phase for page in PAGES]
    assert phases == sorted(phases, key=list(type(phases[0])).index)


def _asked(shell: AssessmentShell) -> Iterator[str]:
    for page in PAGES:
        shell.open_page(page.id)
        waiting = shell.page.findChildren(RecordTable)
        while waiting:  # selecting a record may bring tables of its own
            table, known = waiting.pop(), set(shell.page.findChildren(RecordTable))
            records = shell.editor.value(table.collection)
            if records:
                table.select(records[0].id)
            waiting += set(shell.page.findChildren(RecordTable)) - known
        for form in shell.page.findChildren(Form):
            yield from (text_key(path) for path in form.paths)


def test_every_field_of_an_assessment_is_asked_on_some_page(open_shell: OpenShell) -> None:
    asked = set(_asked(open_shell(full_assessment())))
    wanted = {
        f"{record.__name__}.{item.name}"
        for record in record_classes(Assessment)
        for item in shape(record)
        if item.name != "id" and item.kind not in (Kind.RECORD, Kind.RECORDS, Kind.OPTIONAL_RECORD)
    }
    assert {key for key in wanted - asked if not key.startswith(RATED_ELSEWHERE)} == set()


def test_pages_left_long_ago_are_built_again_and_an_export_is_never_dropped(
    qtbot: QtBot, open_shell: OpenShell
) -> None:
    shell = open_shell(full_assessment())
    shell.open_page("export")
    export, first = shell.page, None
    for page in PAGES:
        shell.open_page(page.id)
        first = first or shell.page
    shell.editor.set_value(("occasion", "reason"), "inzwischen geändert")
    shell.open_page(PAGES[0].id, ("occasion", "reason"))
    assert shell.page is not first
    assert shell.window().focusWidget().toPlainText() == "inzwischen geändert"
    shell.open_page("export")
    assert shell.page is export
    qtbot.waitUntil(lambda: shell.editor.autosave.is_saved)
