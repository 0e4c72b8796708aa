"""All assessments and what a user can do with whole ones, carried out in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dsfa_app.domain.structure import Path
    from dsfa_app.errors import DsfaError
    from dsfa_app.method.profile import RiskLevel
    from dsfa_app.services.assessments import StoredAssessment
    from dsfa_app.services.overview import AssessmentSummary
    from ui.application import Application
    from ui.background import BackgroundRunner


class Portfolio(QObject):
    """Loads the list and carries out what is asked for; the answer comes as a signal.

    ``loaded`` carries summaries and the risk levels by profile, ``opened`` an assessment with the
    page and field that are wanted in it (both may be empty), ``deleted`` the summary of
    what was moved into the waste basket, ``failed`` the error.
    """

    loaded = Signal(object, object)
    opened = Signal(object, str, object)
    deleted = Signal(object)
    failed = Signal(object)

    def __init__(
        self, application: Application, runner: BackgroundRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._runner = runner

    def load(self) -> None:
        """Read the list again."""
        self._runner.run(
            self._read,
            receiver=self,
            on_success=lambda read: self.loaded.emit(*read),
            on_error=self.failed.emit,
        )

    def open(self, assessment_id: str, page_id: str = "", path: Path = ()) -> None:
        """Open a stored assessment, at this field of this page if they are named."""
        self._bring(lambda: self._application.assessments.open(assessment_id), page_id, path)

    def create(self, title: str, platform_ids: Sequence[str]) -> None:
        """Make a new assessment and open it."""
        self._bring(lambda: self._application.assessments.create(title, platform_ids))

    def create_example(self) -> None:
        """Make an assessment from the first example and open it."""

        def create() -> StoredAssessment:
            examples = self._application.examples
            return examples.create(examples.available()[0].id)

        self._bring(create)

    def duplicate(self, assessment_id: str) -> None:
        """Copy an assessment and read the list again."""
        self._change(lambda: self._application.assessments.duplicate(assessment_id))

    def delete(self, assessment_id: str) -> None:
        """Move an assessment into the waste basket and read the list again."""
        self._change(lambda: self._application.trash.delete(assessment_id), self.deleted.emit)

    def restore(self, assessment_id: str) -> None:
        """Take an assessment out of the waste basket and read the list again."""
        self._change(lambda: self._application.trash.restore(assessment_id))

    def _bring(self, work: Callable[[], StoredAssessment], page_id: str = "", path: Path = ()) -> None:
        self._runner.run(
            work,
            receiver=self,
            on_success=lambda stored: self.opened.emit(stored, page_id, path),
            on_error=self._failed,
        )

    def _change(
        self, work: Callable[[], object], then: Callable[[object], object] = lambda _result: None
    ) -> None:
        def changed(result: object) -> None:
            self.load()
            then(result)

        self._runner.run(work, receiver=self, on_success=changed, on_error=self._failed)

    def _read(self) -> tuple[tuple[AssessmentSummary, ...], Mapping[str, tuple[RiskLevel, ...]]]:
        overview = self._application.overview
        summaries = overview.summaries()
        return summaries, overview.levels(summaries)

    def _failed(self, error: DsfaError) -> None:
        self.failed.emit(error)
        self.load()
