"""The list of all assessments: what a start needs, and nothing that only an open assessment needs."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from dsfa_app.catalogue.profiles import shipped_profile
from dsfa_app.storage.overview import AssessmentSummary

if TYPE_CHECKING:
    from dsfa_app.method.profile import RiskLevel
    from dsfa_app.storage.database import Database

__all__ = ["AssessmentSummary", "Overview"]

DEFAULT_PROFILE = "kp18"


class Overview:
    """The lines of the overview and the levels of risk they name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def summaries(self) -> tuple[AssessmentSummary, ...]:
        """Return one line per assessment, the last changed first.

        Raises:
            StorageError: the data cannot be read.
        """
        with self._database.unit_of_work() as work:
            return work.overview.summaries()

    @cached_property
    def levels(self) -> tuple[RiskLevel, ...]:
        """The levels of the profile in force, lowest first.

        Raises:
            CatalogueError: the shipped profile is missing or broken.
        """
        return shipped_profile(DEFAULT_PROFILE).levels
