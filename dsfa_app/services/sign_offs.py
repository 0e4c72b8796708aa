"""Signed documents that come back: what they prove about a released version, and who is still missing.

A file counts only as a whole: valid for our verifier, about exactly a released version of an assessment
stored here, showing the words that were sent out. Then every signature of an expected signer in it is
recorded with the file's bytes; everything else is told in a sentence and nothing is recorded.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING

from dsfa_app.domain.outcome import ExpectedSigner
from dsfa_app.domain.vocabulary import Action
from dsfa_app.errors import NotFoundError, SignatureError
from dsfa_app.method.sign_off import SignerClaim, SignerMatch, is_complete, match_signer, missing
from dsfa_app.services.renderings import text_sha256
from dsfa_app.services.verification import Trust, Verification, read_document, verify_data
from dsfa_app.services.versions import FrozenVersion, VersionLine
from dsfa_app.storage.sign_offs import SignOff
from exporters.signature.report import SignatureReport
from exporters.visible_text import TextDifference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from dsfa_app.services.journal import Journal
    from dsfa_app.services.renderings import Renderings
    from dsfa_app.services.session import Session
    from dsfa_app.services.trust import TrustStore
    from dsfa_app.services.versions import Versions
    from dsfa_app.storage.database import Database

__all__ = ["Examination", "SignOff", "SignOffs", "SignedSignature", "VersionSignOffs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedSignature:
    """One signature of a file and the expected signer it stands for, if any."""

    signature: SignatureReport
    match: SignerMatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What a file is found to be, before anything is recorded.

    ``obstacles`` are German sentences about the file as a whole; with any of them nothing can be recorded.
    """

    file_name: str
    sha256: str
    content: bytes
    verification: Verification
    version: FrozenVersion | None = None
    obstacles: tuple[str, ...] = ()
    differences: tuple[TextDifference, ...] = ()
    signatures: tuple[SignedSignature, ...] = ()

    @property
    def counting(self) -> tuple[SignedSignature, ...]:
        """The signatures that would be recorded."""
        if self.obstacles or self.version is None:
            return ()
        return tuple(one for one in self.signatures if one.match.expected is not None)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything that stands against it, about the file first, then signature by signature."""
        return (*self.obstacles, *(one.match.obstacle for one in self.signatures if one.match.obstacle))


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionSignOffs:
    """Who has signed a released version, and who is missing."""

    line: VersionLine
    expected: tuple[ExpectedSigner, ...]
    recorded: tuple[SignOff, ...]

    def by(self, signer_id: str) -> SignOff | None:
        """Return the sign-off of an expected signer, None while it is missing."""
        return next((one for one in self.recorded if one.signer_id == signer_id), None)

    @property
    def missing(self) -> tuple[ExpectedSigner, ...]:
        """Those who have not signed yet, in their order."""
        return missing(self.expected, (one.signer_id for one in self.recorded))

    @property
    def is_complete(self) -> bool:
        """Whether all have signed („abgeschlossen“)."""
        return is_complete(self.expected, (one.signer_id for one in self.recorded))


class SignOffs:
    """Examines and records signed documents."""

    def __init__(
        self,
        database: Database,
        versions: Versions,
        renderings: Renderings,
        trust: TrustStore,
        journal: Journal,
        session: Session,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._versions = versions
        self._renderings = renderings
        self._trust = trust
        self._journal = journal
        self._session = session
        self._clock = clock
        self._new_id = new_id

    def of(self, assessment_id: str) -> tuple[VersionSignOffs, ...]:
        """Return the released versions of an assessment with their sign-offs, the latest first.

        Raises:
            StorageError: the data cannot be read.
            DamagedVersionError: a version was changed or damaged since it was frozen.
        """
        lines = [line for line in self._versions.lines(assessment_id) if line.is_release]
        return tuple(self._status(self._versions.open(line.id)) for line in lines)

    def signed_by(self, assessment_id: str) -> frozenset[str]:
        """Return the ids of the expected signers who have signed the version in force.

        Raises:
            StorageError: the data cannot be read.
        """
        in_force = [line for line in self._versions.lines(assessment_id) if line.in_force]
        with self._database.unit_of_work() as work:
            return frozenset(one.signer_id for line in in_force for one in work.sign_offs.of(line.id))

    def _status(self, version: FrozenVersion) -> VersionSignOffs:
        with self._database.unit_of_work() as work:
            recorded = work.sign_offs.of(version.line.id)
        return VersionSignOffs(
            line=version.line, expected=version.assessment.expected_signers, recorded=recorded
        )

    def file(self, sign_off: SignOff) -> bytes:
        """Return the signed file a sign-off rests on, exactly as it came.

        Raises:
            NotFoundError: it is not kept (any more).
        """
        with self._database.unit_of_work() as work:
            return work.sign_offs.file(sign_off.version_id, sign_off.file_sha256)

    def examine(self, file: Path, extra: Trust | None = None) -> Examination:
        """Say what a file proves, without recording anything.

        ``extra`` is trusted besides what this workplace trusts.

        Raises:
            NotFoundError: the file does not exist.
            DocumentError: it cannot be opened or is larger than 64 MB.
        """
        data = read_document(file)
        more = extra or Trust()
        trust = Trust(
            roots=(*self._trust.roots(), *more.roots),
            revocation_lists=(*self._trust.revocation_lists(), *more.revocation_lists),
            may_ask_online=more.may_ask_online,
        )
        verification = verify_data(data, file.name, trust, at=self._clock(), stored=self._is_stored)
        found = Examination(
            file_name=file.name,
            sha256=hashlib.sha256(data).hexdigest(),
            content=data,
            verification=verification,
        )
        return self._examined(found)

    def _is_stored(self, assessment_id: str) -> str | None:
        """Return the fingerprint of the released version in force, None without one."""
        lines = (line for line in self._versions.lines(assessment_id) if line.in_force)
        return next((line.fingerprint for line in lines), None)

    def concerns(self, verification: Verification) -> bool:
        """Tell whether a signed file shows exactly a released version that is stored here.

        Raises:
            StorageError: the data cannot be read.
        """
        embedded = verification.embedded
        if embedded is None or not verification.report.signatures:
            return False
        lines = self._versions.lines(embedded.id)
        return any(line.is_release and line.fingerprint == embedded.sha256 for line in lines)

    def _version_of(self, verification: Verification) -> FrozenVersion | None:
        embedded = verification.embedded
        if embedded is None:
            return None
        lines = self._versions.lines(embedded.id)
        same = [line for line in lines if line.is_release and line.fingerprint == embedded.sha256]
        return self._versions.open(same[0].id) if same else None

    def _examined(self, found: Examination) -> Examination:
        version = self._version_of(found.verification)
        if version is None:
            return replace(found, obstacles=tuple(self._why_not_here(found)))
        obstacles = [*_verdict_obstacles(found.verification)]
        if not version.line.in_force:
            obstacles.append(
                f"Das Dokument gehört zur Fassung {version.line.version}, die inzwischen abgelöst ist. "
                "Bitte die gültige Fassung unterzeichnen lassen."
            )
        different = self._differences(found, version)
        if different:
            obstacles.append(
                "Der sichtbare Text des Dokuments weicht von dem ab, was die Fassung "
                f"{version.line.version} ausgibt. Bitte das unveränderte Dokument unterzeichnen lassen."
            )
        expected = version.assessment.expected_signers
        signatures = tuple(
            SignedSignature(signature=one, match=match_signer(expected, SignerClaim(one.signer, one.role)))
            for one in found.verification.report.signatures
        )
        return replace(
            found,
            version=version,
            obstacles=tuple(obstacles),
            differences=different,
            signatures=signatures,
        )

    def _why_not_here(self, found: Examination) -> Iterator[str]:
        embedded = found.verification.embedded
        yield from _verdict_obstacles(found.verification)
        if embedded is None:
            yield "In der Datei ist keine DSFA eingebettet; sie lässt sich keiner Fassung zuordnen."
            return
        lines = [line for line in self._versions.lines(embedded.id) if line.is_release]
        if not lines:
            yield (
                f"Die DSFA „{embedded.title}“ ist hier nicht gespeichert oder noch nicht freigegeben. "
                "Unterschriften gehören zu einer freigegebenen Fassung."
            )
            return
        known = ", ".join(line.version for line in lines)
        yield (
            f"Das Dokument zeigt einen anderen Inhalt als die freigegebenen Fassungen ({known}) der DSFA "
            f"„{embedded.title}“. Bitte das Dokument aus der freigegebenen Fassung neu ausgeben."
        )

    def _differences(self, found: Examination, version: FrozenVersion) -> tuple[TextDifference, ...]:
        from exporters.visible_text import differences, visible_text

        lines = visible_text(found.content)
        format_id = "docx" if found.file_name.lower().endswith(".docx") else "xlsx"
        sent_out = self._renderings.of(version.line.id, format_id)
        if text_sha256(lines) in sent_out:
            return ()
        compared = [differences(wanted, lines) for wanted in sent_out.values()]
        return min(compared, key=len) if compared else (_nothing_sent(lines),)

    def record(self, examination: Examination) -> tuple[SignOff, ...]:
        """Record what an examination found to count, with the bytes of the file.

        Raises:
            SignatureError: nothing in it counts; nothing was recorded.
            StorageError: the data cannot be written; nothing was recorded.
        """
        version, counting = examination.version, examination.counting
        if version is None or not counting:
            reasons = examination.sentences or ("Die Datei trägt keine Unterschrift, die hier zählt.",)
            raise SignatureError(" ".join(reasons))
        recorded = tuple(self._sign_off(examination, version, one) for one in counting)
        with self._database.unit_of_work() as work:
            work.sign_offs.keep_file(
                version.line.id, examination.sha256, examination.file_name, examination.content
            )
            for one in recorded:
                work.sign_offs.add(one)
                note = f"{one.name}, Fassung {version.line.version}: {examination.file_name}"
                self._journal.enter(work, version.line.assessment_id, Action.SIGNED, note)
        return recorded

    def _sign_off(self, found: Examination, version: FrozenVersion, one: SignedSignature) -> SignOff:
        signature, expected = one.signature, one.match.expected
        moment = signature.stamped_at if signature.is_time_proven else signature.signing_time
        if expected is None or moment is None:
            raise NotFoundError("Die Signatur nennt keinen Zeitpunkt und wurde nicht aufgenommen.")
        return SignOff(
            id=self._new_id(),
            version_id=version.line.id,
            signer_id=expected.id,
            name=signature.signer,
            claimed_role=signature.role,
            certificate_sha256=signature.fingerprint,
            trusted_root=signature.trusted_root,
            signed_at=moment.astimezone(UTC).replace(tzinfo=None, microsecond=0),
            is_time_proven=signature.is_time_proven,
            scope=signature.coverage.scope.value,
            file_name=found.file_name,
            file_sha256=found.sha256,
            recorded_at=self._clock().astimezone(UTC).replace(tzinfo=None, microsecond=0),
            recorded_by=self._session.person.name,
        )


def _nothing_sent(lines: tuple[str, ...]) -> TextDifference:
    from exporters.visible_text import TextDifference

    return TextDifference(
        ("(aus dieser Fassung wurde hier noch kein Dokument in diesem Format ausgegeben)",), lines[:3]
    )


def _verdict_obstacles(verification: Verification) -> Iterator[str]:
    """Say why the file as a whole does not count: only a valid verdict proves anything."""
    match verification.report.verdict.value:
        case "valid":
            return
        case "untrusted":
            yield (
                "Die Signaturen passen zum Dokument, einem Aussteller wird aber nicht vertraut. Bitte unter "
                "„Dokumente prüfen“ das Zertifikat des Ausstellers aufnehmen und die Datei erneut aufnehmen."
            )
        case "unsigned":
            yield "Das Dokument trägt keine Signatur. Bitte das unterzeichnete Dokument wählen."
        case _:
            yield (
                "Das Dokument wurde nach dem Unterzeichnen verändert oder ist beschädigt. "
                "Bitte das Original erneut anfordern."
            )
