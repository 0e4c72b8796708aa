"""The checks, one file per subject; a new check is a function and one entry in its file's ``CHECKS``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.method.checks import description, measures, outcome, presence, responsibility, risks

if TYPE_CHECKING:
    from dsfa_app.method.findings import Check, Finding, Judged

CHECKS: tuple[Check, ...] = (
    *description.CHECKS,
    *presence.CHECKS,
    *responsibility.CHECKS,
    *risks.CHECKS,
    *measures.CHECKS,
    *outcome.CHECKS,
)


def find(judged: Judged) -> tuple[Finding, ...]:
    """Run every check, in the order of the subjects."""
    return tuple(finding for check in CHECKS for finding in check(judged))
