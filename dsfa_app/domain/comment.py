"""Comments at the fields of an assessment, with answers, until somebody settles them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dsfa_app.domain.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer to a comment."""

    id: str
    text: str = ""
    author: str = ""
    role: Role = Role.AUTHOR
    written_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A remark at one place; it stays open until ``resolved_on`` is set."""

    id: str
    place: str = ""
    """Path of the field as text, its parts joined by dots; empty for the assessment as a whole."""
    text: str = ""
    author: str = ""
    role: Role = Role.AUTHOR
    written_on: date | None = None
    resolved_by: str = ""
    resolved_on: date | None = None
    replies: tuple[Reply, ...] = ()
