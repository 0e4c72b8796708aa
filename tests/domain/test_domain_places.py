"""Places as text: written from paths, read along the structure of the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from factories import full_assessment

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.places import path_of, place_of
from dsfa_app.domain.structure import Kind, shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.structure import Path


def every_path(record: object, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every field, entry and value of a record and below."""
    for item in shape(type(record)):
        here = (*path, item.name)
        yield here
        value = getattr(record, item.name)
        if item.kind is Kind.RECORDS:
            for entry in value:
                yield (*here, entry.id)
                yield from every_path(entry, (*here, entry.id))
        elif item.kind in (Kind.RECORD, Kind.OPTIONAL_RECORD) and value is not None:
            yield from every_path(value, here)


def test_every_path_of_a_full_assessment_is_read_back_from_its_place() -> None:
    for path in every_path(full_assessment()):
        assert path_of(place_of(path), Assessment) == path


def test_the_id_of_a_rating_keeps_its_dot() -> None:
    assert path_of("ratings.facebook.R01", Assessment) == ("ratings", "facebook.R01")
    assert path_of("ratings.facebook.R01.gross", Assessment) == ("ratings", "facebook.R01", "gross")
    deviation = ("ratings", "x.R02", "deviations", "k1", "reason")
    assert path_of("ratings.x.R02.deviations.k1.reason", Assessment) == deviation


def test_no_place_stands_for_the_assessment_as_a_whole() -> None:
    assert path_of("", Assessment) == ()
    assert place_of(()) == ""


@pytest.mark.parametrize("place", ["unbekannt", "title.länge", "controller.haus", "occasion.reason.x", "."])
def test_a_place_the_records_do_not_have_is_none(place: str) -> None:
    assert path_of(place, Assessment) is None
