"""Marks at what differs from the version a revision goes on from, kept up in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsfa_app.domain.structure import Path
    from dsfa_app.errors import DsfaError
    from dsfa_app.method.findings import Topic
    from exporters.report.change_marks import ChangeMarks
    from exporters.report.material import ReportMaterial
    from ui.application import Application
    from ui.background import BackgroundRunner
    from ui.view_models.editor import AssessmentEditor


class RevisionMarks(QObject):
    """The marks of one open assessment; nothing is read or compared while it is no revision.

    ``changed`` says that there are other marks than before.
    """

    changed = Signal()

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
        self._basis: ReportMaterial | None = None
        self._basis_id = ""
        self._marks: ChangeMarks | None = None
        self._is_comparing = False
        self._is_late = False
        editor.judged.connect(self.update)
        self.update()

    def words(self, path: Path) -> str:
        """Return the mark of a field or an entry, empty for none."""
        return "" if self._marks is None else self._marks.words(path)

    def former(self, path: Path) -> str:
        """Return what a changed field said in the former version, empty where it did not change."""
        return "" if self._marks is None else self._marks.former.get(path, "")

    def removed(self, collection: Path) -> tuple[str, ...]:
        """Return the names of the entries of a collection that are gone."""
        return () if self._marks is None else self._marks.removed.get(collection, ())

    @property
    def number(self) -> str:
        """The version the marks refer to, empty while there are none."""
        return "" if self._marks is None else self._marks.number

    @property
    def pages(self) -> Mapping[Topic, int]:
        """Number of changes of each page."""
        return {} if self._marks is None else self._marks.pages

    def update(self) -> None:
        """Compare anew, after the comparison under way where there is one."""
        versions = self._editor.assessment.former_versions
        if not versions:
            self._take(None)
            return
        if self._is_comparing:
            self._is_late = True
            return
        self._is_comparing = True
        self._runner.run(
            self._compared,
            receiver=self,
            on_success=self._take,
            on_error=self._give_up,
            on_finished=self._finish,
        )

    def _compared(self) -> ChangeMarks | None:
        assessment = self._editor.assessment
        basis_id = assessment.former_versions[-1].id if assessment.former_versions else ""
        if basis_id != self._basis_id:
            version = self._application.comparison.basis(assessment)
            self._basis = None if version is None else self._application.materials.of(version)
            self._basis_id = basis_id
        return None if self._basis is None else self._application.comparison.marks(self._basis, assessment)

    def _take(self, marks: ChangeMarks | None) -> None:
        if marks != self._marks:
            self._marks = marks
            self.changed.emit()

    def _give_up(self, _error: DsfaError) -> None:
        """Show no marks; the page „Fassungen und Verlauf“ says what is wrong with the version."""
        self._take(None)

    def _finish(self) -> None:
        self._is_comparing = False
        if self._is_late:
            self._is_late = False
            self.update()
