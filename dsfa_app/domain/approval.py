"""Approvals, each bound to a certain content, and the versions they led to (Art. 5(2), 24 GDPR)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dsfa_app.domain.vocabulary import ApprovalKind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """What somebody declared about the content with this fingerprint; another content makes it stale."""

    id: str
    kind: ApprovalKind = ApprovalKind.SUBMISSION
    person: str = ""
    role: Role = Role.AUTHOR
    given_on: date | None = None
    fingerprint: str = ""
    """SHA-256 of the content the declaration is about, 64 hexadecimal digits."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerVersion:
    """A released version that this one goes on from."""

    id: str
    version: str = ""
    released_on: date | None = None
    released_by: str = ""
    fingerprint: str = ""
    """SHA-256 of the released canonical JSON's assessment, 64 hexadecimal digits."""
    summary: str = ""
    """What was new in it, in the words of whoever released it."""
