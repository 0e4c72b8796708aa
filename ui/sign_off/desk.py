"""Taking in a signed document from wherever it was dropped: examine, show what it proves, record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.sign_off.examination_dialog import ExaminationDialog

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from dsfa_app.services.sign_offs import Examination
    from ui.application import Application
    from ui.background import BackgroundRunner


class SignOffDesk(QObject):
    """Asks before it records; ``recorded`` carries the number of signatures, ``failed`` an expected error."""

    recorded = Signal(int)
    failed = Signal(object)

    def __init__(self, application: Application, runner: BackgroundRunner, widget: QWidget) -> None:
        super().__init__(widget)
        self._application = application
        self._runner = runner
        self._widget = widget

    def take_in(self, file: Path) -> None:
        """Find out what a signed document proves and offer to record it."""
        self._runner.run(
            lambda: self._application.sign_offs.examine(file),
            receiver=self,
            on_success=self._ask,
            on_error=self.failed.emit,
        )

    def _ask(self, examination: Examination) -> None:
        dialog = ExaminationDialog(examination, self._widget.window())
        dialog.confirmed.connect(lambda: self._record(examination))
        dialog.open()

    def _record(self, examination: Examination) -> None:
        self._runner.run(
            lambda: self._application.sign_offs.record(examination),
            receiver=self,
            on_success=lambda found: self.recorded.emit(len(found)),
            on_error=self.failed.emit,
        )
