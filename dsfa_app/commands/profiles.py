"""``dsfa profile``: risk profiles, shipped and the body's own."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dsfa_app.commands.console import DONE, FOUND, opened, print_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dsfa_app.commands.console import AddCommand
    from dsfa_app.method.profile import RiskProfile
    from dsfa_app.method.profile_findings import ProfileFinding


def list_profiles(arguments: argparse.Namespace) -> int:
    """Print all profiles."""
    with opened(arguments) as app:
        listed = app.profiles.all()
    if arguments.json:
        print_json(
            [
                {
                    "id": item.profile.id,
                    "version": item.profile.version,
                    "title": item.profile.title,
                    "own": item.is_own,
                    "used_by": item.used_by,
                    "fingerprint": item.profile.fingerprint,
                }
                for item in listed
            ]
        )
        return DONE
    for item in listed:
        kind = "eigenes" if item.is_own else "mitgeliefert"
        print(f"{item.profile.id:<20} {item.profile.version:<6} {kind:<12} {item.profile.title}")
    return DONE


def show(arguments: argparse.Namespace) -> int:
    """Print one profile, as a matrix or as the JSON of its file."""
    with opened(arguments) as app:
        profile = app.profiles.get(arguments.id)
    if arguments.json:
        from dsfa_app.catalogue.profile_document import document_of

        print_json(document_of(profile))
    else:
        print("\n".join(_lines(profile)))
    return DONE


def export(arguments: argparse.Namespace) -> int:
    """Write one profile as a file."""
    with opened(arguments) as app:
        profile = app.profiles.export(arguments.id, arguments.file.absolute())
    print(f"Geschrieben: {profile.title}, Fassung {profile.version} ({arguments.file})")
    return DONE


def import_file(arguments: argparse.Namespace) -> int:
    """Take over a profile from a file."""
    with opened(arguments) as app:
        settled = app.profiles.import_file(arguments.file)
    said = "Neu aufgenommen" if settled.is_new else "Schon vorhanden, nichts geändert"
    print(f"{said}: {settled.profile.title} ({settled.profile.id}, Fassung {settled.profile.version})")
    return DONE


def check(arguments: argparse.Namespace) -> int:
    """Print what is wrong with a profile file; exit 1 when there is anything."""
    from dsfa_app.exchange.profile_file import decode_draft, profile_bytes
    from dsfa_app.method.profile_findings import profile_findings

    draft = decode_draft(profile_bytes(arguments.file))
    findings = profile_findings(draft)
    if arguments.json:
        print_json([_plain(finding) for finding in findings])
    else:
        _say(findings)
        if not findings:
            print(f"„{draft.title}“ ist in Ordnung.")
    return FOUND if findings else DONE


def _plain(finding: ProfileFinding) -> dict[str, Any]:
    return {"severity": finding.severity.value, "part": finding.part.value, "sentence": finding.sentence}


def _say(findings: Iterable[ProfileFinding]) -> None:
    from dsfa_app.labels import label

    for finding in findings:
        print(f"{label(finding.severity):<8} {finding.part.value}: {finding.sentence}")


def _lines(profile: RiskProfile) -> Iterator[str]:
    yield f"{profile.title} ({profile.id}, Fassung {profile.version})"
    yield f"Quelle: {profile.source}"
    yield f"Fingerabdruck: {profile.fingerprint}"
    high = " oder ".join(
        f"„{level.label}“" for index, level in enumerate(profile.levels) if profile.is_high(index)
    )
    yield f"Hohes Risiko: {high}"
    for name, scale in (("Schwere", profile.severity), ("Eintrittswahrscheinlichkeit", profile.likelihood)):
        yield f"{name}:"
        yield from (f"  {step.step} {step.label}: {step.anchor or '(ohne Anker)'}" for step in scale)
    yield "Matrix (Schwere von oben nach unten, Eintrittswahrscheinlichkeit von links nach rechts):"
    width = max(len(level.short_label) for level in profile.levels) + 2
    for step in reversed(profile.severity):
        row = profile.cells[step.step - 1]
        yield f"  {step.step}  " + "".join(f"{profile.levels[index].short_label:<{width}}" for index in row)
    yield "     " + "".join(f"{step.step:<{width}}" for step in profile.likelihood)


def register(add: AddCommand) -> None:
    """Add the commands."""
    group = add("profile", list_profiles, "Risikoprofile auflisten, zeigen, prüfen, mitnehmen")
    kinds = group.add_subparsers(
        title="Befehle", dest="action", metavar="BEFEHL", required=True, parser_class=type(group)
    )

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = kinds.add_parser(name, help=text, description=text)
        added.add_argument(
            "--data-dir", metavar="ORDNER", type=Path, default=argparse.SUPPRESS, help="Datenordner"
        )
        added.set_defaults(run=run)
        return added

    command("list", list_profiles, "alle Risikoprofile auflisten").add_argument(
        "--json", action="store_true", help="als JSON ausgeben"
    )
    shown = command("show", show, "ein Risikoprofil mit Skalen und Matrix zeigen")
    shown.add_argument("id")
    shown.add_argument("--json", action="store_true", help="als JSON ausgeben")
    exported = command("export", export, "ein Risikoprofil als Datei schreiben")
    exported.add_argument("id")
    exported.add_argument("file", type=Path)
    command("import", import_file, "ein Risikoprofil aus einer Datei aufnehmen").add_argument(
        "file", type=Path
    )
    checked = command("check", check, "eine Profildatei prüfen: Lücken, fallende Felder, Kontrast")
    checked.add_argument("file", type=Path)
    checked.add_argument("--json", action="store_true", help="als JSON ausgeben")
