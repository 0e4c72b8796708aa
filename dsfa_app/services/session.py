"""Who works right now: chosen at the start, remembered until somebody else takes over.

The program runs on one machine without accounts. Name and role are what people say of themselves; everything
that shows or prints them says so, and nothing claims that they were checked.
"""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.vocabulary import Role
from dsfa_app.errors import RuleError

if TYPE_CHECKING:
    from dsfa_app.settings import Settings

LONGEST_NAME = 200


def _account_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


class Session:
    """The acting person. Until one is chosen it is the account of the operating system, as an author."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._once: ActingPerson | None = None

    @property
    def is_chosen(self) -> bool:
        """Whether somebody said who they are; otherwise the name is that of the account."""
        return self._once is not None or bool(self._settings.preferences.person_name)

    @property
    def person(self) -> ActingPerson:
        """Who works right now."""
        if self._once is not None:
            return self._once
        preferences = self._settings.preferences
        if not preferences.person_name:
            return ActingPerson(name=_account_name(), role=Role.AUTHOR)
        known = {role.value for role in Role}
        role = Role(preferences.person_role) if preferences.person_role in known else Role.AUTHOR
        return ActingPerson(name=preferences.person_name, role=role)

    def choose(self, person: ActingPerson) -> None:
        """Let this person act from now on, and remember them for the next start.

        Raises:
            RuleError: the name is empty or longer than ``LONGEST_NAME``.
        """
        named = self._checked(person)
        self._once = None
        self._settings.update(person_name=named.name, person_role=named.role.value)

    def act_once_as(self, person: ActingPerson) -> None:
        """Let this person act until the program ends, without remembering them.

        Raises:
            RuleError: the name is empty or longer than ``LONGEST_NAME``.
        """
        self._once = self._checked(person)

    @staticmethod
    def _checked(person: ActingPerson) -> ActingPerson:
        name = " ".join(person.name.split())
        if not name:
            raise RuleError("Bitte den Namen der Person eingeben, die jetzt arbeitet.")
        if len(name) > LONGEST_NAME:
            raise RuleError(f"Der Name ist länger als {LONGEST_NAME} Zeichen; bitte kürzen.")
        return ActingPerson(name=name, role=person.role)
