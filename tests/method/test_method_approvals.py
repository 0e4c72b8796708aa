"""What an approval binds to: a change of it makes the approval stale, any other does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from factories import full_assessment
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import assessments

from dsfa_app.domain.editing import value_at, with_value
from dsfa_app.domain.measure import Evidence
from dsfa_app.domain.vocabulary import ApprovalKind, AssessmentState, DpoVote, MeasureState
from dsfa_app.method.approvals import changes_since, content, latest

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

STATEMENT, DECISION, RELEASE = (
    ApprovalKind.DPO_STATEMENT,
    ApprovalKind.DECISION,
    ApprovalKind.RELEASE,
)
FULL = full_assessment()
MEASURE = ("measures", FULL.measures[1].id)
RATING = ("ratings", FULL.ratings[0].id)


def stale(path: tuple[str, ...], value: Any) -> set[ApprovalKind]:
    """Return the kinds of approvals that a change makes stale."""
    changed = with_value(FULL, path, value)
    assert value_at(changed, path) != value_at(FULL, path)
    return {kind for kind in ApprovalKind if content(changed, kind) != content(FULL, kind)}


@pytest.mark.parametrize(
    ("path", "value", "kinds"),
    [
        (("occasion", "reason"), "anders", set(ApprovalKind)),
        ((*RATING, "reason"), "anders", set(ApprovalKind)),
        ((*MEASURE, "likelihood_effect"), 0, set(ApprovalKind)),
        ((*MEASURE, "title"), "anders", set(ApprovalKind)),
        ((*RATING, "acceptance_reason"), "anders", {DECISION, RELEASE}),
        (("dpo_advice", "vote"), DpoVote.OBJECTION, {STATEMENT, DECISION, RELEASE}),
        (("dpo_advice", "deviation_reason"), "anders", {DECISION, RELEASE}),
        (("views", "result"), "anders", {DECISION, RELEASE}),
        (("decision", "reason"), "anders", {DECISION, RELEASE}),
        (("conditions", FULL.conditions[0].id, "text"), "anders", {DECISION, RELEASE}),
        (("consultation", "ground"), "anders", {RELEASE}),
        (("expected_signers",), (), {RELEASE}),
        (("conditions", FULL.conditions[0].id, "closed_on"), None, set()),
        (("consultation", "authority_reply"), "anders", set()),
        ((*MEASURE, "owner"), "anders", set()),
        ((*MEASURE, "evidence"), (Evidence(id="neu"),), set()),
        (("state",), AssessmentState.RELEASED, set()),
        (("version",), "2.0", set()),
        (("comments",), (), set()),
        (("approvals",), (), set()),
        (("review_events",), (), set()),
        (("channels", FULL.channels[0].id, "retirement_reason"), "anders", set()),
    ],
)
def test_a_change_makes_these_approvals_stale(
    path: tuple[str, ...], value: Any, kinds: set[ApprovalKind]
) -> None:
    assert stale(path, value) == kinds


_IMPLEMENTING = st.sampled_from([MeasureState.PLANNED, MeasureState.IMPLEMENTED, MeasureState.PROVEN])


@settings(max_examples=25, deadline=None)
@given(assessments(), _IMPLEMENTING, _IMPLEMENTING, st.sampled_from(ApprovalKind))
def test_how_far_a_planned_measure_is_implemented_is_no_content(
    assessment: Assessment, before: MeasureState, after: MeasureState, kind: ApprovalKind
) -> None:
    def at(state: MeasureState) -> Assessment:
        return replace(assessment, measures=tuple(replace(item, state=state) for item in assessment.measures))

    assert content(at(before), kind) == content(at(after), kind)
    assert list(changes_since(at(before), at(after), kind)) == []


@pytest.mark.parametrize("state", [MeasureState.REJECTED, MeasureState.PROPOSED])
def test_whether_a_measure_is_planned_is_content(state: MeasureState) -> None:
    planned = with_value(FULL, (*MEASURE, "state"), MeasureState.PLANNED)
    given_up = with_value(FULL, (*MEASURE, "state"), state)
    assert [change.path for change in changes_since(planned, given_up, STATEMENT)] == [(*MEASURE, "state")]


@settings(max_examples=25, deadline=None)
@given(assessments(), st.sampled_from(ApprovalKind))
def test_reducing_to_the_content_is_final_and_equal_to_itself(
    assessment: Assessment, kind: ApprovalKind
) -> None:
    reduced = content(assessment, kind)
    assert content(reduced, kind) == reduced


@settings(max_examples=15, deadline=None)
@given(assessments(), assessments())
def test_what_changes_the_statement_changes_decision_and_release_too(
    old: Assessment, new: Assessment
) -> None:
    paths = {
        kind: {change.path for change in changes_since(old, new, kind)}
        for kind in (STATEMENT, DECISION, RELEASE)
    }
    assert paths[STATEMENT] <= paths[DECISION] | {path for path in paths[STATEMENT] if path[0] == "ratings"}
    assert {path[0] for path in paths[STATEMENT]} <= {path[0] for path in paths[DECISION]}
    assert {path[0] for path in paths[DECISION]} <= {path[0] for path in paths[RELEASE]}


def test_the_last_approval_of_a_kind_counts() -> None:
    first = replace(FULL.approvals[0], id="1", kind=DECISION)
    second = replace(first, id="2")
    assessment = replace(FULL, approvals=(first, replace(first, id="3", kind=STATEMENT), second))
    assert latest(assessment, DECISION) is second
    assert latest(assessment, RELEASE) is None
