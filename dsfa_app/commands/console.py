"""What every command shares: exit status, JSON answers, the opened data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

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


def print_json(value: object) -> None:
    """Print a value as JSON for people and programs."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def opened(arguments: argparse.Namespace) -> Application:
    """Open the data folder a call names.

    Raises:
        StorageError: the data cannot be used.
    """
    from dsfa_app.bootstrap import open_application

    return open_application(arguments.data_dir)
