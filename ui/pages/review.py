"""When and why the assessment is looked at again: date, events, changed catalogue, yearly evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from dsfa_app.domain.vocabulary import Answer, ReviewOutcome
from ui.assessment.page import PageSpec, Phase
from ui.forms import options
from ui.forms.form_page import Card, FormPage
from ui.forms.record_table import RecordTable
from ui.forms.spec import Field, Group, Records
from ui.icons import icon
from ui.overriding import override
from ui.review.catalogue_card import CatalogueCard
from ui.review.due_card import DueCard
from ui.review.proposal_list import ProposalList

if TYPE_CHECKING:
    from dsfa_app.domain.review import Evaluation, ReviewEvent
    from dsfa_app.domain.structure import Path
    from ui.forms.context import PageContext

EVALUATION_DOCUMENT = ("document", "evaluation")
"""Where the export page offers the document on the evaluation."""


def _is_judged(event: ReviewEvent) -> bool:
    return event.outcome is not ReviewOutcome.OPEN


def _is_published(evaluation: Evaluation) -> bool:
    return evaluation.published is Answer.YES


_TRIGGERS = Group(
    title="Anlässe für eine frühere Überprüfung",
    items=(
        Field(name="review.triggers", options=options.picker("review_triggers")),
        Field(name="review.other_triggers", lines=3),
    ),
)

_EVENTS = Records(
    name="review_events",
    columns=("trigger", "occurred_on", "outcome", "checked_on"),
    fields=(
        Field(name="trigger", options=options.picker("review_triggers")),
        Field(name="occurred_on"),
        Field(name="description", lines=3),
        Field(name="platform_ids", options=options.platforms),
        Field(name="sources", lines=2),
        Field(name="outcome"),
        Field(name="reason", lines=3, only_if=_is_judged),
        Field(name="checked_by", only_if=_is_judged),
        Field(name="checked_on", only_if=_is_judged),
    ),
)

_EVALUATIONS = Records(
    name="evaluations",
    columns=("period_to", "evaluated_on", "published"),
    fields=(
        Field(name="period_from"),
        Field(name="period_to"),
        Field(name="necessity", lines=3),
        Field(name="extent", lines=3),
        Field(name="effectiveness", lines=3),
        Field(name="incidents", lines=3),
        Field(name="conclusion", lines=3),
        Field(name="evaluated_by"),
        Field(name="evaluated_on"),
        Field(name="published"),
        Field(name="published_at", only_if=_is_published),
    ),
)


class EventsCard(Card):
    """What happened and how it was judged, with what the program proposes."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(
            "Eingetretene Anlässe",
            "Halten Sie fest, was das Risiko ändern kann, und beurteilen Sie es mit Begründung.",
            parent,
        )
        self.proposals = ProposalList(context, self)
        self.table = RecordTable(context, _EVENTS, parent=self)
        self.body.addWidget(self.proposals)
        self.body.addWidget(self.table)
        self.refresh()

    def refresh(self, changed: Path = ()) -> None:
        """Show what the assessment says now."""
        self.proposals.refresh()
        self.table.refresh(changed)

    def focus_path(self, path: Path) -> bool:
        """Put the keyboard into the event with this path; tell whether it is asked here."""
        return self.table.focus_path(path)


class EvaluationsCard(Card):
    """The yearly evaluations and the way to their document."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(
            "Jährliche Evaluation",
            "Der LfDI BW erwartet, dass öffentliche Stellen Notwendigkeit und Umfang der Nutzung mindestens "
            "einmal im Jahr prüfen und das Ergebnis veröffentlichen (Richtlinie von Februar 2020).",
            parent,
        )
        self._context = context
        self.new = QPushButton(icon("add"), "Evaluation mit Vorschlägen beginnen", self)
        self.new.clicked.connect(self._begin)
        context.rights.lock(self.new, ("evaluations",))
        self.document = QPushButton(icon("document"), "Dokument ausgeben …", self)
        self.document.clicked.connect(lambda: context.navigation.go("export", EVALUATION_DOCUMENT))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.new)
        row.addWidget(self.document)
        row.addStretch(1)
        self.table = RecordTable(context, _EVALUATIONS, parent=self)
        self.body.addLayout(row)
        self.body.addWidget(self.table)
        self.refresh()

    def refresh(self, changed: Path = ()) -> None:
        """Show what the assessment says now."""
        self.table.refresh(changed)
        self.document.setVisible(bool(self._context.editor.assessment.evaluations))

    def focus_path(self, path: Path) -> bool:
        """Put the keyboard into the evaluation with this path; tell whether it is asked here."""
        return self.table.focus_path(path)

    def _begin(self) -> None:
        editor = self._context.editor
        editor.apply(
            "Evaluation beginnen", self._context.application.reviews.new_evaluation, ("evaluations",)
        )
        begun = editor.assessment.evaluations[-1].id
        self._context.navigation.go("review", ("evaluations", begun, "necessity"))


class ReviewPage(FormPage):
    """Date, changed catalogue, events, evaluations, triggers."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, (), parent)
        self.due = DueCard(context, self)
        self.catalogue = CatalogueCard(context, self)
        self.events = EventsCard(context, self)
        self.evaluations = EvaluationsCard(context, self)
        for card in (self.due, self.catalogue, self.events, self.evaluations):
            self.sections.append(card)
            self.add_card(card)
        self.add_group(_TRIGGERS)
        self._find_released()

    @override
    def judged(self) -> None:
        self.catalogue.judged()

    @override
    def focus_path(self, path: Path) -> bool:
        return self.catalogue.focus_path(path) or super().focus_path(path)

    def _find_released(self) -> None:
        """Read the released content, which new platforms and channels are told from."""
        reviews, assessment_id = self.context.application.reviews, self.context.editor.assessment.id
        self.context.runner.run(
            lambda: reviews.released(assessment_id),
            receiver=self,
            on_success=self.events.proposals.compare_with,
            on_error=lambda _error: None,
        )


PAGE = PageSpec(
    id="review",
    title="Überprüfung",
    phase=Phase.REVIEW,
    purpose="Wann und bei welchen Ereignissen wird die DSFA erneut geprüft?",
    norm="Art.\u00a035 Abs.\u00a011 DSGVO",
    build=ReviewPage,
)
