"""The start of the program: without arguments the window, with a command headless."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Run the program and return its exit status (0 done, 1 a finding, 2 bad input or usage)."""
    arguments = sys.argv[1:]
    opens_window = not arguments or arguments[0].startswith("--data-dir") or arguments[0] == "--beispiel"
    if opens_window and not {"-h", "--help", "--version"} & set(arguments):
        return _open_window(arguments)
    from dsfa_app.cli import run

    return run(arguments)


def _open_window(arguments: list[str]) -> int:
    import argparse

    parser = argparse.ArgumentParser(prog="dsfa", add_help=False)
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--beispiel", action="store_true")
    chosen, rest = parser.parse_known_args(arguments)
    if rest:
        from dsfa_app.cli import run

        return run(arguments)
    from ui.application import run_window

    return run_window(chosen.data_dir, open_example=chosen.beispiel)


if __name__ == "__main__":
    sys.exit(main())
