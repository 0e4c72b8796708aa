"""Where errors go that nobody caught: expected ones and bugs alike reach the user in a dialog."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dsfa_app.errors import DsfaError
from ui import messages

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from PySide6.QtWidgets import QWidget


def install_exception_hook(window: Callable[[], QWidget | None]) -> None:
    """Send every uncaught error to the user: expected ones as their sentence, bugs as the crash dialog.

    Args:
        window: returns the window the dialogs belong to, None before there is one.
    """
    former = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, DsfaError):
            messages.show_error(window(), error)
        elif issubclass(kind, KeyboardInterrupt):
            former(kind, error, trace)
        else:
            # what tells a bug is not loaded before there is one
            from ui.crash import report_crash  # noqa: PLC0415 - see above

            report_crash(kind, trace, window())

    sys.excepthook = hook
