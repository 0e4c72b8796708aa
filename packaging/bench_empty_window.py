"""The baseline: the least a PySide6 program can do until its window is painted.

Prints an empty JSON object in the moment after the first paint and ends. Modules named on the command line
are imported first, so that the cost of a bare import can be added to the baseline.
"""

from __future__ import annotations

import importlib
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class EmptyWindow(QMainWindow):
    """A window without content that reports its first paint."""

    # typing_extensions, where "override" comes from, would add its import to the baseline
    def paintEvent(self, event: object) -> None:  # type: ignore[explicit-override]  # noqa: ARG002
        """Report after the event loop has carried the picture to the screen."""
        QTimer.singleShot(0, self._report)

    def _report(self) -> None:
        print("{}", flush=True)
        QApplication.quit()


if __name__ == "__main__":
    for module in sys.argv[1:]:
        importlib.import_module(module)
    application = QApplication([])
    window = EmptyWindow()
    window.resize(1280, 800)
    window.show()
    sys.exit(application.exec())
