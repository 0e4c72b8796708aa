"""Exporting an assessment: what the user chose, the work in the background, and what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QStandardPaths, Signal

from dsfa_app.method.threshold import ThresholdOutcome
from dsfa_app.services.documents import MEMO, REPORT
from dsfa_app.services.identities import PassphraseNeededError
from dsfa_app.services.identity_list import IdentityInfo
from dsfa_app.services.signer import Claims
from exporters.signature.options import Commitment
from ui.formatting import format_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.errors import DsfaError
    from dsfa_app.services.documents import ExportResult
    from exporters.formats import Format
    from exporters.report.kinds import DocumentKind
    from ui.application import Application
    from ui.background import BackgroundRunner, Report, Task
    from ui.view_models.editor import AssessmentEditor

_UNFIT = re.compile(r"[^\w.()-]+")
_LONGEST_TITLE = 60


def file_name(assessment: Assessment, suffix: str, today: date, prefix: str = "DSFA") -> str:
    """Return a name that says what the file is: ``<prefix>_<title>_<version>_<date><suffix>``."""
    title = _UNFIT.sub("-", assessment.title).strip("-.")[:_LONGEST_TITLE].rstrip("-.") or "ohne-Titel"
    version = _UNFIT.sub("-", assessment.version).strip("-") or "0"
    return f"{prefix}_{title}_{version}_{today.isoformat()}{suffix}"


class Offer(NamedTuple):
    """What can be chosen to sign with: identities, and whether a keyring can keep a passphrase."""

    identities: tuple[IdentityInfo, ...]
    has_keyring: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One export as the user ordered it; ``identity`` is None for a document without a signature."""

    format_id: str
    kind_id: str
    target: Path
    identity: IdentityInfo | None = None
    passphrase: str = ""
    remember: bool = False
    role: str = ""
    place: str = ""
    comment: str = ""
    commitment: Commitment | None = None
    wants_time_stamp: bool = False
    time_stamp_address: str = ""


def identity_label(info: IdentityInfo) -> str:
    """Return how an identity is called in a list."""
    return f"{info.name}, gültig bis {format_date(info.valid_until_date)}"


def expiry_warning(info: IdentityInfo, today: date) -> str:
    """Return what to do about a certificate that ends soon or has ended; empty while there is time."""
    days = info.days_left(today)
    if days is None:
        return ""
    when = f"ist seit dem {format_date(info.valid_until_date)} abgelaufen"
    if days >= 0:
        when = f"gilt nur noch bis {format_date(info.valid_until_date)}"
    act = "Wählen Sie „Erneuern …“" if info.is_renewable else "Beantragen Sie ein neues bei seinem Aussteller"
    return f"Das Zertifikat {when}. {act}."


class ExportModel(QObject):
    """Runs one export at a time.

    ``offered`` carries what can be chosen, ``started`` and ``finished`` frame the work, ``progressed``
    carries the share done (0 to 1) and a sentence, ``exported`` the result, ``refused`` the error,
    ``cancelled`` says that nothing was written.
    """

    offered = Signal(object)
    started = Signal()
    progressed = Signal(float, str)
    exported = Signal(object)
    refused = Signal(object)
    cancelled = Signal()
    finished = Signal()

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
        self._task: Task | None = None
        self._settled = False

    @property
    def is_running(self) -> bool:
        """Tell whether an export is under way."""
        return self._task is not None

    @property
    def folder(self) -> Path:
        """The folder used last, else the user's documents."""
        remembered = self._application.settings.preferences.export_folder
        if remembered and Path(remembered).is_dir():
            return Path(remembered)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(documents) if documents else Path.home()

    @property
    def last_identity(self) -> str:
        """Id of the identity used last, empty when there was none."""
        return self._application.settings.preferences.identity_id

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats a document can be written in."""
        return self._application.documents.formats()

    @property
    def kinds(self) -> tuple[DocumentKind, ...]:
        """The kinds of documents that can be written now."""
        return self._application.documents.kinds_for(self._editor.assessment)

    @property
    def suggested_kind(self) -> str:
        """Id of the kind of document to begin with: the memo where no assessment is required."""
        outcome = self._editor.view.threshold.outcome
        return MEMO if outcome is ThresholdOutcome.NOT_REQUIRED else REPORT

    def load(self) -> None:
        """Find out what can be signed with, off the window's thread: the keyring may take its time.

        Without an identity there is no passphrase to keep, so the keyring is left alone.
        """
        identities = self._application.identities

        def find() -> Offer:
            known = identities.known()
            return Offer(known, bool(known) and identities.keyring_available())

        self._runner.run(
            find,
            receiver=self,
            on_success=self.offered.emit,
            on_error=self.refused.emit,
        )

    def start(self, order: Order) -> None:
        """Write the document in the background, after everything typed is on the disk."""
        assessment = self._editor.assessment
        self._editor.autosave.save_now()
        self._settled = False
        application = self._application

        def work(report: Report) -> ExportResult:
            signer = None
            if order.identity is not None:
                report(0.02, "Identität wird entsperrt …")
                if order.remember and order.passphrase:
                    application.identities.remember(order.identity.id, order.passphrase)
                claims = Claims(
                    role=order.role,
                    place=order.place,
                    comment=order.comment,
                    commitment=order.commitment,
                )
                signer = application.identities.signer(order.identity.id, order.passphrase or None, claims)
                if order.wants_time_stamp:
                    signer = signer.with_time_stamp(order.time_stamp_address)
            return application.documents.export(
                assessment, order.format_id, order.target, signer, report, kind_id=order.kind_id
            )

        self._task = self._runner.run_reporting(
            work,
            receiver=self,
            on_success=lambda result: self._succeed(order, result),
            on_error=self._fail,
            on_progress=self.progressed.emit,
            on_finished=self._end,
        )
        self.started.emit()

    def cancel(self) -> None:
        """Ask the export to stop; what is not written yet is never written."""
        if self._task is not None:
            self._task.cancel()

    def _succeed(self, order: Order, result: ExportResult) -> None:
        self._settled = True
        identity_id = order.identity.id if order.identity else self.last_identity
        self._application.settings.update(export_folder=str(order.target.parent), identity_id=identity_id)
        if order.wants_time_stamp:
            self._application.settings.update(time_stamp_address=order.time_stamp_address)
        self.exported.emit(result)

    def _fail(self, error: DsfaError) -> None:
        self._settled = True
        self.refused.emit(error)

    def _end(self) -> None:
        was_cancelled = self._task is not None and self._task.is_cancelled and not self._settled
        self._task = None
        if was_cancelled:
            self.cancelled.emit()
        self.finished.emit()


def needs_passphrase(error: DsfaError) -> bool:
    """Tell whether an export was refused because a passphrase has to be typed."""
    return isinstance(error, PassphraseNeededError)


def preferred(identities: Sequence[IdentityInfo], identity_id: str) -> int:
    """Return the position of the identity used last, 0 when it is gone."""
    ids = [info.id for info in identities]
    return ids.index(identity_id) if identity_id in ids else 0
