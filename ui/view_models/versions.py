"""The versions of the open assessment: which there are, and what changed between two states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dsfa_app.domain.vocabulary import ApprovalKind, AssessmentState
from dsfa_app.errors import RuleError
from dsfa_app.labels import label
from dsfa_app.services.materials import frozen_as
from dsfa_app.services.versions import REVISABLE
from ui.formatting import format_date
from ui.view_models.change_rows import ChangeRows, change_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dsfa_app.domain.approval import FormerVersion
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.services.documents import ExportResult
    from dsfa_app.services.materials import State
    from dsfa_app.services.versions import VersionLine
    from ui.application import Application
    from ui.background import BackgroundRunner
    from ui.view_models.editor import AssessmentEditor

WORKING = ""
"""Stands for the state being worked on where a version is chosen by its id."""
_SHORT = 16
"""Digits of a fingerprint that are enough to compare two of them by eye."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version as the list shows it; ``id`` is empty where only the assessment names it."""

    id: str
    number: str
    kind: str
    date: str
    person: str
    role: str
    fingerprint: str
    standing: str
    note: str = ""

    @property
    def title(self) -> str:
        """What the version is called in a choice."""
        return f"Fassung {self.number}, {self.kind} vom {self.date}"

    @property
    def short_fingerprint(self) -> str:
        """The first digits in groups of four."""
        digits = self.fingerprint[:_SHORT]
        return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionOverview:
    """A frozen version as an HTML page to look at."""

    id: str
    number: str
    html: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs between two states: how much, and the rows that show it."""

    summary: str
    rows: ChangeRows


def _standing(line: VersionLine) -> str:
    if line.in_force:
        return "gilt"
    return "abgelöst" if line.is_release else "eingefroren"


def _row(line: VersionLine, note: str) -> VersionRow:
    frozen = frozen_as(line)
    return VersionRow(
        id=line.id,
        number=line.version,
        kind=label(line.kind),
        date=format_date(frozen.on),
        person=frozen.by,
        role=label(frozen.role),
        fingerprint=line.fingerprint,
        standing=_standing(line),
        note=note,
    )


def _named_only(former: FormerVersion) -> VersionRow:
    return VersionRow(
        id="",
        number=former.version,
        kind=label(ApprovalKind.RELEASE),
        date=format_date(former.released_on),
        person=former.released_by,
        role="",
        fingerprint=former.fingerprint,
        standing="nicht in diesen Daten",
        note=former.summary,
    )


def version_rows(lines: tuple[VersionLine, ...], assessment: Assessment) -> tuple[VersionRow, ...]:
    """Return all versions, the latest first; those that only the assessment names come last."""
    notes = {former.id: former.summary for former in assessment.former_versions}
    known = {line.id for line in lines}
    missing = (former for former in reversed(assessment.former_versions) if former.id not in known)
    return (*(_row(line, notes.get(line.id, "")) for line in lines), *map(_named_only, missing))


class VersionsModel(QObject):
    """Reads and compares versions in the background.

    ``listed`` says that ``rows`` are known, ``compared`` carries the changes, ``read_out`` the
    overview of a version, ``written`` what was exported, ``refused`` the error.
    """

    listed = Signal()
    compared = Signal(object)
    read_out = Signal(object)
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
        self.rows = version_rows((), editor.assessment)
        self.proposals: tuple[str, ...] = ()
        """Numbers the next revision may take, the most fitting first."""

    @property
    def frozen(self) -> tuple[VersionRow, ...]:
        """The versions that can be opened."""
        return tuple(row for row in self.rows if row.id)

    @property
    def released(self) -> VersionRow | None:
        """The version in force, None while nothing is released."""
        return next((row for row in self.rows if row.standing == "gilt"), None)

    @property
    def may_revise(self) -> bool:
        """Whether the assessment is in a state from which a revision goes on."""
        return self._editor.assessment.state in REVISABLE and self.released is not None

    @property
    def may_restore(self) -> bool:
        """Whether an earlier content may take the place of the present one."""
        return self._editor.assessment.state is AssessmentState.DRAFT

    def load(self) -> None:
        """Find out which versions there are."""
        versions, assessment = self._application.versions, self._editor.assessment

        def listed(found: tuple[tuple[VersionLine, ...], tuple[str, ...]]) -> None:
            lines, self.proposals = found
            self.rows = version_rows(lines, self._editor.assessment)
            self.listed.emit()

        self._runner.run(
            lambda: (versions.lines(assessment.id), versions.revision_numbers(assessment)),
            receiver=self,
            on_success=listed,
            on_error=self.refused.emit,
        )

    def _state(self, version_id: str, working: Assessment) -> State:
        return self._application.versions.open(version_id) if version_id else working

    def compare(self, former_id: str, present_id: str) -> None:
        """Compare two states; the id ``WORKING`` is the one being worked on."""
        working = self._editor.assessment

        def compared() -> Compared:
            former, present = self._state(former_id, working), self._state(present_id, working)
            found = self._application.comparison.changes(former, present)
            return Compared(found.summary, change_rows(found))

        self._runner.run(
            compared,
            receiver=self,
            on_success=self.compared.emit,
            on_error=self.refused.emit,
        )

    def read(self, version_id: str) -> None:
        """Read a version to look at it."""
        application = self._application

        def read() -> VersionOverview:
            version = application.versions.open(version_id)
            page = application.documents.overview_page(version)
            return VersionOverview(id=version_id, number=version.line.version, html=page)

        self._runner.run(read, receiver=self, on_success=self.read_out.emit, on_error=self.refused.emit)

    def write(self, state_id: str, kind_id: str, format_id: str, target: Path, former_id: str = "") -> None:
        """Write a document about a version, or about the changes since ``former_id``."""
        working = self._editor.assessment

        def written() -> ExportResult:
            former = self._state(former_id, working) if former_id else None
            return self._application.documents.export(
                self._state(state_id, working), format_id, target, kind_id=kind_id, former=former
            )

        self._runner.run(
            written,
            receiver=self,
            on_success=self.written.emit,
            on_error=self.refused.emit,
        )

    def revise(self, number: str, summary: str) -> None:
        """Let the assessment go on as a new draft."""
        versions, released = self._application.versions, self._editor.assessment
        self._become("Fortschreiben", lambda: versions.revise(released, number, summary))

    def restore(self, version_id: str) -> None:
        """Let the content of an earlier version take the place of the present one; undo brings it back."""
        versions, present = self._application.versions, self._editor.assessment
        self._become("Fassung wiederherstellen", lambda: versions.restore(version_id, present))

    def _become(self, text: str, make: Callable[[], Assessment]) -> None:
        before = self._editor.assessment

        def accepted(draft: Assessment) -> None:
            if self._editor.assessment is not before:
                self.refused.emit(
                    RuleError("Die DSFA wurde inzwischen geändert. Bitte noch einmal versuchen.")
                )
                return
            self._editor.apply(text, lambda _present: draft)
            self.load()

        self._runner.run(make, receiver=self, on_success=accepted, on_error=self.refused.emit)
