"""The command line: everything that makes sense without a window.

Answers go to standard output, one German sentence about a failure to standard error. Exit status 0: done or
valid; 1: a finding, or not valid; 2: bad input or usage.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from dsfa_app import __version__, paths
from dsfa_app.commands import (
    advance,
    check,
    comments,
    documents,
    evidence,
    identity,
    importing,
    log,
    plan,
    profiles,
    rate,
    review,
    signatures,
    trash,
    trust,
    versions,
)
from dsfa_app.commands.acting import add_person
from dsfa_app.commands.console import (
    DONE,
    REFUSED,
    opened,
    print_json,
    show_progress,
)
from dsfa_app.errors import DsfaError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


COMMAND_GROUPS = (
    advance,
    documents,
    check,
    plan,
    evidence,
    comments,
    profiles,
    versions,
    trust,
    review,
    rate,
    log,
    trash,
    importing,
    signatures,
    identity,
)
"""Modules of ``dsfa_app.commands``, in the order of the help."""


_MESSAGES = (
    (re.compile(r"the following arguments are required: (.*)"), r"es fehlt \1"),
    (re.compile(r"argument (\S+): expected (one|at least one) argument"), r"nach \1 fehlt eine Angabe"),
    (
        re.compile(r"argument (\S+): invalid choice: (\S+) \(choose from (.*)\)"),
        r"\1 kennt \2 nicht, möglich: \3",
    ),
    (re.compile(r"argument (\S+): invalid \S+ value: (.*)"), r"\1 kann \2 nicht sein"),
    (re.compile(r"unrecognized arguments: (.*)"), r"unbekannt ist \1"),
)
"""What argparse says, and how it reads in German; other versions' wordings pass as they are."""


class _GermanHelp(argparse.HelpFormatter):
    """Heads the usage in German."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:  # type: ignore[explicit-override] # noqa: ANN401 - argparse's own
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)


class _GermanParser(argparse.ArgumentParser):
    """Speaks German: help, and what is wrong with a call in one sentence."""

    def __init__(self, *, add_help: bool = True, **settings: Any) -> None:  # noqa: ANN401 - argparse's own
        super().__init__(add_help=False, formatter_class=_GermanHelp, **settings)
        self._positionals.title = "Angaben"
        self._optionals.title = "Optionen"
        if add_help:
            self.add_argument("-h", "--help", action="help", help="diese Hilfe zeigen")

    def error(self, message: str) -> NoReturn:  # type: ignore[explicit-override]  # override needs 3.12
        for english, german in _MESSAGES:
            message = english.sub(german, message)
        print(f"Der Aufruf stimmt nicht: {message}. Hilfe: dsfa --help", file=sys.stderr)
        sys.exit(REFUSED)


def list_assessments(arguments: argparse.Namespace) -> int:
    """Print the portfolio."""
    from dsfa_app.domain.vocabulary import AssessmentState
    from dsfa_app.labels import label

    with opened(arguments) as app:
        summaries = app.overview.summaries()
    if arguments.json:
        print_json([summary._asdict() for summary in summaries])
        return DONE
    for summary in summaries:
        state = label(AssessmentState(summary.state))
        print(
            f"{summary.id}  {state:<12} {summary.open_risks:>4} offen  {summary.title} ({summary.platforms})"
        )
    if not summaries:
        print("Noch keine DSFA vorhanden. Das Beispiel legt „dsfa demo --out ORDNER“ an.")
    return DONE


def show(arguments: argparse.Namespace) -> int:
    """Print the canonical JSON of an assessment."""
    with opened(arguments) as app:
        assessment = app.assessments.open(arguments.id).assessment
        data = app.documents.render(assessment, "json")
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.buffer.flush()
    return DONE


def backup(arguments: argparse.Namespace) -> int:
    """Write a consistent copy of all data."""
    with opened(arguments) as app:
        print(f"Gesichert: {app.backup.create(arguments.file.absolute())}")
    return DONE


def restore(arguments: argparse.Namespace) -> int:
    """Replace all data by a backup."""
    from dsfa_app.services.backup import restore as restore_backup

    kept = restore_backup(paths.data_dir(arguments.data_dir), arguments.file, datetime.now().astimezone())
    print("Wiederhergestellt." + (f" Die bisherigen Daten liegen in {kept}." if kept else ""))
    return DONE


def demo(arguments: argparse.Namespace) -> int:
    """Build the Stuttgart example in a fresh database and export it signed."""
    from dsfa_app.demo import run_demo

    print_json(run_demo(arguments.out, show_progress))
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = _GermanParser(
        prog="dsfa",
        description="DSFA-Werkbank: Datenschutz-Folgenabschätzung für Social-Media-Kanäle. "
        "Ohne Befehl öffnet sich das Fenster.",
    )
    parser.add_argument(
        "--version", action="version", version=f"DSFA-Werkbank {__version__}", help="Version zeigen"
    )
    parser.add_argument(
        "--data-dir", metavar="ORDNER", type=Path, default=None, help="Datenordner (sonst DSFA_DATA_DIR)"
    )
    add_person(parser, default=None)
    commands = parser.add_subparsers(
        title="Befehle", dest="command", metavar="BEFEHL", required=True, parser_class=_GermanParser
    )

    def add(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        # again, so that they may also stand behind the command
        command.add_argument(
            "--data-dir", metavar="ORDNER", type=Path, default=argparse.SUPPRESS, help="Datenordner"
        )
        add_person(command, default=argparse.SUPPRESS)
        command.set_defaults(run=run)
        return command

    add("demo", demo, "Beispiel Stuttgart anlegen, signiert ausgeben und prüfen").add_argument(
        "--out", type=Path, required=True, help="Zielordner"
    )
    add("list", list_assessments, "alle DSFA auflisten").add_argument(
        "--json", action="store_true", help="als JSON ausgeben"
    )
    one = add("show", show, "eine DSFA als kanonisches JSON ausgeben")
    one.add_argument("id")
    one.add_argument("--json", action="store_true", help="(immer JSON)")
    add("backup", backup, "alle Daten sichern").add_argument("file", type=Path)
    add("restore", restore, "eine Sicherung zurückspielen").add_argument("file", type=Path)
    for group in COMMAND_GROUPS:
        group.register(add)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run one command and return the exit status."""
    chosen = _parser().parse_args(arguments)
    command: Callable[[Any], int] = chosen.run
    try:
        return command(chosen)
    except DsfaError as error:
        print(error, file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("Abgebrochen.", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # the reader of our output went away, as in „dsfa list | head“
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - lives until the process ends
        return DONE
