"""Checks on the order of dates: what ends has begun, what is answered was asked (Art. 5(1)(d) GDPR)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dsfa_app.domain.structure import Path
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dsfa_app.method.findings import Check, Judged


@dataclass(frozen=True, slots=True)
class _Order:
    """Two dates of one record: ``later`` cannot come before ``earlier``; ``owner`` as in ``checks.dates``."""

    owner: Path
    earlier: str
    later: str
    topic: Topic
    sentence: str


_ORDERS = (
    _Order(
        ("consultation",),
        "requested_on",
        "received_on",
        Topic.DECISION,
        "Der Eingang bei der Aufsichtsbehörde liegt vor der Anfrage",
    ),
    _Order(
        ("consultation",),
        "received_on",
        "extension_notified_on",
        Topic.DECISION,
        "Die Verlängerung ist vor dem Eingang der Anfrage mitgeteilt",
    ),
    _Order(
        ("clock_stops", "*"),
        "asked_on",
        "provided_on",
        Topic.DECISION,
        "Eine Auskunft an die Aufsichtsbehörde liegt vor ihrer Nachfrage",
    ),
)


def records(owner: Any, steps: Path, path: Path = ()) -> Iterator[tuple[Any, Path]]:  # noqa: ANN401 - any record
    """Yield the records the steps lead to below an owner, with their paths; ``*`` stands for every entry."""
    if not steps:
        yield owner, path
    elif steps[0] == "*":
        for record in owner:
            yield from records(record, steps[1:], (*path, record.id))
    else:
        yield from records(getattr(owner, steps[0]), steps[1:], (*path, steps[0]))


def dates_follow_each_other(judged: Judged) -> Iterator[Finding]:
    """Of two dates of one record the later one does not come first."""
    for order in _ORDERS:
        for record, path in records(judged.assessment, order.owner):
            earlier: date | None = getattr(record, order.earlier)
            later: date | None = getattr(record, order.later)
            if earlier is not None and later is not None and later < earlier:
                yield Finding(
                    check="dates-out-of-order",
                    severity=Severity.WARNING,
                    sentence=f"{order.sentence} ({later:%d.%m.%Y} vor {earlier:%d.%m.%Y}).",
                    norm="Art.\u00a05 Abs.\u00a01 Buchst.\u00a0d DSGVO",
                    topic=order.topic,
                    path=(*path, order.later),
                )


def the_review_lies_ahead(judged: Judged) -> Iterator[Finding]:
    """A review comes after the assessment was begun, and after it was decided."""
    assessment = judged.assessment
    due = assessment.review.due_on
    begun = assessment.decision.decided_on or assessment.created_on
    if due is not None and due < begun:
        what = "der Entscheidung" if assessment.decision.decided_on else "dem Beginn der DSFA"
        yield Finding(
            check="review-before-decision",
            severity=Severity.WARNING,
            sentence=f"Der Termin der Überprüfung ({due:%d.%m.%Y}) liegt vor {what} ({begun:%d.%m.%Y}).",
            norm="Art.\u00a035 Abs.\u00a011 DSGVO",
            topic=Topic.REVIEW,
            path=("review", "due_on"),
        )


CHECKS: tuple[Check, ...] = (dates_follow_each_other, the_review_lies_ahead)
