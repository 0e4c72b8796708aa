"""``dsfa plan``: what is to be done in all assessments, as a list, a document or a calendar."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from dsfa_app.commands.console import DONE, FOUND, opened, print_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from dsfa_app.bootstrap import Application
    from dsfa_app.commands.console import AddCommand
    from dsfa_app.method.plan import ActionPlan


def plan(arguments: argparse.Namespace) -> int:
    """Print or write the plan; exit 1 when something is overdue."""
    from dsfa_app.method.plan import Urgency

    with opened(arguments) as app:
        found = app.plan.read()
        if arguments.within is not None:
            found = found.within(arguments.within)
        written = [*_write(app, found, arguments)]
    if arguments.json:
        print_json({"as_of": found.as_of, "deadlines": [*_records(found)], "written": written})
    elif written:
        print(*(f"Geschrieben: {file}" for file in written), sep="\n")
    else:
        print(*_lines(found), sep="\n")
    return FOUND if found.count(Urgency.OVERDUE) else DONE


def _write(app: Application, found: ActionPlan, arguments: argparse.Namespace) -> Iterator[Path]:
    if arguments.ics is not None:
        yield app.plan.write(found, "ics", arguments.ics)
    if arguments.out is not None:
        yield app.plan.write(found, arguments.format, arguments.out)


def _records(found: ActionPlan) -> Iterator[dict[str, object]]:
    for item in found.deadlines:
        days, urgency = item.days_left(found.as_of), item.urgency(found.as_of)
        yield {"id": item.id, **asdict(item), "path": ".".join(item.path), "days": days, "urgency": urgency}


def _lines(found: ActionPlan) -> Iterator[str]:
    from dsfa_app.labels import label

    for item in found.deadlines:
        due = f"{item.due_on:%d.%m.%Y}" if item.due_on else "–" * 10
        who = ", ".join(name for name in (item.owner, item.department) if name) or "niemand zuständig"
        urgency = label(item.urgency(found.as_of))
        what = f"{label(item.kind)}: {item.what} ({item.state}; {who}) – {item.assessment_title}"
        yield f"{due}  {urgency:<11}  {what}"
    if not found.deadlines:
        yield "Nichts zu tun: keine offenen Maßnahmen, Auflagen oder Termine."


def _days(text: str) -> int:
    return max(0, int(text))


def register(add: AddCommand) -> None:
    """Add the command."""
    command = add("plan", plan, "Fristen und Maßnahmen aller DSFA ausgeben")
    command.add_argument("--json", action="store_true", help="als JSON ausgeben")
    command.add_argument(
        "--within", type=_days, metavar="TAGE", help="nur Überfälliges und was in so vielen Tagen fällig ist"
    )
    command.add_argument("--ics", type=Path, metavar="DATEI", help="Kalenderdatei schreiben")
    command.add_argument("--out", type=Path, metavar="DATEI", help="Maßnahmenplan schreiben")
    command.add_argument(
        "--format", choices=["xlsx", "docx", "html"], default="xlsx", help="Format zu --out (sonst xlsx)"
    )
