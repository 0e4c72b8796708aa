"""Checks on the comments: open ones at the decision, settled ones without a trace (Art. 5(2) GDPR)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.commenting import COMMENTS, is_open
from dsfa_app.domain.vocabulary import AssessmentState, DecisionOutcome
from dsfa_app.method.checks.wording import counted
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.comment import Comment
    from dsfa_app.method.findings import Check, Judged

_NORM = "Art.\u00a05 Abs.\u00a02 DSGVO"
_SHORT = 40
"""Characters of a comment that tell it from others."""
_DECIDED = frozenset({AssessmentState.DECIDED, AssessmentState.RELEASED})


def _name(comment: Comment) -> str:
    text = " ".join(comment.text.split()) or "ohne Text"
    return f"„{text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + '…'}“"


def open_comments_are_settled_first(judged: Judged) -> Iterator[Finding]:
    """Whoever decides or releases has dealt with what others remarked."""
    assessment = judged.assessment
    still_open = [comment for comment in assessment.comments if is_open(comment)]
    is_decided = assessment.state in _DECIDED or assessment.decision.outcome is not DecisionOutcome.OPEN
    if still_open and is_decided:
        what = counted(len(still_open), "Ein Kommentar ist", "Kommentare sind")
        first = "" if len(still_open) == 1 else "zuerst: "
        yield Finding(
            check="comments-open-at-decision",
            severity=Severity.WARNING,
            sentence=f"{what} noch offen, obwohl entschieden ist ({first}{_name(still_open[0])}).",
            norm=_NORM,
            topic=Topic.DECISION,
            path=(COMMENTS, still_open[0].id),
        )


def comments_can_be_traced(judged: Judged) -> Iterator[Finding]:
    """Every comment and answer says who wrote it; what is settled says when, by whom, and not too early."""
    for comment in judged.assessment.comments:
        nameless = not comment.author.strip() or any(not reply.author.strip() for reply in comment.replies)
        if nameless:
            yield _doubt("comment-without-author", comment, "hat keinen Verfasser, oder eine Antwort darauf.")
        if comment.resolved_by.strip() and comment.resolved_on is None:
            yield _doubt(
                "comment-resolved-without-date", comment, "ist als erledigt vermerkt, der Tag fehlt."
            )
        if comment.resolved_on is not None and not comment.resolved_by.strip():
            yield _doubt("comment-resolved-by-nobody", comment, "ist erledigt, von wem, fehlt.")
        days = [comment.written_on, *(reply.written_on for reply in comment.replies), comment.resolved_on]
        known = [day for day in days if day is not None]
        if any(day > judged.today for day in known) or known != sorted(known):
            yield _doubt("comment-dates-impossible", comment, "trägt Daten, die nicht aufeinander folgen.")


def _doubt(check: str, comment: Comment, says: str) -> Finding:
    return Finding(
        check=check,
        severity=Severity.NOTE,
        sentence=f"Der Kommentar {_name(comment)} {says}",
        norm=_NORM,
        topic=Topic.DECISION,
        path=(COMMENTS, comment.id),
    )


CHECKS: tuple[Check, ...] = (open_comments_are_settled_first, comments_can_be_traced)
