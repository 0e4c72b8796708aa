"""What the window does with opened data; made anew whenever data are opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.backup import BackupDesk
from ui.incoming import Incoming
from ui.trash.undo_offer import UndoOffer
from ui.view_models.comparison import Comparison
from ui.view_models.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMainWindow

    from ui.application import Application
    from ui.background import BackgroundRunner


PAINT_FIRST_MS = 50
"""How long the list has for its first paint before other work competes with it."""


def _prepare_to_open(application: Application) -> None:
    """Load, while the user looks at the list, what opening an assessment and its export page needs."""
    from ui.assessment import shell  # noqa: PLC0415 - kept off the way to the list
    from ui.view_models import editor  # noqa: PLC0415 - as above

    del shell, editor
    _ = application.assessments, application.texts, application.history
    application.documents.formats()


def _back_up(application: Application) -> None:
    """Keep today's copy of all data."""
    application.backup.daily()


class OpenData(QObject):
    """The opened data and everything in the window that works on them as a whole."""

    def __init__(self, application: Application, runner: BackgroundRunner, window: QMainWindow) -> None:
        super().__init__(window)
        self._runner = runner
        self.application = application
        self.portfolio = Portfolio(application, runner, self)
        self.incoming = Incoming(application, runner, window)
        self.incoming.setParent(self)
        self.backup = BackupDesk(application, runner, window, self)
        self.undo_offer = UndoOffer(self.portfolio, window.statusBar(), self)
        self.incoming.imported.connect(self.portfolio.load)
        self.comparison = Comparison(application, runner, self)
        self.comparison.ended.connect(self._show_compared)
        self.comparison.failed.connect(self.portfolio.failed)

    def follow_up(self) -> None:
        """Do what can wait until the list is painted: get ready to open an assessment, back up once a day."""
        QTimer.singleShot(PAINT_FIRST_MS, self, self._follow_up)

    def _follow_up(self) -> None:
        self._carry_out(lambda: _prepare_to_open(self.application))
        self._carry_out(lambda: _back_up(self.application))
        self.comparison.start()

    def _show_compared(self, changed: int) -> None:
        if changed:
            self.portfolio.load()

    def _carry_out(self, work: Callable[[], object]) -> None:
        self._runner.run(
            work, receiver=self, on_success=lambda _result: None, on_error=self.portfolio.failed.emit
        )
