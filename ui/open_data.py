"""What the window does with opened data; made anew whenever data are opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.backup import BackupDesk
from ui.incoming import Incoming
from ui.view_models.portfolio import Portfolio

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.application import Application
    from ui.background import BackgroundRunner


class OpenData(QObject):
    """The opened data and everything in the window that works on them as a whole."""

    def __init__(self, application: Application, runner: BackgroundRunner, window: QWidget) -> None:
        super().__init__(window)
        self.application = application
        self.portfolio = Portfolio(application, runner, self)
        self.incoming = Incoming(application, runner, window)
        self.incoming.setParent(self)
        self.backup = BackupDesk(application, runner, window, self)
        self.incoming.imported.connect(self.portfolio.load)
