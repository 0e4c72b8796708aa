"""One statement of the catalogue as it was and as it is now, side by side, and what it concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from dsfa_app.catalogue.facts import UNDATED
from dsfa_app.method.catalogue_changes import CatalogueChangeKind
from ui.formatting import format_as_of
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.method.catalogue_changes import CatalogueChange, Statement
    from ui.forms.context import PageContext


_BREAKABLE = "/\u200b"
"""A slash after which a long address may go on in the next line."""


class _Side(QFrame):
    """What the catalogue said or says."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "inset")
        heading = QLabel(title, self)
        set_look(heading, "phase")
        self._text = QLabel(self)
        self._origin = QLabel(self)
        set_look(self._origin, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 16)
        layout.setSpacing(8)
        for words in (heading, self._text, self._origin):
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(words)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setAccessibleName(title)
        layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_statement(self, statement: Statement | None, instead: str) -> None:
        """Show a statement with date and source, or what stands instead of it."""
        self._text.setText(instead if statement is None else statement.text)
        origin = []
        if statement is not None and statement.as_of:
            is_dated = statement.as_of != UNDATED
            origin.append(f"Stand {format_as_of(statement.as_of)}" if is_dated else "ohne Stand")
        if statement is not None and statement.source:
            origin.append(f"Quelle: {statement.source.replace('/', _BREAKABLE)}")
        self._origin.setText("\n".join(origin))
        self._origin.setVisible(bool(origin))


class ChangeView(QWidget):
    """Before and now of the change in front."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._title = QLabel(self)
        self._title.setWordWrap(True)
        set_look(self._title, "label")
        self._before = _Side("Bisher", self)
        self._now = _Side("Jetzt", self)
        self.concerns = QLabel(self)
        self.concerns.setWordWrap(True)
        set_look(self.concerns, "muted")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.addWidget(self._title, 0, 0, 1, 2)
        grid.addWidget(self._before, 1, 0)
        grid.addWidget(self._now, 1, 1)
        grid.addWidget(self.concerns, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def show_change(self, change: CatalogueChange) -> None:
        """Show this change."""
        self._title.setText(change.title)
        is_new = change.kind is CatalogueChangeKind.NEW
        version = self._context.application.catalogue_watch.version(change.noted)
        named = f" (Katalogfassung {version})" if version else ""
        self._before.show_statement(
            change.old,
            "Diese Angabe gab es noch nicht."
            if is_new
            else f"Der frühere Wortlaut{named} liegt hier nicht vor. Bitte prüfen, ob die Angabe noch trägt.",
        )
        self._now.show_statement(change.new, "Diese Angabe ist im Katalog entfallen.")
        self.concerns.setText(self._concerned(change))

    def _concerned(self, change: CatalogueChange) -> str:
        assessment, application = self._context.editor.assessment, self._context.application
        names = {use.id: use.name or use.id for use in assessment.platforms}
        channels = {channel.id: channel.name or channel.url for channel in assessment.channels}
        lines = []
        if change.platform_ids:
            lines.append(f"Plattformen: {', '.join(names[name] for name in change.platform_ids)}")
        if change.channel_ids:
            lines.append(f"Kanäle: {', '.join(channels[name] for name in change.channel_ids)}")
        if change.rating_ids:
            risks = dict.fromkeys(name.rpartition(".")[2] for name in change.rating_ids)
            lines.append(f"Bewertungen zu {', '.join(risks)}")
        places = (application.place_names.of(path, assessment).full_text for path in change.cited)
        if change.cited:
            lines.append(f"Verwendet in: {'; '.join(dict.fromkeys(places))}")
        return "\n".join(lines)
