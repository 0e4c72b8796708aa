"""Measures the bars of the product and prints them as JSON; exit status 1 when one does not hold.

Called by ``python packaging/dev.py bench`` inside the virtual environment, without a screen. Times are
compared within one run, as medians of several rounds after a warm-up: a slow machine gives the same ratios.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import bench_window
from bench_bars import BenchError

LEAST_ROUNDS = 5


def build_example(directory: Path) -> None:
    """Build the Stuttgart example as the data of the measured window.

    Raises:
        BenchError: the example could not be built.
    """
    demo: list[str | Path] = [sys.executable, "-m", "dsfa_app", "demo", "--out", directory]
    if subprocess.run(demo, check=False, stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode != 0:
        raise BenchError("Das Beispiel ließ sich nicht anlegen; der Grund steht in der Ausgabe darüber.")


def main() -> int:
    """Measure everything and print one JSON object."""
    arguments = argparse.ArgumentParser(description="Misst die Leistung und gibt JSON aus")
    arguments.add_argument("--rounds", type=int, default=7)
    rounds = max(LEAST_ROUNDS, arguments.parse_args().rounds)
    with tempfile.TemporaryDirectory() as name:
        example = Path(name) / "example"
        build_example(example)
        bars = [bar.as_json() for bar in bench_window.measure(example, rounds)]
    print(json.dumps({"rounds": rounds, "bars": bars}, ensure_ascii=False, indent=2))
    return 0 if all(bar["holds"] for bar in bars) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BenchError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
