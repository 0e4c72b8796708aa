"""Who works with the program right now: a declaration of their own, no authentication."""

from __future__ import annotations

from dataclasses import dataclass

from dsfa_app.domain.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingPerson:
    """The person at the keyboard and the role they act in; the program cannot check either."""

    name: str
    role: Role = Role.AUTHOR
