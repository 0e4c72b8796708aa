"""A page made of declared groups."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.assessment.page import Page
from ui.forms.form import Form
from ui.forms.platform_facts import with_platform_facts
from ui.forms.platform_fields import PlatformFields
from ui.forms.record_table import RecordTable
from ui.forms.spec import Field, PerPlatform, Records
from ui.overriding import override
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dsfa_app.domain.structure import Path
    from ui.forms.context import PageContext
    from ui.forms.spec import Group, Item


class Section(Protocol):
    """A part of a page that shows a part of the assessment."""

    def refresh(self, changed: Path = ()) -> None:
        """Show what the assessment says now."""

    def focus_path(self, path: Path) -> bool:
        """Put the keyboard into the field with this path; tell whether the part has it."""


class Card(QFrame):
    """A titled group on a page; widgets are added to ``body``."""

    def __init__(self, title: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 16, 24, 24)
        self.body.setSpacing(16)
        heading = QLabel(title, self)
        set_look(heading, "heading")
        self.body.addWidget(heading)
        if note:
            words = QLabel(note, self)
            words.setWordWrap(True)
            set_look(words, "muted")
            self.body.addWidget(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)


class FormPage(Page):
    """The groups of a page below each other; a page class may add cards of its own."""

    def __init__(self, context: PageContext, groups: Sequence[Group], parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.sections: list[Section] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(0)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        column.addLayout(self._cards)
        column.addStretch(1)
        for group in groups:
            self.add_group(group)

    def add_group(self, group: Group) -> Card:
        """Add the card of a group below what is there, and return it."""
        card = Card(group.title, group.note, self)
        for section, widget in self._sections_of(group.items, card):
            self.sections.append(section)
            card.body.addWidget(widget)
        self.add_card(card)
        return card

    def add_card(self, card: Card) -> None:
        """Add a card of one's own below what is there."""
        self._cards.addWidget(card)

    def _sections_of(self, items: Sequence[Item], card: Card) -> Iterator[tuple[Section, QWidget]]:
        extra_help = partial(with_platform_facts, self.context)
        fields: list[Field] = []
        for item in (*items, None):
            if isinstance(item, Field):
                fields.append(item)
                continue
            if fields:
                form = Form(self.context, fields, (), extra_help, card)
                yield form, form
                fields = []
            if isinstance(item, Records):
                table = RecordTable(self.context, item, (), extra_help, card)
                yield table, table
            elif isinstance(item, PerPlatform):
                platform_fields = PlatformFields(self.context, item, extra_help, parent=card)
                yield platform_fields, platform_fields

    @override
    def refresh(self, changed: Path = ()) -> None:
        for section in self.sections:
            section.refresh(changed)

    @override
    def focus_path(self, path: Path) -> bool:
        return any(section.focus_path(path) for section in self.sections)
