"""Frozen versions: freeze, list, open, release, go on from one, and bring one back.

Content and reference data are kept together and sealed by a SHA-256, so that no later change of a profile or
of the catalogue changes what an old version says (Art. 5(2) GDPR).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING

from dsfa_app.catalogue.pinned import PinnedReference, pin
from dsfa_app.catalogue.profiles import is_own
from dsfa_app.domain.approval import FormerVersion
from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.revision import restored, revision
from dsfa_app.domain.version_number import checked_number, proposals
from dsfa_app.domain.vocabulary import ApprovalKind, AssessmentState
from dsfa_app.errors import DamagedVersionError, DocumentError, NotAllowedError, RuleError
from dsfa_app.exchange import canonical
from dsfa_app.exchange.frozen import Frame, FrozenHead, decode_frame, encode_frame, seal
from dsfa_app.method.checks.sources import cited_sources
from dsfa_app.storage.versions import StoredVersion, VersionLine

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from dsfa_app.domain.acting import ActingPerson
    from dsfa_app.domain.structure import Path
    from dsfa_app.services.editing_rights import EditingRights
    from dsfa_app.services.judgement import AssessmentView, Judgement
    from dsfa_app.storage.database import Database, UnitOfWork

__all__ = ["FrozenVersion", "VersionLine", "Versions"]

REVISABLE = frozenset({AssessmentState.RELEASED, AssessmentState.REVIEW_DUE})
"""States from which a Fortschreibung goes on; a draft is simply changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenVersion:
    """A version that was read back and found to be what was frozen."""

    line: VersionLine
    assessment: Assessment
    reference: PinnedReference


def _head(line: VersionLine) -> FrozenHead:
    return FrozenHead(
        id=line.id,
        assessment_id=line.assessment_id,
        kind=line.kind.value,
        version=line.version,
        made_at=line.made_at.isoformat(),
        person=line.person,
        role=line.role.value,
        fingerprint=line.fingerprint,
    )


def _opened(stored: StoredVersion) -> FrozenVersion:
    """Check a stored version and read it.

    Raises:
        DamagedVersionError: content, frame or line are not what was frozen.
    """
    line = stored.line
    if seal(stored.content, stored.frame) != line.sha256:
        raise DamagedVersionError.of(line.version)
    try:
        envelope = canonical.decode(stored.content)
        frame = decode_frame(stored.frame)
    except DocumentError as error:
        raise DamagedVersionError.of(line.version) from error
    if frame.head != _head(line) or envelope.fingerprint != line.fingerprint:
        raise DamagedVersionError.of(line.version)
    return FrozenVersion(line=line, assessment=envelope.assessment, reference=frame.reference)


class Versions:
    """What can be done with the frozen versions of an assessment."""

    def __init__(
        self,
        database: Database,
        judgement: Judgement,
        rights: EditingRights,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._judgement = judgement
        self._rights = rights
        self._clock = clock
        self._new_id = new_id
        self._frozen_numbers: dict[str, frozenset[str]] = {}

    def _moment(self) -> datetime:
        return self._clock().astimezone(UTC).replace(tzinfo=None, microsecond=0)

    def freeze(
        self, work: UnitOfWork, assessment: Assessment, kind: ApprovalKind, person: ActingPerson
    ) -> VersionLine:
        """Freeze the assessment as it is, inside a transaction of the caller.

        Raises:
            CatalogueError: the assessment's risk profile is missing.
            DocumentError: a text holds half a Unicode character.
        """
        catalogue, profile = self._judgement.catalogue, self._judgement.profile(assessment)
        content = canonical.encode(
            assessment,
            canonical.Reference(
                catalogue_version=catalogue.version,
                catalogue_fingerprint=catalogue.fingerprint,
                profile_version=profile.version,
                profile_fingerprint=profile.fingerprint,
            ),
            profile if is_own(profile.id) else None,
        )
        unsealed = VersionLine(
            id=self._new_id(),
            assessment_id=assessment.id,
            kind=kind,
            version=assessment.version,
            made_at=self._moment(),
            person=person.name,
            role=person.role,
            fingerprint=canonical.fingerprint(assessment),
            sha256="",
        )
        cited = (name for _path, name in cited_sources(assessment))
        reference = pin(catalogue, profile, assessment, cited)
        frame = encode_frame(Frame(head=_head(unsealed), reference=reference))
        line = replace(unsealed, sha256=seal(content, frame))
        work.versions.add(StoredVersion(line=line, content=content, frame=frame))
        self._frozen_numbers.pop(assessment.id, None)
        return line

    def lines(self, assessment_id: str) -> tuple[VersionLine, ...]:
        """Return the frozen versions of an assessment, the latest first.

        Raises:
            StorageError: a line holds values this program does not know.
        """
        with self._database.unit_of_work() as work:
            return work.versions.lines(assessment_id)

    def frozen_numbers(self, assessment_id: str) -> frozenset[str]:
        """Return the numbers of the released versions of an assessment; from memory once it was asked."""
        if assessment_id not in self._frozen_numbers:
            released = (line.version for line in self.lines(assessment_id) if line.is_release)
            self._frozen_numbers[assessment_id] = frozenset(released)
        return self._frozen_numbers[assessment_id]

    def open(self, version_id: str) -> FrozenVersion:
        """Read a frozen version and prove that it is what was frozen.

        Raises:
            NotFoundError: there is none with this id.
            DamagedVersionError: it was changed or damaged since.
        """
        with self._database.unit_of_work() as work:
            stored = work.versions.get(version_id)
        return _opened(stored)

    def view(self, version: FrozenVersion) -> AssessmentView:
        """Judge a frozen version by the profile, risks and rules it was frozen with."""
        return self._judgement.as_of(version.reference).view(version.assessment)

    def _released_numbers(self, work: UnitOfWork, assessment: Assessment) -> tuple[str, ...]:
        frozen = (line.version for line in work.versions.lines(assessment.id) if line.is_release)
        return (*frozen, *(former.version for former in assessment.former_versions))

    def proposals(self, assessment: Assessment) -> tuple[str, ...]:
        """Return the numbers the next release or revision may take, the most fitting first."""
        with self._database.unit_of_work() as work:
            return proposals(assessment.version, self._released_numbers(work, assessment))

    def revision_numbers(self, assessment: Assessment) -> tuple[str, ...]:
        """Return the numbers a revision may take, the one for smaller changes first."""
        with self._database.unit_of_work() as work:
            return proposals("", self._released_numbers(work, assessment))

    def release(
        self, work: UnitOfWork, assessment: Assessment, person: ActingPerson, number: str = ""
    ) -> Assessment:
        """Freeze the assessment as a released version in place of the former one, and return it as released.

        The caller decides who may release and when, and saves what is returned in the same transaction.
        Without a number the version takes the one proposed first.

        Raises:
            RuleError: the number is none, or not higher than every released one.
        """
        taken = self._released_numbers(work, assessment)
        chosen = checked_number(number or proposals(assessment.version, taken)[0], taken)
        released = replace(assessment, version=chosen, state=AssessmentState.RELEASED)
        work.versions.supersede(assessment.id, self._moment())
        self.freeze(work, released, ApprovalKind.RELEASE, person)
        self._rights.offer(released)
        return released

    def revise(self, assessment: Assessment, number: str = "", summary: str = "") -> Assessment:
        """Return the draft that goes on from a released assessment (Art. 35(11) GDPR).

        ``summary`` says what was new in the released version; nothing is stored.

        Raises:
            RuleError: the assessment is not released, or the number is not higher than every released one.
            NotAllowedError: the person may not begin a version.
        """
        with self._database.unit_of_work() as work:
            lines = work.versions.lines(assessment.id)
            taken = self._released_numbers(work, assessment)
        line = next((line for line in lines if line.in_force), None)
        if assessment.state not in REVISABLE or line is None:
            raise RuleError(
                "Fortgeschrieben wird eine freigegebene Fassung. Diese DSFA ist noch nicht freigegeben; "
                "sie kann unmittelbar geändert werden."
            )
        former = FormerVersion(
            id=line.id,
            version=line.version,
            released_on=line.made_at.replace(tzinfo=UTC).astimezone().date(),
            released_by=line.person,
            fingerprint=line.fingerprint,
            summary=summary,
        )
        draft = revision(assessment, former, checked_number(number or proposals("", taken)[0], taken))
        self._offer(draft, ("version",))
        return draft

    def restore(self, version_id: str, present: Assessment) -> Assessment:
        """Return the content of an earlier version as the present draft; nothing is stored.

        Raises:
            NotFoundError: there is no such version.
            DamagedVersionError: it was changed or damaged since.
            RuleError: it belongs to another assessment, or the present one is no draft.
            NotAllowedError: the person may not edit a draft.
        """
        if present.state in REVISABLE:
            raise RuleError("Eine freigegebene Fassung bleibt, wie sie ist. Bitte sie zuerst fortschreiben.")
        if present.state is not AssessmentState.DRAFT:
            raise RuleError(
                "Wiederhergestellt wird in einen Entwurf. Bitte die DSFA zuerst zurückgeben lassen."
            )
        version = self.open(version_id)
        if version.line.assessment_id != present.id:
            raise RuleError(
                "Diese Fassung gehört zu einer anderen DSFA. Bitte eine Fassung dieser DSFA wählen."
            )
        draft = restored(version.assessment, present)
        self._offer(draft, ("title",))
        return draft

    def _offer(self, draft: Assessment, path: Path) -> None:
        """Let a draft come about as a whole if the person may edit what stands at this path in it.

        Raises:
            NotAllowedError: they may not.
        """
        refused = self._rights.field_refusal(path, draft)
        if refused:
            raise NotAllowedError(refused)
        self._rights.offer(draft)
