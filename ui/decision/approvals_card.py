"""Who declared what, for which content, and whether that is still the present one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dsfa_app.labels import label
from dsfa_app.services.approvals import FROZEN
from ui.dialogs.approval_changes import show_changes
from ui.formatting import format_date
from ui.forms.form_page import Card
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.domain.approval import Approval
    from dsfa_app.domain.structure import Path
    from ui.forms.context import PageContext

_NOTE = (
    "Erklärungen entstehen durch die Schritte oben rechts. Jede gilt für genau den Inhalt, zu dem sie "
    "abgegeben wurde; ändert er sich, gilt sie nicht mehr. Namen und Rollen sind eigene Angaben der Personen."
)
HOLDS, STALE, REPLACED = "gilt", "gilt einem früheren Inhalt", "durch eine neuere ersetzt"


class ApprovalsCard(Card):
    """The approvals of the assessment, each with its mark."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__("Erklärungen", _NOTE, parent)
        self._context = context
        self._shown: object = None
        self._list = QWidget(self)
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self._list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._list.setAccessibleName("Erklärungen")
        self.body.addWidget(self._list)
        self.refresh()

    def refresh(self, changed: Path = ()) -> None:
        """Show what the assessment says now; marks follow the judgement."""
        del changed
        approvals = self._context.editor.assessment.approvals
        stale = self._context.editor.view.stale_approvals if self._context.editor.is_judged else frozenset()
        if (approvals, stale) == self._shown:
            return
        self._shown = (approvals, stale)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not approvals:
            self._rows.addWidget(_words(self._context.texts.record("Approval").empty, "muted", self._list))
        newest = {approval.kind: approval.id for approval in approvals}
        for approval in approvals:
            mark = HOLDS
            if approval.id != newest[approval.kind]:
                mark = REPLACED
            elif approval.id in stale:
                mark = STALE
            self._rows.addWidget(self._row(approval, mark))
        self._list.setAccessibleDescription(
            " ".join(f"{label(item.kind)}, {item.person}." for item in approvals)
        )

    def focus_path(self, path: Path) -> bool:
        """Put the keyboard here when somebody asks for the approvals."""
        if path[:1] != ("approvals",):
            return False
        self._list.setFocus()
        return True

    def _row(self, approval: Approval, mark: str) -> QWidget:
        row = QWidget(self._list)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        who = f"{approval.person or 'ohne Namen'}, {label(approval.role)}"
        when = format_date(approval.given_on) or "ohne Datum"
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(_words(label(approval.kind), "label", row))
        words.addWidget(_words(f"{who}, {when}", "", row))
        if approval.note.strip():
            words.addWidget(_words(approval.note, "muted", row))
        line.addLayout(words, 1)
        line.addWidget(_words(mark, "error" if mark is STALE else "muted", row))
        if mark is STALE and approval.kind in FROZEN:
            button = QPushButton("Was hat sich geändert?", row)
            button.setAccessibleName(f"Was hat sich geändert seit: {label(approval.kind)}")
            button.clicked.connect(lambda: show_changes(self._context, approval, self.window()))
            line.addWidget(button)
        return row


def _words(text: str, look: str, parent: QWidget) -> QLabel:
    words = QLabel(text, parent)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(look in ("", "muted") and len(text) > 40)  # noqa: PLR2004 - short marks stay in one line
    if look:
        set_look(words, look)
    return words
