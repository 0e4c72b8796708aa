"""``dsfa signatures``: who has signed the released versions of an assessment, and who is missing."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from dsfa_app.commands.console import DONE, FOUND, opened, print_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from dsfa_app.commands.console import AddCommand
    from dsfa_app.services.sign_offs import VersionSignOffs


def _lines(status: VersionSignOffs) -> Iterator[str]:
    state = "abgelöst" if status.line.superseded_at else "in Kraft"
    done = "abgeschlossen" if status.is_complete else f"{len(status.missing)} fehlen noch"
    yield f"Fassung {status.line.version} ({state}): {done}"
    for expected in status.expected:
        found = status.by(expected.id)
        who = expected.name or expected.function or "ohne Namen"
        if found is None:
            yield f"  {expected.role:<28} {who:<28} fehlt"
        else:
            proven = "belegt" if found.is_time_proven else "laut Signatur"
            yield (
                f"  {expected.role:<28} {found.name:<28} {found.signed_at:%d.%m.%Y %H:%M} UTC ({proven}), "
                f"{found.file_name}"
            )
    if not status.expected:
        yield "  Es ist noch nicht festgelegt, wer unterzeichnet."


def signatures(arguments: argparse.Namespace) -> int:
    """Print the sign-offs; exit 1 while one is missing for the version in force."""
    with opened(arguments) as app:
        found = app.sign_offs.of(arguments.id)
    if arguments.json:
        print_json(
            [
                {
                    "version": status.line.version,
                    "in_force": status.line.in_force,
                    "complete": status.is_complete,
                    "missing": [asdict(one) for one in status.missing],
                    "sign_offs": [asdict(one) for one in status.recorded],
                }
                for status in found
            ]
        )
    else:
        for status in found:
            print("\n".join(_lines(status)))
        if not found:
            print("Noch keine freigegebene Fassung. Unterzeichnet wird, was freigegeben ist.")
    current = [status for status in found if status.line.in_force]
    return DONE if current and all(status.is_complete for status in current) else FOUND


def register(add: AddCommand) -> None:
    """Add the command."""
    command = add("signatures", signatures, "Unterschriften unter den freigegebenen Fassungen auflisten")
    command.add_argument("id")
    command.add_argument("--json", action="store_true", help="als JSON ausgeben")
