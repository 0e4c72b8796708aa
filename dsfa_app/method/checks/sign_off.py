"""Checks on the signatures under a released version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.method.checks.versions import CLAIMS_RELEASE
from dsfa_app.method.checks.wording import counted
from dsfa_app.method.findings import Finding, Severity, Topic
from dsfa_app.method.sign_off import missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.method.findings import Check, Judged


def everybody_has_signed(judged: Judged) -> Iterator[Finding]:
    """A released version is complete only when all have signed whom it expects."""
    assessment = judged.assessment
    if judged.signed_by is None or assessment.state not in CLAIMS_RELEASE:
        return
    open_ones = missing(assessment.expected_signers, judged.signed_by)
    if open_ones:
        lacking = counted(len(open_ones), "Eine Unterschrift fehlt", "Unterschriften fehlen")
        first = open_ones[0].role.strip() or open_ones[0].name.strip() or "ohne Rolle"
        yield Finding(
            check="signatures-missing",
            severity=Severity.WARNING,
            sentence=f"{lacking} noch unter der freigegebenen Fassung (zuerst: {first}).",
            norm="Art.\u00a05 Abs.\u00a02\u00a0DSGVO",
            topic=Topic.SIGN_OFF,
            path=("expected_signers", open_ones[0].id),
            gap=True,
        )


CHECKS: tuple[Check, ...] = (everybody_has_signed,)
