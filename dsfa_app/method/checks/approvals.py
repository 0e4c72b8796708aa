"""Checks on approvals: who gave them, and whether they are still about the present content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import ApprovalKind, AssessmentState, DpoVote, Role
from dsfa_app.method.approvals import latest
from dsfa_app.method.checks.wording import same_person
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dsfa_app.domain.approval import Approval
    from dsfa_app.method.findings import Check, Judged

_ACCOUNTABILITY = "Art.\u00a05 Abs.\u00a02 DSGVO"
_RESPONSIBILITY = "Art.\u00a024 Abs.\u00a01 und Art.\u00a05 Abs.\u00a02 DSGVO"
_IN_FORCE = frozenset({AssessmentState.RELEASED, AssessmentState.REVIEW_DUE})
_AFTER_THE_STATEMENT = _IN_FORCE | {AssessmentState.PRIOR_CONSULTATION, AssessmentState.DECIDED}
_AFTER_THE_DECISION = _IN_FORCE | {AssessmentState.DECIDED}


def _finding(
    *, check: str, sentence: str, norm: str, severity: Severity = Severity.ERROR, gap: bool = False
) -> Finding:
    return Finding(
        check=check,
        severity=severity,
        sentence=sentence,
        norm=norm,
        topic=Topic.DECISION,
        path=("approvals",),
        gap=gap,
    )


_STALE: Mapping[ApprovalKind, Finding] = {
    ApprovalKind.SUBMISSION: _finding(
        check="submission-stale",
        severity=Severity.NOTE,
        sentence="Seit der Vorlage zur Prüfung hat sich der Inhalt geändert.",
        norm=_ACCOUNTABILITY,
    ),
    ApprovalKind.CO_SIGNATURE: _finding(
        check="co-signature-stale",
        severity=Severity.WARNING,
        sentence="Die Mitzeichnung der Informationssicherheit gilt einem früheren Inhalt.",
        norm="Art.\u00a032 Abs.\u00a01 DSGVO",
    ),
    ApprovalKind.DPO_STATEMENT: _finding(
        check="statement-stale",
        sentence="Die Stellungnahme der oder des DSB gilt einem früheren Inhalt und ist zu erneuern.",
        norm="Art.\u00a035 Abs.\u00a02 DSGVO",
    ),
    ApprovalKind.DECISION: _finding(
        check="decision-stale",
        sentence="Die Entscheidung gilt einem früheren Inhalt und ist zu erneuern.",
        norm=_RESPONSIBILITY,
    ),
    ApprovalKind.RELEASE: _finding(
        check="release-stale",
        sentence="Freigegeben ist ein früherer Inhalt; die Änderungen brauchen eine neue Fassung.",
        norm=_RESPONSIBILITY,
    ),
}
"""What to say when an approval of this kind is about another content."""


def approvals_are_about_this_content(judged: Judged) -> Iterator[Finding]:
    """The last approval of every kind is about the present content."""
    for kind, finding in _STALE.items():
        given = latest(judged.assessment, kind)
        if given is not None and given.id in judged.stale_approvals:
            yield finding


def states_rest_on_approvals(judged: Judged) -> Iterator[Finding]:
    """A state that comes after a declaration is reached by it."""
    assessment = judged.assessment
    state = assessment.state
    if state in _IN_FORCE and latest(assessment, ApprovalKind.RELEASE) is None:
        yield _finding(
            check="release-without-approval",
            sentence="Die DSFA gilt als freigegeben; wer sie freigegeben hat, ist nicht festgehalten.",
            norm=_RESPONSIBILITY,
        )
    if state in _AFTER_THE_DECISION and latest(assessment, ApprovalKind.DECISION) is None:
        yield _finding(
            check="decision-without-approval",
            sentence="Die DSFA gilt als entschieden; die Erklärung der Entscheidung fehlt.",
            norm=_RESPONSIBILITY,
        )
    votes = assessment.dpo_advice.vote is not DpoVote.OPEN
    if state in _AFTER_THE_STATEMENT and votes and latest(assessment, ApprovalKind.DPO_STATEMENT) is None:
        yield _finding(
            check="vote-without-approval",
            sentence="Ein Votum ist eingetragen; dass die oder der DSB es selbst abgegeben hat, ist nicht "
            "festgehalten.",
            norm="Art.\u00a035 Abs.\u00a02 DSGVO",
            gap=True,
        )


def _named(approval: Approval) -> str:
    return " ".join(approval.person.split()) or "Eine Person ohne Namen"


def approvals_come_from_the_right_people(judged: Judged) -> Iterator[Finding]:
    """The officer does not release, nobody releases what they submitted, every approval has a name."""
    approvals = judged.assessment.approvals
    deciding = [item for item in approvals if item.kind in (ApprovalKind.DECISION, ApprovalKind.RELEASE)]
    advisers = [item.person for item in approvals if item.kind is ApprovalKind.DPO_STATEMENT]
    submitters = [item.person for item in approvals if item.kind is ApprovalKind.SUBMISSION]
    for approval in deciding:
        advises = any(same_person(approval.person, name) for name in advisers)
        if approval.role is Role.DPO or advises:
            yield _finding(
                check="approval-by-dpo",
                sentence=f"{_named(approval)} berät als Datenschutzbeauftragte oder "
                "Datenschutzbeauftragter und kann weder entscheiden noch freigeben.",
                norm="Art.\u00a038 Abs.\u00a06 DSGVO",
            )
        submits = any(same_person(approval.person, name) for name in submitters)
        if approval.kind is ApprovalKind.RELEASE and submits:
            yield _finding(
                check="released-by-author",
                sentence=f"{_named(approval)} hat die DSFA vorgelegt und auch freigegeben; das "
                "Vier-Augen-Prinzip verlangt eine zweite Person.",
                norm="Art.\u00a024 Abs.\u00a01 und Art.\u00a05 Abs.\u00a02 DSGVO",
            )
    if any(not item.person.strip() or item.given_on is None for item in approvals):
        yield _finding(
            check="approval-incomplete",
            severity=Severity.WARNING,
            sentence="Zu einer Erklärung fehlt, wer sie abgegeben hat oder wann.",
            norm=_ACCOUNTABILITY,
        )


CHECKS: tuple[Check, ...] = (
    approvals_are_about_this_content,
    states_rest_on_approvals,
    approvals_come_from_the_right_people,
)
