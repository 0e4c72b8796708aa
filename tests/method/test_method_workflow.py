"""The way from draft to release: every step with what it needs and with what stands in its way."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from method.complete import COMPLETE

from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.outcome import Condition, PriorConsultation
from dsfa_app.domain.presence import Channel
from dsfa_app.domain.review import ReviewEvent
from dsfa_app.domain.vocabulary import (
    ApprovalKind,
    AssessmentState,
    ChannelState,
    DecisionOutcome,
    DpoVote,
    ReviewOutcome,
    Role,
    ViewsSought,
)
from dsfa_app.method.approvals import latest
from dsfa_app.method.findings import Finding, Severity, Topic
from dsfa_app.method.permissions import CLOSED_STATES, STEP_ROLES, WorkflowStep
from dsfa_app.method.workflow import (
    TRANSITIONS,
    next_step,
    obstacles,
    offers,
)
from dsfa_app.method.workflow_guards import Situation
from dsfa_app.method.workflow_steps import carry_out

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

TODAY = date(2026, 11, 21)
AUTHOR = ActingPerson(name="Frau Amann", role=Role.AUTHOR)
OFFICER = ActingPerson(name="Dr. Berg", role=Role.DPO)
SECURITY = ActingPerson(name="Herr Cordes", role=Role.IT_SECURITY)
HEAD = ActingPerson(name="Frau Ernst", role=Role.CONTROLLER)
BY_ROLE = {person.role: person for person in (HEAD, OFFICER, SECURITY, AUTHOR)}
"""One person per role that acts; where several may, the last one listed does."""

ERROR = Finding(check="x", severity=Severity.ERROR, sentence="Fehlt.", norm="Art. 35", topic=Topic.PURPOSES)


def situation(assessment: Assessment, person: ActingPerson, **values: Any) -> Situation:
    return Situation(assessment=assessment, person=person, today=TODAY, **values)


def taken(assessment: Assessment, action: WorkflowStep, person: ActingPerson, **values: Any) -> Assessment:
    """Return the assessment after an action nothing may stand in the way of."""
    assert obstacles(action, situation(assessment, person, **values)) == ()
    numbers = itertools.count(len(assessment.approvals) + len(assessment.comments))
    return carry_out(
        assessment,
        action,
        person,
        day=TODAY,
        reason="weil es so ist",
        fingerprint=lambda content, kind: f"{kind} of {content.title}",
        new_id=lambda: f"{action}-{next(numbers)}",
    )


def said(assessment: Assessment, action: WorkflowStep, person: ActingPerson, **values: Any) -> str:
    return " ".join(obstacles(action, situation(assessment, person, **values)))


def at(state: AssessmentState) -> Assessment:
    """Return the complete assessment in this state, brought there step by step."""
    steps = {
        AssessmentState.DRAFT: (),
        AssessmentState.IN_REVIEW: (WorkflowStep.SUBMIT,),
        AssessmentState.DPO_ADVICE: (WorkflowStep.SUBMIT, WorkflowStep.INVOLVE_DPO),
        AssessmentState.DECIDED: (
            WorkflowStep.SUBMIT,
            WorkflowStep.INVOLVE_DPO,
            WorkflowStep.GIVE_STATEMENT,
            WorkflowStep.DECIDE,
        ),
        AssessmentState.RELEASED: (
            WorkflowStep.SUBMIT,
            WorkflowStep.INVOLVE_DPO,
            WorkflowStep.GIVE_STATEMENT,
            WorkflowStep.DECIDE,
            WorkflowStep.RELEASE,
        ),
    }[state]
    return walked(START, *steps)


def walked(assessment: Assessment, *actions: WorkflowStep) -> Assessment:
    for action in actions:
        role = next(role for role in reversed(list(BY_ROLE)) if role in STEP_ROLES[action])
        assessment = taken(assessment, action, BY_ROLE[role])
    return assessment


START = replace(COMPLETE, controller=replace(COMPLETE.controller, name="Stadt"), participants=())


def test_the_straight_way_leads_from_draft_to_release() -> None:
    assessment, way = START, []
    while (action := next_step(situation(assessment, HEAD))) is not None:
        way.append(action)
        assessment = walked(assessment, action)
    assert way == [
        WorkflowStep.SUBMIT,
        WorkflowStep.INVOLVE_DPO,
        WorkflowStep.GIVE_STATEMENT,
        WorkflowStep.DECIDE,
        WorkflowStep.RELEASE,
    ]
    assert assessment.state is AssessmentState.RELEASED
    assert [approval.kind for approval in assessment.approvals] == [
        ApprovalKind.SUBMISSION,
        ApprovalKind.DPO_STATEMENT,
        ApprovalKind.DECISION,
        ApprovalKind.RELEASE,
    ]
    assert assessment.dpo_advice.given_by == "Dr. Berg"
    assert (assessment.decision.decided_by, assessment.decision.decided_on) == ("Frau Ernst", TODAY)


def test_an_approval_names_person_role_day_and_content() -> None:
    approval = at(AssessmentState.IN_REVIEW).approvals[0]
    assert (approval.person, approval.role, approval.given_on) == ("Frau Amann", Role.AUTHOR, TODAY)
    assert approval.fingerprint == f"vorlage of {START.title}"


@pytest.mark.parametrize("action", WorkflowStep)
def test_an_action_is_offered_only_in_its_states_and_to_its_roles(action: WorkflowStep) -> None:
    transition = TRANSITIONS[action]
    for state in AssessmentState:
        found = situation(replace(START, state=state), HEAD)
        assert (action in {offer.step for offer in offers(found)}) == (state in transition.sources)
        assert obstacles(action, found) or state in transition.sources
    source = min(transition.sources)
    for role in set(Role) - STEP_ROLES[action]:
        person = ActingPerson(name="Wer auch immer", role=role)
        assert obstacles(action, situation(replace(START, state=source), person))


def test_every_action_says_what_it_means_and_every_obstacle_is_a_sentence() -> None:
    bare = replace(START, dpo_advice=replace(START.dpo_advice, vote=DpoVote.OPEN, statement=""))
    for action, transition in TRANSITIONS.items():
        assert transition.title
        assert transition.explanation.endswith(".")
        for state in AssessmentState:
            for sentence in obstacles(action, situation(replace(bare, state=state), OFFICER)):
                assert sentence.endswith((".", ").")), sentence


def test_from_a_closed_state_only_review_and_closing_lead_on() -> None:
    left = {
        state: {offer.step for offer in offers(situation(replace(START, state=state), HEAD))}
        for state in CLOSED_STATES
    }
    assert left == {
        AssessmentState.RELEASED: {WorkflowStep.FALL_DUE, WorkflowStep.CLOSE_CHANNELS},
        AssessmentState.REVIEW_DUE: {WorkflowStep.END_REVIEW, WorkflowStep.CLOSE_CHANNELS},
        AssessmentState.SUPERSEDED: set(),
        AssessmentState.CHANNEL_CLOSED: set(),
        AssessmentState.DISCARDED: set(),
    }


def test_a_draft_without_platform_or_controller_is_not_submitted() -> None:
    bare = replace(START, platforms=(), controller=replace(START.controller, name=""))
    assert said(bare, WorkflowStep.SUBMIT, AUTHOR) == (
        "Es ist noch keine Plattform ausgewählt. Die verantwortliche Stelle ist noch nicht genannt."
    )


def test_a_statement_needs_vote_and_text() -> None:
    bare = replace(
        at(AssessmentState.DPO_ADVICE),
        dpo_advice=replace(START.dpo_advice, vote=DpoVote.OPEN, statement=""),
    )
    assert said(bare, WorkflowStep.GIVE_STATEMENT, OFFICER).count("Stellungnahme") == 1
    assert "Votum" in said(bare, WorkflowStep.GIVE_STATEMENT, OFFICER)


def test_nobody_decides_before_the_officer_has_spoken() -> None:
    assert "Die DSB-Stellungnahme fehlt noch." in said(
        at(AssessmentState.DPO_ADVICE), WorkflowStep.DECIDE, HEAD
    )


def test_a_stale_statement_stops_decision_and_release() -> None:
    decided = at(AssessmentState.DECIDED)
    statement = latest(decided, ApprovalKind.DPO_STATEMENT)
    assert statement is not None
    stale = frozenset({statement.id})
    for action in (WorkflowStep.DECIDE, WorkflowStep.RELEASE):
        assert "Die DSB-Stellungnahme gilt einem früheren Inhalt" in said(decided, action, HEAD, stale=stale)
    assert next_step(situation(decided, HEAD, stale=stale)) is WorkflowStep.GIVE_STATEMENT


def test_a_stale_decision_stops_the_release_and_is_taken_again() -> None:
    decided = at(AssessmentState.DECIDED)
    decision = latest(decided, ApprovalKind.DECISION)
    assert decision is not None
    stale = frozenset({decision.id})
    assert "Die Entscheidung gilt einem früheren Inhalt" in said(
        decided, WorkflowStep.RELEASE, HEAD, stale=stale
    )
    assert next_step(situation(decided, HEAD, stale=stale)) is WorkflowStep.DECIDE
    again = taken(decided, WorkflowStep.DECIDE, HEAD, stale=stale)
    assert latest(again, ApprovalKind.DECISION) is not decision


def _advised(**changes: Any) -> Assessment:
    """Return the assessment at the decision with other values in these records."""
    advised = walked(START, WorkflowStep.SUBMIT, WorkflowStep.INVOLVE_DPO, WorkflowStep.GIVE_STATEMENT)
    return replace(
        advised,
        **{name: replace(getattr(advised, name), **values) for name, values in changes.items()},
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"decision": {"outcome": DecisionOutcome.OPEN}}, "Das Ergebnis der Entscheidung ist noch offen."),
        ({"decision": {"reason": " "}}, "Die Begründung der Entscheidung fehlt."),
        ({"decision": {"outcome": DecisionOutcome.RELEASE_WITH_CONDITIONS}}, "keine Auflage genannt"),
        ({"dpo_advice": {"vote": DpoVote.OBJECTION}}, "weicht vom Rat"),
        ({"dpo_advice": {"vote": DpoVote.APPROVAL_WITH_CONDITIONS}}, "weicht vom Rat"),
        ({"views": {"sought": ViewsSought.OPEN}}, "noch offen, ob der Standpunkt"),
        ({"views": {"result": ""}}, "Was die Betroffenen gesagt haben"),
        ({"views": {"sought": ViewsSought.NOT_SOUGHT}}, "Warum der Standpunkt"),
    ],
)
def test_a_decision_needs_its_reasons(changes: dict[str, Any], sentence: str) -> None:
    assert sentence in said(_advised(**changes), WorkflowStep.DECIDE, HEAD)


def test_a_reasoned_deviation_from_the_advice_is_decided() -> None:
    deviating = _advised(dpo_advice={"vote": DpoVote.OBJECTION, "deviation_reason": "Auftrag"})
    assert said(deviating, WorkflowStep.DECIDE, HEAD) == ""


def test_conditions_make_a_conditional_release_possible() -> None:
    conditional = replace(
        _advised(decision={"outcome": DecisionOutcome.RELEASE_WITH_CONDITIONS}),
        conditions=(Condition(id="c", text="Vertrag"),),
    )
    assert said(conditional, WorkflowStep.DECIDE, HEAD) == ""


def test_a_high_residual_risk_goes_to_the_authority_before_the_release() -> None:
    advised = _advised()
    high = {"has_high_risk": True}
    assert next_step(situation(advised, HEAD, **high)) is WorkflowStep.BEGIN_CONSULTATION
    assert "Aufsichtsbehörde zu befragen" in said(advised, WorkflowStep.DECIDE, HEAD, **high)
    assert "Grund der Konsultation" in said(advised, WorkflowStep.BEGIN_CONSULTATION, AUTHOR)
    grounded = replace(advised, consultation=PriorConsultation(ground="Profile"))
    asked = taken(grounded, WorkflowStep.BEGIN_CONSULTATION, AUTHOR, **high)
    assert (asked.state, asked.consultation.requested_on) == (AssessmentState.PRIOR_CONSULTATION, TODAY)
    assert "ihre Frist läuft bis 18.01.2027" in said(asked, WorkflowStep.END_CONSULTATION, AUTHOR)
    replied = replace(
        asked, consultation=replace(asked.consultation, replied_on=TODAY, authority_reply="keine Bedenken")
    )
    back = taken(replied, WorkflowStep.END_CONSULTATION, AUTHOR, **high)
    assert back.state is AssessmentState.DPO_ADVICE
    assert next_step(situation(back, HEAD, **high)) is WorkflowStep.DECIDE
    assert said(back, WorkflowStep.DECIDE, HEAD, **high) == ""


def test_a_referral_leads_from_the_decision_to_the_consultation() -> None:
    referred = taken(
        replace(
            _advised(decision={"outcome": DecisionOutcome.REFERRAL}),
            consultation=PriorConsultation(ground="Profile"),
        ),
        WorkflowStep.DECIDE,
        HEAD,
    )
    assert next_step(situation(referred, HEAD)) is WorkflowStep.BEGIN_CONSULTATION
    assert "lautet nicht auf Freigabe" in said(referred, WorkflowStep.RELEASE, HEAD)


def test_a_rejection_ends_the_project() -> None:
    rejected = taken(_advised(decision={"outcome": DecisionOutcome.REJECTION}), WorkflowStep.DECIDE, HEAD)
    assert next_step(situation(rejected, HEAD)) is WorkflowStep.DISCARD
    discarded = taken(rejected, WorkflowStep.DISCARD, HEAD)
    assert discarded.state is AssessmentState.DISCARDED
    assert discarded.comments[-1].text == "Verworfen: weil es so ist"
    assert discarded.comments[-1].resolved_on == TODAY


def test_errors_block_the_release() -> None:
    decided = at(AssessmentState.DECIDED)
    assert "noch einen Fehler" in said(decided, WorkflowStep.RELEASE, HEAD, findings=(ERROR,))
    assert "noch 2 Fehler" in said(decided, WorkflowStep.RELEASE, HEAD, findings=(ERROR, ERROR))
    warning = replace(ERROR, severity=Severity.WARNING)
    assert said(decided, WorkflowStep.RELEASE, HEAD, findings=(warning,)) == ""


def test_where_no_assessment_is_required_only_its_reasons_count() -> None:
    waived = taken(
        _advised(decision={"outcome": DecisionOutcome.NO_ASSESSMENT_REQUIRED}), WorkflowStep.DECIDE, HEAD
    )
    assert said(waived, WorkflowStep.RELEASE, HEAD, findings=(ERROR,)) == ""
    of_threshold = replace(ERROR, topic=Topic.THRESHOLD)
    assert said(waived, WorkflowStep.RELEASE, HEAD, findings=(of_threshold,))


def test_nobody_releases_what_they_edited_or_submitted() -> None:
    decided = at(AssessmentState.DECIDED)
    assert "Vier-Augen-Prinzip" in said(
        decided, WorkflowStep.RELEASE, HEAD, editors=frozenset({"frau  ernst"})
    )
    same = ActingPerson(name="frau amann", role=Role.CONTROLLER)
    assert "Vier-Augen-Prinzip" in said(decided, WorkflowStep.RELEASE, same)
    assert said(decided, WorkflowStep.RELEASE, HEAD, editors=frozenset({"Frau Amann"})) == ""


def test_whoever_advises_does_not_decide_in_another_role_either() -> None:
    changed_hats = ActingPerson(name="dr. berg", role=Role.CONTROLLER)
    assert "Art.\u00a038" in said(_advised(), WorkflowStep.DECIDE, changed_hats)
    assert "Art.\u00a038" in said(at(AssessmentState.DECIDED), WorkflowStep.RELEASE, changed_hats)


def test_a_returned_assessment_is_a_draft_again_with_an_open_comment() -> None:
    returned = taken(at(AssessmentState.DECIDED), WorkflowStep.RETURN, HEAD)
    assert returned.state is AssessmentState.DRAFT
    comment = returned.comments[-1]
    assert (comment.text, comment.author, comment.resolved_on) == (
        "Zurückgegeben: weil es so ist",
        "Frau Ernst",
        None,
    )


def test_the_security_officer_co_signs_the_measures() -> None:
    signed = taken(at(AssessmentState.IN_REVIEW), WorkflowStep.CO_SIGN, SECURITY)
    assert signed.approvals[-1].kind is ApprovalKind.CO_SIGNATURE
    assert signed.state is AssessmentState.IN_REVIEW
    bare = replace(at(AssessmentState.IN_REVIEW), measures=())
    assert "keine Maßnahme" in said(bare, WorkflowStep.CO_SIGN, SECURITY)


def test_a_review_begins_by_date_or_event_and_ends_with_a_new_date() -> None:
    released = at(AssessmentState.RELEASED)
    assert next_step(situation(released, AUTHOR)) is None
    assert "erst am 04.05.2027 fällig" in said(released, WorkflowStep.FALL_DUE, AUTHOR)
    event = ReviewEvent(id="e", occurred_on=TODAY)
    happened = replace(released, review_events=(event,))
    assert said(happened, WorkflowStep.FALL_DUE, AUTHOR) == ""
    due = replace(released, review=replace(released.review, due_on=TODAY))
    assert next_step(situation(due, AUTHOR)) is WorkflowStep.FALL_DUE
    begun = taken(due, WorkflowStep.FALL_DUE, AUTHOR)
    assert "nächsten Überprüfung" in said(begun, WorkflowStep.END_REVIEW, AUTHOR)
    dated = replace(begun, review=replace(begun.review, due_on=date(2027, 11, 21)))
    for outcome, words in (
        (ReviewOutcome.OPEN, "noch offen, was aus ihm folgt"),
        (ReviewOutcome.REVISION, "verlangt die Fortschreibung"),
    ):
        waiting = replace(dated, review_events=(replace(event, outcome=outcome),))
        assert words in said(waiting, WorkflowStep.END_REVIEW, AUTHOR)
    ended = taken(dated, WorkflowStep.END_REVIEW, AUTHOR)
    assert ended.state is AssessmentState.RELEASED
    assert ended.review_events[-1].outcome is ReviewOutcome.NO_CHANGE


def test_an_event_before_the_release_has_led_to_it() -> None:
    released = at(AssessmentState.RELEASED)
    old = ReviewEvent(id="e", occurred_on=date(2026, 1, 1), outcome=ReviewOutcome.OPEN)
    assert said(replace(released, review_events=(old,)), WorkflowStep.FALL_DUE, AUTHOR)


def test_a_changed_content_ends_no_review() -> None:
    begun = replace(
        at(AssessmentState.RELEASED),
        state=AssessmentState.REVIEW_DUE,
        review=replace(START.review, due_on=date(2027, 11, 21)),
    )
    release = latest(begun, ApprovalKind.RELEASE)
    assert release is not None
    assert "neue Fassung" in said(begun, WorkflowStep.END_REVIEW, AUTHOR, stale=frozenset({release.id}))


def test_channels_are_closed_once_all_are_retired() -> None:
    channels = tuple(
        Channel(id=name, state=state)
        for name, state in (("a", ChannelState.RETIRED), ("b", ChannelState.ACTIVE))
    )
    assert "ein Kanal ist" in said(replace(START, channels=channels), WorkflowStep.CLOSE_CHANNELS, AUTHOR)
    retired = replace(START, channels=channels[:1])
    assert taken(retired, WorkflowStep.CLOSE_CHANNELS, AUTHOR).state is AssessmentState.CHANNEL_CLOSED
