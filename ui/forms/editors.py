"""The base of all widgets that edit one value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.overriding import override
from ui.view_models.rights import set_locked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.forms.options import Option


class ValueEditor(QWidget):
    """Shows one value and says when the user changed it.

    ``edited`` carries the new value, ``rejected`` a sentence while what is typed is no value (empty once it
    is one again), ``focused`` that the keyboard has arrived.
    """

    edited = Signal(object)
    rejected = Signal(str)
    focused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controls: tuple[QWidget, ...] = ()
        self._is_locked = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - each editor knows its own type
        """Show this value without announcing it; the cursor stays where it can."""
        raise NotImplementedError

    def set_name(self, name: str, description: str) -> None:
        """Give the controls their accessible name and description."""
        for control in self._controls:
            control.setAccessibleName(name)
            control.setAccessibleDescription(description)

    def set_locked(self, *, is_locked: bool) -> None:
        """Let the value only be read, or be edited again."""
        self._is_locked = is_locked
        for control in self._controls:
            set_locked(control, is_locked=is_locked)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """The widgets that take the keyboard, in tab order."""
        return self._controls

    def _hold(self, widget: QWidget, controls: Iterable[QWidget]) -> None:
        """Take the widget in and watch its controls."""
        box = self.layout()
        if box is not None:
            box.addWidget(widget)
        self._watch(controls)

    def _watch(self, controls: Iterable[QWidget]) -> None:
        """Watch the controls for focus, for undo keys and for stray turns of the wheel."""
        self._controls = tuple(controls)
        if self._is_locked:
            self.set_locked(is_locked=True)
        for control in self._controls:
            control.installEventFilter(self)
            if control.focusPolicy() == Qt.FocusPolicy.WheelFocus:
                control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if self._controls:
            self.setFocusProxy(self._controls[0])

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusIn:
            self.focused.emit()
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
                event.ignore()  # the assessment's own history undoes, not the single field's
                return True
        elif kind == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()  # scrolling the page must not change a value under the pointer
            return True
        return super().eventFilter(watched, event)


class OfferingEditor(ValueEditor):
    """An editor that offers options, which may change while it is shown (a platform was added)."""

    def offer(self, options: tuple[Option, ...]) -> None:
        """Offer these options from now on; the value stays."""
        raise NotImplementedError
