"""The way of an assessment from draft to release and review: which action leads where, and what it needs.

States and decisions: reference „method“, 4.1 and 4.2 (EDPB template for DPIA 2026, section 6; DSK short paper
5). Every obstacle is one German sentence. Who may take an action stands in ``permissions.STEP_ROLES``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dsfa_app.domain.vocabulary import ApprovalKind, AssessmentState, DecisionOutcome, Role
from dsfa_app.method import workflow_guards as guards
from dsfa_app.method.permissions import STEP_ROLES, WorkflowStep, step_refusal
from dsfa_app.method.workflow_guards import Situation

Guard = Callable[[Situation], Iterable[str]]

_OPEN = frozenset(
    {
        AssessmentState.IN_REVIEW,
        AssessmentState.DPO_ADVICE,
        AssessmentState.PRIOR_CONSULTATION,
        AssessmentState.DECIDED,
    }
)
_DRAFTING = _OPEN | {AssessmentState.DRAFT}
_IN_FORCE = frozenset({AssessmentState.RELEASED, AssessmentState.REVIEW_DUE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One action: where it may be taken and where it leads.

    Args:
        title: what the user reads on the button.
        sources: states it may be taken in.
        target: state it leads to, None where the state stays.
        guards: what has to be there.
        approval: the declaration the action makes.
        needs_reason: whether a reason has to be given.
        explanation: what the action means, in one sentence.
    """

    title: str
    sources: frozenset[AssessmentState]
    target: AssessmentState | None
    explanation: str
    guards: tuple[Guard, ...] = ()
    approval: ApprovalKind | None = None
    needs_reason: bool = False


TRANSITIONS: Mapping[WorkflowStep, Transition] = {
    WorkflowStep.SUBMIT: Transition(
        title="Zur Prüfung vorlegen",
        sources=frozenset({AssessmentState.DRAFT}),
        target=AssessmentState.IN_REVIEW,
        explanation="Sie erklären, dass der Inhalt vollständig genug ist, um geprüft zu werden.",
        guards=(guards.something_is_described,),
        approval=ApprovalKind.SUBMISSION,
    ),
    WorkflowStep.RETURN: Transition(
        title="Zurückgeben",
        sources=_OPEN,
        target=AssessmentState.DRAFT,
        explanation="Die DSFA wird wieder Entwurf; Ihr Grund steht als Kommentar dabei.",
        needs_reason=True,
    ),
    WorkflowStep.INVOLVE_DPO: Transition(
        title="DSB beteiligen",
        sources=frozenset({AssessmentState.IN_REVIEW}),
        target=AssessmentState.DPO_ADVICE,
        explanation="Der Rat der oder des Datenschutzbeauftragten wird eingeholt; der Tag der Anfrage wird "
        "festgehalten.",
    ),
    WorkflowStep.CO_SIGN: Transition(
        title="Maßnahmen mitzeichnen",
        sources=_OPEN,
        target=None,
        explanation="Sie erklären für die Informationssicherheit, dass Sie die Maßnahmen mittragen.",
        guards=(guards.measures_are_named,),
        approval=ApprovalKind.CO_SIGNATURE,
    ),
    WorkflowStep.GIVE_STATEMENT: Transition(
        title="Stellungnahme abgeben",
        sources=frozenset(
            {AssessmentState.DPO_ADVICE, AssessmentState.PRIOR_CONSULTATION, AssessmentState.DECIDED}
        ),
        target=None,
        explanation="Votum und Stellungnahme gelten für genau den Inhalt, der jetzt vorliegt.",
        guards=(guards.advice_is_written,),
        approval=ApprovalKind.DPO_STATEMENT,
    ),
    WorkflowStep.BEGIN_CONSULTATION: Transition(
        title="Konsultation einleiten",
        sources=frozenset({AssessmentState.DPO_ADVICE, AssessmentState.DECIDED}),
        target=AssessmentState.PRIOR_CONSULTATION,
        explanation="Die Aufsichtsbehörde wird vor der Verarbeitung befragt (Art.\u00a036 DSGVO).",
        guards=(guards.statement_holds, guards.consultation_has_a_ground),
    ),
    WorkflowStep.END_CONSULTATION: Transition(
        title="Konsultation abschließen",
        sources=frozenset({AssessmentState.PRIOR_CONSULTATION}),
        target=AssessmentState.DPO_ADVICE,
        explanation="Die Antwort liegt vor oder die Frist ist abgelaufen; jetzt ist (erneut) zu entscheiden.",
        guards=(guards.authority_has_answered,),
    ),
    WorkflowStep.DECIDE: Transition(
        title="Entscheiden",
        sources=frozenset({AssessmentState.DPO_ADVICE, AssessmentState.DECIDED}),
        target=AssessmentState.DECIDED,
        explanation="Die Entscheidung gilt für Inhalt, Rat und Standpunkte, wie sie jetzt vorliegen.",
        guards=(
            guards.officer_stays_out,
            guards.statement_holds,
            guards.decision_is_reasoned,
            guards.views_are_settled,
            guards.consultation_came_first,
        ),
        approval=ApprovalKind.DECISION,
    ),
    WorkflowStep.RELEASE: Transition(
        title="Freigeben",
        sources=frozenset({AssessmentState.DECIDED}),
        target=AssessmentState.RELEASED,
        explanation="Die Fassung wird festgeschrieben. Das lässt sich nicht rückgängig machen; Änderungen "
        "brauchen danach eine neue Fassung.",
        guards=(
            guards.officer_stays_out,
            guards.decision_allows_release,
            guards.statement_holds,
            guards.decision_holds,
            guards.four_eyes,
            guards.no_errors_left,
        ),
        approval=ApprovalKind.RELEASE,
    ),
    WorkflowStep.FALL_DUE: Transition(
        title="Überprüfung beginnen",
        sources=frozenset({AssessmentState.RELEASED}),
        target=AssessmentState.REVIEW_DUE,
        explanation="Der Termin ist gekommen oder ein Anlass eingetreten (Art.\u00a035 Abs.\u00a011 DSGVO).",
        guards=(guards.review_is_due,),
    ),
    WorkflowStep.END_REVIEW: Transition(
        title="Überprüfung abschließen",
        sources=frozenset({AssessmentState.REVIEW_DUE}),
        target=AssessmentState.RELEASED,
        explanation="Die Überprüfung ergab keinen Änderungsbedarf; der Grund wird als Anlass festgehalten.",
        guards=(guards.release_holds, guards.review_is_done),
        needs_reason=True,
    ),
    WorkflowStep.CLOSE_CHANNELS: Transition(
        title="Kanäle eingestellt",
        sources=_DRAFTING | _IN_FORCE,
        target=AssessmentState.CHANNEL_CLOSED,
        explanation="Alle Kanäle sind stillgelegt; die DSFA bleibt zum Nachweis erhalten.",
        guards=(guards.channels_are_retired,),
        needs_reason=True,
    ),
    WorkflowStep.DISCARD: Transition(
        title="Verwerfen",
        sources=_DRAFTING,
        target=AssessmentState.DISCARDED,
        explanation="Das Vorhaben wird nicht weiter verfolgt; die DSFA bleibt zum Nachweis erhalten.",
        needs_reason=True,
    ),
}
"""The table of the workflow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An action possible in the present state, and what still stands in its way."""

    step: WorkflowStep
    transition: Transition
    obstacles: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether nothing stands in the way."""
        return not self.obstacles


def obstacles(action: WorkflowStep, situation: Situation) -> tuple[str, ...]:
    """Return everything that stands in the way of an action, in German sentences; empty when nothing does."""
    transition = TRANSITIONS[action]
    if situation.assessment.state not in transition.sources:
        return ("Dieser Schritt ist im jetzigen Stand der DSFA nicht vorgesehen.",)
    refusal = step_refusal(action, situation.person.role)
    found = [refusal] if refusal else []
    found += [sentence for guard in transition.guards for sentence in guard(situation)]
    return tuple(found)


def offers(situation: Situation) -> tuple[Offer, ...]:
    """Return the actions of the present state in the order of the table."""
    return tuple(
        Offer(step=step, transition=transition, obstacles=obstacles(step, situation))
        for step, transition in TRANSITIONS.items()
        if situation.assessment.state in transition.sources
    )


_AHEAD: Mapping[AssessmentState, WorkflowStep] = {
    AssessmentState.DRAFT: WorkflowStep.SUBMIT,
    AssessmentState.IN_REVIEW: WorkflowStep.INVOLVE_DPO,
    AssessmentState.DPO_ADVICE: WorkflowStep.DECIDE,
    AssessmentState.PRIOR_CONSULTATION: WorkflowStep.END_CONSULTATION,
    AssessmentState.DECIDED: WorkflowStep.RELEASE,
    AssessmentState.REVIEW_DUE: WorkflowStep.END_REVIEW,
}
"""The step that leads on, unless something has to come before it."""


def next_step(situation: Situation) -> WorkflowStep | None:
    """Return the step that leads on from here, whoever takes it; None where the way has ended."""
    state, outcome = situation.assessment.state, situation.assessment.decision.outcome
    if state is AssessmentState.RELEASED:
        return None if tuple(guards.review_is_due(situation)) else WorkflowStep.FALL_DUE
    if state not in (AssessmentState.DPO_ADVICE, AssessmentState.DECIDED):
        return _AHEAD.get(state)
    if not situation.holds(ApprovalKind.DPO_STATEMENT):
        return WorkflowStep.GIVE_STATEMENT
    if guards.needs_consultation(situation):
        return WorkflowStep.BEGIN_CONSULTATION
    if state is AssessmentState.DECIDED and not situation.holds(ApprovalKind.DECISION):
        return WorkflowStep.DECIDE
    is_rejected = state is AssessmentState.DECIDED and outcome is DecisionOutcome.REJECTION
    return WorkflowStep.DISCARD if is_rejected else _AHEAD[state]


def leads_to(old: AssessmentState, new: AssessmentState, actions: Iterable[WorkflowStep]) -> bool:
    """Tell whether some of these actions, one after the other, lead from one state to the other."""
    reached, fresh = {old}, {old}
    steps = [TRANSITIONS[action] for action in actions]
    while fresh:
        fresh = {
            step.target for step in steps if step.target is not None and not step.sources.isdisjoint(fresh)
        } - reached
        reached |= fresh
    return new in reached


def steps_of(role: Role) -> tuple[WorkflowStep, ...]:
    """Return the actions a role may take."""
    return tuple(action for action, roles in STEP_ROLES.items() if role in roles)
