"""Every gate of the law is held by an error, and every contradiction the method names by a check.

The table is the statutory checklist of Art. 35 and 36 GDPR with what they refer to: while one of these is
empty nothing can be released. What has been answered unfavourably is a warning: people decide on it.
"""

from __future__ import annotations

import pytest
from method.test_method_checks import CASES

from dsfa_app.method import checks
from dsfa_app.method.findings import Severity

GATES: dict[str, tuple[str, ...]] = {
    "35(1) s. 1": (
        "start-missing",
        "nature-missing",
        "extent-missing",
        "circumstances-missing",
        "purposes-missing",
        "technology-missing",
    ),
    "35(1) s. 2": ("similarity-reason-missing",),
    "35(2)": (
        "dpo-advice-missing",
        "dpo-advice-incomplete",
        "dpo-request-missing",
        "deviation-without-reason",
    ),
    "35(3) and (4)": ("threshold-incomplete", "threshold-questions-open", "threshold-yes-without-reason"),
    "35(7)(a)": (
        "purposes-missing",
        "data-categories-missing",
        "data-subjects-missing",
        "recipients-missing",
        "retention-missing",
        "life-cycle-missing",
        "platform-functions-missing",
    ),
    "35(7)(b)": (
        "platform-necessity-missing",
        "platform-alternatives-missing",
        "platform-minimisation-missing",
        "legal-bases-missing",
    ),
    "35(7)(c)": ("risks-open", "rating-without-reason", "baseline-without-reason"),
    "35(7)(d)": (
        "measures-missing",
        "measure-without-owner",
        "measure-without-date",
        "proven-without-evidence",
        "override-without-reason",
    ),
    "35(9)": ("views-open", "views-without-method", "views-without-reason"),
    "35(10)": ("exemption-without-reason", "threshold-questions-open"),
    "35(11)": ("review-date-missing", "review-triggers-missing"),
    "36(1), if high": ("release-before-consultation", "referral-without-request"),
    "26": (
        "role-missing",
        "joint-without-arrangement",
        "arrangement-without-version",
        "joint-essence-not-published",
    ),
    "28": (
        "processor-missing",
        "processor-without-contract",
        "processor-contract-without-date",
        "processor-without-sub-processors",
    ),
    "44-49": (
        "transfer-missing",
        "transfer-without-mechanism",
        "transfer-incomplete",
        "transfer-gap-unargued",
    ),
    "5(1), 6, 8, 9": (
        "platform-purpose-missing",
        "legal-basis-without-norm",
        "platform-special-categories-missing",
        "platform-minors-open",
    ),
    "12-14": ("notices-missing", "channel-without-notice"),
    "15-22": ("rights-missing", "right-without-side", "rights-contact-missing"),
    "25, 32": ("measures-missing",),
    "30, 24, 5(2)": ("record-of-processing-missing",),
}

NAMED: dict[str, str] = {
    "residual above gross": "residual-above-gross",
    "lowered without a measure": "lowered-without-measure",
    "accepted without acceptance": "accepted-without-decision",
    "high residual risk released without acceptance": "high-residual-without-acceptance",
    "due date in the past": "measure-overdue",
    "effect without evidence": "proven-without-evidence",
    "effect without description": "effect-without-description",
    "fact outdated": "facts-to-check-again",
    "Art. 26 paper missing where roles say gemeinsam": "joint-without-arrangement",
    "transfer without mechanism": "transfer-without-mechanism",
    "platform in the concept without ratings": "risks-open",
    "operator not in the concept": "operator-not-in-concept",
    "channel live before the assessment": "live-before-assessment",
    "channel live without a start": "live-without-start",
    "minors addressed without R10": "minors-without-rating",
    "deleted catalogue ids": "id-not-in-catalogue",
    "deleted platform": "platform-not-in-catalogue",
    "deleted risk": "rating-of-unknown-risk",
    "deleted source": "source-not-in-catalogue",
    "cyclic versions": "former-versions-out-of-order",
    "version not raised": "version-not-raised",
    "impossible dates": "dates-out-of-order",
    "dates in the future": "date-in-future",
    "contradicting answers": "exemption-against-hits",
    "open comments at the decision": "comments-open-at-decision",
}


def _severities(check: str) -> set[Severity]:
    return {
        finding.severity
        for case in CASES
        if case.check == check
        for finding in checks.find(case.judged(case.hit))
        if finding.check == check
    }


@pytest.mark.parametrize(("gate", "check"), [(gate, check) for gate, held in GATES.items() for check in held])
def test_a_gate_of_the_law_blocks_the_release_while_it_is_empty(gate: str, check: str) -> None:
    assert _severities(check) == {Severity.ERROR}, gate


@pytest.mark.parametrize(("what", "check"), NAMED.items())
def test_what_the_method_names_is_checked(what: str, check: str) -> None:
    assert _severities(check), what
