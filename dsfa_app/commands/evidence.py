"""``dsfa evidence``: whether the files that prove something are still there and unchanged."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from dsfa_app.commands.console import DONE, FOUND, opened, print_json

if TYPE_CHECKING:
    import argparse

    from dsfa_app.commands.console import AddCommand


def evidence(arguments: argparse.Namespace) -> int:
    """Look at every piece of evidence of an assessment; exit 1 when one is missing or changed."""
    from dsfa_app.labels import label
    from dsfa_app.method.evidence import FAULTS
    from dsfa_app.services.evidence import check_evidence

    with opened(arguments) as app:
        assessment = app.assessments.open(arguments.id).assessment
    found = check_evidence(assessment, lambda _share, _text: None)
    if arguments.json:
        print_json([{**asdict(item), "path": ".".join(item.path)} for item in found])
    else:
        for item in found:
            print(f"{label(item.state):<16} {item.subject}: {item.location or 'ohne Ablageort'}")
        if not found:
            print("Es ist noch kein Nachweis erfasst.")
    return FOUND if any(item.state in FAULTS for item in found) else DONE


def register(add: AddCommand) -> None:
    """Add the command."""
    command = add("evidence", evidence, "Nachweise einer DSFA prüfen: noch da und unverändert?")
    command.add_argument("id")
    command.add_argument("--json", action="store_true", help="als JSON ausgeben")
