"""What a place of the main window is: an entry in ``PLACES`` and the widget it builds when first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.application import Application
from ui.background import BackgroundRunner


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceContext:
    """What a place works with: the opened data and the worker for everything that takes a moment."""

    application: Application
    runner: BackgroundRunner


class Place(QWidget):
    """The body of a place; it lives as long as the data are open.

    ``field_requested`` asks for an assessment by its id, one of its pages and a field on it (page and field
    may be empty: where the assessment was left). ``data_changed`` says that this place has changed what is
    stored, ``said`` carries a short message, ``failed`` an expected error.
    """

    field_requested = Signal(str, str, object)
    data_changed = Signal()
    said = Signal(str)
    failed = Signal(object)

    def refresh(self) -> None:
        """Read again what is stored; called whenever the place comes to the front or the data changed."""

    def focus_work(self) -> None:
        """Put the keyboard where work goes on."""
        self.setFocus()

    def unsaved_work(self) -> str:
        """Return one sentence on what would be lost if the program ended now, nothing if nothing would."""
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSpec:
    """One place of the main window.

    ``icon`` is a file in ``resources/icons``, ``manual`` the page of the manual that explains the place.
    ``build`` imports what it needs when it is called: the list of all places is read at every start.
    """

    id: str
    title: str
    icon: str
    purpose: str
    build: Callable[[PlaceContext], Place]
    manual: str = ""
