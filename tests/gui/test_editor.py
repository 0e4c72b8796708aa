"""The edited assessment: undo, redo, merging of typing, saving while typing, judging."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from factories import full_assessment, minimal_assessment

from dsfa_app.domain.frame import Department
from dsfa_app.errors import NotFoundError, RuleError
from dsfa_app.storage.store import StoredAssessment
from ui.view_models.autosave import SaveState
from ui.view_models.history import MERGE_SECONDS, History, Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from dsfa_app.domain.assessment import Assessment
    from ui.view_models.editor import AssessmentEditor

    OpenEditor = Callable[[Assessment], AssessmentEditor]

REASON = ("occasion", "reason")
SCOPE = ("occasion", "scope")


def _type(editor: AssessmentEditor, path: tuple[str, ...], text: str) -> None:
    for end in range(1, len(text) + 1):
        editor.set_value(path, text[:end])


def test_typing_in_one_field_is_one_step_of_undo(qtbot: QtBot, open_editor: OpenEditor) -> None:
    editor = open_editor(minimal_assessment())
    _type(editor, REASON, "Neue Kanäle")
    _type(editor, SCOPE, "Alle Ämter")
    editor.undo()
    assert (editor.value(REASON), editor.value(SCOPE)) == ("Neue Kanäle", "")
    editor.undo()
    assert editor.value(REASON) == ""
    assert editor.undo_text is None
    editor.redo()
    editor.redo()
    assert (editor.value(REASON), editor.value(SCOPE)) == ("Neue Kanäle", "Alle Ämter")
    qtbot.waitUntil(lambda: editor.autosave.is_saved)


def test_a_pause_and_a_page_change_begin_a_new_step() -> None:
    now = 0.0
    history = History(clock=lambda: now)
    before = minimal_assessment()

    def type_character() -> None:
        history.record(Step("Anlass", REASON, "occasion", before), is_typing=True)

    type_character()
    now = MERGE_SECONDS
    type_character()
    now += MERGE_SECONDS + 0.1
    type_character()
    history.close_step()
    type_character()
    steps = 0
    while history.undo(before) is not None:
        steps += 1
    assert steps == 3


def test_a_new_change_ends_what_could_be_redone(qtbot: QtBot, open_editor: OpenEditor) -> None:
    editor = open_editor(minimal_assessment())
    editor.set_value(REASON, "erst")
    editor.undo()
    editor.set_value(SCOPE, "dann")
    assert editor.redo_text is None
    qtbot.waitUntil(lambda: editor.autosave.is_saved)


def test_undo_says_where_the_change_was_made(qtbot: QtBot, open_editor: OpenEditor) -> None:
    editor = open_editor(minimal_assessment())
    editor.place = "occasion"
    editor.set_value(REASON, "Anlass")
    editor.place = "review"
    with qtbot.waitSignal(editor.travelled) as travelled:
        editor.undo()
    assert travelled.args == ["occasion", REASON]
    qtbot.waitUntil(lambda: editor.autosave.is_saved)


def test_records_are_added_moved_and_removed_and_come_back(qtbot: QtBot, open_editor: OpenEditor) -> None:
    editor = open_editor(minimal_assessment())
    for name in ("a", "b", "c"):
        editor.add_item(("departments",), Department(id=name, name=name.upper()))
    editor.move_item(("departments",), "c", 0)
    editor.remove_item(("departments",), "a")
    assert [entry.id for entry in editor.assessment.departments] == ["c", "b"]
    editor.undo()
    editor.undo()
    assert [entry.id for entry in editor.assessment.departments] == ["a", "b", "c"]
    qtbot.waitUntil(lambda: editor.autosave.is_saved)


def test_a_refused_change_leaves_everything_as_it_was(open_editor: OpenEditor) -> None:
    editor = open_editor(full_assessment())
    before = editor.assessment
    with pytest.raises(RuleError):
        editor.set_value(REASON, 7)
    with pytest.raises(NotFoundError):
        editor.set_value(("channels", "gibt-es-nicht", "url"), "https://example.org")
    assert editor.assessment is before
    assert editor.undo_text is None


def test_what_is_typed_is_on_the_disk_within_two_seconds(
    qtbot: QtBot, app: Application, open_editor: OpenEditor
) -> None:
    editor = open_editor(minimal_assessment())
    _type(editor, REASON, "Größere Änderung")
    assert editor.save_state is SaveState.PENDING
    qtbot.waitUntil(lambda: editor.autosave.is_saved, timeout=2000)
    assert app.assessments.open("a0").assessment == editor.assessment


def test_changes_made_during_a_save_are_saved_after_it(
    qtbot: QtBot, app: Application, open_editor: OpenEditor
) -> None:
    editor = open_editor(minimal_assessment())
    saved: list[str] = []
    editor.set_value(REASON, "eins")
    editor.autosave.save_now()
    editor.set_value(REASON, "zwei")
    editor.autosave.save_now(lambda: saved.append(app.assessments.open("a0").assessment.occasion.reason))
    qtbot.waitUntil(lambda: bool(saved))
    assert saved == ["zwei"]


def test_a_failed_save_is_told_keeps_the_text_and_is_tried_again(
    qtbot: QtBot, app: Application, open_editor: OpenEditor
) -> None:
    editor = open_editor(minimal_assessment())
    stored = app.assessments.open("a0")
    app.assessments.save(replace(stored.assessment, title="Von anderer Seite"), stored.revision)
    with qtbot.waitSignal(editor.autosave.failed):
        editor.set_value(REASON, "bleibt im Fenster")
        editor.autosave.save_now()
    assert editor.save_state is SaveState.FAILED
    assert editor.value(REASON) == "bleibt im Fenster"
    editor.autosave.revision += 1  # somebody resolved the conflict
    editor.autosave.save_now()
    qtbot.waitUntil(lambda: editor.autosave.is_saved)
    assert app.assessments.open("a0").assessment.occasion.reason == "bleibt im Fenster"


def test_results_follow_a_change_without_holding_up_the_typing(qtbot: QtBot, open_editor: OpenEditor) -> None:
    editor = open_editor(minimal_assessment())
    before = editor.view
    with qtbot.waitSignal(editor.judged, timeout=1000):
        editor.set_value(REASON, "Neuer Anlass")
        assert editor.autosave.state is SaveState.PENDING
    assert editor.view is not before
    assert editor.view.assessment is editor.assessment
    qtbot.waitUntil(lambda: editor.autosave.is_saved)


def test_an_opened_assessment_is_not_saved_without_a_change(
    app: Application, open_editor: OpenEditor
) -> None:
    editor = open_editor(full_assessment())
    editor.set_value(REASON, editor.value(REASON))
    assert editor.save_state is SaveState.SAVED
    stored = app.assessments.open("a1")
    assert stored == StoredAssessment(assessment=editor.assessment, revision=editor.autosave.revision)
