"""``dsfa advance``: take a step of the workflow, or say which are possible and what is missing for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.commands.console import DONE, FOUND, opened, print_json
from dsfa_app.errors import RuleError

if TYPE_CHECKING:
    import argparse

    from dsfa_app.commands.console import AddCommand
    from dsfa_app.method.workflow import Offer


def advance(arguments: argparse.Namespace) -> int:
    """Take a step, or list the steps with what stands in their way; exit 1 when none is open."""
    from dsfa_app.labels import label
    from dsfa_app.method.permissions import WorkflowStep

    with opened(arguments) as app:
        if arguments.action is None:
            view = app.judgement.view(app.assessments.open(arguments.id).assessment)
            return _list(app.workflow.offers(view), as_json=arguments.json)
        known = [step.value for step in WorkflowStep]
        if arguments.action not in known:
            raise RuleError(
                f"Den Schritt „{arguments.action}“ gibt es nicht. Möglich sind: {', '.join(known)}."
            )
        moved = app.workflow.advance(
            arguments.id, WorkflowStep(arguments.action), arguments.reason
        ).assessment
    if arguments.json:
        print_json({"id": moved.id, "state": moved.state.value, "version": moved.version})
    else:
        print(f"{moved.title}: {label(moved.state)}, Fassung {moved.version}")
    return DONE


def _list(offers: tuple[Offer, ...], *, as_json: bool) -> int:
    if as_json:
        print_json(
            [
                {"action": offer.step.value, "title": offer.transition.title, "missing": offer.obstacles}
                for offer in offers
            ]
        )
    else:
        for offer in offers:
            print(f"{offer.step.value:<28} {'möglich' if offer.is_open else 'noch nicht'}")
            for sentence in offer.obstacles:
                print(f"    {sentence}")
        if not offers:
            print("Von hier führt kein Schritt weiter.")
    return DONE if any(offer.is_open for offer in offers) else FOUND


def register(add: AddCommand) -> None:
    """Add the command."""
    command = add("advance", advance, "einen Schritt des Ablaufs gehen; ohne --action: welche möglich sind")
    command.add_argument("id")
    command.add_argument("--action", metavar="SCHRITT", help="zum Beispiel vorlegen, entscheiden, freigeben")
    command.add_argument("--reason", default="", metavar="TEXT", help="Grund oder Bemerkung")
    command.add_argument("--json", action="store_true", help="als JSON ausgeben")
