"""When the next review is due, why it is due now, and the date the program proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from dsfa_app.method.review import ARCHIVED, last_look, proposed_due_on, review_due
from ui.formatting import count, format_date
from ui.forms.form import Form
from ui.forms.form_page import Card
from ui.forms.spec import Field
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.domain.structure import Path
    from ui.forms.context import PageContext

_PATH = ("review", "due_on")


class DueCard(Card):
    """State of the review, its date and how it is carried out."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__("Termin", parent=parent)
        self._context = context
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.proposal = QLabel(self)
        self.proposal.setWordWrap(True)
        set_look(self.proposal, "muted")
        self.take = QPushButton("Vorschlag übernehmen", self)
        self.take.clicked.connect(self._take)
        context.rights.lock(self.take, _PATH)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.proposal, 1)
        row.addWidget(self.take)
        self._form = Form(
            context,
            (Field(name="review.due_on"), Field(name="review.procedure", lines=4)),
            parent=self,
        )
        self.body.addWidget(self.state)
        self.body.addLayout(row)
        self.body.addWidget(self._form)
        self.refresh()

    def refresh(self, changed: Path = ()) -> None:
        """Show what the assessment says now."""
        self._form.refresh(changed)
        self._show_state()
        self._show_proposal()

    def focus_path(self, path: Path) -> bool:
        """Put the keyboard into the field with this path; tell whether it is asked here."""
        return self._form.focus_path(path)

    def _show_state(self) -> None:
        assessment, today = self._context.editor.assessment, self._context.application.reviews.today
        due = review_due(assessment, today)
        parts = []
        if due.overdue_since is not None:
            parts.append(f"der Termin {format_date(due.overdue_since)} ist erreicht")
        if due.open_events:
            number = count(len(due.open_events), "Anlass ist", "Anlässe sind")
            parts.append(f"{number} noch nicht beurteilt")
        if due.revisions:
            number = count(len(due.revisions), "Anlass verlangt", "Anlässe verlangen")
            parts.append(f"{number} eine Fortschreibung")
        set_look(self.state, "error" if due.is_due else "label")
        if due.is_due:
            self.state.setText(f"Überprüfung fällig: {'; '.join(parts)}.")
        elif assessment.state in ARCHIVED:
            self.state.setText("Diese DSFA ist abgeschlossen; eine Überprüfung ist nicht mehr vorgesehen.")
        elif assessment.review.due_on is None:
            self.state.setText("Noch kein Termin für die nächste Überprüfung.")
        else:
            days = count((assessment.review.due_on - today).days, "Tag", "Tagen")
            self.state.setText(f"Nächste Überprüfung am {format_date(assessment.review.due_on)}, in {days}.")

    def _show_proposal(self) -> None:
        assessment = self._context.editor.assessment
        proposed, last = proposed_due_on(assessment), last_look(assessment)
        is_news = proposed is not None and proposed != assessment.review.due_on
        self.proposal.setVisible(is_news)
        self.take.setVisible(is_news)
        if is_news:
            self.proposal.setText(
                f"Vorschlag: {format_date(proposed)}, ein Jahr nach der letzten Freigabe oder Evaluation am "
                f"{format_date(last)}. Der LfDI BW erwartet eine Evaluation mindestens einmal im Jahr "
                "(Richtlinie zur Nutzung von sozialen Netzwerken durch öffentliche Stellen, Februar 2020)."
            )

    def _take(self) -> None:
        proposed = proposed_due_on(self._context.editor.assessment)
        self._context.editor.set_value(_PATH, proposed, "Termin der Überprüfung")
        self._form.focus_path(_PATH)
