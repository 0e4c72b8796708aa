"""Checks on versions: numbers that go up, former versions that can be proved, a release that is frozen."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dsfa_app.domain.version_number import highest, read_number
from dsfa_app.domain.vocabulary import AssessmentState
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.structure import Path
    from dsfa_app.method.findings import Check, Judged

_NORM = "Art.\u00a05 Abs.\u00a02\u00a0DSGVO"
CLAIMS_RELEASE = frozenset({AssessmentState.RELEASED, AssessmentState.REVIEW_DUE})
"""States that say that there is a released version."""
_FINGERPRINT_DIGITS = 64


def _finding(
    *,
    check: str,
    severity: Severity,
    sentence: str,
    path: Path,
    topic: Topic = Topic.VERSIONS,
    gap: bool = False,
) -> Finding:
    return Finding(
        check=check, severity=severity, sentence=sentence, norm=_NORM, topic=topic, path=path, gap=gap
    )


def number_goes_up(judged: Judged) -> Iterator[Finding]:
    """The number of a revision is higher than that of every version it goes on from."""
    assessment = judged.assessment
    last = highest(former.version for former in assessment.former_versions)
    own = read_number(assessment.version)
    if last is not None and own is not None and own <= last:
        yield _finding(
            check="version-not-raised",
            severity=Severity.ERROR,
            sentence=f"Die Fassung {last.text} ist schon freigegeben; die Nummer dieser Fassung ({own.text}) "
            "muss höher sein.",
            path=("version",),
            topic=Topic.OCCASION,
        )


def number_can_be_counted(judged: Judged) -> Iterator[Finding]:
    """A number that is no number cannot be told earlier or later."""
    version = judged.assessment.version.strip()
    if version and read_number(version) is None:
        yield _finding(
            check="version-number-unclear",
            severity=Severity.NOTE,
            sentence=f"„{version}“ ist keine Fassungsnummer wie „0.1“ oder „1.0“; früher und später lassen "
            "sich nicht unterscheiden.",
            path=("version",),
            topic=Topic.OCCASION,
        )


def former_versions_are_in_order(judged: Judged) -> Iterator[Finding]:
    """Numbers and days of former versions go up."""
    for earlier, later in pairwise(judged.assessment.former_versions):
        before, after = read_number(earlier.version), read_number(later.version)
        is_lower = before is not None and after is not None and after <= before
        days = (earlier.released_on, later.released_on)
        is_earlier = days[0] is not None and days[1] is not None and days[1] < days[0]
        if is_lower or is_earlier:
            yield _finding(
                check="former-versions-out-of-order",
                severity=Severity.WARNING,
                sentence=f"Die früheren Fassungen „{earlier.version}“ und „{later.version}“ stehen nicht "
                "in der Reihenfolge ihrer Nummern und Tage.",
                path=("former_versions", later.id),
            )


def former_versions_can_be_proved(judged: Judged) -> Iterator[Finding]:
    """A former version names its fingerprint, and what was new in it."""
    for former in judged.assessment.former_versions:
        path = ("former_versions", former.id)
        if len(former.fingerprint.strip()) != _FINGERPRINT_DIGITS:
            yield _finding(
                check="former-version-without-fingerprint",
                severity=Severity.WARNING,
                sentence=f"Zur früheren Fassung „{former.version}“ fehlt der Fingerabdruck; ob ein Dokument "
                "diese Fassung ist, lässt sich nicht belegen.",
                path=path,
            )
        if not former.summary.strip():
            yield _finding(
                check="former-version-without-summary",
                severity=Severity.NOTE,
                sentence=f"Zur früheren Fassung „{former.version}“ ist nicht gesagt, was in ihr neu war.",
                path=path,
                gap=True,
            )


def a_release_is_frozen(judged: Judged) -> Iterator[Finding]:
    """What is released has been frozen, so that nobody has to take it on trust."""
    assessment = judged.assessment
    if assessment.state not in CLAIMS_RELEASE or judged.frozen_versions is None:
        return
    if assessment.version not in judged.frozen_versions:
        yield _finding(
            check="released-without-frozen-version",
            severity=Severity.WARNING,
            sentence=f"Die DSFA gilt als freigegeben, in diesen Daten ist aber keine freigegebene Fassung "
            f"{assessment.version} eingefroren. Bitte das signierte Dokument aufbewahren.",
            path=("state",),
        )


CHECKS: tuple[Check, ...] = (
    number_goes_up,
    number_can_be_counted,
    former_versions_are_in_order,
    former_versions_can_be_proved,
    a_release_is_frozen,
)
