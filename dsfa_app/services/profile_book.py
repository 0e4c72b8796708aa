"""All risk profiles by their id: the shipped ones and, beside them, those of the body's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from dsfa_app.catalogue.profile_document import profile_from_document
from dsfa_app.domain.vocabulary import AssessmentState
from dsfa_app.errors import InputError, RuleError, StorageError
from dsfa_app.method.profile import RiskProfile

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.storage.database import Database
    from dsfa_app.storage.profiles import StoredProfile


def profile_in(stored: StoredProfile) -> RiskProfile:
    """Return a stored version as a profile.

    Raises:
        StorageError: it holds what this program never writes.
    """
    try:
        return profile_from_document(stored.content, f"{stored.id}, Fassung {stored.version}")
    except (InputError, RuleError) as error:
        raise StorageError(
            f"Das gespeicherte Risikoprofil {stored.id}, Fassung {stored.version}, ist beschädigt. "
            "Bitte eine Sicherung wiederherstellen."
        ) from error


class ProfileBook(Mapping[str, RiskProfile]):
    """The current version of every risk profile by its id, shipped ones first.

    Read once and again when profiles change, so that looking one up never waits for the disk. Assessments
    that were no drafts when their profile got a newer version keep the one they had (``of``).
    """

    def __init__(self, shipped: Mapping[str, RiskProfile], database: Database) -> None:
        self._shipped = shipped
        self._database = database
        self._own: dict[str, RiskProfile] = {}
        self._versions: dict[tuple[str, str], RiskProfile] = {}
        self._kept: dict[str, RiskProfile] = {}
        self.read_again()

    def read_again(self) -> None:
        """Take over what is stored now.

        Raises:
            StorageError: the data cannot be read.
        """
        with self._database.unit_of_work() as work:
            stored = work.profiles.versions()
            lines = (*work.overview.summaries(), *work.overview.deleted()) if stored else ()
        built = [(version, profile_in(version)) for version in stored]
        self._versions = {(version.id, version.version): profile for version, profile in built}
        self._own = {version.id: profile for version, profile in built if version.is_current}
        self._kept = {
            line.id: self._versions[line.profile_id, line.profile_version]
            for line in lines
            if (line.profile_id, line.profile_version) in self._versions
        }

    def __getitem__(self, profile_id: str) -> RiskProfile:  # type: ignore[explicit-override]  # override needs 3.12
        """Return the current version; raises KeyError."""
        shipped = self._shipped.get(profile_id)
        return self._own[profile_id] if shipped is None else shipped

    def __iter__(self) -> Iterator[str]:  # type: ignore[explicit-override]  # override needs 3.12
        """Go through the ids, shipped profiles first, then the body's own by their titles."""
        yield from self._shipped
        yield from sorted(self._own, key=lambda name: self._own[name].title.casefold())

    def __len__(self) -> int:  # type: ignore[explicit-override]  # override needs 3.12
        """Return the number of profiles."""
        return len(self._shipped) + len(self._own)

    def version(self, profile_id: str, version: str) -> RiskProfile | None:
        """Return one version of one of the body's own profiles, None if there is none."""
        return self._versions.get((profile_id, version))

    def kept(self, assessment: Assessment) -> RiskProfile | None:
        """Return the version of one of the body's own profiles that an assessment keeps.

        None where it follows the current one: drafts do. What is under review, decided or released stays
        under the version it was judged by, until it is a draft again.
        """
        if assessment.state is AssessmentState.DRAFT:
            self._kept.pop(assessment.id, None)
            return None
        kept = self._kept.get(assessment.id)
        if kept is None or kept.id != assessment.profile_id:
            kept = self._own.get(assessment.profile_id)
            if kept is not None:
                self._kept[assessment.id] = kept
        return kept

    def keep(self, assessment: Assessment, profile: RiskProfile) -> None:
        """Let an assessment that comes from elsewhere keep the version it was judged by there."""
        self._kept[assessment.id] = profile
