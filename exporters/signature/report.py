"""The answer of a verification: one verdict for the file, one for each signature, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from exporters.signature.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable


class Verdict(StrEnum):
    """What is said about a file or a signature; the order is the order of alarm, worst first."""

    UNREADABLE = "unreadable"
    INVALID = "invalid"
    UNSIGNED = "unsigned"
    UNTRUSTED = "untrusted"
    VALID = "valid"

    @property
    def label(self) -> str:
        """The German word for users."""
        return _LABELS[self]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Verdict:
        """The verdict on something that is signed, drawn from what was found."""
        severities = {finding.severity for finding in findings}
        if Severity.FATAL in severities:
            return cls.UNREADABLE
        if Severity.ERROR in severities:
            return cls.INVALID
        return cls.UNTRUSTED if Severity.TRUST in severities else cls.VALID


_LABELS = {
    Verdict.UNREADABLE: "nicht lesbar",
    Verdict.INVALID: "ungültig",
    Verdict.UNSIGNED: "nicht signiert",
    Verdict.UNTRUSTED: "gültig, Aussteller nicht vertraut",
    Verdict.VALID: "gültig",
}


class Scope(StrEnum):
    """How much of the package one signature covers."""

    WHOLE = "whole"
    METADATA_OPEN = "whole-but-metadata"
    OFFICE = "office"
    """What Word and Excel sign by themselves: everything that is shown, not what lies beside it."""
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one signature covers of the package, by name.

    Relationships are written ``/word/_rels/document.xml.rels#rId3``. ``open_metadata`` holds the title,
    author and dates in ``docProps/core.xml`` with their relationship, which Office never signs; they are not
    in the other two; neither is ``left_open_by_office``, what Office leaves out besides and never shows.
    """

    signed_parts: frozenset[str] = frozenset()
    signed_relationships: frozenset[str] = frozenset()
    unsigned_parts: frozenset[str] = frozenset()
    unsigned_relationships: frozenset[str] = frozenset()
    open_metadata: frozenset[str] = frozenset()
    left_open_by_office: frozenset[str] = frozenset()

    @property
    def scope(self) -> Scope:
        """Whole, whole but for the metadata, what Office signs, or partial."""
        if self.unsigned_parts or self.unsigned_relationships:
            return Scope.PARTIAL
        if self.left_open_by_office:
            return Scope.OFFICE
        return Scope.METADATA_OPEN if self.open_metadata else Scope.WHOLE

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON; only what is missing is listed."""
        return {
            "scope": self.scope.value,
            "signed_parts": len(self.signed_parts),
            "signed_relationships": len(self.signed_relationships),
            "unsigned_parts": sorted(self.unsigned_parts),
            "unsigned_relationships": sorted(self.unsigned_relationships),
            "open_metadata": sorted(self.open_metadata),
            "left_open_by_office": sorted(self.left_open_by_office),
        }


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature as it was found.

    Everything but ``part`` comes from the signed content or from the signer's certificate and stays empty
    when the signature could not be read that far. ``signing_time``, ``role``, ``commitment``, ``place`` and
    ``comment`` are claims of the signer: signed, but proved by nobody else.
    """

    part: str
    findings: tuple[Finding, ...]
    signer: str = ""
    issuer: str = ""
    serial: str = ""
    self_signed: bool = False
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    fingerprint: str = ""
    signing_time: datetime | None = None
    role: str = ""
    commitment: str = ""
    place: str = ""
    comment: str = ""
    line: str = ""
    """GUID of the visible signature line it fills, empty for an invisible signature."""
    algorithm: str = ""
    stamped_at: datetime | None = None
    """What a time stamp says, whether its authority is trusted or not."""
    stamped_by: str = ""
    judged_for: datetime | None = None
    """The moment for which trust was judged: the one a trusted time stamp proves, else the verification's."""
    is_time_proven: bool = False
    trusted_root: str = ""
    """The trusted certificate the chain leads to, empty where there is none."""
    coverage: Coverage = field(default_factory=Coverage)

    @property
    def verdict(self) -> Verdict:
        """``invalid``, ``untrusted`` or ``valid``, for this signature alone."""
        return Verdict.of(self.findings)

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON; times are UTC in ISO 8601."""
        return {
            "part": self.part,
            "verdict": self.verdict.value,
            "verdict_label": self.verdict.label,
            "signer": self.signer,
            "issuer": self.issuer,
            "serial": self.serial,
            "self_signed": self.self_signed,
            "valid_from": _iso(self.valid_from),
            "valid_until": _iso(self.valid_until),
            "fingerprint_sha256": self.fingerprint,
            "signing_time": _iso(self.signing_time),
            "role": self.role,
            "commitment": self.commitment,
            "place": self.place,
            "comment": self.comment,
            "signature_line": self.line,
            "algorithm": self.algorithm,
            "stamped_at": _iso(self.stamped_at),
            "stamped_by": self.stamped_by,
            "judged_for": _iso(self.judged_for),
            "is_time_proven": self.is_time_proven,
            "trusted_root": self.trusted_root,
            "coverage": self.coverage.as_dict(),
            "findings": [finding.as_dict() for finding in self.findings],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """The verification of one file."""

    file_name: str
    package_findings: tuple[Finding, ...]
    signatures: tuple[SignatureReport, ...] = ()
    signed: bool = True
    """False when nothing in the package even pretends to be a signature."""

    @property
    def verdict(self) -> Verdict:
        """The worst of the package and all its signatures: never a green light while one of them is red."""
        own = Verdict.of(self.package_findings)
        if own is Verdict.UNREADABLE:
            return own
        if not self.signed:
            return Verdict.UNSIGNED
        return Verdict.of(self.findings)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found: first about the package, then signature by signature."""
        return self.package_findings + tuple(f for s in self.signatures for f in s.findings)

    def as_dict(self) -> dict[str, object]:
        """Plain values for ``dsfa verify --json``."""
        return {
            "file": self.file_name,
            "verdict": self.verdict.value,
            "verdict_label": self.verdict.label,
            "signatures": [signature.as_dict() for signature in self.signatures],
            "findings": [finding.as_dict() for finding in self.findings],
        }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
