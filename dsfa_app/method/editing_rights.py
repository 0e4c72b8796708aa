"""Whether a person may bring an assessment from one state to another: what every save is checked by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.comparison import changes
from dsfa_app.method.checks.wording import same_person
from dsfa_app.method.permissions import edit_refusal
from dsfa_app.method.workflow import TRANSITIONS, leads_to, steps_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.domain.acting import ActingPerson
    from dsfa_app.domain.approval import Approval
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.structure import Path

_WORKFLOW = frozenset({"state", "approvals"})


def _gave(person: ActingPerson, approval: Approval) -> bool:
    return approval.role is person.role and same_person(approval.person, person.name)


def _approval_refusal(old: Assessment, new: Assessment, person: ActingPerson) -> str:
    makes = {TRANSITIONS[step].approval for step in steps_of(person.role)}
    if new.approvals[: len(old.approvals)] != old.approvals:
        return "Eine Erklärung bleibt, wie sie abgegeben wurde; eine neue löst sie ab."
    given = new.approvals[len(old.approvals) :]
    if all(_gave(person, approval) and approval.kind in makes for approval in given):
        return ""
    return "Eine Erklärung kann nur abgeben, wer in ihrer Rolle selbst handelt."


def refusal(old: Assessment, new: Assessment, person: ActingPerson, name_of: Callable[[Path], str]) -> str:
    """Return why this person may not make these changes, in one German sentence; empty when they may.

    ``name_of`` gives the German name of the field at a path.
    """
    if not leads_to(old.state, new.state, steps_of(person.role)):
        return (
            "Dieser Schritt steht Ihnen in Ihrer Rolle nicht zu oder ist im jetzigen Stand nicht vorgesehen."
        )
    if old.approvals != new.approvals:
        refused = _approval_refusal(old, new, person)
        if refused:
            return refused
    state = old.state  # whoever closes an assessment may have edited it just before
    for change in changes(old, new):
        if change.path[0] in _WORKFLOW:
            continue
        refused = edit_refusal(change.path, state, person.role)
        if refused:
            return f"{name_of(change.path)} {refused}"
    return ""
