"""The structure that storage, editing, report and texts are derived from."""

from __future__ import annotations

from dataclasses import dataclass, fields

import pytest
from factories import full_assessment, minimal_assessment

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.measure import Evidence, Measure
from dsfa_app.domain.rating import Rating, Score
from dsfa_app.domain.structure import Kind, field_shape, record_classes, shape, texts


def test_every_field_of_every_record_has_a_shape():
    classes = record_classes(Assessment)
    assert classes[0] is Assessment
    assert {Measure, Evidence, Rating, Score} < set(classes)
    for record in classes:
        assert [item.name for item in shape(record)] == [item.name for item in fields(record)]


def test_parents_come_before_their_children():
    classes = record_classes(Assessment)
    for record in classes:
        for item in shape(record):
            if item.kind is Kind.RECORDS:
                assert classes.index(record) < classes.index(item.record)


@pytest.mark.parametrize("record", record_classes(Assessment))
def test_entries_of_collections_carry_an_id(record: type[object]):
    for item in shape(record):
        if item.kind is Kind.RECORDS:
            assert field_shape(item.record, "id").kind is Kind.TEXT


@pytest.mark.parametrize("record", record_classes(Assessment))
def test_collections_are_never_optional_and_records_are_optional_only_as_a_whole(record: type[object]):
    for item in shape(record):
        assert not (item.optional and item.kind in (Kind.RECORDS, Kind.RECORD, Kind.TEXTS, Kind.CHOICE))
        if item.kind is Kind.OPTIONAL_RECORD:
            assert not any(part.optional for part in shape(item.record))


def test_a_field_that_does_not_exist_is_a_bug():
    with pytest.raises(KeyError):
        field_shape(Assessment, "nothing")


def test_a_kind_of_field_nobody_can_store_is_refused():
    @dataclass
    class Odd:
        value: float

    with pytest.raises(TypeError, match="value"):
        shape(Odd)


def test_every_text_is_found_with_its_place():
    found = dict(texts(full_assessment()))
    assert found["decision", "reason"].startswith("Angabe zu Decision.reason")
    assert found["measures", "measure-0", "evidence", "evidence-0", "title"]
    assert set(dict(texts(minimal_assessment()))) == {("id",), ("title",), ("version",), ("profile_id",)}
