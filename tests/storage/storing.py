"""What the tests of the storage share."""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from dsfa_app.storage.opening import open_database
from dsfa_app.storage.overview import AssessmentSummary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.storage.database import Database
    from dsfa_app.storage.store import StoredAssessment

CHANGED_AT = datetime(2026, 11, 21, 8, 30)  # noqa: DTZ001 - the overview keeps UTC without a zone


def summary_of(assessment: Assessment, **values: Any) -> AssessmentSummary:
    """Return a line of the overview for an assessment."""
    known: dict[str, Any] = {
        "id": assessment.id,
        "title": assessment.title,
        "state": assessment.state.value,
        "version": assessment.version,
        "controller": assessment.controller.name,
        "platforms": ", ".join(use.name for use in assessment.platforms),
        "baseline_level": 2,
        "planned_level": 1,
        "proven_level": None,
        "open_risks": 3,
        "open_measures": 4,
        "review_due_on": date(2027, 5, 1),
        "changed_at": CHANGED_AT,
        "profile_id": assessment.profile_id,
    }
    return AssessmentSummary(**(known | values))


@contextmanager
def opened(folder: Path) -> Iterator[Database]:
    """Open the database of a folder and close it again."""
    with closing(open_database(folder)) as database:
        yield database


def add(database: Database, assessment: Assessment) -> int:
    """Store a new assessment."""
    with database.unit_of_work() as work:
        return work.assessments.add(assessment, summary_of(assessment))


def save(database: Database, assessment: Assessment, revision: int) -> int:
    """Store a changed assessment."""
    with database.unit_of_work() as work:
        return work.assessments.save(assessment, summary_of(assessment), revision)


def get(database: Database, assessment_id: str) -> StoredAssessment:
    """Read a stored assessment."""
    with database.unit_of_work() as work:
        return work.assessments.get(assessment_id)
