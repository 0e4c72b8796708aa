"""Whether approvals are still about the content they were given for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from dsfa_app.domain.comparison import ChangeKind
from dsfa_app.domain.rating import Score
from dsfa_app.domain.structure import FieldShape, Path, shape
from dsfa_app.domain.vocabulary import ApprovalKind
from dsfa_app.exchange.canonical import canonical_bytes
from dsfa_app.exchange.plain import plain_value
from dsfa_app.labels import label
from dsfa_app.method.approvals import changes_since, left_out, part
from dsfa_app.method.marks import score_text

if TYPE_CHECKING:
    from dsfa_app.domain.approval import Approval
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.comparison import Change
    from dsfa_app.place_names import PlaceNames
    from dsfa_app.services.versions import Versions


class ContentFingerprints:
    """Computes what approvals bind to; a field that has not changed since the last time costs nothing."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, object], tuple[object, str]] = {}

    def of(self, assessment: Assessment, kind: ApprovalKind) -> str:
        """Return the SHA-256 over the hashes of all fields an approval of this kind binds to."""
        hashes = {item.name: self._hash(assessment, item, kind) for item in shape(type(assessment))}
        return hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()

    def stale(self, assessment: Assessment) -> frozenset[str]:
        """Return the ids of the approvals that were given for another content than the present one."""
        present = {kind: self.of(assessment, kind) for kind in {item.kind for item in assessment.approvals}}
        return frozenset(item.id for item in assessment.approvals if item.fingerprint != present[item.kind])

    def _hash(self, assessment: Assessment, item: FieldShape, kind: ApprovalKind) -> str:
        key = (item.name, left_out(item.name, kind))
        value = getattr(assessment, item.name)
        known = self._known.get(key)
        if known is None or known[0] is not value:
            plain = plain_value(item, part(assessment, item.name, kind))
            known = (value, hashlib.sha256(canonical_bytes(plain)).hexdigest())
            self._known[key] = known
        return known[1]


def content_fingerprint(assessment: Assessment, kind: ApprovalKind) -> str:
    """Return the SHA-256 of what an approval of this kind binds to."""
    return ContentFingerprints().of(assessment, kind)


FROZEN = frozenset({ApprovalKind.DPO_STATEMENT, ApprovalKind.DECISION, ApprovalKind.RELEASE})
"""Kinds of approvals whose content is frozen with them."""


def new_approvals(former: Assessment, present: Assessment) -> tuple[Approval, ...]:
    """Return the approvals given between two states whose content is to be frozen."""
    known = {item.id for item in former.approvals}
    return tuple(item for item in present.approvals if item.id not in known and item.kind in FROZEN)


@dataclass(frozen=True, slots=True)
class ApprovalChange:
    """One change since an approval, in people's words; empty where nothing stood or stands."""

    path: Path
    place: str
    old: str
    new: str


def _said(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nein"
        case date():
            return f"{value:%d.%m.%Y}"
        case Enum():
            return label(value)
        case Score():
            return score_text(value)
        case _:
            return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


class ApprovedContent:
    """Finds what an approval was given for among the frozen versions."""

    def __init__(self, versions: Versions, names: PlaceNames) -> None:
        self._versions = versions
        self._names = names

    def of(self, assessment: Assessment, approval: Approval) -> Assessment | None:
        """Return the assessment as it was when the approval was given; None where it was not frozen.

        Raises:
            DamagedVersionError: the frozen version was changed or damaged.
        """
        for line in self._versions.lines(assessment.id):
            if line.kind is not approval.kind:
                continue
            frozen = self._versions.open(line.id).assessment
            if content_fingerprint(frozen, approval.kind) == approval.fingerprint:
                return frozen
        return None

    def _told(self, change: Change, former: Assessment, present: Assessment) -> ApprovalChange:
        known = former if change.kind is ChangeKind.REMOVED else present
        place = self._names.of(change.path, known).full_text
        if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.MOVED):
            is_gone = change.kind is ChangeKind.REMOVED
            return ApprovalChange(change.path, place, "", "entfallen" if is_gone else change.kind.value)
        return ApprovalChange(change.path, place, _said(change.old), _said(change.new))

    def changes(self, assessment: Assessment, approval: Approval) -> tuple[ApprovalChange, ...] | None:
        """Return what changed of the content an approval is about since it was given; None where unknown.

        Raises:
            DamagedVersionError: the frozen version was changed or damaged.
        """
        former = self.of(assessment, approval)
        if former is None:
            return None
        found = changes_since(former, assessment, approval.kind)
        return tuple(self._told(change, former, assessment) for change in found)
