"""The bars of what the program does without its window: documents, signatures, growth, hostile files.

``bench_documents.py`` measures one size of assessment in a process of its own, so that a large one does not
slow down a small one.
"""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import TYPE_CHECKING

from bench_bars import Bar, milliseconds
from bench_processes import report_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DOCUMENTS = Path(__file__).with_name("bench_documents.py")

MILLISECONDS = {
    "docx": 500,
    "xlsx": 300,
    "sign_docx": 60,
    "sign_xlsx": 60,
    "verify_docx": 30,
    "verify_xlsx": 30,
}
MOST_BYTES = {"bytes_docx": 1_000_000, "bytes_xlsx": 1_000_000}

HOSTILE = Path(__file__).with_name("bench_hostile.py")
HOSTILE_MILLISECONDS = 2000
HOSTILE_BYTES = 300_000_000
"""Peak of the whole process, the interpreter and the file included."""

FACTOR = 10
LINEAR = 1.2
"""Time per platform may differ by a fifth between one and ten times the platforms; more is not linear."""
GROWING = ("judge", "save", *MILLISECONDS)


def bars(
    small: Mapping[str, Sequence[float]], large: Mapping[str, Sequence[float]], factor: int = FACTOR
) -> list[Bar]:
    """Hold the times and sizes of the example, and the growth of times with ``factor`` times the platforms.

    Growth is told by the time of the processor: what else runs on the machine does not pass for growth.
    """
    found = [milliseconds(f"Beispiel: {name}", small[name], bar) for name, bar in MILLISECONDS.items()]
    found += [
        Bar(f"Beispiel: {name}", statistics.median(small[name]), bar, "bytes")
        for name, bar in MOST_BYTES.items()
    ]
    for name in GROWING:
        one, many = (statistics.median(series[f"cpu_{name}"]) for series in (small, large))
        found.append(
            Bar(f"{factor} × die Plattformen: {name}, je Plattform", many / one / factor, LINEAR, "ratio")
        )
    one, many = (statistics.median(series["cpu_judge_risks"]) for series in (small, large))
    ratings = factor * factor
    name = f"{factor} × die Plattformen und die Risiken: judge, je Bewertung"
    return [*found, Bar(name, many / one / ratings, LINEAR, "ratio")]


def measure(directory: Path, rounds: int) -> list[Bar]:
    """Measure in new data folders below ``directory``, every operation ``rounds`` times.

    The example is measured before and after the large assessment, as load comes and goes.

    Raises:
        BenchError: an operation failed.
    """
    before, large, after = (
        report_of((DOCUMENTS, directory / name, str(factor), str(rounds))).answer
        for name, factor in (("before", 1), ("large", FACTOR), ("after", 1))
    )
    found = bars({name: (*before[name], *after[name]) for name in before}, large)
    return found + hostile(directory / "hostile")


def hostile(directory: Path) -> list[Bar]:
    """Hold time and memory of verifying each hostile file, once and with an interpreter of its own.

    Raises:
        BenchError: a file could not be built or judged, or it passed.
    """
    found = []
    for name in report_of((HOSTILE, "build", str(directory))).answer:
        report = report_of((HOSTILE, "judge", str(directory / f"{name}.docx")))
        label = f"Feindliche Datei {name}"
        found += [
            milliseconds(label, [report.seconds], HOSTILE_MILLISECONDS),
            Bar(f"{label}: Speicher", report.peak_bytes, HOSTILE_BYTES, "bytes"),
        ]
    return found
