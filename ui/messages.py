"""The only place with message boxes; they open beside the event loop and never block it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.errors import DsfaError


def _box(parent: QWidget | None, icon: QMessageBox.Icon, title: str, text: str, detail: str) -> QMessageBox:
    box = QMessageBox(icon, title, text, QMessageBox.StandardButton.NoButton, parent)
    box.setInformativeText(detail)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


def show_error(
    parent: QWidget | None, error: DsfaError, title: str = "Das hat nicht geklappt"
) -> QMessageBox:
    """Show an expected error; its sentence is shown as it is."""
    box = _box(parent, QMessageBox.Icon.Warning, title, title, str(error))
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.open()
    return box


def show_notice(parent: QWidget | None, title: str, text: str) -> QMessageBox:
    """Say something the user has to know before going on."""
    box = _box(parent, QMessageBox.Icon.Information, title, title, text)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.open()
    return box


def confirm(
    parent: QWidget | None,
    question: str,
    detail: str,
    *,
    action: str,
    on_confirmed: Callable[[], None],
    destructive: bool = True,
) -> QMessageBox:
    """Ask before something that cannot be undone; „Abbrechen“ is the default answer.

    Args:
        parent: the window the question belongs to.
        question: one question.
        detail: what will happen.
        action: label of the button that says yes, a verb such as „Löschen“.
        on_confirmed: called when the user said yes.
        destructive: whether something is lost.
    """
    box = _box(parent, QMessageBox.Icon.Question, question, question, detail)
    role = QMessageBox.ButtonRole.DestructiveRole if destructive else QMessageBox.ButtonRole.AcceptRole
    yes = box.addButton(action, role)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)

    def confirmed(_checked: bool = False) -> None:
        on_confirmed()

    yes.clicked.connect(confirmed)
    box.open()
    return box
