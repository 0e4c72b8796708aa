"""What a page and its fields work with, handed down from the shell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dsfa_app.catalogue.facts import Fact
from dsfa_app.domain.structure import Path
from ui.application import Application
from ui.background import BackgroundRunner
from ui.view_models.editor import AssessmentEditor
from ui.view_models.revision_marks import RevisionMarks
from ui.view_models.rights import Rights

if TYPE_CHECKING:
    from dsfa_app.catalogue.catalogue import Catalogue
    from dsfa_app.texts import Texts


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts of the catalogue under one heading."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpTopic:
    """What the help pane shows: plain words, the norm, and facts with source and date.

    Args:
        title: name of the field or thing.
        text: plain-language help; paragraphs are separated by an empty line.
        norm: provision the field serves.
        facts: facts from the catalogue, shown with source, date and marks.
        path: the focused field, empty where the topic is no field.
    """

    title: str
    text: str = ""
    norm: str = ""
    facts: tuple[FactGroup, ...] = ()
    path: Path = ()


class HelpChannel(QObject):
    """Carries the topic of the focused field to the right side, and the wish to see its comments."""

    topic_changed = Signal(object)
    comments_wanted = Signal()

    def show(self, topic: HelpTopic) -> None:
        """Show this topic in the help pane."""
        self.topic_changed.emit(topic)

    def show_comments(self) -> None:
        """Show the comments of the focused field."""
        self.comments_wanted.emit()


class Navigation(QObject):
    """Carries the wish to go to another page, and to a field there, to the shell."""

    page_requested = Signal(str, object)

    def go(self, page_id: str, path: Path = ()) -> None:
        """Ask for a page and the field with this path."""
        self.page_requested.emit(page_id, path)


class Notices(QObject):
    """Carries short messages that need no answer to the status line."""

    said = Signal(str)

    def say(self, sentence: str) -> None:
        """Show this sentence for a while."""
        self.said.emit(sentence)


class PlatformInView(QObject):
    """The platform chosen last; it stays chosen on the next page that asks platform by platform."""

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.id = ""

    def choose(self, platform_id: str) -> None:
        """Bring this platform into view."""
        if platform_id != self.id:
            self.id = platform_id
            self.changed.emit(platform_id)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PageContext:
    """Everything a page may use."""

    editor: AssessmentEditor
    application: Application
    runner: BackgroundRunner
    help: HelpChannel
    navigation: Navigation
    platform: PlatformInView
    notices: Notices
    marks: RevisionMarks
    rights: Rights

    @property
    def catalogue(self) -> Catalogue:
        """The reference data."""
        return self.application.catalogue

    @property
    def texts(self) -> Texts:
        """Labels, hints and help of all fields."""
        return self.application.texts
