"""The commands for newcomers and developers: ``dev.py start | test | shots DIR | bench | lock``.

They work on a bare Debian 12 (as root or not) and on Windows, with nothing but Python 3.11: the standard
library makes the virtual environment, everything else runs inside it. Exit status: that of the program
started; 2 when the machine cannot do what was asked, with one German sentence on stderr.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import dev_packages
from dev_environment import DEV_LOCK, ROOT, RUNTIME_LOCK, prepare, program
from dev_packages import SetupError

if sys.version_info < (3, 11):  # noqa: UP036  # whoever meets this script first may have an older Python
    sys.exit(f"Die DSFA-Werkbank braucht Python 3.11 oder neuer; dies ist {sys.version.split()[0]}.")

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCRIPTS = ROOT / "packaging"

EXAMPLE = ROOT / "build" / "beispiel"
"""The data of the Stuttgart example that ``start`` opens; kept, so that a newcomer's changes stay."""

DEMO = ROOT / "build" / "demo"
"""What ``start`` writes without a screen; made anew each time."""

DOCUMENTS = ("DSFA.docx", "DSFA.xlsx")

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}

WITHOUT_ORACLES = """
Weniger Pakete genügen ohne die Prüfprogramme LibreOffice und Apache POI:

    python3 packaging/dev.py test --without-oracles
"""


def run(command: Sequence[str | Path], *, extra: Mapping[str, str] | None = None) -> int:
    """Run a program in the checkout without stdin, show what it says, and give its exit status."""
    environment = os.environ | (extra or {})
    done = subprocess.run(command, check=False, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
    return done.returncode


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Tell from the environment whether a window can be shown; X11 and Wayland name their screen there."""
    if platform in {"win32", "darwin"}:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def screen_answers(python: Path) -> bool:
    """Tell whether Qt reaches the screen the environment names: a forwarded one is often gone."""
    return run([python, "-c", "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"]) == 0


def open_window(python: Path) -> int:
    """Open the window on the Stuttgart example, which the program makes the first time."""
    print(f"== Öffne das Fenster; die Daten des Beispiels liegen in {EXAMPLE}", flush=True)
    return run([python, "-m", "dsfa_app", "--data-dir", EXAMPLE, "--beispiel"])


def write_documents(python: Path) -> int:
    """Do the main job without a screen: sign the documents of the example, and say where they lie."""
    shutil.rmtree(DEMO, ignore_errors=True)
    if (ended := run([python, "-m", "dsfa_app", "demo", "--out", DEMO])) != 0:
        return ended
    print("== Hier ist kein Bildschirm; die signierten Dokumente des Stuttgarter Beispiels liegen hier:")
    for name in DOCUMENTS:
        print(f"   {DEMO / name}")
    return 0


def start(_: argparse.Namespace) -> int:
    """Open the window on the Stuttgart example; without a screen make its signed documents."""
    if not has_screen(os.environ, sys.platform):
        dev_packages.provide("demo")
        return write_documents(prepare(RUNTIME_LOCK))
    dev_packages.provide("start")
    python = prepare(RUNTIME_LOCK)
    return open_window(python) if screen_answers(python) else write_documents(python)


def checks() -> tuple[tuple[str, list[str | Path]], ...]:
    """Name the static checks and their commands; every option stands in pyproject.toml."""
    return (
        # its cache keeps verdicts on the order of imports from before a package existed
        ("ruff check", [program("ruff"), "check", "--no-cache", "."]),
        ("ruff format", [program("ruff"), "format", "--check", "."]),
        ("mypy", [program("mypy")]),
        ("mypy packaging", [program("mypy"), *sorted(SCRIPTS.glob("*.py"))]),
        ("lint-imports", [program("lint-imports")]),
    )


def test(arguments: argparse.Namespace) -> int:
    """Run the static checks and then the tests, all of them even if one fails."""
    selection = list(arguments.pytest)
    if dev_packages.is_debian() and not arguments.without_oracles:
        dev_packages.provide("test", "oracles", alternative=WITHOUT_ORACLES)
    else:
        dev_packages.provide("test")
        print("== Ohne die Prüfprogramme LibreOffice und Apache POI (nur unter Debian)", flush=True)
        selection += ["-m", "not oracle"]
    python = prepare(DEV_LOCK)
    failed = []
    for name, command in (*checks(), ("pytest", [python, "-m", "pytest", *selection])):
        print(f"== {name}", flush=True)
        if run(command, extra=OFFSCREEN) != 0:
            failed.append(name)
    if failed:
        print(f"== Nicht bestanden: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def shots(arguments: argparse.Namespace) -> int:
    """Take pictures of the window and of the documents."""
    dev_packages.provide("shots")
    directory = Path(arguments.directory).absolute()
    return run([prepare(RUNTIME_LOCK), SCRIPTS / "shots.py", directory], extra=OFFSCREEN)


def bench(arguments: argparse.Namespace) -> int:
    """Measure the bars of the product and print them as JSON."""
    dev_packages.provide("bench")
    rounds = ["--rounds", str(arguments.rounds)]
    return run([prepare(RUNTIME_LOCK), SCRIPTS / "bench.py", *rounds], extra=OFFSCREEN)


def lock(arguments: argparse.Namespace) -> int:
    """Write both lock files anew from pyproject.toml."""
    dev_packages.provide("lock")
    upgrade = ["--upgrade"] if arguments.upgrade else []
    return run([prepare(RUNTIME_LOCK), SCRIPTS / "lock.py", *upgrade])


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    what = "Befehle zum Kennenlernen und Entwickeln der DSFA-Werkbank"
    top = argparse.ArgumentParser(prog="dev.py", description=what)
    commands = top.add_subparsers(required=True, metavar="BEFEHL")

    one = commands.add_parser("start", help="richtet alles ein und öffnet das Stuttgarter Beispiel")
    one.set_defaults(command=start)

    one = commands.add_parser("test", help="richtet alles ein und prüft: ruff, mypy, lint-imports, pytest")
    one.add_argument("--without-oracles", action="store_true", help="ohne LibreOffice und Apache POI")
    one.add_argument("pytest", nargs="*", help="weitere Angaben für pytest, nach „--“")
    one.set_defaults(command=test)

    one = commands.add_parser("shots", help="nimmt Bilder aller Seiten, Dialoge und Dokumente auf")
    one.add_argument("directory", metavar="DIR", help="Ordner für die Bilder")
    one.set_defaults(command=shots)

    one = commands.add_parser("bench", help="misst die Leistung als Verhältnisse und gibt JSON aus")
    one.add_argument("--rounds", type=int, default=7, help="Anzahl der Messungen (mindestens 5)")
    one.set_defaults(command=bench)

    one = commands.add_parser("lock", help="schreibt die festgeschriebenen Versionen neu")
    one.add_argument("--upgrade", action="store_true", help="nimmt überall die neueste Version")
    one.set_defaults(command=lock)
    return top


def main() -> int:
    """Run one command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a Windows code page lacks some characters
    arguments = parser().parse_args()
    try:
        return int(arguments.command(arguments))
    except SetupError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
