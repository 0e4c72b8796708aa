"""Fills a data folder with many assessments: ``bench_data.py DIR COUNT [--measures]``.

For the bars of the overview they are bare; with ``--measures``, for the plan, each has those of the example.

Runs in a process of its own, so that what it holds never counts as memory of the measuring one. It writes
through the storage in one transaction; through the services ten thousand assessments would take minutes.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dsfa_app.bootstrap import open_application
from dsfa_app.domain.structure import Kind, shape
from dsfa_app.domain.vocabulary import AssessmentState
from dsfa_app.storage.opening import open_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.storage.overview import AssessmentSummary

EXAMPLE = "stuttgart"
FIRST_YEAR = 2019
MOST_PLATFORMS = 8
LEVELS = (0, 1, 2, None)


def without_collections(assessment: Assessment) -> Assessment:
    """Leave an assessment its own texts only: a list reads past these, but never sees its collections."""
    names = [item.name for item in shape(type(assessment)) if item.kind is Kind.RECORDS]
    nothing: dict[str, Any] = dict.fromkeys(names, ())
    return replace(assessment, **nothing)


def variations(summary: AssessmentSummary, departments: tuple[str, ...]) -> Iterator[AssessmentSummary]:
    """Give ever new lines of an overview, as varied in every column as those of a large city."""
    year, platforms = FIRST_YEAR, summary.platforms.split(", ")
    while True:
        for count, (department, state, level) in enumerate(product(departments, AssessmentState, LEVELS)):
            first = count % MOST_PLATFORMS
            yield summary._replace(
                id=f"{year}-{count}",
                title=f"Social Media {department} {year}, Nr. {count + 1}",
                state=state.value,
                platforms=", ".join(platforms[first:]) or summary.platforms,
                planned_level=level,
                proven_level=level,
                open_risks=count,
                changed_at=summary.changed_at - timedelta(hours=count * 7919 % 8760),
            )
        year += 1


def fill(directory: Path, count: int, *, with_measures: bool = False) -> None:
    """Store the Stuttgart example and ``count - 1`` other assessments in a new data folder."""
    with open_application(directory) as app:
        example = app.examples.create(EXAMPLE).assessment
        (summary,) = app.overview.summaries()
    bare = without_collections(example)
    if with_measures:
        bare = replace(bare, measures=example.measures)
    departments = tuple(department.name for department in example.departments)
    database = open_database(directory)
    try:
        with database.unit_of_work() as work:
            for line in islice(variations(summary, departments), count - 1):
                work.assessments.add(replace(bare, id=line.id, title=line.title), line)
    finally:
        database.close()


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]), with_measures="--measures" in sys.argv[3:])
