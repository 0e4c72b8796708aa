"""``dsfa trash``: what lies in the waste basket, how it comes back and how it goes for good."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from dsfa_app.commands.console import DONE, REFUSED, opened, print_json

if TYPE_CHECKING:
    import argparse

    from dsfa_app.commands.console import AddCommand


def trash(arguments: argparse.Namespace) -> int:
    """List, fill or empty the waste basket, or take something out of it."""
    import sys

    if arguments.action in ("delete", "restore") and not arguments.id:
        print(
            f"Bitte angeben, um welche DSFA es geht: dsfa trash {arguments.action} KENNUNG", file=sys.stderr
        )
        return REFUSED
    with opened(arguments) as app:
        match arguments.action:
            case "delete":
                app.trash.delete(arguments.id)
                print(f"In den Papierkorb gelegt. Zurück mit: dsfa trash restore {arguments.id}")
            case "restore":
                print(f"Wiederhergestellt: {app.trash.restore(arguments.id).title}")
            case "empty":
                print(f"Endgültig gelöscht: {app.trash.empty()} DSFA.")
            case _:
                deleted = app.trash.deleted()
                if arguments.json:
                    print_json([summary._asdict() for summary in deleted])
                    return DONE
                for summary in deleted:
                    moment = summary.deleted_at
                    day = f"{moment.replace(tzinfo=UTC).astimezone():%d.%m.%Y}" if moment else ""
                    print(f"{summary.id}  gelöscht am {day}  {summary.title}")
                if not deleted:
                    print("Der Papierkorb ist leer.")
    return DONE


def register(add: AddCommand) -> None:
    """Add the command."""
    command = add("trash", trash, "Papierkorb: auflisten, löschen, wiederherstellen, leeren")
    command.add_argument("action", nargs="?", default="list", choices=["list", "delete", "restore", "empty"])
    command.add_argument("id", nargs="?", default="", help="Kennung der DSFA (delete, restore)")
    command.add_argument("--json", action="store_true", help="die Liste als JSON")
