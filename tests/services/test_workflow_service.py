"""From draft to release through the services: rights on saving, approvals, frozen content, four eyes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from factories import full_assessment
from workflow_people import AUTHOR, HEAD, OFFICER, SECURITY, ready_for_release

from dsfa_app.domain.editing import with_value
from dsfa_app.domain.vocabulary import ApprovalKind, AssessmentState, DpoVote, MeasureState, Role
from dsfa_app.errors import NotAllowedError, RuleError
from dsfa_app.method.approvals import latest
from dsfa_app.method.permissions import WorkflowStep

if TYPE_CHECKING:
    from dsfa_app.bootstrap import Application
    from dsfa_app.domain.acting import ActingPerson
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.services.assessments import StoredAssessment


def changed(app: Application, path: tuple[str, ...], value: Any) -> StoredAssessment:
    """Change one field of the stored assessment and save it as whoever works now."""
    stored = app.assessments.open("a1")
    assessment = with_value(stored.assessment, path, value)
    return replace(stored, assessment=assessment, revision=app.assessments.save(assessment, stored.revision))


def advance(app: Application, person: ActingPerson, step: WorkflowStep, reason: str = "") -> Assessment:
    app.session.act_once_as(person)
    return app.workflow.advance("a1", step, reason).assessment


def released(app: Application) -> Assessment:
    """Bring an assessment without findings from draft to release."""
    app.assessments.add(ready_for_release(app))
    advance(app, AUTHOR, WorkflowStep.SUBMIT)
    advance(app, AUTHOR, WorkflowStep.INVOLVE_DPO)
    app.session.act_once_as(OFFICER)
    changed(app, ("dpo_advice", "vote"), DpoVote.APPROVAL)
    advance(app, OFFICER, WorkflowStep.GIVE_STATEMENT)
    advance(app, HEAD, WorkflowStep.DECIDE)
    return advance(app, HEAD, WorkflowStep.RELEASE)


def test_an_assessment_goes_from_draft_to_release(app: Application) -> None:
    found = released(app)
    assert (found.state, found.version) == (AssessmentState.RELEASED, "1.0")
    view = app.judgement.view(found)
    assert view.stale_approvals == frozenset()
    assert view.errors == 0
    lines = app.versions.lines("a1")
    assert [line.kind for line in lines] == [
        ApprovalKind.RELEASE,
        ApprovalKind.DECISION,
        ApprovalKind.DPO_STATEMENT,
    ]
    assert app.versions.open(lines[0].id).assessment == found


@pytest.mark.parametrize(
    ("person", "path", "value", "words"),
    [
        (AUTHOR, ("dpo_advice", "vote"), DpoVote.OBJECTION, "nur die oder der Datenschutzbeauftragte"),
        (AUTHOR, ("decision", "reason"), "anders", "nur die Leitung"),
        (OFFICER, ("occasion", "reason"), "anders", "nur die Fachverantwortung"),
        (OFFICER, ("decision", "reason"), "anders", "nur die Leitung"),
        (HEAD, ("occasion", "reason"), "anders", "nur die Fachverantwortung"),
        (SECURITY, ("measures",), (), "nur die Fachverantwortung"),
        (AUTHOR, ("state",), AssessmentState.RELEASED, "Schritt"),
        (AUTHOR, ("approvals",), (), "Erklärung"),
    ],
)
def test_a_change_that_is_not_theirs_is_refused_whole(
    app: Application, person: ActingPerson, path: tuple[str, ...], value: Any, words: str
) -> None:
    stored = app.assessments.add(full_assessment())
    app.session.act_once_as(person)
    wrong = with_value(with_value(stored.assessment, path, value), ("comments",), ())
    with pytest.raises(NotAllowedError, match=words):
        app.assessments.save(wrong, stored.revision)
    assert app.assessments.open("a1") == stored


def test_examples_and_imports_are_taken_as_they_are(app: Application) -> None:
    app.session.act_once_as(OFFICER)
    stored = app.assessments.add(full_assessment())
    assert stored.assessment.approvals


def test_a_released_assessment_changes_only_in_what_carries_it_out(app: Application) -> None:
    found = released(app)
    app.session.act_once_as(AUTHOR)
    with pytest.raises(NotAllowedError, match="schreibgeschützt"):
        changed(app, ("occasion", "reason"), "anders")
    done = changed(app, ("measures", found.measures[0].id, "state"), MeasureState.IMPLEMENTED)
    assert app.judgement.view(done.assessment).stale_approvals == frozenset()


def test_a_later_change_makes_statement_and_decision_stale_and_says_what_changed(
    app: Application,
) -> None:
    app.assessments.add(ready_for_release(app))
    advance(app, AUTHOR, WorkflowStep.SUBMIT)
    advance(app, AUTHOR, WorkflowStep.INVOLVE_DPO)
    app.session.act_once_as(OFFICER)
    changed(app, ("dpo_advice", "vote"), DpoVote.APPROVAL)
    advance(app, OFFICER, WorkflowStep.GIVE_STATEMENT)
    advance(app, HEAD, WorkflowStep.DECIDE)
    app.session.act_once_as(AUTHOR)
    found = changed(app, ("occasion", "reason"), "ein anderer Anlass").assessment
    view = app.judgement.view(found)
    assert {item.check for item in view.findings} >= {"statement-stale", "decision-stale"}
    statement = latest(found, ApprovalKind.DPO_STATEMENT)
    assert statement is not None
    changes = app.approvals.changes(found, statement)
    assert changes is not None
    assert [(change.path, change.new) for change in changes] == [
        (("occasion", "reason"), "ein anderer Anlass")
    ]
    assert changes[0].place.startswith("Anlass und Beteiligte: ")
    with pytest.raises(NotAllowedError, match="früheren Inhalt"):
        advance(app, HEAD, WorkflowStep.RELEASE)


def test_an_approval_that_was_never_frozen_here_cannot_say_what_changed(app: Application) -> None:
    stored = app.assessments.add(full_assessment()).assessment
    assert app.approvals.changes(stored, stored.approvals[0]) is None


def test_nobody_releases_what_they_submitted(app: Application) -> None:
    app.assessments.add(ready_for_release(app))
    advance(app, AUTHOR, WorkflowStep.SUBMIT)
    advance(app, AUTHOR, WorkflowStep.INVOLVE_DPO)
    app.session.act_once_as(OFFICER)
    changed(app, ("dpo_advice", "vote"), DpoVote.APPROVAL)
    advance(app, OFFICER, WorkflowStep.GIVE_STATEMENT)
    advance(app, HEAD, WorkflowStep.DECIDE)
    with pytest.raises(NotAllowedError, match="Vier-Augen-Prinzip"):
        advance(app, replace(AUTHOR, role=Role.CONTROLLER), WorkflowStep.RELEASE)


def test_nobody_releases_what_they_edited_in_another_role(app: Application) -> None:
    app.assessments.add(ready_for_release(app))
    app.session.act_once_as(replace(HEAD, role=Role.AUTHOR))
    changed(app, ("occasion", "reason"), "von der späteren Leitung")
    advance(app, AUTHOR, WorkflowStep.SUBMIT)
    advance(app, AUTHOR, WorkflowStep.INVOLVE_DPO)
    app.session.act_once_as(OFFICER)
    changed(app, ("dpo_advice", "vote"), DpoVote.APPROVAL)
    advance(app, OFFICER, WorkflowStep.GIVE_STATEMENT)
    advance(app, HEAD, WorkflowStep.DECIDE)
    assert app.journal.editors("a1") == {"Frau Ernst"}
    with pytest.raises(NotAllowedError, match="Vier-Augen-Prinzip"):
        advance(app, HEAD, WorkflowStep.RELEASE)
    released = advance(app, replace(HEAD, name="Herr Dietz"), WorkflowStep.RELEASE)
    assert released.state is AssessmentState.RELEASED
    assert app.journal.editors("a1") == frozenset()


def test_nobody_acts_before_saying_who_they_are(app: Application) -> None:
    app.assessments.add(ready_for_release(app))
    with pytest.raises(NotAllowedError, match="wer Sie sind"):
        app.workflow.advance("a1", WorkflowStep.SUBMIT)


def test_a_return_needs_its_reason(app: Application) -> None:
    app.assessments.add(ready_for_release(app))
    advance(app, AUTHOR, WorkflowStep.SUBMIT)
    with pytest.raises(RuleError, match="braucht einen Grund"):
        advance(app, HEAD, WorkflowStep.RETURN, "  ")
    returned = advance(app, HEAD, WorkflowStep.RETURN, "Es fehlt der Zweck.")
    assert returned.comments[-1].text == "Zurückgegeben: Es fehlt der Zweck."


def test_a_declaration_of_tomorrow_is_refused(app: Application) -> None:
    stored = app.assessments.add(ready_for_release(app))
    app.session.act_once_as(AUTHOR)
    view = app.judgement.view(stored.assessment)
    with pytest.raises(RuleError, match="Zukunft"):
        app.workflow.take(view, WorkflowStep.SUBMIT, day=view.today.replace(year=2099))


def test_a_copy_is_a_draft_nobody_has_approved(app: Application) -> None:
    released(app)
    copy = app.assessments.duplicate("a1").assessment
    assert (copy.state, copy.approvals) == (AssessmentState.DRAFT, ())
