"""``dsfa comments``: what people wrote at the fields of an assessment."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from dsfa_app.commands.console import DONE, FOUND, opened, print_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from dsfa_app.commands.console import AddCommand
    from dsfa_app.domain.comment import Comment, Reply


def comments(arguments: argparse.Namespace) -> int:
    """Print comments with their answers; exit 1 when one of them is open."""
    from dsfa_app.domain.commenting import CommentFilter, filtered, is_open

    with opened(arguments) as app:
        assessment = app.assessments.open(arguments.id).assessment
        wanted = CommentFilter.OPEN if arguments.open else CommentFilter.ALL
        chosen = filtered(assessment.comments, wanted, app.comments.person)
        places = [app.comments.place(assessment, comment) for comment in chosen]
    if arguments.json:
        print_json(
            [
                {**asdict(comment), "place_name": place.full_text, "place_exists": place.exists}
                for comment, place in zip(chosen, places, strict=True)
            ]
        )
    else:
        for comment, place in zip(chosen, places, strict=True):
            gone = "" if place.exists else " (Stelle entfernt)"
            print(f"[{_state(comment)}] {place.full_text}{gone}")
            print("\n".join(_lines(comment)))
        if not chosen:
            print("Keine offenen Kommentare." if arguments.open else "Keine Kommentare.")
    return FOUND if any(is_open(comment) for comment in chosen) else DONE


def _state(comment: Comment) -> str:
    if comment.resolved_on is None:
        return "offen"
    return f"erledigt am {comment.resolved_on:%d.%m.%Y}"


def _lines(comment: Comment) -> Iterator[str]:
    yield from _indented(comment, "  ")
    for reply in comment.replies:
        yield from _indented(reply, "    ")


def _indented(written: Comment | Reply, indent: str) -> Iterator[str]:
    from dsfa_app.labels import label

    day = f", {written.written_on:%d.%m.%Y}" if written.written_on else ""
    yield f"{indent}{written.author or 'ohne Namen'} ({label(written.role)}{day}):"
    yield from (f"{indent}  {line}" for line in written.text.splitlines())


def register(add: AddCommand) -> None:
    """Add the command."""
    command = add("comments", comments, "Kommentare einer DSFA ausgeben")
    command.add_argument("id")
    command.add_argument("--open", action="store_true", help="nur die offenen")
    command.add_argument("--json", action="store_true", help="als JSON ausgeben")
