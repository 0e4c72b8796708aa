"""The bars of the window, measured against an empty PySide6 window in the same run.

The window drives itself: ``python -m ui.bench_probe SCENARIO --data-dir DIR`` prints one JSON object and
ends.

``first-paint``
    reports the moment the main window was first painted; the object is empty.
``example``
    opens the Stuttgart example from the list, changes steps and types, repeatedly. The object holds the lists
    ``open``, ``step``, ``key_painted`` and ``key_on_disk`` of seconds, without the warm-up.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench_bars import Bar, milliseconds, ratio
from bench_processes import alternate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench_processes import Report

EMPTY_WINDOW = Path(__file__).with_name("bench_empty_window.py")

FIRST_PAINT_RATIO = 1.5
MEMORY_RATIO = 2.0
EXAMPLE_MILLISECONDS = {"open": 150, "step": 50, "key_painted": 16, "key_on_disk": 2000}


def _seconds(reports: Iterable[Report]) -> list[float]:
    return [report.seconds for report in reports]


def _peaks(reports: Iterable[Report]) -> list[float]:
    return [float(report.peak_bytes) for report in reports]


def measure(example: Path, rounds: int) -> list[Bar]:
    """Measure the window on the data folder ``example``, which holds the Stuttgart example.

    Raises:
        BenchError: the window or the baseline failed.
    """
    probe = ("-m", "ui.bench_probe")
    runs = alternate(
        {
            "empty": (EMPTY_WINDOW,),
            "first-paint": (*probe, "first-paint", "--data-dir", example),
            "example": (*probe, "example", "--data-dir", example),
        },
        rounds,
    )
    bars = [
        ratio(
            "Start bis erstes Bild, gegen ein leeres Fenster",
            _seconds(runs["first-paint"]),
            _seconds(runs["empty"]),
            FIRST_PAINT_RATIO,
        )
    ]
    for name, bar in EXAMPLE_MILLISECONDS.items():
        series = [seconds for report in runs["example"] for seconds in report.answer[name]]
        bars.append(milliseconds(f"Beispiel: {name}", series, bar))
    if sys.platform != "win32":
        peaks = _peaks(runs["example"]), _peaks(runs["empty"])
        bars.append(ratio("Spitze des Speichers, gegen ein leeres Fenster", *peaks, MEMORY_RATIO))
    return bars
