"""``dsfa log``: who changed what when, and whether the journal is whole."""

from __future__ import annotations

import argparse
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from dsfa_app.commands.console import DONE, FOUND, opened, print_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.bootstrap import Application
    from dsfa_app.commands.console import AddCommand
    from dsfa_app.domain.journal import Head
    from dsfa_app.services.history import HistoryEntry

SHOWN = 100
"""Entries printed unless another number is asked for."""
LONGEST_VALUE = 200
"""Characters of a value on one line; JSON has them whole."""

_NOTE = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


def _noted(text: str) -> tuple[int, str]:
    found = _NOTE.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError("erwartet wird NUMMER:SHA256")
    return int(found[1]), found[2]


def log(arguments: argparse.Namespace) -> int:
    """Print the newest entries; with ``--verify`` check the chain instead, exit 1 where it breaks."""
    with opened(arguments) as app:
        if arguments.verify:
            return _verify(app, arguments)
        entries = app.history.latest(arguments.id, limit=arguments.limit)
    if arguments.json:
        print_json([_plain(entry) for entry in entries])
        return DONE
    for entry in entries:
        print("\n".join(_lines(entry)))
    if not entries:
        print("Noch keine Einträge.")
    return DONE


def _verify(app: Application, arguments: argparse.Namespace) -> int:
    from dsfa_app.domain.journal import Head

    witness = Head(*arguments.noted) if arguments.noted else None
    broken = app.history.first_break(witness)
    head = app.history.head()
    if arguments.json:
        found = None if broken is None else {"number": broken.number, "fault": broken.fault.value}
        print_json({"sound": broken is None, "break": found, "head": _head(head)})
    elif broken is not None:
        print(f"Der Verlauf ist nicht unverändert. Eintrag {broken.number}: {broken.fault.value}.")
    else:
        print("Der Verlauf ist lückenlos und unverändert.")
        print(f"Neuester Eintrag: {head.number}:{head.sha256}" if head else "Er hat noch keine Einträge.")
    return DONE if broken is None else FOUND


def _head(head: Head | None) -> dict[str, object] | None:
    return None if head is None else asdict(head)


def _plain(entry: HistoryEntry) -> dict[str, object]:
    at = None if entry.at is None else entry.at.isoformat()
    return asdict(entry) | {"at": at, "path": None if entry.path is None else ".".join(entry.path)}


def _lines(entry: HistoryEntry) -> Iterator[str]:
    at = "ohne Zeitpunkt" if entry.at is None else f"{entry.at.astimezone():%d.%m.%Y %H:%M}"
    yield f"{entry.number:>6}  {at}  {entry.person or 'ohne Namen'} ({entry.role}): {entry.doing}"
    yield f"        {entry.place}" + (f": {entry.note}" if entry.note else "")
    if entry.old or entry.new:
        yield f"        alt: {_short(entry.old)}"
        yield f"        neu: {_short(entry.new)}"


def _short(text: str) -> str:
    line = " · ".join(part.strip() for part in text.splitlines() if part.strip())
    return line if len(line) <= LONGEST_VALUE else f"{line[:LONGEST_VALUE].rstrip()}…"


def register(add: AddCommand) -> None:
    """Add the command."""
    command = add("log", log, "Verlauf ausgeben: wer was wann geändert hat")
    command.add_argument("id", nargs="?", default="", help="Kennung einer DSFA (sonst aller)")
    command.add_argument("--limit", type=int, default=SHOWN, help=f"höchstens so viele (sonst {SHOWN})")
    command.add_argument("--verify", action="store_true", help="prüfen, ob der Verlauf unverändert ist")
    command.add_argument(
        "--noted",
        type=_noted,
        metavar="NUMMER:SHA256",
        help="mit --verify: ein früher notierter Eintrag, mit dem verglichen wird",
    )
    command.add_argument("--json", action="store_true", help="als JSON ausgeben")
