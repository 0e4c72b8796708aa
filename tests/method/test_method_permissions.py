"""Who may edit and do what: the table, place by place and role by role."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import full_assessment

from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.editing import value_at, with_value
from dsfa_app.domain.structure import Kind, field_shape, record_classes, shape
from dsfa_app.domain.vocabulary import AssessmentState, MeasureState, Role
from dsfa_app.method.editing_rights import refusal
from dsfa_app.method.permissions import (
    CLOSED_STATES,
    PLACES,
    ROLE_NOUNS,
    STEP_ROLES,
    WorkflowStep,
    edit_refusal,
    step_refusal,
)

DRAFT = AssessmentState.DRAFT


def may_edit(path: str, role: Role, state: AssessmentState = DRAFT) -> bool:
    return not edit_refusal(tuple(path.split(".")), state, role)


def editors_of(path: str) -> set[Role]:
    return {role for role in Role if may_edit(path, role)}


@pytest.mark.parametrize(
    ("path", "roles"),
    [
        ("occasion.reason", {Role.AUTHOR}),
        ("ratings.a.R01.gross", {Role.AUTHOR}),
        ("ratings.a.acceptance_reason", {Role.CONTROLLER}),
        ("channels.k.url", {Role.AUTHOR, Role.DEPARTMENT}),
        ("channels.k.settings.s.wanted", {Role.AUTHOR, Role.DEPARTMENT}),
        ("dpo_advice.statement", {Role.DPO}),
        ("dpo_advice.vote", {Role.DPO}),
        ("dpo_advice.deviation_reason", {Role.AUTHOR, Role.CONTROLLER}),
        ("platforms.a.balancing", {Role.AUTHOR, Role.CONTROLLER}),
        ("views.result", {Role.AUTHOR, Role.STAFF_COUNCIL, Role.REPRESENTATIVE}),
        ("decision.outcome", {Role.CONTROLLER}),
        ("decision.reason", {Role.CONTROLLER}),
        ("conditions.c.text", {Role.CONTROLLER}),
        ("conditions.c.closed_on", {Role.AUTHOR, Role.CONTROLLER}),
        ("comments.c.text", set(Role)),
        ("state", set()),
        ("approvals", set()),
        ("approvals.a.person", set()),
    ],
)
def test_a_place_is_edited_by_these_roles(path: str, roles: set[Role]) -> None:
    assert editors_of(path) == roles


def test_the_data_protection_officer_edits_advice_and_comments_alone() -> None:
    allowed = {item.name for item in shape(Assessment) if may_edit(item.name, Role.DPO)}
    assert allowed == {"dpo_advice", "comments"}


def test_the_data_protection_officer_neither_decides_nor_releases() -> None:
    for action in (WorkflowStep.DECIDE, WorkflowStep.RELEASE):
        assert "Art.\u00a038 Abs.\u00a06" in step_refusal(action, Role.DPO)


def test_only_the_controller_decides_and_releases() -> None:
    assert STEP_ROLES[WorkflowStep.DECIDE] == STEP_ROLES[WorkflowStep.RELEASE] == {Role.CONTROLLER}


@pytest.mark.parametrize("state", sorted(CLOSED_STATES))
def test_a_closed_assessment_changes_only_in_what_carries_it_out(state: AssessmentState) -> None:
    for path in ("occasion.reason", "measures", "measures.m.title", "ratings.r.gross", "conditions.c.text"):
        assert not may_edit(path, Role.AUTHOR, state)
        assert not may_edit(path, Role.CONTROLLER, state)
    for path in (
        "measures.m.state",
        "measures.m.evidence",
        "measures.m.due_on",
        "measures.m.owner",
        "conditions.c.closed_on",
        "review_events",
        "evaluations",
        "comments",
        "consultation.authority_reply",
        "channels.k.retired_on",
    ):
        assert may_edit(path, Role.AUTHOR, state), path


def test_every_refusal_is_a_german_sentence_and_names_who_may() -> None:
    for place in PLACES:
        path = tuple(place.path.split(".")) if place.path else ("title",)
        for role in Role:
            sentence = edit_refusal(path, DRAFT, role)
            if sentence:
                assert sentence.endswith(".")
                assert not place.roles or any(ROLE_NOUNS[known] in sentence for known in place.roles)


def test_every_place_of_the_table_exists() -> None:
    known = {record.__name__: record for record in record_classes(Assessment)}
    for place in filter(lambda item: item.path, PLACES):
        record = known["Assessment"]
        for name in place.path.split("."):
            if name == "*":
                continue
            item = field_shape(record, name)
            record = item.record if item.kind in (Kind.RECORD, Kind.RECORDS) else record


def _refused(old: Assessment, new: Assessment, role: Role) -> str:
    return refusal(old, new, ActingPerson(name="Jemand", role=role), lambda path: path[-1])


def test_a_change_is_refused_with_the_name_of_the_field() -> None:
    old = full_assessment()
    new = with_value(old, ("decision", "reason"), "anders")
    assert _refused(old, new, Role.AUTHOR) == "reason bearbeitet nur die Leitung."
    assert _refused(old, new, Role.CONTROLLER) == ""


def test_who_closes_an_assessment_may_have_edited_it_just_before() -> None:
    old = full_assessment()
    new = replace(old, title="anders", state=AssessmentState.DISCARDED)
    assert _refused(old, new, Role.AUTHOR) == ""
    assert _refused(new, old, Role.AUTHOR)


def test_a_release_is_not_taken_back() -> None:
    decided = replace(full_assessment(), state=AssessmentState.DECIDED)
    released = replace(decided, state=AssessmentState.RELEASED)
    assert _refused(decided, released, Role.CONTROLLER) == ""
    for role in Role:
        assert _refused(released, decided, role)


def test_a_state_changes_only_by_the_steps_a_role_may_take() -> None:
    draft = replace(full_assessment(), approvals=())
    decided = replace(draft, state=AssessmentState.DECIDED)
    assert _refused(draft, replace(draft, state=AssessmentState.DPO_ADVICE), Role.AUTHOR) == ""
    assert _refused(draft, decided, Role.AUTHOR)
    assert _refused(draft, decided, Role.DEPARTMENT)


def test_an_approval_is_given_by_its_own_person_and_stays() -> None:
    full = full_assessment()
    approval = replace(full.approvals[0], person="Jemand", role=Role.AUTHOR)  # a submission
    without, given = replace(full, approvals=()), replace(full, approvals=(approval,))
    assert _refused(without, given, Role.AUTHOR) == ""
    assert _refused(given, without, Role.AUTHOR)
    assert _refused(without, given, Role.CONTROLLER)
    assert _refused(given, without, Role.CONTROLLER)
    altered = replace(full, approvals=(replace(approval, note="anders"),))
    assert _refused(given, altered, Role.AUTHOR)
    assert _refused(without, replace(full, approvals=(replace(approval, person="Andere"),)), Role.AUTHOR)


def test_implementing_a_measure_goes_on_after_the_release() -> None:
    released = replace(full_assessment(), state=AssessmentState.RELEASED)
    path = ("measures", released.measures[0].id, "state")
    done = with_value(released, path, MeasureState.PROVEN)
    assert value_at(done, path) is MeasureState.PROVEN
    assert _refused(released, done, Role.AUTHOR) == ""
    assert _refused(released, done, Role.DPO)
