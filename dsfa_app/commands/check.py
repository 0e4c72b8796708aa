"""``dsfa check``: the findings of an assessment, page by page."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

from dsfa_app.commands.console import DONE, FOUND, opened, print_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from dsfa_app.commands.console import AddCommand
    from dsfa_app.method.findings import Finding


def check(arguments: argparse.Namespace) -> int:
    """Print the findings of an assessment; exit 1 when there are errors or warnings."""
    with opened(arguments) as app:
        findings = app.judgement.view(app.assessments.open(arguments.id).assessment).findings
    if arguments.json:
        print_json([{**asdict(finding), "path": ".".join(finding.path)} for finding in findings])
    else:
        print("\n".join(_lines(findings)))
    return FOUND if any(finding.severity.value != "hinweis" for finding in findings) else DONE


def _lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the findings under their pages, the weightiest first, and how many there are."""
    from dsfa_app.labels import label
    from dsfa_app.method.findings import Severity

    order = list(Severity)
    for topic, group in groupby(findings, key=lambda finding: finding.topic):
        yield f"{label(topic)}:"
        for finding in sorted(group, key=lambda item: order.index(item.severity)):
            yield f"  {label(finding.severity):<8} {finding.sentence} ({finding.norm}) [{finding.check}]"
    numbers = Counter(finding.severity for finding in findings)
    words = {
        Severity.ERROR: ("Fehler", "Fehler"),
        Severity.WARNING: ("Warnung", "Warnungen"),
        Severity.NOTE: ("Hinweis", "Hinweise"),
    }
    said = [f"{numbers[kind]} {words[kind][numbers[kind] > 1]}" for kind in Severity if numbers[kind]]
    yield f"{', '.join(said)}." if said else "Keine Befunde."


def register(add: AddCommand) -> None:
    """Add the command."""
    command = add("check", check, "Befunde einer DSFA ausgeben")
    command.add_argument("id")
    command.add_argument("--json", action="store_true", help="als JSON ausgeben")
