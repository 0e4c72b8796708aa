"""Marks of a revision: every change is marked on the way to its place, with the former words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from documents import material_of
from factories import full_assessment, minimal_assessment
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import assessments

from dsfa_app.domain.comparison import ChangeKind, changes
from dsfa_app.domain.editing import with_item, with_value, without_item
from dsfa_app.domain.presence import Channel
from dsfa_app.method.findings import Topic
from exporters.report.change_marks import ChangeMarks, change_marks

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment


def released() -> Assessment:
    return replace(full_assessment(), version="1.0")


def test_a_changed_field_bears_its_former_words():
    old = released()
    path = ("channels", old.channels[0].id, "url")
    marks = change_marks(material_of(old), with_value(old, path, "https://example.org/neu"))
    assert marks.words(path) == "geändert seit 1.0"
    assert marks.former[path] == old.channels[0].url
    assert marks.words(path[:-1]) == "geändert seit 1.0"
    assert marks.words((*path[:-1], "name")) == ""
    assert marks.pages == {Topic.CHANNELS: 1}


def test_an_empty_field_says_that_nothing_was_said():
    old = replace(minimal_assessment(), version="1.0")
    marks = change_marks(material_of(old), with_value(old, ("occasion", "reason"), "Ein Grund"))
    assert marks.former["occasion", "reason"] == "keine Angabe"


def test_a_new_entry_is_new_and_its_fields_bear_no_mark():
    old = released()
    marks = change_marks(material_of(old), with_item(old, "channels", Channel(id="k9", name="Neu")))
    assert marks.words(("channels", "k9")) == "neu seit 1.0"
    assert marks.words(("channels", "k9", "name")) == ""


def test_a_gone_entry_is_named_at_its_collection():
    old = released()
    marks = change_marks(material_of(old), without_item(old, "channels", old.channels[0].id))
    (name,) = marks.removed["channels",]
    assert name.startswith("Kanal „")


def test_no_marks_say_nothing():
    assert ChangeMarks().words(("title",)) == ""


@given(assessments(st.text(max_size=5)), assessments(st.text(max_size=5)))
@settings(max_examples=25, deadline=None)
def test_every_change_is_marked_and_nothing_else(old: Assessment, new: Assessment):
    old, new = (replace(state, profile_id="kp18") for state in (old, new))
    marks = change_marks(material_of(old), new)
    found = list(changes(old, new))
    for change in found:
        if change.kind is not ChangeKind.REMOVED:
            assert marks.words(change.path)
    assert set(marks.former) == {change.path for change in found if change.kind is ChangeKind.CHANGED}
    assert bool(found) == bool(marks.former or marks.added or marks.touched or marks.removed)
