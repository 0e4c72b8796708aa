"""Who changed one field from what to what: read in the background, brought back through the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dsfa_app.errors import DsfaError

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.structure import Path
    from dsfa_app.services.history import HistoryEntry
    from ui.application import Application
    from ui.background import BackgroundRunner
    from ui.view_models.editor import AssessmentEditor

MOST_ENTRIES = 50


class FieldHistory(QObject):
    """The history of the field that was asked for last.

    ``loaded`` carries path and entries, newest first; ``restored`` says that a value came back; ``failed``
    carries the error of what was refused.
    """

    loaded = Signal(object, object)
    restored = Signal()
    failed = Signal(object)

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
        self._wanted: Path = ()

    def load(self, path: Path) -> None:
        """Read what became of this field as far as it is on the disk."""
        self._wanted = path
        assessment = self._editor.assessment

        def read() -> list[HistoryEntry]:
            return self._application.history.of_field(assessment, path, limit=MOST_ENTRIES)

        self._runner.run(
            read,
            receiver=self,
            on_success=lambda entries: self._show(path, entries),
            on_error=self.failed.emit,
        )

    def restore(self, number: int) -> None:
        """Put back what an entry replaced or removed; undo takes it away again."""
        before = self._editor.assessment

        def put_back(changed: Assessment) -> None:
            if self._editor.assessment is not before:
                self.restore(number)  # something was typed meanwhile
                return
            try:
                self._editor.apply("Wert wiederherstellen", lambda _old: changed)
            except DsfaError as error:  # not everybody may change every field
                self.failed.emit(error)
            else:
                self.restored.emit()

        self._runner.run(
            lambda: self._application.history.restored(before, number),
            receiver=self,
            on_success=put_back,
            on_error=self.failed.emit,
        )

    def _show(self, path: Path, entries: list[HistoryEntry]) -> None:
        if path == self._wanted:
            self.loaded.emit(path, entries)
