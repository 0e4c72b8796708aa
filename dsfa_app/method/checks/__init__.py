"""The checks, one file per subject; a new check is a function and one entry in its file's ``CHECKS``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.method.checks import (
    approvals,
    catalogue_ids,
    channels,
    comments,
    consultation,
    dates,
    description,
    deviations,
    expectations,
    lawfulness,
    measures,
    order,
    outcome,
    own_risks,
    presence,
    release,
    responsibility,
    review,
    risks,
    settings,
    sign_off,
    sources,
    threshold,
    transfers,
    versions,
)
from dsfa_app.method.findings import Topic

if TYPE_CHECKING:
    from dsfa_app.method.findings import Check, Finding, Judged

CHECKS: tuple[Check, ...] = (
    *description.CHECKS,
    *threshold.CHECKS,
    *lawfulness.CHECKS,
    *presence.CHECKS,
    *channels.CHECKS,
    *settings.CHECKS,
    *sources.CHECKS,
    *responsibility.CHECKS,
    *transfers.CHECKS,
    *risks.CHECKS,
    *own_risks.CHECKS,
    *deviations.CHECKS,
    *expectations.CHECKS,
    *measures.CHECKS,
    *outcome.CHECKS,
    *release.CHECKS,
    *approvals.CHECKS,
    *consultation.CHECKS,
    *dates.CHECKS,
    *review.CHECKS,
    *order.CHECKS,
    *comments.CHECKS,
    *catalogue_ids.CHECKS,
    *versions.CHECKS,
    *sign_off.CHECKS,
)
_PAGE_ORDER = {topic: number for number, topic in enumerate(Topic)}


def find(judged: Judged) -> tuple[Finding, ...]:
    """Run every check; the findings come page by page, in the order of the subjects within a page."""
    found = [finding for check in CHECKS for finding in check(judged)]
    found += release.errors_block_release(judged, found)
    return tuple(sorted(found, key=lambda finding: _PAGE_ORDER[finding.topic]))
