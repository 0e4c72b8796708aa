"""What whoever works may edit in the open assessment, and when that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from shiboken6 import isValid

from dsfa_app.errors import NotFoundError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from dsfa_app.domain.structure import Path
    from ui.application import Application
    from ui.forms.field_row import FieldRow
    from ui.view_models.editor import AssessmentEditor


class Rights(QObject):
    """Tells which fields are locked; ``changed`` says that somebody else works or the state is another."""

    changed = Signal()

    def __init__(
        self, editor: AssessmentEditor, application: Application, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._application = application
        self._state = editor.assessment.state
        editor.changed.connect(self._look)

    def refusal(self, path: Path) -> str:
        """Return why the field at this path is locked, as a sentence; empty when it is not."""
        try:
            return self._application.rights.field_refusal(path, self._editor.assessment)
        except NotFoundError:
            return ""

    def may_edit(self, path: Path) -> bool:
        """Tell whether whoever works may edit what stands at this path."""
        return self._application.rights.may_edit(path, self._editor.assessment)

    def lock(self, widget: QWidget, path: Path) -> None:
        """Lock a control of one's own making as long as what it edits is locked."""

        def look() -> None:
            if isValid(widget):
                set_locked(widget, is_locked=not self.may_edit(path))

        self.changed.connect(look)
        look()

    def lock_row(self, row: FieldRow, path: Path) -> None:
        """Lock a field outside of a form as long as what it edits is locked."""

        def look() -> None:
            if isValid(row):
                row.set_locked(self.refusal(path))

        self.changed.connect(look)
        look()

    def _look(self) -> None:
        if self._editor.assessment.state is not self._state:
            self._state = self._editor.assessment.state
            self.changed.emit()


def set_locked(widget: QWidget, *, is_locked: bool) -> None:
    """Lock a control: texts can still be read through and copied, everything else is disabled."""
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        widget.setReadOnly(is_locked)
    else:
        widget.setEnabled(not is_locked)
