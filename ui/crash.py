"""What happens when the program meets a bug: one dialog with the version and details to copy.

Details name the kind of error and the places in the program, never the error's own text: it could quote
what somebody typed into an assessment.
"""

from __future__ import annotations

import logging
import platform
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from dsfa_app import __version__

if TYPE_CHECKING:
    from types import TracebackType

_log = logging.getLogger(__name__)


def describe(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return version, system, kind of error and where it happened, without the error's own text."""
    places = "".join(traceback.format_list(traceback.extract_tb(trace)))
    return (
        f"DSFA-Werkbank {__version__}\n"
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}\n\n"
        f"{kind.__module__}.{kind.__qualname__}\n{places}"
    )


class CrashDialog(QDialog):
    """Tell the user that the program met a bug and offer the details for the report."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Unerwarteter Fehler")
        self.setMinimumSize(640, 400)
        text = QLabel(
            "Das Programm ist auf einen Fehler gestoßen, den es nicht selbst beheben kann. Gespeicherte "
            "Angaben bleiben erhalten. Bitte geben Sie die Details an die Stelle weiter, die das Programm "
            "betreut; sie enthalten keine Inhalte Ihrer DSFA."
        )
        text.setWordWrap(True)
        view = QPlainTextEdit(details)
        view.setReadOnly(True)
        view.setTabChangesFocus(True)
        view.setAccessibleName("Details des Fehlers")
        view.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton("Details kopieren", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(text)
        layout.addWidget(view, 1)
        layout.addWidget(buttons)


def report_crash(kind: type[BaseException], trace: TracebackType | None, parent: QWidget | None) -> None:
    """Log a bug and show it to the user."""
    details = describe(kind, trace)
    _log.critical("unexpected error\n%s", details)
    CrashDialog(details, parent).open()
