"""Measures the bars of the product and prints them as JSON; exit status 1 when one does not hold.

Called by ``python packaging/dev.py bench`` inside the virtual environment, without a screen. Times are
compared within one run, as medians of several rounds after a warm-up: a slow machine gives the same ratios.
Program and baselines run from bytecode, as they do once installed; the warm-up writes it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import bench_services
import bench_window
from bench_bars import BenchError

LEAST_ROUNDS = 5
LIST = 500
LARGE_LIST = 10_000
DATA = Path(__file__).with_name("bench_data.py")


def build_data(directory: Path, count: int, *options: str) -> Path:
    """Store the Stuttgart example, and other assessments up to ``count``, as data of the measured window.

    Raises:
        BenchError: the data could not be built.
    """
    command: list[str | Path] = [sys.executable, DATA, directory, str(count), *options]
    if subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode != 0:
        raise BenchError("Die Daten ließen sich nicht anlegen; der Grund steht in der Ausgabe darüber.")
    return directory


def measure(directory: Path, rounds: int) -> list[dict[str, str | float | bool]]:
    """Measure everything below ``directory``.

    Raises:
        BenchError: a measurement could not be made.
    """
    folders = bench_window.Folders(
        example=build_data(directory / "example", 1),
        list=build_data(directory / "list", LIST),
        large_list=build_data(directory / "large-list", LARGE_LIST),
        plan=build_data(directory / "plan", LIST, "--measures"),
    )
    bars = bench_window.measure(folders, rounds) + bench_services.measure(directory, rounds)
    return [bar.as_json() for bar in bars]


def main() -> int:
    """Measure everything and print one JSON object."""
    arguments = argparse.ArgumentParser(description="Misst die Leistung und gibt JSON aus")
    arguments.add_argument("--rounds", type=int, default=7)
    rounds = max(LEAST_ROUNDS, arguments.parse_args().rounds)
    with tempfile.TemporaryDirectory() as name:
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(name) / "bytecode")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        bars = measure(Path(name), rounds)
    print(json.dumps({"rounds": rounds, "bars": bars}, ensure_ascii=False, indent=2))
    return 0 if all(bar["holds"] for bar in bars) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BenchError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
