"""The list of all assessments: what a start needs, and nothing that only an open assessment needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.catalogue.profiles import is_own, shipped_profiles
from dsfa_app.errors import StorageError
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
        """Return the levels of every profile these lines use by their ``profile_key``, lowest first.

        Raises:
            CatalogueError: a shipped profile is missing or broken.
            StorageError: a profile of the body's own cannot be read.
        """
        missing = {line.profile_key: line for line in summaries if line.profile_key not in self._levels}
        own = {key: line for key, line in missing.items() if is_own(line.profile_id)}
        shipped = missing.keys() - own.keys()
        if shipped:
            found = shipped_profiles(shipped)
            self._levels.update({profile_id: profile.levels for profile_id, profile in found.items()})
        if own:
            self._levels.update(self._own_levels(own))
        return self._levels

    def _own_levels(self, lines: Mapping[str, AssessmentSummary]) -> Mapping[str, tuple[RiskLevel, ...]]:
        from dsfa_app.services.profile_book import profile_in

        with self._database.unit_of_work() as work:
            stored = work.profiles.versions({line.profile_id for line in lines.values()})
        levels = {(version.id, version.version): profile_in(version).levels for version in stored}
        try:
            return {key: levels[line.profile_id, line.profile_version] for key, line in lines.items()}
        except KeyError as error:
            raise StorageError(
                "Eine DSFA nennt ein eigenes Risikoprofil, das nicht gespeichert ist. "
                "Bitte eine Sicherung wiederherstellen."
            ) from error
