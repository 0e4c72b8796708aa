"""Events the program can see by itself, each to be taken up by a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.formatting import format_date
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.method.review import EventProposal
    from ui.forms.context import PageContext


class ProposalList(QFrame):
    """Proposed events; hidden while there is none."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "notice")
        self._context = context
        self._released: Assessment | None = None
        self._shown: tuple[EventProposal, ...] | None = None
        self._rows: list[QWidget] = []
        heading = QLabel("Vorschlag: Diese Anlässe sieht das Programm in den Angaben der DSFA.", self)
        heading.setWordWrap(True)
        set_look(heading, "label")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(16, 8, 16, 8)
        self._box.setSpacing(8)
        self._box.addWidget(heading)

    @property
    def proposals(self) -> tuple[EventProposal, ...]:
        """What is offered now."""
        return self._shown or ()

    def compare_with(self, released: Assessment | None) -> None:
        """Tell what came since this released content."""
        self._released = released
        self.refresh()

    def refresh(self) -> None:
        """Show what speaks for an event now."""
        editor, reviews = self._context.editor, self._context.application.reviews
        found = reviews.proposals(editor.assessment, self._released)
        if found != self._shown:
            self._shown = found
            self._fill()
        self.setVisible(bool(found))

    def _fill(self) -> None:
        for row in self._rows:
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(proposal) for proposal in self.proposals]
        for row in self._rows:
            self._box.addWidget(row)

    def _row(self, proposal: EventProposal) -> QWidget:
        row = QWidget(self)
        day = f"{format_date(proposal.occurred_on)}: " if proposal.occurred_on else ""
        words = QLabel(f"{day}{proposal.description}", row)
        words.setWordWrap(True)
        take = QPushButton("Aufnehmen", row)
        take.setAccessibleName(f"Anlass aufnehmen: {proposal.description}")
        take.clicked.connect(lambda: self._take_up(proposal))
        self._context.rights.lock(take, ("review_events",))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(words, 1)
        layout.addWidget(take)
        return row

    def _take_up(self, proposal: EventProposal) -> None:
        reviews = self._context.application.reviews
        self._context.editor.apply(
            "Anlass aufnehmen",
            lambda assessment: reviews.take_up(assessment, proposal),
            ("review_events",),
        )
