"""The virtual environment of the checkout: made from the hashed lock files, reused while they stay the same.

What was installed is written into a stamp inside the environment once everything is in place, so an
interrupted installation is never taken for a finished one. pip runs with the machine's own configuration:
which index, proxy or certificate it uses is nobody's business here. All talk goes to stderr, because stdout
belongs to the command that follows. Only the standard library is used.
"""

from __future__ import annotations

import enum
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dev_packages import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
RUNTIME_LOCK = "packaging/requirements.lock"
DEV_LOCK = "packaging/requirements-dev.lock"
PROJECT = "pyproject.toml"
STAMP = "dsfa-installed.json"

CONTAINS = {RUNTIME_LOCK: (RUNTIME_LOCK,), DEV_LOCK: (DEV_LOCK, RUNTIME_LOCK)}
"""Installing the key provides the values: the lock for development repeats the other one, pin by pin."""


class Step(enum.Enum):
    """What has to happen to the environment before a command can run in it."""

    REUSE = "reuse"
    INSTALL = "install"
    REBUILD = "rebuild"


def program(name: str, venv: Path = VENV, *, windows: bool = os.name == "nt") -> Path:
    """Give the path of a program inside the environment, for example ``python`` or ``lint-imports``."""
    return venv / "Scripts" / f"{name}.exe" if windows else venv / "bin" / name


def fingerprints(root: Path = ROOT) -> dict[str, str]:
    """Give the SHA-256 of every file that decides what the environment contains, by its relative path."""
    return {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in (*CONTAINS, PROJECT)}


def read_stamp(venv: Path = VENV) -> dict[str, str]:
    """Read what was installed, by file and fingerprint; empty when nothing was finished."""
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def decide(lock: str, stamp: Mapping[str, str], current: Mapping[str, str], *, healthy: bool) -> Step:
    """Decide what the environment needs so that it contains ``lock``.

    A changed lock leads to a rebuild, as pip would leave behind what the lock no longer names. A working
    environment without a stamp is completed, not deleted: it may be somebody's own.
    """
    if not healthy or any(stamp[name] != current[name] for name in CONTAINS if name in stamp):
        return Step.REBUILD
    if all(stamp.get(name) == current[name] for name in (lock, PROJECT)):
        return Step.REUSE
    return Step.INSTALL


def is_healthy(venv: Path = VENV) -> bool:
    """Tell whether the environment's Python starts and finds its pip; an upgrade of the base can end that."""
    try:
        probe = subprocess.run(
            [program("python", venv), "-c", "import pip"], check=False, capture_output=True, timeout=120
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return probe.returncode == 0


def _must(command: Sequence[str | Path], complaint: str) -> None:
    done = subprocess.run(command, check=False, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    if done.returncode != 0:
        raise SetupError(f"{complaint} Einzelheiten stehen in der Ausgabe darüber.")


def _build() -> None:
    print(f"== Lege die virtuelle Umgebung an: {VENV}", file=sys.stderr, flush=True)
    _must(
        [sys.executable, "-m", "venv", "--clear", VENV],
        "Die virtuelle Umgebung ließ sich nicht anlegen; bitte Schreibrechte und freien Platz prüfen.",
    )


def _install(lock: str) -> None:
    print(f"== Installiere die festgeschriebenen Versionen aus {lock}", file=sys.stderr, flush=True)
    pip: list[str | Path] = [program("python"), "-m", "pip", "--disable-pip-version-check", "install"]
    pip += ["--quiet", "--progress-bar", "off", "--no-deps"]
    _must(
        [*pip, "--require-hashes", "--only-binary", ":all:", "--requirement", ROOT / lock],
        "Die Python-Pakete ließen sich nicht installieren; bitte die Verbindung zum Paketverzeichnis prüfen.",
    )
    _must(
        [*pip, "--no-build-isolation", "--editable", ROOT],
        "Das Projekt selbst ließ sich nicht in die Umgebung einbinden; bitte pyproject.toml prüfen.",
    )


def prepare(lock: str) -> Path:
    """Bring the environment up to ``lock`` (``RUNTIME_LOCK`` or ``DEV_LOCK``) and give its Python.

    Raises:
        SetupError: the environment could not be made, or a package is missing or does not match its hash.
    """
    current, stamp = fingerprints(), read_stamp()
    step = decide(lock, stamp, current, healthy=is_healthy())
    if step is Step.REUSE:
        return program("python")
    (VENV / STAMP).unlink(missing_ok=True)
    if step is Step.REBUILD:
        _build()
        stamp = {}
    _install(lock)
    _write_stamp(stamp, (*CONTAINS[lock], PROJECT), current)
    return program("python")


def _write_stamp(stamp: Mapping[str, str], installed: Iterable[str], current: Mapping[str, str]) -> None:
    content = {**stamp, **{name: current[name] for name in installed}}
    (VENV / STAMP).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
