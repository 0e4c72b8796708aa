"""``dsfa review``: what is due or changed across all assessments."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from dsfa_app.commands.console import DONE, FOUND, opened, print_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from dsfa_app.commands.console import AddCommand
    from dsfa_app.method.catalogue_changes import CatalogueChange
    from dsfa_app.services.reviews import ReviewNeed


def review(arguments: argparse.Namespace) -> int:
    """Print what asks for a look; exit 1 when anything does."""
    with opened(arguments) as app:
        needs = [need for need in app.reviews.needs(arguments.id or "") if need.is_pressing]
    if arguments.json:
        print_json([_plain(need) for need in needs])
    else:
        for need in needs:
            print(f"{need.assessment.title} ({need.assessment.id})")
            print("\n".join(f"  {line}" for line in _lines(need)))
        if not needs:
            print("Nichts ist fällig oder neu zu prüfen.")
    return FOUND if needs else DONE


def _lines(need: ReviewNeed) -> Iterator[str]:
    if need.due.overdue_since is not None:
        yield f"Überprüfung fällig seit {need.due.overdue_since:%d.%m.%Y}"
    for event in need.due.open_events:
        yield f"Anlass offen: {_first_line(event.description) or event.trigger or event.id}"
    for event in need.due.revisions:
        yield f"Fortschreibung nötig: {_first_line(event.description) or event.trigger or event.id}"
    for proposal in need.proposals:
        yield f"Vorschlag für einen Anlass: {proposal.description}"
    for change in need.changes:
        yield from _change_lines(change)


def _change_lines(change: CatalogueChange) -> Iterator[str]:
    from dsfa_app.labels import label

    used = ", verwendet" if change.cited else ""
    yield f"Katalog {label(change.kind)}{used}: {change.title} [{change.id}]"
    if change.old is not None:
        yield f"  bisher: {change.old.text}"
    if change.new is not None:
        yield f"  jetzt:  {change.new.text}"


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]


def _plain(need: ReviewNeed) -> dict[str, Any]:
    return {
        "id": need.assessment.id,
        "title": need.assessment.title,
        "overdue_since": need.due.overdue_since,
        "open_events": [asdict(event) for event in need.due.open_events],
        "revisions": [asdict(event) for event in need.due.revisions],
        "proposals": [asdict(proposal) for proposal in need.proposals],
        "changes": [
            {**asdict(change), "cited": [".".join(path) for path in change.cited]} for change in need.changes
        ],
    }


def register(add: AddCommand) -> None:
    """Add the command."""
    command = add("review", review, "fällige Überprüfungen und Änderungen im Katalog auflisten")
    command.add_argument("id", nargs="?", metavar="ID", help="nur diese DSFA")
    command.add_argument("--json", action="store_true", help="als JSON ausgeben")
