"""What became of the focused field: who changed it when from what to what, the newest change first."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from exporters.report.model import Revision
from exporters.report.word_diff import compared
from ui.formatting import format_moment
from ui.style_sheet import set_look
from ui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsfa_app.domain.structure import Path
    from dsfa_app.services.history import HistoryEntry
    from exporters.report.model import Passage
    from ui.view_models.comments import CommentDesk
    from ui.view_models.field_history import FieldHistory

_NO_FIELD = "Wählen Sie ein Feld. Hier steht dann, wer es wann geändert hat."
_NOTHING = "Zu diesem Feld ist noch keine Änderung gespeichert."
_LOADING = "Der Verlauf wird gelesen …"
_EMPTIED = "Die Werte wurden mit der DSFA endgültig gelöscht."
_EMPTY_VALUE = "(leer)"
_MARKUP = {
    Revision.KEPT: "{}",
    Revision.REMOVED: "<s>{}</s>",
    Revision.ADDED: "<b><u>{}</u></b>",
}
"""Changed passages stand out without colour as well."""


def _marked(passages: Sequence[Passage]) -> str:
    said = "".join(_MARKUP[passage.revision].format(escape(passage.text)) for passage in passages)
    return said.replace("\n", "<br>") or _EMPTY_VALUE


class EntryCard(QFrame):
    """One change. ``restore_wanted`` asks to bring back the value before it."""

    restore_wanted = Signal()

    def __init__(self, entry: HistoryEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "inset")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        moment = format_moment(entry.at) if entry.at else "Zeitpunkt unbekannt"
        who = f"{entry.person} ({entry.role})"
        old, new = entry.old or _EMPTY_VALUE, entry.new or _EMPTY_VALUE
        self.setAccessibleName(f"{moment}, {who}, {entry.doing}: vorher {old}, nachher {new}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        when = QLabel(moment, self)
        set_look(when, "label")
        about = ElidedLabel(f"{entry.doing} · {who}", self)
        set_look(about, "muted")
        layout.addWidget(when)
        layout.addWidget(about)
        if entry.is_emptied:
            layout.addWidget(self._text(escape(_EMPTIED)))
        else:
            before, after = compared(entry.old, entry.new)
            layout.addWidget(self._text(f"Vorher: {_marked(before)}"))
            layout.addWidget(self._text(f"Nachher: {_marked(after)}"))
        if entry.restorable:
            restore = QPushButton("Wert wiederherstellen", self)
            set_look(restore, "flat")
            restore.setAccessibleName(f"Wert vor dem {moment} wiederherstellen")
            restore.clicked.connect(self.restore_wanted)
            layout.addWidget(restore, 0, Qt.AlignmentFlag.AlignLeft)

    def _text(self, markup: str) -> QLabel:
        label = QLabel(markup, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.RichText)
        return label


class HistoryPane(QWidget):
    """The changes of one field."""

    def __init__(self, history: FieldHistory, desk: CommentDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._desk = desk
        self._path: Path = ()
        self._shown: tuple[Path, list[HistoryEntry]] | None = None
        self._heading = QLabel(self)
        self._heading.setWordWrap(True)
        set_look(self._heading, "label")
        self.nothing = QLabel(self)
        self.nothing.setWordWrap(True)
        set_look(self.nothing, "muted")
        self._scroller = QScrollArea(self)
        self._scroller.setWidgetResizable(True)
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._heading)
        layout.addWidget(self.nothing)
        layout.addWidget(self._scroller, 1)
        history.loaded.connect(self._show)

    def show_place(self, path: Path) -> None:
        """Show what became of this field, once it is read."""
        self._path = path
        self._heading.setVisible(bool(path))
        if path:
            self._heading.setText(self._desk.place_name(path).text)
            if self._shown is None or self._shown[0] != path:
                self._say(_LOADING)
            self._history.load(path)
        else:
            self._shown = None
            self._say(_NO_FIELD)

    def _say(self, sentence: str) -> None:
        self.nothing.setText(sentence)
        self.nothing.show()
        self._scroller.hide()

    def _show(self, path: Path, entries: list[HistoryEntry]) -> None:
        if path != self._path or self._shown == (path, entries):
            return
        self._shown = (path, entries)
        if not entries:
            self._say(_NOTHING)
            return
        body = QWidget()
        set_look(body, "page")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for entry in entries:
            card = EntryCard(entry, body)
            card.restore_wanted.connect(lambda number=entry.number: self._history.restore(number))
            column.addWidget(card)
        column.addStretch(1)
        self._scroller.setWidget(body)
        self.nothing.hide()
        self._scroller.show()
