"""The start of the program: without a command the window, with one headless."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dsfa_app import paths

if TYPE_CHECKING:
    from dsfa_app.bootstrap import Application


def main() -> int:
    """Run the program and return its exit status (0 done, 1 a finding, 2 bad input or usage)."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--beispiel", action="store_true")
    try:
        chosen, command = parser.parse_known_args()
    except argparse.ArgumentError:
        chosen, command = None, sys.argv[1:]
    if chosen is None or command:
        from dsfa_app.cli import run

        return run(sys.argv[1:])
    from ui.app import run_window

    data_dir = paths.data_dir(chosen.data_dir)
    return run_window(data_dir, _open_application, _restore_backup, open_example=chosen.beispiel)


def _open_application(data_dir: Path) -> Application:
    from dsfa_app.bootstrap import open_application

    return open_application(data_dir)


def _restore_backup(data_dir: Path, source: Path) -> Path | None:
    from dsfa_app.bootstrap import restore_backup

    return restore_backup(data_dir, source)


if __name__ == "__main__":
    sys.exit(main())
