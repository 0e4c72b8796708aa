"""Frozen versions: what was released stays what it was, and a revision goes on from it without loss."""

from __future__ import annotations

import sqlite3
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import assessments

from dsfa_app.catalogue.pinned import catalogue_as_of
from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.approval import Approval, FormerVersion
from dsfa_app.domain.comment import Comment
from dsfa_app.domain.comparison import changes
from dsfa_app.domain.outcome import Decision, DpoAdvice
from dsfa_app.domain.revision import RENEWED, restored, revision
from dsfa_app.domain.vocabulary import ApprovalKind, AssessmentState, DecisionOutcome, Role
from dsfa_app.errors import DamagedVersionError, NotAllowedError, NotFoundError, RuleError
from dsfa_app.services.judgement import Judgement

if TYPE_CHECKING:
    from dsfa_app.bootstrap import Application
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.services.assessments import StoredAssessment

HEAD = ActingPerson(name="Erika Muster", role=Role.CONTROLLER)


@pytest.fixture
def stored(app: Application) -> StoredAssessment:
    return app.examples.create("stuttgart")


def release(app: Application, stored: StoredAssessment, number: str = "") -> StoredAssessment:
    """Release as the workflow does: frozen and saved in one transaction."""
    with app._database.unit_of_work() as work:
        released = app.versions.release(work, stored.assessment, HEAD, number)
    revision_number = app.assessments.save(released, stored.revision)
    return replace(stored, assessment=released, revision=revision_number)


def test_what_was_released_is_read_back_as_it_was(app: Application, stored: StoredAssessment):
    released = release(app, stored)
    (line,) = app.versions.lines(stored.assessment.id)
    version = app.versions.open(line.id)
    assert version.assessment == released.assessment
    assert (line.version, line.person, line.role, line.in_force) == (
        "1.0",
        "Erika Muster",
        Role.CONTROLLER,
        True,
    )
    profile = app.judgement.profile(stored.assessment)
    assert version.reference.profile == profile
    assert version.reference.catalogue_fingerprint == app.catalogue.fingerprint


def test_an_old_version_is_judged_by_its_own_profile_and_texts(app: Application, stored: StoredAssessment):
    release(app, stored)
    (line,) = app.versions.lines(stored.assessment.id)
    version = app.versions.open(line.id)
    before = app.versions.view(version)
    profile = app.catalogue.profiles["kp18"]
    harsher = replace(profile, cells=tuple((len(profile.levels) - 1,) * len(row) for row in profile.cells))
    retitled = {name: replace(risk, title="Anders") for name, risk in app.catalogue.risks.items()}
    later = replace(
        app.catalogue, version="2099", profiles={**app.catalogue.profiles, "kp18": harsher}, risks=retitled
    )
    after = Judgement(later, app._clock).as_of(version.reference).view(version.assessment)
    assert after.overall == before.overall
    assert after.results == before.results
    assert after.threshold == before.threshold
    assert after.catalogue.version == app.catalogue.version
    assert after.catalogue.risks["R01"].title == app.catalogue.risks["R01"].title
    assert Judgement(later, app._clock).view(version.assessment).overall != before.overall


def test_a_pinned_fact_keeps_its_words(app: Application, stored: StoredAssessment):
    release(app, stored)
    (line,) = app.versions.lines(stored.assessment.id)
    reference = app.versions.open(line.id).reference
    assert reference.facts
    name, fact = next(iter(reference.facts.items()))
    later = replace(app.catalogue, facts={**app.catalogue.facts, name: replace(fact, text="Neu")})
    assert catalogue_as_of(later, reference).facts[name] == fact


@pytest.mark.parametrize(
    ("column", "forged"),
    [
        ("person", "Jemand anderes"),
        ("role", Role.AUTHOR.value),
        ("version", "7.0"),
        ("kind", ApprovalKind.DECISION.value),
        ("made_at", "2020-01-01 00:00:00.000000"),
        ("fingerprint", "0" * 64),
        ("sha256", "0" * 64),
        ("content", zlib.compress(b"{}")),
        ("content", b"kein zlib"),
        ("content", b""),
        ("frame", zlib.compress(b"{}")),
    ],
)
def test_a_forged_row_is_told_and_nothing_is_lost(
    app: Application, stored: StoredAssessment, column: str, forged: object
):
    released = release(app, stored)
    (line,) = app.versions.lines(stored.assessment.id)
    with app._database.raw_connection() as driver:
        driver.execute(f"UPDATE versions SET {column} = ?", (forged,))  # noqa: S608 - names of ours
    with pytest.raises(DamagedVersionError, match="nicht mehr, was eingefroren wurde"):
        app.versions.open(line.id)
    assert app.assessments.open(stored.assessment.id).assessment == released.assessment
    assert len(app.versions.lines(stored.assessment.id)) == 1


def test_content_moved_from_one_version_to_another_is_told(app: Application, stored: StoredAssessment):
    first = release(app, stored)
    other = replace(first, assessment=app.versions.revise(first.assessment))
    release(app, other)
    newest, oldest = app.versions.lines(stored.assessment.id)
    with app._database.raw_connection() as driver:
        driver.execute(
            "UPDATE versions SET (content, frame, sha256) = (SELECT content, frame, sha256 FROM versions "
            "WHERE id = ?) WHERE id = ?",
            (oldest.id, newest.id),
        )
    with pytest.raises(DamagedVersionError):
        app.versions.open(newest.id)


def test_an_unknown_version_is_not_found(app: Application):
    with pytest.raises(NotFoundError):
        app.versions.open("gibt-es-nicht")


def test_a_release_supersedes_the_former_one(app: Application, stored: StoredAssessment):
    first = release(app, stored)
    release(app, replace(first, assessment=app.versions.revise(first.assessment, "2.0")))
    newest, oldest = app.versions.lines(stored.assessment.id)
    assert (newest.version, newest.in_force) == ("2.0", True)
    assert (oldest.version, oldest.in_force) == ("1.0", False)
    assert oldest.superseded_at is not None


def test_a_number_is_never_given_twice(app: Application, stored: StoredAssessment):
    first = release(app, stored)
    again = replace(first, assessment=app.versions.revise(first.assessment))
    with pytest.raises(RuleError, match="schon freigegeben"):
        release(app, again, "1.0")


def test_the_state_of_another_approval_is_frozen_without_superseding(
    app: Application, stored: StoredAssessment
):
    with app._database.unit_of_work() as work:
        line = app.versions.freeze(work, stored.assessment, ApprovalKind.DPO_STATEMENT, HEAD)
    assert app.versions.lines(stored.assessment.id) == (line,)
    assert not line.in_force
    assert app.versions.open(line.id).assessment == stored.assessment


def test_a_frozen_version_goes_with_its_assessment(app: Application, stored: StoredAssessment):
    with app._database.unit_of_work() as work:
        app.versions.freeze(work, stored.assessment, ApprovalKind.DPO_STATEMENT, HEAD)
    app.trash.delete(stored.assessment.id)
    assert len(app.versions.lines(stored.assessment.id)) == 1
    app.trash.purge(stored.assessment.id)
    assert app.versions.lines(stored.assessment.id) == ()


def test_a_draft_is_not_revised(app: Application, stored: StoredAssessment):
    with pytest.raises(RuleError, match="noch nicht freigegeben"):
        app.versions.revise(stored.assessment)


def test_a_revision_names_the_version_it_goes_on_from(app: Application, stored: StoredAssessment):
    released = release(app, stored).assessment
    (line,) = app.versions.lines(released.id)
    draft = app.versions.revise(released, summary="Erste Fassung")
    assert (draft.version, draft.state) == ("1.1", AssessmentState.DRAFT)
    former = draft.former_versions[-1]
    assert (former.version, former.released_by, former.fingerprint) == ("1.0", HEAD.name, line.fingerprint)
    assert former.summary == "Erste Fassung"


def test_an_earlier_version_comes_back_as_the_draft(app: Application, stored: StoredAssessment):
    released = release(app, stored).assessment
    (line,) = app.versions.lines(released.id)
    draft = replace(app.versions.revise(released), measures=(), title="Anders")
    back = app.versions.restore(line.id, draft)
    assert back.measures == released.measures
    assert back.title == released.title
    assert (back.version, back.state) == (draft.version, AssessmentState.DRAFT)
    assert back.former_versions == draft.former_versions


def test_a_released_version_is_not_overwritten_by_an_earlier_one(app: Application, stored: StoredAssessment):
    released = release(app, stored).assessment
    (line,) = app.versions.lines(released.id)
    with pytest.raises(RuleError, match="zuerst fortschreiben"):
        app.versions.restore(line.id, released)


FORMER = FormerVersion(id="v1", version="1.0")


@given(assessments(st.text(max_size=5)))
@settings(max_examples=40, deadline=None)
def test_a_revision_is_a_lossless_copy(released: Assessment):
    draft = revision(released, FORMER, "1.1")
    assert {change.path[0] for change in changes(released, draft)} <= RENEWED
    assert draft.former_versions == (*released.former_versions, FORMER)
    assert draft.comments == tuple(item for item in released.comments if item.resolved_on is None)
    assert draft.occasion.reason == released.occasion.reason
    assert revision(released, FORMER, "1.1") == draft


@given(assessments(st.text(max_size=5)))
@settings(max_examples=30, deadline=None)
def test_what_was_declared_about_the_old_version_does_not_carry_over(released: Assessment):
    declared = replace(
        released,
        decision=Decision(outcome=DecisionOutcome.RELEASE),
        approvals=(Approval(id="a"),),
        comments=(Comment(id="c"),),
    )
    draft = revision(declared, FORMER, "1.1")
    assert (draft.decision, draft.dpo_advice, draft.approvals) == (Decision(), DpoAdvice(), ())
    assert draft.comments == declared.comments


@given(assessments(st.text(max_size=5)), assessments(st.text(max_size=5)))
@settings(max_examples=30, deadline=None)
def test_restoring_takes_the_content_and_keeps_the_history(earlier: Assessment, present: Assessment):
    back = restored(earlier, present)
    kept = {
        "version",
        "state",
        "created_on",
        "dpo_advice",
        "decision",
        "approvals",
        "former_versions",
        "comments",
    }
    assert {change.path[0] for change in changes(earlier, back)} <= kept
    assert back.former_versions == present.former_versions


def test_a_row_that_unpacks_without_end_is_refused(app: Application, stored: StoredAssessment):
    release(app, stored)
    (line,) = app.versions.lines(stored.assessment.id)
    bomb = zlib.compress(b"\0" * (65 * 1024 * 1024))
    with app._database.raw_connection() as driver:
        driver.execute("UPDATE versions SET frame = ?", (sqlite3.Binary(bomb),))
    with pytest.raises(DamagedVersionError):
        app.versions.open(line.id)


def test_a_release_that_was_never_frozen_here_is_a_finding(app: Application, stored: StoredAssessment):
    claimed = replace(stored.assessment, state=AssessmentState.RELEASED, version="1.0")
    assert "released-without-frozen-version" in {item.check for item in app.judgement.view(claimed).findings}
    released = release(app, stored).assessment
    assert "released-without-frozen-version" not in {
        item.check for item in app.judgement.view(released).findings
    }


def test_whoever_may_not_edit_a_draft_neither_begins_one_nor_restores_one(
    app: Application, stored: StoredAssessment
):
    released = release(app, stored).assessment
    (line,) = app.versions.lines(released.id)
    draft = app.versions.revise(released)
    app.session.act_once_as(ActingPerson(name="Frau DSB", role=Role.DPO))
    with pytest.raises(NotAllowedError):
        app.versions.revise(released)
    with pytest.raises(NotAllowedError):
        app.versions.restore(line.id, draft)


def test_an_assessment_under_review_is_not_overwritten(app: Application, stored: StoredAssessment):
    released = release(app, stored).assessment
    (line,) = app.versions.lines(released.id)
    in_review = replace(app.versions.revise(released), state=AssessmentState.IN_REVIEW)
    with pytest.raises(RuleError, match="zurückgeben"):
        app.versions.restore(line.id, in_review)


def test_a_copy_starts_anew(app: Application, stored: StoredAssessment):
    released = release(app, stored)
    app.assessments.save(app.versions.revise(released.assessment), released.revision)
    copy = app.assessments.duplicate(stored.assessment.id).assessment
    assert (copy.version, copy.former_versions) == ("0.1", ())
    assert app.comparison.basis(copy) is None
