"""What a user can do with risk profiles: copy, change with a preview, carry to another machine, delete.

Shipped profiles are read only. Every change of one of the body's own is a new version: drafts follow it, what
is under review, decided or released keeps the version it was judged by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dsfa_app.atomic import write_whole
from dsfa_app.catalogue.profile_document import document_of, sealed
from dsfa_app.catalogue.profiles import OWN_PREFIX, is_own
from dsfa_app.domain.vocabulary import AssessmentState
from dsfa_app.errors import NotFoundError, RuleError
from dsfa_app.method.profile import RiskProfile
from dsfa_app.method.profile_change import ProfileChange, preview
from dsfa_app.method.profile_draft import draft_of, profile_of
from dsfa_app.method.profile_findings import errors, profile_findings
from dsfa_app.method.residual import overall
from dsfa_app.storage.profiles import StoredProfile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.method.profile_draft import ProfileDraft
    from dsfa_app.services.judgement import Judgement
    from dsfa_app.services.profile_book import ProfileBook
    from dsfa_app.services.session import Session
    from dsfa_app.storage.database import Database, UnitOfWork
    from dsfa_app.storage.overview import AssessmentSummary

_OWN_ID = re.compile(rf"{OWN_PREFIX}[0-9a-z-]{{1,64}}")
_VERSION = re.compile(r"[1-9][0-9]{0,5}")
_SHORT_ID = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedProfile:
    """A profile as the list shows it; ``made_at`` (UTC) and ``person`` are those of the current version."""

    profile: RiskProfile
    is_own: bool
    used_by: int
    """Number of assessments judged by any version of it."""
    versions: int = 1
    made_at: datetime | None = None
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedAssessment:
    """What a changed profile would do to one assessment.

    ``change`` is None where the assessment keeps the version it was judged by.
    """

    id: str
    title: str
    state: AssessmentState
    change: ProfileChange | None

    @property
    def is_affected(self) -> bool:
        """Whether a level changes or a score stands in the way."""
        return self.change is not None and bool(self.change.changes or self.change.outside)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledProfile:
    """A profile from outside as it is or would be stored; ``is_new`` when it is not stored yet."""

    profile: RiskProfile
    is_new: bool


def _silent(_share: float, _text: str) -> None:
    """Report nothing."""


class Profiles:
    """Makes, changes and carries risk profiles."""

    def __init__(
        self,
        database: Database,
        book: ProfileBook,
        judgement: Judgement,
        session: Session,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._book = book
        self._judgement = judgement
        self._session = session
        self._clock = clock
        self._new_id = new_id

    def all(self) -> tuple[ListedProfile, ...]:
        """Return every profile with where it is used, shipped ones first.

        Raises:
            StorageError: the data cannot be read.
        """
        with self._database.unit_of_work() as work:
            lines, stored = work.overview.summaries(), work.profiles.versions()
        current = {version.id: version for version in stored if version.is_current}
        return tuple(
            ListedProfile(
                profile=profile,
                is_own=profile_id in current,
                used_by=sum(line.profile_id == profile_id for line in lines),
                versions=sum(version.id == profile_id for version in stored) or 1,
                made_at=current[profile_id].made_at if profile_id in current else None,
                person=current[profile_id].person if profile_id in current else "",
            )
            for profile_id, profile in self._book.items()
        )

    def get(self, profile_id: str) -> RiskProfile:
        """Return the current version of a profile.

        Raises:
            NotFoundError: there is none with this id.
        """
        try:
            return self._book[profile_id]
        except KeyError:
            known = ", ".join(self._book)
            raise NotFoundError(
                f"Das Risikoprofil „{profile_id}“ gibt es nicht. Vorhanden sind: {known}."
            ) from None

    def copy(self, profile_id: str, title: str = "") -> RiskProfile:
        """Store a copy of a profile as one of the body's own and return it.

        Raises:
            NotFoundError: there is no such profile.
            RuleError: the title is too long or taken.
        """
        original = self.get(profile_id)
        chosen = title.strip() or self._free_title(f"{original.title} (eigene Fassung)")
        if chosen in self._titles():
            raise RuleError(f"Ein Risikoprofil „{chosen}“ gibt es schon. Bitte einen anderen Titel wählen.")
        texts, source = dict(original.texts), original.source
        if not is_own(original.id):
            known = self._judgement.catalogue.sources.get(source)
            source = known.title if known else source
            texts["source_note"] = (
                f"Eigenes Profil nach „{original.title}“ ({original.id}, Fassung {original.version}). "
                f"{original.texts.get('source_note', '')}"
            ).strip()
        profile = replace(original, id=self._own_id(), version="1", title=chosen, source=source, texts=texts)
        return self.take(self._usable(draft_of(profile)))

    def preview(
        self, draft: ProfileDraft, report: Callable[[float, str], None] = _silent
    ) -> tuple[AffectedAssessment, ...]:
        """Return what saving a draft would do to each assessment judged by the profile.

        Raises:
            RuleError: the draft has errors.
            StorageError: an assessment cannot be read.
        """
        return self._affected(self._usable(draft), report)

    def save(self, draft: ProfileDraft, report: Callable[[float, str], None] = _silent) -> RiskProfile:
        """Store a changed profile as a new version and let the drafts that use it follow.

        Nothing is stored when nothing but the version differs.

        Raises:
            NotFoundError: it was deleted meanwhile.
            RuleError: it is a shipped profile, has errors, or lacks a score that a draft uses.
        """
        current = self.get(draft.id)
        if not is_own(draft.id):
            raise RuleError(
                f"„{current.title}“ gehört zum Programm und bleibt, wie es ist. Bitte eine Kopie ändern."
            )
        changed = self._usable(replace(draft, version=current.version))
        if changed.fingerprint == current.fingerprint:
            return current
        if changed.title != current.title and changed.title in self._titles():
            raise RuleError(
                f"Ein Risikoprofil „{changed.title}“ gibt es schon. Bitte einen anderen Titel wählen."
            )
        new = sealed(replace(changed, version=self._next_version(draft.id)))
        self._put(new, report)
        return new

    def delete(self, profile_id: str) -> None:
        """Delete one of the body's own profiles that no assessment uses.

        Raises:
            NotFoundError: there is none with this id.
            RuleError: it is a shipped one, or assessments use it.
        """
        profile = self.get(profile_id)
        if not is_own(profile_id):
            raise RuleError(f"„{profile.title}“ gehört zum Programm und lässt sich nicht löschen.")
        with self._database.unit_of_work() as work:
            used = work.overview.judged_by(profile_id)
            if used:
                raise RuleError(
                    f"„{profile.title}“ wird von {len(used)} DSFA verwendet, zum Beispiel „{used[0].title}“. "
                    "Bitte dort zuerst ein anderes Risikoprofil wählen."
                )
            work.profiles.remove(profile_id)
        self._book.read_again()

    def export(self, profile_id: str, target: Path) -> RiskProfile:
        """Write the current version of a profile as a file.

        Raises:
            NotFoundError: there is no such profile.
            ExportError: the place cannot be written.
        """
        from dsfa_app.exchange.profile_file import encode_profile

        profile = self.get(profile_id)
        write_whole(target, encode_profile(profile))
        return profile

    def read_file(self, file: Path) -> RiskProfile:
        """Read a usable profile from a file without storing it.

        Raises:
            NotFoundError: the file does not exist.
            DocumentError: it is no profile, or one with errors; the sentence names them.
        """
        from dsfa_app.exchange.profile_file import decode_profile, profile_bytes

        return decode_profile(profile_bytes(file))

    def settle(self, profile: RiskProfile) -> SettledProfile:
        """Say how a profile from outside is or would be stored; what is stored is never overwritten.

        Known content stays as it is; a profile of another machine keeps its id; another content under an id
        or version that is taken becomes a profile of its own.
        """
        known = self._book.version(profile.id, profile.version)
        if known is not None and known.fingerprint == profile.fingerprint:
            return SettledProfile(profile=known, is_new=False)
        same = next((own for own in self._own() if _content(own) == _content(profile)), None)
        if same is not None:
            return SettledProfile(profile=same, is_new=False)
        is_free = profile.id not in self._book and profile.title not in self._titles()
        if is_free and _OWN_ID.fullmatch(profile.id) and _VERSION.fullmatch(profile.version):
            return SettledProfile(profile=profile, is_new=True)
        title = self._free_title(f"{profile.title} (Import)")
        return SettledProfile(
            profile=sealed(replace(profile, id=self._own_id(), version="1", title=title)), is_new=True
        )

    def import_file(self, file: Path) -> SettledProfile:
        """Take over a profile from a file and return how it is stored.

        Raises:
            NotFoundError: the file does not exist.
            DocumentError: it is no profile, or one with errors; nothing was taken over.
        """
        settled = self.settle(self.read_file(file))
        if settled.is_new:
            self.take(settled.profile)
        return settled

    def take(self, profile: RiskProfile) -> RiskProfile:
        """Store a settled profile under the id it has."""
        self._put(profile, _silent)
        return profile

    def keep(self, assessment: Assessment, profile: RiskProfile) -> None:
        """Let an assessment that comes from elsewhere keep the version it was judged by there."""
        self._book.keep(assessment, profile)

    def _own(self) -> tuple[RiskProfile, ...]:
        return tuple(profile for profile_id, profile in self._book.items() if is_own(profile_id))

    def _titles(self) -> set[str]:
        return {profile.title for profile in self._book.values()}

    def _free_title(self, wanted: str) -> str:
        taken, title, number = self._titles(), wanted, 1
        while title in taken:
            number += 1
            title = f"{wanted} {number}"
        return title

    def _own_id(self) -> str:
        return f"{OWN_PREFIX}{self._new_id()[:_SHORT_ID]}"

    def _next_version(self, profile_id: str) -> str:
        with self._database.unit_of_work() as work:
            numbers = [int(stored.version) for stored in work.profiles.versions((profile_id,))]
        return str(max(numbers, default=0) + 1)

    @staticmethod
    def _usable(draft: ProfileDraft) -> RiskProfile:
        found = errors(profile_findings(draft))
        if found:
            more = f" (und {len(found) - 1} weitere)" if len(found) > 1 else ""
            raise RuleError(f"Das Risikoprofil lässt sich so nicht speichern: {found[0].sentence}{more}")
        return sealed(profile_of(draft))

    def _put(self, profile: RiskProfile, report: Callable[[float, str], None]) -> None:
        """Store a version as the current one and write the lines of the drafts that follow anew."""
        affected = self._affected(profile, report) if profile.id in self._book else ()
        refused = [item for item in affected if item.change is not None and item.change.refusal]
        if refused and refused[0].change is not None:
            more = f" (und {len(refused) - 1} weitere DSFA)" if len(refused) > 1 else ""
            raise RuleError(f"In „{refused[0].title}“{more}: {refused[0].change.refusal}")
        following = [item.id for item in affected if item.change is not None]
        person = self._session.person.name
        with self._database.unit_of_work() as work:
            work.profiles.add(
                StoredProfile(
                    id=profile.id,
                    version=profile.version,
                    content=document_of(profile),
                    made_at=self._clock().astimezone(UTC).replace(tzinfo=None, microsecond=0),
                    person=person,
                )
            )
            lines = {line.id: line for line in work.overview.judged_by(profile.id)}
            for assessment_id in following:
                self._judge_again(work, lines[assessment_id], profile)
        self._book.read_again()

    def _judge_again(self, work: UnitOfWork, line: AssessmentSummary, profile: RiskProfile) -> None:
        """Write the levels of one assessment anew; it counts as unchanged, only its profile changed."""
        highest = overall(
            self._judgement.results(work.assessments.get(line.id, even_deleted=True).assessment, profile)
        )
        work.overview.save(
            line._replace(
                profile_version=profile.version,
                baseline_level=highest.baseline_level,
                planned_level=highest.planned_level,
                proven_level=highest.proven_level,
            ),
            line.revision,
        )

    def _affected(
        self, profile: RiskProfile, report: Callable[[float, str], None]
    ) -> tuple[AffectedAssessment, ...]:
        with self._database.unit_of_work() as work:
            lines = work.overview.judged_by(profile.id)
        found = []
        for number, line in enumerate(lines, start=1):
            report(number / (len(lines) + 1), f"{number} von {len(lines)} DSFA wird geprüft …")
            with self._database.unit_of_work() as work:
                assessment = work.assessments.get(line.id, even_deleted=True).assessment
            found.append(self._affected_one(assessment, profile))
        return tuple(found)

    def _affected_one(self, assessment: Assessment, profile: RiskProfile) -> AffectedAssessment:
        change = None
        if assessment.state is AssessmentState.DRAFT:
            old = self._judgement.profile(assessment)
            change = preview(assessment, old, profile, self._judgement.catalogue.risks)
        return AffectedAssessment(
            id=assessment.id, title=assessment.title, state=assessment.state, change=change
        )


def _content(profile: RiskProfile) -> dict[str, object]:
    """Return what makes a profile up beside its name, to find it again under another one."""
    return {
        name: value for name, value in document_of(profile).items() if name not in ("id", "version", "title")
    }
