"""The bars of the window, measured against an empty PySide6 window in the same run.

The window drives itself: ``window_probe.py SCENARIO --data-dir DIR`` prints one JSON object and
ends.

``first-paint``
    reports the moment the main window was first painted; the object is empty.
``list``
    reports the moment the list of all stored assessments is painted and can be used; the object is empty.
``example``
    opens the Stuttgart example from the list, changes steps and types, repeatedly. The object holds the lists
    ``open``, ``step``, ``key_painted`` and ``key_on_disk`` of seconds, without the warm-up.
``large-list``
    reads the list again, filters and searches it, repeatedly. The object holds the lists ``list`` (from
    asking the services for it), ``filter`` and ``search`` (from the change in the field) of seconds, each
    until painted, without the warm-up.
``plan``
    reads the plan of all assessments, groups and searches it, repeatedly. The object holds the lists ``read``
    (from asking for it, most of it in the background), ``group`` and ``search`` (in the window's thread) of
    seconds, each until painted, without the warm-up.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench_bars import Bar, milliseconds, ratio
from bench_processes import alternate, report_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench_processes import Report

EMPTY_WINDOW = Path(__file__).with_name("bench_empty_window.py")
PROBE = (Path(__file__).with_name("window_probe.py"),)

FIRST_PAINT_RATIO = 1.5
LIST_RATIO = 1.2
MEMORY_RATIO = 2.0
EXAMPLE_MILLISECONDS = {"open": 150, "step": 50, "key_painted": 16, "key_on_disk": 2000}
LARGE_LIST_MILLISECONDS = {"list": 100, "filter": 100, "search": 100}
PLAN_MILLISECONDS = {"read": 1000, "group": 100, "search": 100}


@dataclass(frozen=True, kw_only=True)
class Folders:
    """Data folders to measure on: with the example, with 500, with 10,000, and with 500 full of measures."""

    example: Path
    list: Path
    large_list: Path
    plan: Path


def _seconds(reports: Iterable[Report]) -> list[float]:
    return [report.seconds for report in reports]


def _peaks(reports: Iterable[Report]) -> list[float]:
    return [float(report.peak_bytes) for report in reports]


def measure(folders: Folders, rounds: int) -> list[Bar]:
    """Measure the window, every process ``rounds`` times.

    Raises:
        BenchError: the window or the baseline failed.
    """
    runs = alternate(
        {
            "empty": (EMPTY_WINDOW,),
            "empty-orm": (EMPTY_WINDOW, "sqlalchemy.orm"),
            "first-paint": (*PROBE, "first-paint", "--data-dir", folders.example),
            "list": (*PROBE, "list", "--data-dir", folders.list),
            "example": (*PROBE, "example", "--data-dir", folders.example),
        },
        rounds,
    )
    seconds = {name: _seconds(reports) for name, reports in runs.items()}
    bars = [
        ratio(
            "Start bis erstes Bild, gegen ein leeres Fenster",
            seconds["first-paint"],
            seconds["empty"],
            FIRST_PAINT_RATIO,
        ),
        ratio(
            "Start bis Liste mit 500 DSFA, gegen ein leeres Fenster mit sqlalchemy.orm",
            seconds["list"],
            seconds["empty-orm"],
            LIST_RATIO,
        ),
    ]
    for name, bar in EXAMPLE_MILLISECONDS.items():
        series = [value for report in runs["example"] for value in report.answer[name]]
        bars.append(milliseconds(f"Beispiel: {name}", series, bar))
    if sys.platform != "win32":
        peaks = _peaks(runs["example"]), _peaks(runs["empty"])
        bars.append(ratio("Spitze des Speichers, gegen ein leeres Fenster", *peaks, MEMORY_RATIO))
    answer = report_of((*PROBE, "large-list", "--data-dir", folders.large_list)).answer
    bars += [
        milliseconds(f"10.000 DSFA: {name}", answer[name], bar)
        for name, bar in LARGE_LIST_MILLISECONDS.items()
    ]
    answer = report_of((*PROBE, "plan", "--data-dir", folders.plan)).answer
    bars += [
        milliseconds(f"Maßnahmenplan über 500 DSFA: {name}", answer[name], bar)
        for name, bar in PLAN_MILLISECONDS.items()
    ]
    return bars
