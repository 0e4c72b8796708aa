"""``--as`` and ``--role``: who a call says works; a declaration, as in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.errors import RuleError

if TYPE_CHECKING:
    import argparse

    from dsfa_app.domain.acting import ActingPerson


def add_person(parser: argparse.ArgumentParser, default: object) -> None:
    """Let a call say who works."""
    parser.add_argument(
        "--as", dest="person", metavar="NAME", default=default, help="wer arbeitet (eigene Angabe)"
    )
    parser.add_argument(
        "--role",
        dest="person_role",
        metavar="ROLLE",
        default=default,
        help="in welcher Rolle, zum Beispiel fachverantwortung, dsb oder leitung",
    )


def named_person(arguments: argparse.Namespace) -> ActingPerson | None:
    """Return who a call says works, None where it says nothing.

    Raises:
        RuleError: only one of name and role is given, or there is no such role.
    """
    name, role = getattr(arguments, "person", None), getattr(arguments, "person_role", None)
    if name is None and role is None:
        return None
    from dsfa_app.domain.acting import ActingPerson
    from dsfa_app.domain.vocabulary import Role

    known = [item.value for item in Role]
    if name is None or role not in known:
        raise RuleError(
            f"Wer arbeitet, sagen --as NAME und --role ROLLE zusammen. Mögliche Rollen: {', '.join(known)}."
        )
    return ActingPerson(name=name, role=Role(role))
