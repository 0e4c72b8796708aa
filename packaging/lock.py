"""Writes the lock files anew from pyproject.toml: every platform, exact versions, hashes.

Called by ``python packaging/dev.py lock [--upgrade]`` inside the virtual environment. The resolver is uv,
taken from the package index for the occasion. Pins that still fit are kept unless ``--upgrade`` is given.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from dev_environment import DEV_LOCK, PROJECT, ROOT, RUNTIME_LOCK

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")


def uv_calls(build: Path, *, upgrade: bool) -> list[list[str]]:
    """Give the two calls of uv; the lock for development is held to the versions of the other one.

    ``build`` is a requirements file with what builds the project, as that is installed from the lock too.
    """
    base = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
    base += ["--python-version", "3.11"]
    base += ["--no-annotate"]  # the annotations would name the temporary file
    base += ["--custom-compile-command", "python packaging/dev.py lock"]
    base += ["--upgrade"] if upgrade else []
    base += [PROJECT, str(build)]
    return [
        [*base, "--output-file", RUNTIME_LOCK],
        [*base, "--group", "dev", "--constraint", RUNTIME_LOCK, "--output-file", DEV_LOCK],
    ]


def index_of_pip() -> dict[str, str]:
    """Give uv the package index that pip is configured for: uv does not read pip's configuration."""
    get = [*PIP, "config", "get", "global.index-url"]
    configured = subprocess.run(get, check=False, capture_output=True, encoding="utf-8").stdout.strip()
    index = os.environ.get("PIP_INDEX_URL") or configured
    return {"UV_DEFAULT_INDEX": index} if index else {}


def main() -> None:
    """Write both lock files; a failing program ends the run with its own message."""
    arguments = argparse.ArgumentParser(description="Schreibt die festgeschriebenen Versionen neu")
    arguments.add_argument("--upgrade", action="store_true")
    upgrade = arguments.parse_args().upgrade
    builders = tomllib.loads((ROOT / PROJECT).read_text(encoding="utf-8"))["build-system"]["requires"]
    with tempfile.TemporaryDirectory() as name:
        build = Path(name) / "build.in"
        build.write_text("\n".join(builders) + "\n", encoding="utf-8")
        subprocess.run([*PIP, "install", "--quiet", "--target", Path(name) / "tools", "uv"], check=True)
        environment = os.environ | {"PYTHONPATH": str(Path(name) / "tools")} | index_of_pip()
        for call in uv_calls(build, upgrade=upgrade):
            subprocess.run(call, check=True, cwd=ROOT, env=environment)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
