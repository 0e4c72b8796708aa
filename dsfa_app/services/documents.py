"""Documents out and back in: export, signature, verification, import.

The way out: judge → report → writer → sign → verify what was signed → move in place. The way back: verify
→ read the embedded assessment → compare its fingerprint.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dsfa_app.atomic import write_whole
from dsfa_app.catalogue.profiles import is_own
from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.vocabulary import Action
from dsfa_app.errors import DsfaError, ExportError, NotFoundError, WasteBasketError
from dsfa_app.exchange import canonical
from dsfa_app.services.verification import NO_TRUST, Trust, Verification, read_assessment, verify_file

if TYPE_CHECKING:
    from datetime import datetime

    from dsfa_app.services.assessments import Assessments
    from dsfa_app.services.comparison import Comparison
    from dsfa_app.services.journal import Journal
    from dsfa_app.services.judgement import Judgement
    from dsfa_app.services.materials import Materials, State
    from dsfa_app.services.profiles import Profiles, SettledProfile
    from dsfa_app.services.renderings import Renderings
    from dsfa_app.services.signer import Signer
    from exporters.formats import Format
    from exporters.report.kinds import DocumentKind
    from exporters.report.material import ReportMaterial

REPORT = "bericht"
"""Id of the kind of document that holds everything: what is exported unless another is asked for."""
MEMO = "vermerk"
"""Id of the memo on the threshold analysis."""
CHANGES = "aenderungsbericht"
"""Id of the report on what changed since another version."""

Progress = Callable[[float, str], None]
"""Called with the share done (0 to 1) and what is being done."""


class CancelledError(ExportError):
    """The user stopped the export; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportResult:
    """What was written; ``verdict`` is our own verifier's, empty for formats that cannot be signed."""

    path: Path
    sha256: str
    verdict: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import did or would do."""

    assessment: Assessment
    action: str
    """``neu`` (added), ``unveraendert`` (stored like this) or ``kopie`` (added beside another state)."""
    new_profile: str = ""
    """Title of the risk profile that came with it, empty where none did."""


class Documents:
    """Exports, verifies and imports documents."""

    def __init__(
        self,
        assessments: Assessments,
        judgement: Judgement,
        profiles: Profiles,
        materials: Materials,
        comparison: Comparison,
        journal: Journal,
        renderings: Renderings,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._assessments = assessments
        self._judgement = judgement
        self._profiles = profiles
        self._materials = materials
        self._comparison = comparison
        self._journal = journal
        self._renderings = renderings
        self._clock = clock
        self._new_id = new_id

    def formats(self) -> tuple[Format, ...]:
        """Return the formats an assessment can be exported to."""
        from exporters.formats import FORMATS

        return FORMATS

    def _format(self, format_id: str) -> Format:
        for known in self.formats():
            if known.id == format_id:
                return known
        names = ", ".join(known.id for known in self.formats())
        raise NotFoundError(f"Das Format „{format_id}“ gibt es nicht. Möglich sind: {names}.")

    def kinds(self) -> tuple[DocumentKind, ...]:
        """Return the kinds of documents an assessment can be exported as."""
        from exporters.report.kinds import DOCUMENT_KINDS

        return DOCUMENT_KINDS

    def _kind(self, kind_id: str, chosen: Format) -> DocumentKind:
        known = {kind.id: kind for kind in self.kinds()}
        kind = known.get(kind_id)
        if kind is None:
            raise NotFoundError(f"Das Dokument „{kind_id}“ gibt es nicht. Möglich sind: {', '.join(known)}.")
        if chosen.id not in kind.formats:
            raise NotFoundError(
                f"Das Dokument „{kind.label}“ gibt es nicht als {chosen.label}. "
                f"Möglich sind: {', '.join(kind.formats)}."
            )
        return kind

    def kinds_for(self, assessment: Assessment) -> tuple[DocumentKind, ...]:
        """Return the kinds of documents an assessment offers; only a revision has something to compare."""
        is_revision = bool(assessment.former_versions)
        return tuple(
            kind
            for kind in self.kinds()
            if (is_revision or not kind.compares) and kind.is_offered(assessment)
        )

    @staticmethod
    def _canonical(material: ReportMaterial) -> bytes:
        catalogue, profile = material.catalogue, material.profile
        return canonical.encode(
            material.assessment,
            canonical.Reference(
                catalogue_version=catalogue.version,
                catalogue_fingerprint=catalogue.fingerprint,
                profile_version=profile.version,
                profile_fingerprint=profile.fingerprint,
            ),
            profile if is_own(profile.id) else None,
        )

    def _former(self, state: State) -> ReportMaterial | None:
        assessment = state if isinstance(state, Assessment) else state.assessment
        basis = self._comparison.basis(assessment)
        return None if basis is None else self._materials.of(basis)

    def render(
        self, state: State, format_id: str, kind_id: str = REPORT, *, former: State | None = None
    ) -> bytes:
        """Return an assessment or a frozen version as the bytes of an unsigned document.

        ``former`` is what a document that compares starts from; unless given, the version the assessment goes
        on from.

        Raises:
            NotFoundError: there is no such format or kind of document, not this kind in this format, or
                nothing to compare with or to print.
            DocumentError: a text cannot be written at all (half a Unicode character).
            DamagedVersionError: the version to compare with was changed or damaged since.
        """
        chosen = self._format(format_id)
        kind = self._kind(kind_id, chosen)
        before = None
        if kind.compares:
            before = self._former(state) if former is None else self._materials.of(former)
        material = self._materials.of(state, before)
        return chosen.write(kind.build(material), self._canonical(material) if kind.embeds else None)

    def overview_page(self, state: State) -> str:
        """Return cover and overview of an assessment or a frozen version as an HTML page, to look at.

        Raises:
            CatalogueError: the risk profile or a text about a field is missing.
        """
        from exporters.html.writer import write_html
        from exporters.report.build import build_overview

        return write_html(build_overview(self._materials.of(state)), b"").decode()

    def export(
        self,
        state: State,
        format_id: str,
        target: Path,
        signer: Signer | None = None,
        progress: Progress | None = None,
        *,
        kind_id: str = REPORT,
        former: State | None = None,
    ) -> ExportResult:
        """Write one document; signed when a signer is given, verified before it is moved in place.

        Raises:
            NotFoundError: there is no such format or kind of document, not this kind in this format, or
                nothing to compare with.
            DamagedVersionError: the version to compare with was changed or damaged since.
            ExportError: the format cannot be signed, or the place cannot be written.
            SignatureError: the document cannot be signed.
            CancelledError: ``progress`` raised it; nothing was written.
        """
        begun = time.perf_counter()
        chosen = self._format(format_id)
        kind = self._kind(kind_id, chosen)
        if signer is not None and not chosen.signable:
            raise ExportError(
                f"Das Format {chosen.label} kann nicht signiert werden. Bitte DOCX oder XLSX wählen."
            )
        report = progress or (lambda _share, _text: None)
        report(0.1, "Dokument wird aufgebaut …")
        data = self.render(state, format_id, kind_id, former=former)
        verdict = ""
        if chosen.signable:
            from exporters.signature import sign_package, verify_package

            if signer is not None:
                from exporters.signature.hygiene import OWN_RULES, check_hygiene

                report(0.6, "Dokument wird signiert …")
                check_hygiene(data, OWN_RULES)
                options = replace(signer.options, signing_time=self._clock())
                data = sign_package(data, signer.identity, options, signer.stamp)
            report(0.8, "Dokument wird geprüft …")
            verdict = verify_package(data, file_name=target.name, at=self._clock()).verdict.value
        report(0.95, "Datei wird geschrieben …")
        write_whole(target, data)
        exported = state if isinstance(state, Assessment) else state.assessment
        if chosen.signable and not isinstance(state, Assessment):
            self._renderings.keep(state.line.id, kind_id, format_id, data)
        self._journal.enter_alone(exported.id, Action.EXPORTED, f"{kind.label}: {target.name}")
        return ExportResult(
            path=target,
            sha256=hashlib.sha256(data).hexdigest(),
            verdict=verdict,
            seconds=round(time.perf_counter() - begun, 3),
        )

    def sign(self, source: Path, target: Path, signer: Signer) -> ExportResult:
        """Write a document that is there already with one more signature; see ``sign_file``.

        Raises:
            NotFoundError: the source does not exist.
            DocumentError: it cannot be opened, is larger than 64 MB or no sound DOCX or XLSX.
            ExportError: target and source are the same, differ in format, or the place cannot be written.
            IdentityError: the identity may not sign at this moment.
            SignatureError: the document may not be signed as it is, or carries an invalid signature already.
        """
        from dsfa_app.services.signing import sign_file

        return sign_file(source, target, signer, at=self._clock())

    def verify(self, file: Path, trust: Trust = NO_TRUST) -> Verification:
        """Judge the signatures of a file and compare the assessment in it with the stored one.

        Raises:
            NotFoundError: the file does not exist.
            DocumentError: the file cannot be opened or is larger than 64 MB.
            IdentityError: what is to be trusted is no certificate or revocation list.
        """
        return verify_file(file, trust, at=self._clock(), stored=self._stored_fingerprint)

    def _stored_fingerprint(self, assessment_id: str) -> str | None:
        try:
            return canonical.fingerprint(self._assessments.open(assessment_id).assessment)
        except NotFoundError:
            return None

    def import_file(self, file: Path, *, dry_run: bool = False) -> ImportResult:
        """Take over the assessment of a file, or say what would happen.

        An assessment that is stored in another state, or lies in the waste basket, stays as it is; the file's
        state is added as a copy.

        Raises:
            NotFoundError: the file does not exist.
            DocumentError: the file holds no assessment this program can read; nothing was taken over.
        """
        envelope = read_assessment(file)
        assessment = envelope.assessment
        try:
            stored = self._assessments.open(assessment.id).assessment
        except WasteBasketError:
            action = "kopie"
        except NotFoundError:
            action = "neu"
        else:
            if canonical.fingerprint(stored) == envelope.fingerprint:
                return ImportResult(assessment=stored, action="unveraendert")
            action = "kopie"
        if action == "kopie":
            assessment = replace(assessment, id=self._new_id(), title=f"{assessment.title} (Import)")
        settled = self._profiles.settle(envelope.profile) if envelope.profile else None
        if settled is None:
            self._judgement.view(assessment)
            new_profile = None
        else:
            assessment = replace(assessment, profile_id=settled.profile.id)
            self._judgement.view(assessment, settled.profile)
            new_profile = settled.profile if settled.is_new else None
        if not dry_run:
            self._add(assessment, settled, file.name, envelope.reference)
        return ImportResult(
            assessment=assessment, action=action, new_profile=new_profile.title if new_profile else ""
        )

    def _add(
        self,
        assessment: Assessment,
        settled: SettledProfile | None,
        origin: str,
        made_with: canonical.Reference,
    ) -> None:
        """Store an imported assessment with the profile that came with it, both or neither."""
        if settled is None:
            self._assessments.add(assessment, Action.IMPORTED, origin, made_with=made_with)
            return
        if settled.is_new:
            self._profiles.take(settled.profile)
        try:
            self._profiles.keep(assessment, settled.profile)
            self._assessments.add(assessment, Action.IMPORTED, origin, made_with=made_with)
        except DsfaError:
            if settled.is_new:
                self._profiles.delete(settled.profile.id)
            raise
