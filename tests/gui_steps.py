"""What tests of the window do with it: an assessment to work on, keys, and looking at what has the focus."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dsfa_app.domain.assessment import Assessment

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from dsfa_app.bootstrap import Application

PLATFORM_IDS = ("facebook", "instagram", "mastodon")


def three_platforms(app: Application) -> Assessment:
    """Return an assessment of three platforms on which nothing is rated yet."""
    assessment = Assessment(id="a1", title="Kanäle der Stadt", created_on=date(2026, 11, 21))
    for platform_id in PLATFORM_IDS:
        assessment = app.assessments.with_platform(assessment, platform_id)
    return assessment


def focused() -> QWidget:
    """Return the widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def press(
    key: Qt.Key, times: int = 1, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key where the keyboard is."""
    for _ in range(times):
        QTest.keyClick(focused(), key, modifiers)


def type_here(text: str) -> None:
    """Type a text where the keyboard is; QTest's own way ends the process at an umlaut."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(focused(), event)


def tab_to(name: str, *, most: int = 60) -> QWidget:
    """Press the tab key until the widget with this accessible name or text has the keyboard."""
    for _ in range(most):
        widget = focused()
        if name in (widget.accessibleName(), getattr(widget, "text", str)()):
            return widget
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"the tab key does not reach „{name}“; it ends at {focused()!r}")
