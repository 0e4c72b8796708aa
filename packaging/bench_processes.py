"""Times whole processes: from their start to the moment they report, with their peak memory.

A measured program prints one JSON object on one line in the moment that counts, and then ends by itself. The
clock is the parent's, so program and baseline are measured alike, the interpreter's start included.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench_bars import BenchError

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 300


@dataclass(frozen=True)
class Report:
    """What one process did: seconds from start to report, peak memory in bytes (0 on Windows), its answer."""

    seconds: float
    peak_bytes: int
    answer: Mapping[str, Sequence[float]]


def _reap(process: subprocess.Popen[str]) -> int:
    """Wait for the end of a process, and give its peak memory in bytes, which only POSIX tells the parent.

    Linux counts what the parent held when it started the child, so the measuring process has to stay small.
    """
    if sys.platform == "win32":
        process.wait()
        return 0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def report_of(command: Sequence[str | Path]) -> Report:
    """Run a program with this interpreter until it has reported and ended.

    Args:
        command: the arguments of the interpreter: a script or ``-m`` and a module, and what it takes.

    Raises:
        BenchError: the program failed, reported nothing, or took longer than five minutes.
    """
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    with process:
        guard = threading.Timer(PATIENCE_SECONDS, process.kill)
        guard.start()
        line = process.stdout.readline() if process.stdout else ""
        seconds = time.perf_counter() - begin
        peak = _reap(process)
        guard.cancel()
    if process.returncode != 0 or not line:
        words = " ".join(map(str, command))
        raise BenchError(f"Die Messung „{words}“ ist gescheitert; der Grund steht in der Ausgabe darüber.")
    return Report(seconds, peak, json.loads(line))


def alternate(commands: Mapping[str, Sequence[str | Path]], rounds: int) -> dict[str, tuple[Report, ...]]:
    """Run every command once to warm up, then ``rounds`` times in turn: load hits all of them alike."""
    for command in commands.values():
        report_of(command)
    series = [{name: report_of(command) for name, command in commands.items()} for _ in range(rounds)]
    return {name: tuple(reports[name] for reports in series) for name in commands}
