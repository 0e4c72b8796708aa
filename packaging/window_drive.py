"""Driving the window without a person in front of it, for pictures and measurements."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Self, TypeVar

from PySide6.QtCore import QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from ui.app import Start, start_qt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from ui.application import Application
    from ui.assessment.page import Page
    from ui.assessment.shell import AssessmentShell

PATIENCE_SECONDS = 60.0
_P = TypeVar("_P", bound="Page")


def open_application(data_dir: Path) -> Application:
    """Open the data as the program does, importing what that takes only now."""
    from dsfa_app import bootstrap  # noqa: PLC0415 - after the first paint, as in the program

    return bootstrap.open_application(data_dir)


def restore_backup(data_dir: Path, source: Path) -> Path | None:
    """Replace the data as the program does."""
    from dsfa_app import bootstrap  # noqa: PLC0415 - as above

    return bootstrap.restore_backup(data_dir, source)


def wait_until(condition: Callable[[], bool]) -> None:
    """Let Qt work until the condition holds.

    Raises:
        TimeoutError: it did not within a minute.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("the window did not get there within a minute")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)


def settle() -> None:
    """Let Qt do all that is due now; outside of its own loop it would delete nothing."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class Drive:
    """The program with its window on a data folder; to be used in a ``with`` statement."""

    def __init__(self, data_dir: Path) -> None:
        if "DISPLAY" not in os.environ and "WAYLAND_DISPLAY" not in os.environ:
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        self.application = start_qt()
        self._opened: Application | None = None
        self.start = Start(self.application, data_dir, self._open, restore_backup)
        self.window = self.start.window

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.window.close()
        wait_until(lambda: not self.window.isVisible())
        self.start.close()

    def _open(self, data_dir: Path) -> Application:
        self._opened = open_application(data_dir)
        return self._opened

    @property
    def opened(self) -> Application:
        """The program without its window.

        Raises:
            LookupError: its data are not open yet.
        """
        if self._opened is None:
            raise LookupError("no data are open")
        return self._opened

    @property
    def shell(self) -> AssessmentShell:
        """The open assessment.

        Raises:
            LookupError: none is open.
        """
        if self.window.shell is None:
            raise LookupError("no assessment is open")
        return self.window.shell

    def page(self, page_id: str, kind: type[_P]) -> _P:
        """Bring a page to the front and return it.

        Raises:
            LookupError: no assessment is open.
            TypeError: the page is of another kind.
        """
        self.shell.open_page(page_id)
        page = self.shell.page
        if not isinstance(page, kind):
            raise TypeError(page_id)
        return page

    def show_list(self) -> None:
        """Show the window and wait for the list."""
        ready: list[bool] = []
        self.window.list_ready.connect(lambda: ready.append(True))
        self.start.show()
        wait_until(lambda: bool(ready) and self.start.runner.is_idle)

    def open_first(self) -> None:
        """Open the first assessment of the list and wait until it is painted."""
        self.window.overview.open_requested.emit(self.window.overview.list.model.summary_at(0).id)
        wait_until(lambda: self.window.shell is not None)
        settle()

    def leave_assessment(self) -> None:
        """Go back to the list and wait for it."""
        self.window.show_overview()
        wait_until(lambda: self.window.shell is None and self.start.runner.is_idle)
        settle()
