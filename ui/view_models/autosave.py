"""Saving while the user types: at most a second behind, in order, one save at a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from dsfa_app.domain.assessment import Assessment

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.errors import DsfaError
    from ui.application import Application
    from ui.background import BackgroundRunner

SAVE_AFTER_MS = 600
"""Longest time a change waits before its save starts."""


class SaveState(Enum):
    """How the assessment in the window relates to the one on the disk."""

    SAVED = "Gespeichert"
    PENDING = "Wird gespeichert …"
    FAILED = "Nicht gespeichert"


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A state that is to be saved, ``alone`` also when there is a later one already."""

    assessment: Assessment
    alone: bool


class Autosave(QObject):
    """Bring one assessment to the disk through the services, whatever the user does meanwhile.

    ``state_changed`` carries the new ``SaveState``; ``failed`` the error. After a failure the data stay in
    the window, and the next change or ``save_now`` tries again.
    """

    state_changed = Signal(object)
    failed = Signal(object)

    def __init__(
        self, revision: int, application: Application, runner: BackgroundRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._runner = runner
        self._waiting: list[_Waiting] = []
        self._under_way: _Waiting | None = None
        self._when_saved: list[Callable[[], None]] = []
        self.revision = revision
        self.state = SaveState.SAVED
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self._start)

    @property
    def is_saved(self) -> bool:
        """Tell whether everything is on the disk."""
        return self.state is SaveState.SAVED

    @property
    def has_failed(self) -> bool:
        """Tell whether the last attempt to save failed."""
        return self.state is SaveState.FAILED

    def submit(self, assessment: Assessment, *, alone: bool = False) -> None:
        """Save this assessment soon; ``alone`` keeps a later one from taking its place."""
        if self._waiting and not self._waiting[-1].alone:
            self._waiting.pop()
        self._waiting.append(_Waiting(assessment, alone))
        self._set_state(SaveState.PENDING)
        if not self._timer.isActive():
            self._timer.start()

    def save_now(self, when_saved: Callable[[], None] | None = None) -> None:
        """Start saving at once; ``when_saved`` is called once nothing is left to save."""
        if when_saved is not None:
            self._when_saved.append(when_saved)
        if self.state is SaveState.SAVED:
            self._tell_saved()
        else:
            self._start()

    def _start(self) -> None:
        self._timer.stop()
        if self._under_way is not None or not self._waiting:
            return
        self._under_way = self._waiting.pop(0)
        assessment, revision = self._under_way.assessment, self.revision
        self._set_state(SaveState.PENDING)
        self._runner.run(
            lambda: self._application.assessments.save(assessment, revision),
            receiver=self,
            on_success=self._saved,
            on_error=self._not_saved,
            on_finished=self._finished,
        )

    def _saved(self, revision: int) -> None:
        self.revision = revision
        self._under_way = None

    def _not_saved(self, error: DsfaError) -> None:
        self._keep()
        self._when_saved.clear()
        self._set_state(SaveState.FAILED)
        self.failed.emit(error)

    def _finished(self) -> None:
        if self._under_way is not None:  # a bug on the way to the disk: the crash dialog has the details
            self._keep()
            self._when_saved.clear()
            self._set_state(SaveState.FAILED)
        elif self.state is SaveState.FAILED:
            pass
        elif self._waiting:
            self._start()
        else:
            self._set_state(SaveState.SAVED)
            self._tell_saved()

    def _keep(self) -> None:
        kept, self._under_way = self._under_way, None
        if kept is not None and (kept.alone or not self._waiting):
            self._waiting.insert(0, kept)

    def _tell_saved(self) -> None:
        waiting, self._when_saved = self._when_saved, []
        for callback in waiting:
            callback()

    def _set_state(self, state: SaveState) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)
