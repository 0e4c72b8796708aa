"""Hypothesis strategies that build any assessment from the structure of the domain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.editing import with_value
from dsfa_app.domain.rating import Score, rating_id
from dsfa_app.domain.references import MANY, unknown_platforms
from dsfa_app.domain.structure import FieldShape, Kind, shape

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

LARGEST_STEP = 4
"""Steps of the default profile's scales."""

HOSTILE_TEXTS = (
    "=1+1",
    '=HYPERLINK("http://example.org";"x")',
    "+49 711 216-0",
    "-1",
    "@SUM(A1)",
    "\tEinzug",
    "<w:p>",
    "</w:t></w:r><w:r><w:t>",
    "<script>alert(1)</script>",
    "&amp; &#0; ]]>",
    "_x0041_ _x005F_",
    "Zeile 1\nZeile 2\r\nZeile 3\rZeile 4\vZeile 5",
    "\x00\x01\x08\x0c\x1b\x1f\x7f",
    "\ufffe\uffff\ufdd0",
    "  doppelte  Leerzeichen  ",
    "größer – „Straße“ ẞ ŝ 漢字 😀 עברית",
    "a" * 40_000,
    "#REF!",
    "1.2",
    "03/04",
    "'Hochkomma",
    "{{title}}",
)
"""Texts that broke document generators before."""


def typed_text(*, surrogates: bool = False) -> SearchStrategy[str]:
    """Return texts as people and clipboards produce them, hostile ones included."""
    forbidden = () if surrogates else ("Cs",)
    characters = st.characters(exclude_categories=forbidden)
    return st.one_of(st.text(characters, max_size=40), st.sampled_from(HOSTILE_TEXTS))


def _scores() -> SearchStrategy[Score]:
    steps = st.integers(1, LARGEST_STEP)
    return st.builds(Score, severity=steps, likelihood=steps)


def _field(item: FieldShape, text: SearchStrategy[str]) -> SearchStrategy[Any]:  # noqa: PLR0911 - one per kind
    match item.kind:
        case Kind.TEXT:
            return text
        case Kind.TEXTS:
            return st.lists(text, max_size=2).map(tuple)
        case Kind.INTEGER:
            return st.integers(-2, 0) if "effect" in item.name else st.integers(1, LARGEST_STEP)
        case Kind.FLAG:
            return st.booleans()
        case Kind.DATE:
            dates = st.dates(date(2010, 1, 1), date(2040, 12, 31))
            return st.none() | dates if item.optional else dates
        case Kind.CHOICE:
            return st.sampled_from(item.record)
        case Kind.RECORD:
            return records(item.record, text)
        case Kind.OPTIONAL_RECORD:
            return st.none() | (_scores() if item.record is Score else records(item.record, text))
        case Kind.RECORDS:
            return st.lists(records(item.record, text), max_size=2).map(_with_unique_ids)


def _with_unique_ids(items: list[Any]) -> tuple[Any, ...]:
    return tuple(replace(item, id=f"{number}") for number, item in enumerate(items))


def records(record: type[Any], text: SearchStrategy[str] | None = None) -> SearchStrategy[Any]:
    """Return any record of a domain class, ids of its entries unique."""
    typed = typed_text() if text is None else text
    return st.builds(record, **{item.name: _field(item, typed) for item in shape(record)})


def _in_order(assessment: Assessment) -> Assessment:
    """Let everything belong to platforms of the assessment, ratings with the id that follows from it."""
    platform_ids = tuple(use.id for use in assessment.platforms)
    for path, _ in tuple(unknown_platforms(replace(assessment, ratings=()), platform_ids)):
        covered = platform_ids[:1] if path[-1] == MANY else "".join(platform_ids[:1])
        assessment = with_value(assessment, path, covered)
    ratings = tuple(
        replace(
            rating,
            platform_id=platform_ids[number % len(platform_ids)],
            risk_id=f"R{number + 1:02}",
            id=rating_id(platform_ids[number % len(platform_ids)], f"R{number + 1:02}"),
        )
        for number, rating in enumerate(assessment.ratings)
        if platform_ids
    )
    return replace(assessment, id="a1", ratings=ratings)


def assessments(text: SearchStrategy[str] | None = None) -> SearchStrategy[Assessment]:
    """Return any assessment whose references hold; texts may be hostile."""
    strategy: SearchStrategy[Assessment] = records(Assessment, text)
    return strategy.map(_in_order)
