"""Who may do what: one table of the places of an assessment, one of the actions of the workflow.

Sources: Art. 35(2), 38(6), 39 GDPR for the data protection officer, who advises and neither changes results
nor decides; Art. 24, 35 for the controller, who decides and accepts what remains; reference „method“, 4.1.
Roles are what people say of themselves, so this guards against mistakes, not against intent.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import AssessmentState, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsfa_app.domain.structure import Path

CLOSED_STATES = frozenset(
    {
        AssessmentState.RELEASED,
        AssessmentState.REVIEW_DUE,
        AssessmentState.SUPERSEDED,
        AssessmentState.CHANNEL_CLOSED,
        AssessmentState.DISCARDED,
    }
)
"""States in which an assessment is kept as it is; only what carries it out goes on."""

EVERYBODY = frozenset(Role)
_ADVISING_VIEWS = frozenset({Role.AUTHOR, Role.STAFF_COUNCIL, Role.REPRESENTATIVE})
_AUTHOR = frozenset({Role.AUTHOR})
_CONTROLLER = frozenset({Role.CONTROLLER})
_LEADING = _AUTHOR | _CONTROLLER
_OF_CHANNELS = frozenset({Role.AUTHOR, Role.DEPARTMENT})

ROLE_NOUNS: Mapping[Role, str] = {
    Role.CONTROLLER: "die Leitung",
    Role.AUTHOR: "die Fachverantwortung",
    Role.DEPARTMENT: "das Fachamt",
    Role.DPO: "die oder der Datenschutzbeauftragte",
    Role.IT_SECURITY: "die Informationssicherheit",
    Role.STAFF_COUNCIL: "der Personalrat",
    Role.REPRESENTATIVE: "die Vertretung der Betroffenen",
}
"""How a sentence calls whoever acts in a role."""


@dataclass(frozen=True, slots=True)
class Place:
    """Who may edit what stands below a path, „*“ standing for any entry of a collection.

    ``carries_out`` marks what belongs to carrying the assessment out: it may change after the release, and
    no approval depends on it.
    """

    path: str
    roles: frozenset[Role]
    carries_out: bool = False


PLACES: tuple[Place, ...] = (
    Place("", _AUTHOR),
    Place("version", _LEADING),
    Place("state", frozenset()),
    Place("approvals", frozenset()),
    Place("channels", _OF_CHANNELS),
    Place("channels.*.state", _OF_CHANNELS, carries_out=True),
    Place("channels.*.retired_on", _OF_CHANNELS, carries_out=True),
    Place("channels.*.retirement_reason", _OF_CHANNELS, carries_out=True),
    Place("channels.*.notice_checked_on", _OF_CHANNELS, carries_out=True),
    Place("channels.*.settings.*.state", _OF_CHANNELS, carries_out=True),
    Place("channels.*.settings.*.checked_on", _OF_CHANNELS, carries_out=True),
    Place("channels.*.settings.*.checked_by", _OF_CHANNELS, carries_out=True),
    Place("channels.*.settings.*.note", _OF_CHANNELS, carries_out=True),
    Place("channels.*.settings.*.evidence_location", _OF_CHANNELS, carries_out=True),
    Place("channels.*.settings.*.evidence_sha256", _OF_CHANNELS, carries_out=True),
    Place("platforms.*.balancing", _LEADING),
    Place("ratings.*.acceptance_reason", _CONTROLLER),
    Place("measures.*.state", _AUTHOR, carries_out=True),
    Place("measures.*.owner", _AUTHOR, carries_out=True),
    Place("measures.*.department", _AUTHOR, carries_out=True),
    Place("measures.*.due_on", _AUTHOR, carries_out=True),
    Place("measures.*.evidence", _AUTHOR, carries_out=True),
    Place("measures.*.rejection_reason", _AUTHOR, carries_out=True),
    Place("dpo_advice", frozenset({Role.DPO})),
    Place("dpo_advice.requested_on", _LEADING | {Role.DPO}),
    Place("dpo_advice.deviation_reason", _LEADING),
    Place("views", _ADVISING_VIEWS),
    Place("decision", _CONTROLLER),
    Place("decision.balancing", _LEADING),
    Place("conditions", _CONTROLLER),
    Place("conditions.*.closed_on", _LEADING, carries_out=True),
    Place("conditions.*.closing_note", _LEADING, carries_out=True),
    Place("consultation", _LEADING),
    Place("consultation.received_on", _LEADING, carries_out=True),
    Place("consultation.extension_weeks", _LEADING, carries_out=True),
    Place("consultation.extension_notified_on", _LEADING, carries_out=True),
    Place("consultation.authority_reply", _LEADING, carries_out=True),
    Place("consultation.replied_on", _LEADING, carries_out=True),
    Place("clock_stops", _LEADING, carries_out=True),
    Place("review.due_on", _LEADING, carries_out=True),
    Place("review_events", _LEADING, carries_out=True),
    Place("evaluations", _AUTHOR, carries_out=True),
    Place("expected_signers", _LEADING),
    Place("comments", EVERYBODY, carries_out=True),
)
"""The table; of several places that fit a path the one named most exactly counts."""


class WorkflowStep(StrEnum):
    """What moves an assessment on; the values are what the command line takes."""

    SUBMIT = "vorlegen"
    RETURN = "zurueckgeben"
    INVOLVE_DPO = "dsb-beteiligen"
    CO_SIGN = "mitzeichnen"
    GIVE_STATEMENT = "stellungnahme-abgeben"
    BEGIN_CONSULTATION = "konsultation-einleiten"
    END_CONSULTATION = "konsultation-abschliessen"
    DECIDE = "entscheiden"
    RELEASE = "freigeben"
    FALL_DUE = "ueberpruefung-faellig"
    END_REVIEW = "ueberpruefung-abschliessen"
    CLOSE_CHANNELS = "kanaele-einstellen"
    DISCARD = "verwerfen"


STEP_ROLES: Mapping[WorkflowStep, frozenset[Role]] = {
    WorkflowStep.SUBMIT: _AUTHOR,
    WorkflowStep.RETURN: frozenset({Role.CONTROLLER, Role.AUTHOR, Role.DPO, Role.IT_SECURITY}),
    WorkflowStep.INVOLVE_DPO: _LEADING,
    WorkflowStep.CO_SIGN: frozenset({Role.IT_SECURITY}),
    WorkflowStep.GIVE_STATEMENT: frozenset({Role.DPO}),
    WorkflowStep.BEGIN_CONSULTATION: _LEADING,
    WorkflowStep.END_CONSULTATION: _LEADING,
    WorkflowStep.DECIDE: _CONTROLLER,
    WorkflowStep.RELEASE: _CONTROLLER,
    WorkflowStep.FALL_DUE: frozenset({Role.AUTHOR, Role.DPO, Role.CONTROLLER}),
    WorkflowStep.END_REVIEW: _LEADING,
    WorkflowStep.CLOSE_CHANNELS: _LEADING,
    WorkflowStep.DISCARD: _LEADING,
}
"""Who may take which action."""

_PATTERNS = tuple((tuple(place.path.split(".")) if place.path else (), place) for place in PLACES)


def entry_for(path: Path) -> Place:
    """Return the entry of the table that governs a path."""
    best_length, best = -1, PLACES[0]
    for pattern, place in _PATTERNS:
        length = len(pattern)
        if best_length < length <= len(path) and all(
            wanted in ("*", step) for wanted, step in zip(pattern, path, strict=False)
        ):
            best_length, best = length, place
    return best


def _who(roles: frozenset[Role]) -> str:
    named = [noun for role, noun in ROLE_NOUNS.items() if role in roles]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} oder {named[-1]}"


def edit_refusal(path: Path, state: AssessmentState, role: Role) -> str:
    """Return why a role may not edit what stands at a path in this state; empty when it may.

    The sentence goes on after the name of the field: „bearbeitet nur die Leitung.“
    """
    place = entry_for(path)
    if not place.roles:
        return "ändert sich nur durch die Schritte des Ablaufs."
    if state in CLOSED_STATES and not place.carries_out:
        return "ist schreibgeschützt, weil die DSFA abgeschlossen ist; Änderungen brauchen eine neue Fassung."
    if role not in place.roles:
        verb = "bearbeitet" if len(place.roles) == 1 else "bearbeiten"
        return f"{verb} nur {_who(place.roles)}."
    return ""


def step_refusal(action: WorkflowStep, role: Role) -> str:
    """Return why a role may not take an action, empty when it may."""
    if role in STEP_ROLES[action]:
        return ""
    if role is Role.DPO and action in (WorkflowStep.DECIDE, WorkflowStep.RELEASE):
        return "Die oder der DSB berät und entscheidet nicht (Art.\u00a038 Abs.\u00a06 DSGVO)."
    return f"Diesen Schritt geht nur {_who(STEP_ROLES[action])}."
