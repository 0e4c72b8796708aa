"""Comparing two states of an assessment says what differs, everything and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factories import full_assessment, minimal_assessment
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import assessments

from dsfa_app.domain.comparison import Change, ChangeKind, changes
from dsfa_app.domain.editing import with_item, with_item_moved, with_value, without_item
from dsfa_app.domain.rating import Score

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment


def applied(assessment: Assessment, found: list[Change]) -> Assessment:
    """Return the assessment after these changes."""
    for change in found:
        match change.kind:
            case ChangeKind.CHANGED:
                assessment = with_value(assessment, change.path, change.new)
            case _:
                assessment = _entry(assessment, change)
    return assessment


def _entry(record: Assessment, change: Change) -> Assessment:
    collection, *below = change.path
    if change.kind is ChangeKind.MOVED and not below:
        for place, item_id in enumerate(change.new):
            record = with_item_moved(record, collection, item_id, place)
        return record
    if len(below) <= 1:
        if change.kind is ChangeKind.REMOVED:
            return without_item(record, collection, below[0])
        return with_item(record, collection, change.new)
    owner = next(item for item in getattr(record, collection) if item.id == below[0])
    inner = Change(change.kind, tuple(below[1:]), change.old, change.new)
    return with_value(record, (collection, below[0]), _entry(owner, inner))


@given(assessments(st.text(max_size=5)))
@settings(max_examples=30, deadline=None)
def test_an_assessment_does_not_differ_from_itself_or_an_equal_copy(assessment: Assessment):
    assert list(changes(assessment, assessment)) == []
    assert list(changes(assessment, replace(assessment))) == []


@given(assessments(st.text(max_size=5)), assessments(st.text(max_size=5)))
@settings(max_examples=40, deadline=None)
def test_what_differs_turns_one_state_into_the_other(old: Assessment, new: Assessment):
    turned = applied(old, list(changes(old, new)))
    for name in ("title", "measures", "channels", "ratings", "decision", "comments"):
        mine, wanted = getattr(turned, name), getattr(new, name)
        if isinstance(mine, tuple):
            assert {item.id: item for item in mine} == {item.id: item for item in wanted}
        else:
            assert mine == wanted


def test_a_changed_value_is_told_by_its_path_with_old_and_new():
    old = full_assessment()
    new = with_value(old, ("measures", old.measures[0].id, "title"), "Neu")
    assert list(changes(old, new)) == [
        Change(ChangeKind.CHANGED, ("measures", old.measures[0].id, "title"), old.measures[0].title, "Neu")
    ]


def test_an_entry_that_is_new_or_gone_is_one_change():
    old = full_assessment()
    gone = without_item(old, "channels", old.channels[0].id)
    path = ("channels", old.channels[0].id)
    assert list(changes(old, gone)) == [Change(ChangeKind.REMOVED, path, old.channels[0], None)]
    assert [item.kind for item in changes(gone, old)] == [ChangeKind.ADDED]


def test_another_order_is_told_once():
    old = full_assessment()
    new = with_item_moved(old, "purposes", old.purposes[0].id, 1)
    assert [(item.kind, item.path) for item in changes(old, new)] == [(ChangeKind.MOVED, ("purposes",))]


def test_a_score_changes_as_a_whole():
    old = full_assessment()
    rating = replace(old.ratings[0], gross=Score(severity=1, likelihood=1))
    new = replace(old, ratings=(rating, *old.ratings[1:]))
    (change,) = changes(old, new)
    assert change.path[-1] == "gross"


def test_nothing_is_compared_twice_in_an_empty_assessment():
    assert list(changes(minimal_assessment(), minimal_assessment())) == []
