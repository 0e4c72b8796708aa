"""The controller's decision, its conditions, the consultation of the authority and the signatures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.assessment.page import PageSpec, Phase
from ui.forms.form_page import FormPage
from ui.forms.spec import Field, Group, PerPlatform, Records

if TYPE_CHECKING:
    from dsfa_app.domain.outcome import PriorConsultation


def _is_requested(consultation: PriorConsultation) -> bool:
    return consultation.requested_on is not None


GROUPS = (
    Group(
        title="Abwägung je Plattform",
        note="Was nach allen Maßnahmen bleibt, ist in Worten abzuwägen; das Programm urteilt nicht darüber.",
        items=(PerPlatform(fields=(Field(name="balancing", lines=4),)),),
    ),
    Group(
        title="Entscheidung",
        items=(
            Field(name="state"),
            Field(name="decision.outcome"),
            Field(name="decision.reason", lines=3),
            Field(name="decision.balancing", lines=4),
            Field(name="decision.decided_by"),
            Field(name="decision.decided_on"),
            Field(name="decision.place"),
        ),
    ),
    Group(
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
                ),
            ),
        ),
    ),
    Group(
        title="Vorherige Konsultation",
        note="Bleibt das Risiko hoch, ist vor der Verarbeitung die Aufsichtsbehörde zu fragen.",
        items=(
            Field(name="consultation.requested_on"),
            Field(name="consultation.ground", lines=3),
            Field(name="consultation.authority_reply", lines=3, only_if=_is_requested),
            Field(name="consultation.replied_on", only_if=_is_requested),
        ),
    ),
    Group(
        title="Vorgesehene Unterschriften",
        items=(
            Records(
                name="expected_signers",
                columns=("role", "name", "function"),
                fields=(Field(name="role"), Field(name="name"), Field(name="function")),
            ),
        ),
    ),
)

PAGE = PageSpec(
    id="decision",
    title="Ergebnis und Freigabe",
    phase=Phase.IMPLEMENTATION,
    purpose="Was entscheidet der Verantwortliche, mit welchen Auflagen, und wer unterschreibt?",
    norm="Art.\u00a024 Abs.\u00a01 und Art.\u00a036 DSGVO",
    build=partial(FormPage, groups=GROUPS),
)
