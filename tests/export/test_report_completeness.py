"""Whatever was typed anywhere is found again in every document, however hostile it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from documents import READERS, document, material_of, xlsx_cells
from factories import full_assessment
from hypothesis import HealthCheck, given, settings
from strategies import HOSTILE_TEXTS, assessments

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.structure import Kind, record_classes, shape, texts
from exporters.report.fields import REFERENCES
from exporters.report.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

_IDS_ONLY = frozenset({"id"})


def _expected(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Yield place and visible form of every text: names for references, the text itself for the rest."""
    material = material_of(assessment)
    for path, text in texts(assessment):
        if path[-1] in _IDS_ONLY or not text.strip():
            continue
        resolve = REFERENCES.get(path[-1])
        yield ".".join(path), printable(resolve(material, text) if resolve else text).strip()


def _missing(assessment: Assessment, format_id: str) -> list[str]:
    shown = READERS[format_id](document(assessment, format_id))
    return [place for place, text in _expected(assessment) if text not in shown]


@pytest.mark.parametrize("format_id", READERS)
def test_every_text_field_of_every_record_is_printed(format_id: str) -> None:
    assert _missing(full_assessment(), format_id) == []


def test_the_full_assessment_fills_every_field_of_every_record_class() -> None:
    """Without this the test above would pass for fields nobody fills."""
    filled = {type_name for type_name, _ in _text_fields_filled(full_assessment())}
    expected = {
        record.__name__
        for record in record_classes(Assessment)
        if any(item.kind in (Kind.TEXT, Kind.TEXTS) for item in shape(record))
    }
    assert filled == expected
    empty = [place for place, is_filled in _text_fields_filled(full_assessment()) if not is_filled]
    assert empty == []


def _text_fields_filled(record: object) -> Iterator[tuple[str, bool]]:
    for item in shape(type(record)):
        value = getattr(record, item.name)
        if item.kind in (Kind.TEXT, Kind.TEXTS):
            yield type(record).__name__, bool(value)
        elif item.kind is Kind.RECORD:
            yield from _text_fields_filled(value)
        elif item.kind is Kind.RECORDS:
            for entry in value:
                yield from _text_fields_filled(entry)


@pytest.mark.parametrize("format_id", READERS)
@pytest.mark.parametrize("hostile", HOSTILE_TEXTS, ids=lambda text: ascii(text[:16]))
def test_a_hostile_text_in_every_field_at_once_is_printed(hostile: str, format_id: str) -> None:
    shortened = hostile[:200] if len(hostile) > 1_000 else hostile
    assessment = full_assessment(lambda place: f"{shortened} {place} {shortened}", entries=1)
    assert _missing(replace(assessment, title=hostile), format_id) == []


@pytest.mark.parametrize("format_id", READERS)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(assessment=assessments().map(lambda found: replace(found, profile_id="kp18")))
def test_any_assessment_is_printed_whole(format_id: str, assessment: Assessment) -> None:
    assert _missing(assessment, format_id) == []


@pytest.mark.parametrize("motif", ["Straße 😀\n", "=<&", "_x0041_"])
def test_a_text_longer_than_a_spreadsheet_cell_is_continued_in_the_next_row(motif: str) -> None:
    assessment = replace(full_assessment(entries=1), title=motif * 12_000)
    assert _missing(assessment, "xlsx") == []
    longest = max(
        len(f"{cell.value}".encode("utf-16-le")) // 2 for cell in xlsx_cells(document(assessment, "xlsx"))
    )
    assert longest <= 32_767 or motif == "_x0041_"
