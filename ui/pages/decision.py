"""What the controller decides, under which conditions, who declared what, and the authority's deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from dsfa_app.domain.outcome import LONGEST_EXTENSION
from ui.assessment.page import PageSpec, Phase
from ui.decision.approvals_card import ApprovalsCard
from ui.decision.deadline_box import DeadlineBox
from ui.formatting import count
from ui.forms.form_page import FormPage
from ui.forms.spec import Field, Group, PerPlatform, Records
from ui.overriding import override
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.domain.outcome import PriorConsultation
    from dsfa_app.domain.structure import Path
    from ui.forms.context import PageContext


def _is_requested(consultation: PriorConsultation) -> bool:
    return consultation.requested_on is not None


def _is_extended(consultation: PriorConsultation) -> bool:
    return consultation.extension_weeks > 0


DECISION = (
    Group(
        title="Abwägung je Plattform",
        note="Was nach allen Maßnahmen bleibt, ist in Worten abzuwägen; das Programm urteilt nicht darüber.",
        items=(PerPlatform(fields=(Field(name="balancing", lines=4),)),),
    ),
    Group(
        title="Entscheidung",
        note="Die Leitung wählt und begründet hier; mit dem Schritt „Entscheiden“ erklärt sie sich.",
        items=(
            Field(name="decision.outcome"),
            Field(name="decision.reason", lines=3),
            Field(name="decision.balancing", lines=4),
            Field(name="decision.decided_by"),
            Field(name="decision.decided_on"),
            Field(name="decision.place"),
        ),
    ),
)
CONDITIONS = Group(
    title="Auflagen",
    items=(
        Records(
            name="conditions",
            columns=("text", "owner", "due_on", "closed_on"),
            fields=(
                Field(name="text", lines=2),
                Field(name="owner"),
                Field(name="due_on"),
                Field(name="closed_on"),
                Field(name="closing_note", lines=2),
            ),
        ),
    ),
)
CONSULTATION = Group(
    title="Vorherige Konsultation",
    note="Bleibt das Risiko hoch, ist vor der Verarbeitung die Aufsichtsbehörde zu fragen. Das Paket dafür "
    "schreibt die Seite „Export und Signatur“.",
    items=(
        Field(name="consultation.ground", lines=3),
        Field(name="consultation.requested_on"),
        Field(name="consultation.received_on", only_if=_is_requested),
        Field(name="consultation.extension_weeks", only_if=_is_requested, bounds=(0, LONGEST_EXTENSION)),
        Field(name="consultation.extension_notified_on", only_if=_is_extended),
        Field(name="consultation.authority_reply", lines=3, only_if=_is_requested),
        Field(name="consultation.replied_on", only_if=_is_requested),
        Records(
            name="clock_stops",
            columns=("subject", "asked_on", "provided_on"),
            fields=(Field(name="asked_on"), Field(name="subject", lines=2), Field(name="provided_on")),
        ),
    ),
)
SIGNERS = Group(
    title="Vorgesehene Unterschriften",
    items=(
        Records(
            name="expected_signers",
            columns=("role", "name", "function"),
            fields=(Field(name="role"), Field(name="name"), Field(name="function")),
        ),
    ),
)


class DecisionPage(FormPage):
    """Forms, and between them what the program counts and computes."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, DECISION)
        card = self.add_group(CONDITIONS)
        self._counter = QLabel(card)
        set_look(self._counter, "muted")
        card.body.insertWidget(1, self._counter)
        self.approvals = ApprovalsCard(context, self)
        self.add_card(self.approvals)
        self.deadline = DeadlineBox(context, self)
        self.add_group(CONSULTATION).body.addWidget(self.deadline)
        self.add_group(SIGNERS)
        self.sections += [self.approvals, self.deadline]
        self._count()

    @override
    def refresh(self, changed: Path = ()) -> None:
        super().refresh(changed)
        self._count()

    @override
    def judged(self) -> None:
        self.approvals.refresh()
        self.deadline.refresh()
        self._count()

    def _count(self) -> None:
        """Say how many conditions are open, and how many of them late."""
        conditions = self.context.editor.assessment.conditions
        left = [item for item in conditions if item.closed_on is None]
        today = self.context.editor.view.today if self.context.editor.is_judged else None
        late = sum(item.due_on is not None and today is not None and item.due_on < today for item in left)
        words = f"{count(len(left), 'Auflage', 'Auflagen')} offen, davon {late} überfällig."
        self._counter.setText(words if left else "Alle Auflagen sind erfüllt.")
        self._counter.setVisible(bool(conditions))


PAGE = PageSpec(
    id="decision",
    title="Ergebnis und Freigabe",
    phase=Phase.IMPLEMENTATION,
    purpose="Was entscheidet der Verantwortliche, mit welchen Auflagen, und wer unterschreibt?",
    norm="Art.\u00a024 Abs.\u00a01 und Art.\u00a036 DSGVO",
    build=DecisionPage,
)
