"""What a page of an assessment is: an entry in ``PAGES`` and the widget it builds when first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.forms.context import PageContext

if TYPE_CHECKING:
    from dsfa_app.domain.structure import Path


class Phase(Enum):
    """The four phases of DSK short paper 5 („Kurzpapier 5“)."""

    PREPARATION = "Vorbereitung"
    EXECUTION = "Durchführung"
    IMPLEMENTATION = "Umsetzung"
    REVIEW = "Überprüfung"


class Page(QWidget):
    """The body of a page; title, purpose and norm are shown by the shell.

    A page gets all the place there is, and can be scrolled where it needs more.
    """

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context

    @property
    def may_be_dropped(self) -> bool:
        """Whether the page can be built again without losing more than what was selected in it."""
        return True

    def refresh(self, changed: Path = ()) -> None:
        """Show what the assessment says now; called while the page is in front and when it comes there."""

    def judged(self) -> None:
        """Show the new results; called while the page is in front."""

    def leave(self) -> None:
        """Take over what is written but not yet in the assessment; called before the page goes away."""

    def focus_path(self, path: Path) -> bool:
        """Put the keyboard into the field with this path; tell whether the page has it."""
        del path
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """One page; ``id`` is the topic findings name, ``norm`` the provision it serves."""

    id: str
    title: str
    phase: Phase
    purpose: str
    norm: str
    build: Callable[[PageContext], Page]
