"""Work off the window's thread: one worker, in order, results delivered through one signal.

A single worker serialises everything that touches the database. Results are dropped when the receiver has
gone meanwhile, so closing a page during work is harmless.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from dsfa_app.errors import DsfaError

_T = TypeVar("_T")

Report = Callable[[float, str], None]
"""Takes the share done (0 to 1) and one German sentence on what is going on."""


class _CancelledError(Exception):
    """Raised inside the work at its next progress report after the user cancelled."""


@dataclass(slots=True, eq=False)
class Task:
    """A piece of work under way; ``cancel`` takes effect at its next progress report."""

    work: Callable[[Report], Any]
    receiver: QObject
    on_success: Callable[[Any], None]
    on_error: Callable[[DsfaError], None]
    on_progress: Callable[[float, str], None] | None = None
    on_finished: Callable[[], None] | None = None
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the work to stop; neither success nor error is reported afterwards."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Tell whether the user asked the work to stop."""
        return self._cancelled.is_set()


class _Progress(NamedTuple):
    task: Task
    share: float
    text: str


class _Outcome(NamedTuple):
    task: Task
    value: Any = None
    error: BaseException | None = None


class BackgroundRunner(QObject):
    """Run work in the one worker thread and deliver what it yields in the window's thread."""

    busy_changed = Signal(bool)
    _reported = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: SimpleQueue[Task | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._pending = 0
        self._reported.connect(self._deliver)

    @property
    def is_idle(self) -> bool:
        """Tell whether everything asked for has been done and delivered."""
        return self._pending == 0

    def run(
        self,
        work: Callable[[], _T],
        *,
        receiver: QObject,
        on_success: Callable[[_T], None],
        on_error: Callable[[DsfaError], None],
        on_finished: Callable[[], None] | None = None,
    ) -> Task:
        """Do the work after everything asked for before; the callbacks run in the window's thread.

        An error that is no ``DsfaError`` is a bug and goes to the crash dialog; ``on_finished`` is called in
        every case, after the other callback.
        """
        task = Task(lambda _report: work(), receiver, on_success, on_error, on_finished=on_finished)
        return self._start(task)

    def run_reporting(
        self,
        work: Callable[[Report], _T],
        *,
        receiver: QObject,
        on_success: Callable[[_T], None],
        on_error: Callable[[DsfaError], None],
        on_progress: Callable[[float, str], None],
        on_finished: Callable[[], None] | None = None,
    ) -> Task:
        """Do long work that reports its progress and can be cancelled between two reports."""
        return self._start(Task(work, receiver, on_success, on_error, on_progress, on_finished))

    def stop(self) -> None:
        """Finish what was asked for and end the thread; results that arrive after this are dropped."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()
            self._thread = None

    def _start(self, task: Task) -> Task:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="dsfa-worker", daemon=True)
            self._thread.start()
        self._pending += 1
        if self._pending == 1:
            self.busy_changed.emit(True)
        self._queue.put(task)
        return task

    def _work(self) -> None:
        while (task := self._queue.get()) is not None:
            self._reported.emit(self._outcome(task))

    def _outcome(self, task: Task) -> _Outcome:
        def report(share: float, text: str) -> None:
            if task.is_cancelled:
                raise _CancelledError
            self._reported.emit(_Progress(task, share, text))

        try:
            if task.is_cancelled:
                return _Outcome(task, error=_CancelledError())
            return _Outcome(task, task.work(report))
        except BaseException as error:  # noqa: BLE001 - this is a crash handler: bugs go to the crash dialog
            return _Outcome(task, error=error)

    def _deliver(self, message: _Progress | _Outcome) -> None:
        task = message.task
        alive = isValid(task.receiver)
        if isinstance(message, _Progress):
            if alive and task.on_progress is not None and not task.is_cancelled:
                task.on_progress(message.share, message.text)
            return
        self._pending -= 1
        try:
            self._hand_over(message, alive=alive)
        finally:
            if alive and task.on_finished is not None and isValid(task.receiver):
                task.on_finished()
            if self._pending == 0:
                self.busy_changed.emit(False)

    def _hand_over(self, outcome: _Outcome, *, alive: bool) -> None:
        error = outcome.error
        if isinstance(error, DsfaError):
            if alive:
                outcome.task.on_error(error)
        elif isinstance(error, _CancelledError):
            pass
        elif error is not None:
            sys.excepthook(type(error), error, error.__traceback__)
        elif alive:
            outcome.task.on_success(outcome.value)
