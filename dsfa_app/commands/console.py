"""What every command shares: exit status, JSON answers, the opened data."""

from __future__ import annotations

import getpass
import json
import os
import sys
from typing import TYPE_CHECKING

from dsfa_app.commands.acting import named_person
from dsfa_app.errors import DsfaError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from typing import Protocol

    from dsfa_app.bootstrap import Application

    class AddCommand(Protocol):
        """Adds a command: its name, what it runs and its help."""

        def __call__(
            self, name: str, run: Callable[[argparse.Namespace], int], text: str
        ) -> argparse.ArgumentParser:
            """Return the parser of the new command."""


DONE, FOUND, REFUSED = 0, 1, 2
ENVIRONMENT_KEY = "DSFA_PASSPHRASE"
LAST_STEP = 0.95
"""Share at which an export writes its file; the progress line ends there."""


def print_json(value: object) -> None:
    """Print a value as JSON for people and programs."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def opened(arguments: argparse.Namespace) -> Application:
    """Open the data folder a call names.

    Raises:
        StorageError: the data cannot be used.
        RuleError: the call does not say rightly who works.
    """
    from dsfa_app.bootstrap import open_application

    person = named_person(arguments)
    app = open_application(arguments.data_dir)
    if person is not None:
        try:
            app.session.act_once_as(person)
        except DsfaError:
            app.close()
            raise
    return app


def asked_passphrase(what: str = "Passphrase") -> str | None:
    """Return the secret of an identity from environment or terminal, None where nobody can be asked."""
    from_environment = os.environ.get(ENVIRONMENT_KEY)
    if from_environment:
        return from_environment
    return getpass.getpass(f"{what}: ") if sys.stdin is not None and sys.stdin.isatty() else None


def show_progress(share: float, text: str) -> None:
    """Show how far long work is, where a person looks on."""
    if sys.stderr.isatty():
        end = "\n" if share >= LAST_STEP else ""
        print(f"\r{text:<40} {share:4.0%}", end=end, file=sys.stderr, flush=True)
