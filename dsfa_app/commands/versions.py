"""``dsfa versions`` and ``dsfa compare``: frozen versions, and what changed between two of them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dsfa_app.commands.console import DONE, FOUND, opened, print_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from dsfa_app.commands.console import AddCommand
    from dsfa_app.services.versions import VersionLine
    from exporters.report.changes import ChangeEntry, ChangeList
    from exporters.report.level_changes import LevelChange

_INDENT = "\n      "
"""Stands before every further line of a value."""


def versions(arguments: argparse.Namespace) -> int:
    """Print the frozen versions of an assessment, each of them checked; exit 1 when one was changed."""
    from dsfa_app.errors import DamagedVersionError

    damaged = []
    with opened(arguments) as app:
        app.assessments.open(arguments.id)
        lines = app.versions.lines(arguments.id)
        for line in lines:
            try:
                app.versions.open(line.id)
            except DamagedVersionError:
                damaged.append(line.id)
    if arguments.json:
        print_json([{**asdict(line), "intact": line.id not in damaged} for line in lines])
    else:
        for line in lines:
            print(_version_text(line, is_intact=line.id not in damaged))
        if not lines:
            print(
                "Noch keine Fassung eingefroren. Das geschieht mit der ersten Vorlage und mit jeder Freigabe."
            )
    return FOUND if damaged else DONE


def _version_text(line: VersionLine, *, is_intact: bool) -> str:
    from dsfa_app.labels import label
    from dsfa_app.services.materials import frozen_as

    frozen = frozen_as(line)
    state = "gilt" if line.in_force else "abgelöst" if line.is_release else label(line.kind)
    seal = "" if is_intact else "  VERÄNDERT ODER BESCHÄDIGT"
    day = f"{frozen.on:%d.%m.%Y}"
    return f"{line.version:<8} {day}  {state:<30} {line.person}  {line.fingerprint[:16]}  {line.id}{seal}"


def compare(arguments: argparse.Namespace) -> int:
    """Print or write what changed between two versions; exit 1 when they differ and nothing was written."""
    from dsfa_app.services.documents import CHANGES

    with opened(arguments) as app:
        stored = app.assessments.open(arguments.id).assessment
        former = app.comparison.named(arguments.id, arguments.former)
        present = app.comparison.named(arguments.id, arguments.to) if arguments.to else stored
        if arguments.out is not None:
            result = app.documents.export(
                present, arguments.format, arguments.out, kind_id=CHANGES, former=former
            )
            print_json(asdict(result))
            return DONE
        found = app.comparison.changes(former, present)
    if arguments.json:
        print_json(_plain(found))
    else:
        print("\n".join(_lines(found)))
    return FOUND if found.entries else DONE


def _levels(found: ChangeList) -> tuple[LevelChange, ...]:
    from exporters.report.level_changes import level_changes

    return level_changes(found.former, found.present)


def _plain(found: ChangeList) -> dict[str, Any]:
    return {
        "from": {"version": found.former.assessment.version, "fingerprint": found.former.fingerprint},
        "to": {"version": found.present.assessment.version, "fingerprint": found.present.fingerprint},
        "changes": [
            {
                "kind": entry.kind.value,
                "page": entry.topic.value if entry.topic else "",
                "place": entry.place,
                "path": list(entry.path),
                "old": entry.old,
                "new": entry.new,
            }
            for group in found.groups
            for entry in group.entries
        ],
        "levels": [
            {
                "risk": change.risk_id,
                "platform": change.platform,
                "layer": change.layer.value,
                "old": change.old.label,
                "new": change.new.label,
                "direction": change.direction.value,
            }
            for change in _levels(found)
        ],
    }


def _lines(found: ChangeList) -> Iterator[str]:
    from exporters.report.change_report import state_line

    yield f"Von: {state_line(found.former)}"
    yield f"Bis: {state_line(found.present)}"
    yield f"{found.summary}."
    for change in _levels(found):
        levels = f"{change.old.text} → {change.new.text}"
        yield f"  {change.risk} auf {change.platform}, {change.layer.value}: {levels}"
    for group in found.groups:
        yield f"\n{group.title}"
        for entry in group.entries:
            yield from _entry_lines(entry)


def _entry_lines(entry: ChangeEntry) -> Iterator[str]:
    from dsfa_app.labels import label

    yield f"  [{label(entry.kind)}] {entry.place}"
    for sign, text in (("−", entry.old), ("+", entry.new)):
        if text:
            yield f"    {sign} {text.replace(chr(10), _INDENT)}"


def register(add: AddCommand) -> None:
    """Add the commands."""
    listed = add("versions", versions, "eingefrorene Fassungen einer DSFA auflisten und prüfen")
    listed.add_argument("id")
    listed.add_argument("--json", action="store_true", help="als JSON ausgeben")
    compared = add("compare", compare, "sagen, was sich zwischen zwei Fassungen geändert hat")
    compared.add_argument("id")
    compared.add_argument(
        "--from", dest="former", required=True, metavar="FASSUNG", help="Nummer oder Kennung der früheren"
    )
    compared.add_argument("--to", metavar="FASSUNG", help="die spätere; ohne Angabe der Arbeitsstand")
    compared.add_argument("--out", type=Path, help="Änderungsbericht in diese Datei schreiben")
    compared.add_argument("--format", default="docx", choices=["docx", "xlsx", "html"])
    compared.add_argument("--json", action="store_true", help="als JSON ausgeben")
