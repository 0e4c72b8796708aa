"""The sign-off of the released versions of the open assessment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dsfa_app.atomic import write_whole
from dsfa_app.services.sign_offs import SignOff
from ui.formatting import format_moment

if TYPE_CHECKING:
    from pathlib import Path

    from dsfa_app.domain.outcome import ExpectedSigner
    from dsfa_app.services.documents import ExportResult
    from dsfa_app.services.sign_offs import Examination, VersionSignOffs
    from ui.application import Application
    from ui.background import BackgroundRunner
    from ui.view_models.editor import AssessmentEditor

_SCOPES = {
    "whole": "ganzes Dokument",
    "whole-but-metadata": "ganzes Dokument",
    "office": "Umfang von Word und Excel",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerRow:
    """One expected signer of a version, signed or missing."""

    role: str
    wanted: str
    state: str
    signer: str
    moment: str
    scope: str
    file: str
    sign_off: SignOff | None


def signer_row(expected: ExpectedSigner, found: SignOff | None) -> SignerRow:
    """Return the line of an expected signer."""
    wanted = ", ".join(part for part in (expected.name.strip(), expected.function.strip()) if part)
    if found is None:
        return SignerRow(
            role=expected.role, wanted=wanted, state="fehlt", signer="", moment="", scope="", file="",
            sign_off=None,
        )  # fmt: skip
    proof = "durch Zeitstempel belegt" if found.is_time_proven else "laut Signatur"
    return SignerRow(
        role=expected.role,
        wanted=wanted,
        state="unterzeichnet",
        signer=found.name,
        moment=f"{format_moment(found.signed_at.replace(tzinfo=UTC))} ({proof})",
        scope=_SCOPES.get(found.scope, found.scope),
        file=found.file_name,
        sign_off=found,
    )


def summary(status: VersionSignOffs) -> str:
    """Return in a sentence how far the sign-off of a version is."""
    version = f"Fassung {status.line.version}"
    if not status.line.in_force:
        version += " (abgelöst)"
    if not status.expected:
        return f"{version}: Es ist nicht festgelegt, wer unterzeichnet."
    if status.is_complete:
        return f"{version}: abgeschlossen, alle haben unterzeichnet."
    done, all_ = len(status.expected) - len(status.missing), len(status.expected)
    return f"{version}: {done} von {all_} haben unterzeichnet."


class SignOffModel(QObject):
    """Loads and records sign-offs off the window's thread.

    ``loaded`` says that ``versions`` is up to date, ``examined`` carries what a file proves, ``recorded`` the
    number of signatures taken in, ``written`` a document that was written, ``refused`` an expected error.
    """

    loaded = Signal()
    examined = Signal(object)
    recorded = Signal(int)
    written = Signal(object)
    refused = Signal(object)

    def __init__(
        self,
        editor: AssessmentEditor,
        application: Application,
        runner: BackgroundRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._application = application
        self._runner = runner
        self.versions: tuple[VersionSignOffs, ...] = ()

    def load(self) -> None:
        """Read the released versions and their sign-offs."""
        assessment_id = self._editor.assessment.id
        self._runner.run(
            lambda: self._application.sign_offs.of(assessment_id),
            receiver=self,
            on_success=self._show,
            on_error=self.refused.emit,
        )

    def examine(self, file: Path) -> None:
        """Find out what a signed document proves."""
        self._runner.run(
            lambda: self._application.sign_offs.examine(file),
            receiver=self,
            on_success=self.examined.emit,
            on_error=self.refused.emit,
        )

    def record(self, examination: Examination) -> None:
        """Take in what an examination found to count."""
        self._runner.run(
            lambda: self._application.sign_offs.record(examination),
            receiver=self,
            on_success=lambda found: self._recorded(len(found)),
            on_error=self.refused.emit,
        )

    def send_out(self, version_id: str, format_id: str, target: Path) -> None:
        """Write the document of a released version that is to be signed."""

        def work() -> ExportResult:
            version = self._application.versions.open(version_id)
            return self._application.documents.export(version, format_id, target)

        self._runner.run(work, receiver=self, on_success=self.written.emit, on_error=self.refused.emit)

    def save_file(self, sign_off: SignOff, target: Path) -> None:
        """Write a signed file that was taken in, exactly as it came."""

        def work() -> Path:
            write_whole(target, self._application.sign_offs.file(sign_off))
            return target

        self._runner.run(work, receiver=self, on_success=self.written.emit, on_error=self.refused.emit)

    def _show(self, versions: tuple[VersionSignOffs, ...]) -> None:
        self.versions = versions
        self.loaded.emit()

    def _recorded(self, number: int) -> None:
        self.recorded.emit(number)
        self.load()
