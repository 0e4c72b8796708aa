"""The list of all assessments: what a start needs, and nothing that only an open assessment needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.catalogue.profiles import shipped_profiles
from dsfa_app.storage.overview import AssessmentSummary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dsfa_app.method.profile import RiskLevel
    from dsfa_app.storage.database import Database

__all__ = ["AssessmentSummary", "Overview"]


class Overview:
    """The lines of the overview and the levels of risk they name."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._levels: dict[str, tuple[RiskLevel, ...]] = {}

    def summaries(self) -> tuple[AssessmentSummary, ...]:
        """Return one line per assessment, the last changed first.

        Raises:
            StorageError: the data cannot be read.
        """
        with self._database.unit_of_work() as work:
            return work.overview.summaries()

    def levels(self, summaries: Iterable[AssessmentSummary]) -> Mapping[str, tuple[RiskLevel, ...]]:
        """Return the levels of every risk profile these assessments use by its id, lowest first.

        Raises:
            CatalogueError: a shipped profile is missing or broken.
        """
        missing = {summary.profile_id for summary in summaries} - self._levels.keys()
        if missing:
            found = shipped_profiles(missing)
            self._levels.update({profile_id: profile.levels for profile_id, profile in found.items()})
        return self._levels
