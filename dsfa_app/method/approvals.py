"""What an approval is about: the part of an assessment it binds to, and so what makes it stale.

A submission, a co-signature and the officer's statement are about the content; the decision also about
advice and views; the release about all of it. Nothing depends on what carries the assessment out
(``permissions.Place.carries_out``), on comments or on the workflow itself. How far a planned measure is
implemented is no content, whether a measure is planned at all is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dsfa_app.domain.comparison import changes
from dsfa_app.domain.structure import Kind, field_shape, shape
from dsfa_app.domain.vocabulary import ApprovalKind, MeasureState
from dsfa_app.method.permissions import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dsfa_app.domain.approval import Approval
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.comparison import Change
    from dsfa_app.domain.measure import Measure

_WORKFLOW = ("version", "state", "approvals", "former_versions")
_AFTER_THE_STATEMENT = (
    *_WORKFLOW,
    "views",
    "decision",
    "conditions",
    "consultation",
    "expected_signers",
    "ratings.*.acceptance_reason",
)
_PLANNED = frozenset({MeasureState.PLANNED, MeasureState.IMPLEMENTED, MeasureState.PROVEN})


def _paths(*named: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(name.split(".")) for name in named)


_LEFT_OUT: Mapping[ApprovalKind, tuple[tuple[str, ...], ...]] = {
    ApprovalKind.SUBMISSION: _paths(*_AFTER_THE_STATEMENT, "dpo_advice"),
    ApprovalKind.CO_SIGNATURE: _paths(*_AFTER_THE_STATEMENT, "dpo_advice"),
    ApprovalKind.DPO_STATEMENT: _paths(
        *_AFTER_THE_STATEMENT, "dpo_advice.requested_on", "dpo_advice.deviation_reason"
    ),
    ApprovalKind.DECISION: _paths(*_WORKFLOW, "consultation", "expected_signers"),
    ApprovalKind.RELEASE: _paths(*_WORKFLOW),
}
"""What a kind of approval does not depend on, beside what carries the assessment out."""

_CARRYING_OUT = _paths(*(place.path for place in PLACES if place.carries_out))


_NOTHING_SAID: Mapping[Kind, Any] = {
    Kind.TEXT: "",
    Kind.TEXTS: (),
    Kind.RECORDS: (),
    Kind.INTEGER: 0,
    Kind.FLAG: False,
    Kind.DATE: None,
    Kind.OPTIONAL_RECORD: None,
}


def _blank(record: Any, name: str) -> Any:  # noqa: ANN401 - any record, any field
    """Return the value a field has when nobody said anything."""
    item = field_shape(type(record), name)
    if item.kind is Kind.RECORD:
        return item.record()
    if item.kind is Kind.CHOICE:
        enumeration: Any = item.record
        return next(iter(enumeration))
    return _NOTHING_SAID[item.kind]


def _without(record: Any, path: tuple[str, ...]) -> Any:  # noqa: ANN401 - any record
    """Return the record with what stands at this path of the table blank."""
    name, *rest = path
    value = getattr(record, name)
    if not rest:
        return replace(record, **{name: _blank(record, name)})
    if rest[0] == "*":
        return replace(record, **{name: tuple(_without(entry, tuple(rest[1:])) for entry in value)})
    return replace(record, **{name: _without(value, tuple(rest))})


def _plan(measure: Measure, state: MeasureState) -> Measure:
    """Return the measure with ``state`` told apart only as far as it lowers the planned residual risk."""
    return replace(measure, state=MeasureState.PLANNED if state in _PLANNED else state)


def left_out(name: str, kind: ApprovalKind) -> tuple[tuple[str, ...], ...]:
    """Return what of a field of the assessment an approval of this kind does not depend on."""
    return tuple(path for path in (*_CARRYING_OUT, *_LEFT_OUT[kind]) if path[0] == name)


def part(assessment: Assessment, name: str, kind: ApprovalKind) -> Any:  # noqa: ANN401 - any field
    """Return what an approval of this kind binds to in one field of the assessment."""
    reduced: Any = assessment
    for path in left_out(name, kind):
        reduced = _without(reduced, path)
    value = getattr(reduced, name)
    if name != "measures":
        return value
    return tuple(
        _plan(measure, former.state) for measure, former in zip(value, assessment.measures, strict=True)
    )


def content(assessment: Assessment, kind: ApprovalKind) -> Assessment:
    """Return what an approval of this kind binds to; everything else is blank."""
    names = (item.name for item in shape(type(assessment)))
    return replace(assessment, **{name: part(assessment, name, kind) for name in names})


def latest(assessment: Assessment, kind: ApprovalKind) -> Approval | None:
    """Return the approval of this kind given last; only that one counts."""
    given = [approval for approval in assessment.approvals if approval.kind is kind]
    return given[-1] if given else None


def changes_since(former: Assessment, present: Assessment, kind: ApprovalKind) -> Iterator[Change]:
    """Yield what changed of the content an approval of this kind binds to."""
    yield from changes(content(former, kind), content(present, kind))
