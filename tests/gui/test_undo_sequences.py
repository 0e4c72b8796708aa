"""Undo of any sequence of changes gives the start, redo of all of it the end."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from factories import full_assessment
from hypothesis import given, settings
from hypothesis import strategies as st

from dsfa_app.domain.editing import value_at
from dsfa_app.domain.structure import Kind, shape
from dsfa_app.domain.vocabulary import AssessmentState
from dsfa_app.errors import DsfaError
from ui.view_models.editor import AssessmentEditor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.structure import Path
    from ui.application import Application
    from ui.background import BackgroundRunner

START = replace(full_assessment(), state=AssessmentState.DRAFT)
OTHER = full_assessment(lambda place: f"anders: {place}")
FIXED = {"id", "state"}
"""Fields that no form writes: the workflow alone moves the state."""
MAX_CHANGES = 25
NUMBERS = count()


def _paths(record: object, above: Path = ()) -> Iterator[tuple[Path, Kind]]:
    for item in shape(type(record)):
        here, value = (*above, item.name), getattr(record, item.name)
        if item.name not in FIXED:
            yield here, item.kind
        if item.kind is Kind.RECORDS:
            for entry in value:
                yield from _paths(entry, (*here, entry.id))
        elif item.kind in (Kind.RECORD, Kind.OPTIONAL_RECORD) and value is not None:
            yield from _paths(value, here)


PATHS = tuple(_paths(START))
COLLECTIONS = tuple(path for path, kind in PATHS if kind is Kind.RECORDS)
VALUES = tuple(path for path, _ in PATHS)


def _write(editor: AssessmentEditor, draw: st.DataObject) -> None:
    path = draw.draw(st.sampled_from(VALUES))
    typed = isinstance(value_at(START, path), str) and draw.draw(st.booleans())
    value = (
        draw.draw(st.text(max_size=5))
        if typed
        else value_at(draw.draw(st.sampled_from((OTHER, START))), path)
    )
    editor.set_value(path, value)


def _add(editor: AssessmentEditor, draw: st.DataObject) -> None:
    collection = draw.draw(st.sampled_from(COLLECTIONS))
    item: Any = value_at(OTHER, collection)[0]
    editor.add_item(collection, replace(item, id=f"neu-{next(NUMBERS)}"))


def _remove(editor: AssessmentEditor, draw: st.DataObject) -> None:
    collection = draw.draw(st.sampled_from(COLLECTIONS))
    ids = [item.id for item in editor.value(collection)]
    if ids:
        editor.remove_item(collection, draw.draw(st.sampled_from(ids)))


def _move(editor: AssessmentEditor, draw: st.DataObject) -> None:
    collection = draw.draw(st.sampled_from(COLLECTIONS))
    ids = [item.id for item in editor.value(collection)]
    if ids:
        editor.move_item(collection, draw.draw(st.sampled_from(ids)), draw.draw(st.integers(0, len(ids))))


CHANGES: tuple[Callable[[AssessmentEditor, st.DataObject], None], ...] = (
    _write,
    _add,
    _remove,
    _move,
    lambda editor, _draw: editor.undo(),
    lambda editor, _draw: editor.redo(),
    lambda editor, _draw: editor.close_step(),
)


def test_undo_of_any_sequence_gives_the_start_and_redo_the_end(
    app: Application, runner: BackgroundRunner
) -> None:
    stored = app.assessments.add(START)

    @settings(deadline=None)
    @given(st.data())
    def walk(draw: st.DataObject) -> None:
        editor = AssessmentEditor(stored, app, runner)
        for change in draw.draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=MAX_CHANGES)):
            with suppress(DsfaError):  # gone meanwhile, or not this person's to change: then nothing changes
                change(editor, draw)
        end, taken = _travel(editor, forward=True)
        start, back = _travel(editor, forward=False)
        assert start == START
        assert _travel(editor, forward=True) == (end, back)
        assert taken <= back

    walk()


def _travel(editor: AssessmentEditor, *, forward: bool) -> tuple[Assessment, int]:
    steps = 0
    while (editor.redo_text if forward else editor.undo_text) is not None:
        (editor.redo if forward else editor.undo)()
        steps += 1
    return editor.assessment, steps
