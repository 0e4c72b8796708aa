"""Fortschreibung: a released assessment goes on as a new draft (Art. 35(11) GDPR)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dsfa_app.domain.outcome import Decision, DpoAdvice
from dsfa_app.domain.vocabulary import AssessmentState, OccasionKind

if TYPE_CHECKING:
    from dsfa_app.domain.approval import FormerVersion
    from dsfa_app.domain.assessment import Assessment

RENEWED = frozenset(
    {"version", "state", "occasion", "dpo_advice", "decision", "approvals", "former_versions", "comments"}
)
"""Fields of the assessment that a revision may change; everything else is the same value."""


def revision(released: Assessment, former: FormerVersion, number: str) -> Assessment:
    """Return the draft that goes on from a released assessment.

    What people declared about the old version (approvals, advice, decision) does not carry over to the new
    one, settled comments stay behind in the old one, and the occasion is a revision from now on.
    """
    return replace(
        released,
        version=number,
        state=AssessmentState.DRAFT,
        occasion=replace(released.occasion, kind=OccasionKind.REVISION),
        dpo_advice=DpoAdvice(),
        decision=Decision(),
        approvals=(),
        former_versions=(*released.former_versions, former),
        comments=tuple(comment for comment in released.comments if comment.resolved_on is None),
    )


def restored(earlier: Assessment, present: Assessment) -> Assessment:
    """Return the content of an earlier version as the present draft.

    Number, history and comments are those of the present; approvals were given for another content.
    """
    return replace(
        earlier,
        id=present.id,
        version=present.version,
        state=AssessmentState.DRAFT,
        created_on=present.created_on,
        dpo_advice=present.dpo_advice,
        decision=present.decision,
        approvals=(),
        former_versions=present.former_versions,
        comments=present.comments,
    )
