"""All assessments and what a user can do with whole ones, carried out in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dsfa_app.errors import DsfaError
    from dsfa_app.method.profile import RiskLevel
    from dsfa_app.services.assessments import AssessmentSummary, StoredAssessment
    from ui.application import Application
    from ui.background import BackgroundRunner

DEFAULT_PROFILE = "kp18"


class Portfolio(QObject):
    """Loads the list and carries out what is asked for; the answer comes as a signal.

    ``loaded`` carries summaries and the risk levels, ``opened`` an assessment, ``failed`` the error.
    """

    loaded = Signal(object, object)
    opened = Signal(object)
    deleted = Signal(str)
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
            self._application.assessments.summaries,
            receiver=self,
            on_success=self._loaded,
            on_error=self.failed.emit,
        )

    def open(self, assessment_id: str) -> None:
        """Open a stored assessment."""
        self._bring(lambda: self._application.assessments.open(assessment_id))

    def create(self, title: str, platform_ids: Sequence[str]) -> None:
        """Make a new assessment and open it."""
        self._bring(lambda: self._application.assessments.create(title, platform_ids))

    def create_example(self) -> None:
        """Make an assessment from the first example and open it."""
        examples = self._application.examples
        self._bring(lambda: examples.create(examples.available()[0].id))

    def duplicate(self, assessment_id: str) -> None:
        """Copy an assessment and read the list again."""
        self._change(lambda: self._application.assessments.duplicate(assessment_id))

    def delete(self, assessment_id: str) -> None:
        """Delete an assessment for good and read the list again."""
        self._change(lambda: self._application.assessments.delete(assessment_id))

    def levels(self) -> tuple[RiskLevel, ...]:
        """Return the levels of the profile in force, lowest first."""
        return self._application.catalogue.profiles[DEFAULT_PROFILE].levels

    def _bring(self, work: Callable[[], StoredAssessment]) -> None:
        self._runner.run(work, receiver=self, on_success=self.opened.emit, on_error=self._failed)

    def _change(self, work: Callable[[], object]) -> None:
        self._runner.run(work, receiver=self, on_success=lambda _result: self.load(), on_error=self._failed)

    def _loaded(self, summaries: tuple[AssessmentSummary, ...]) -> None:
        self.loaded.emit(summaries, self.levels())

    def _failed(self, error: DsfaError) -> None:
        self.failed.emit(error)
        self.load()
