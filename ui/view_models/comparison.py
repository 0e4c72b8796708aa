"""Holding all assessments against a new catalogue, one by one, so that nobody waits for it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.errors import DsfaError
    from ui.application import Application
    from ui.background import BackgroundRunner


class Comparison(QObject):
    """Compares in the background; what the user asks for meanwhile comes between two assessments.

    ``ended`` carries how many lines of the list changed; ``failed`` the error that ended it early. What was
    not reached before the program ends is done after the next start.
    """

    ended = Signal(int)
    failed = Signal(object)

    def __init__(
        self, application: Application, runner: BackgroundRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._runner = runner
        self._waiting: deque[str] = deque()
        self._changed = 0

    def start(self) -> None:
        """Find out what has to be compared, and begin."""
        self._run(self._to_compare, self._begin)

    def _to_compare(self) -> tuple[str, ...] | None:
        return self._application.reviews.to_compare()

    def _begin(self, assessment_ids: tuple[str, ...] | None) -> None:
        if assessment_ids is None:
            self.ended.emit(0)
            return
        self._waiting = deque(assessment_ids)
        self._go_on()

    def _go_on(self) -> None:
        reviews = self._application.reviews
        if self._waiting:
            assessment_id = self._waiting.popleft()
            self._run(lambda: reviews.count_again(assessment_id), self._count)
        else:
            self._run(reviews.end_comparison, lambda _nothing: self.ended.emit(self._changed))

    def _count(self, is_news: bool) -> None:
        self._changed += is_news
        self._go_on()

    def _run(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        self._runner.run(work, receiver=self, on_success=then, on_error=self._fail)

    def _fail(self, error: DsfaError) -> None:
        self._waiting.clear()
        self.failed.emit(error)
