from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import bench_bars
import bench_processes
import bench_window
import pytest
import shots
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pathlib import Path


def test_a_bar_holds_up_to_its_value_and_not_beyond():
    assert bench_bars.ratio("r", [3.0, 1.0, 2.0], [2.0, 1.0, 9.0], 1.0).as_json()["holds"] is True
    over = bench_bars.milliseconds("m", [0.1, 0.2, 0.3], 199)
    assert over.as_json() == {"name": "m", "value": 200.0, "bar": 199, "unit": "ms", "holds": False}


def test_a_process_is_timed_until_it_reports_and_not_until_it_ends():
    script = "import time; time.sleep(0.2); print('{\"a\": [1]}', flush=True); time.sleep(0.6)"
    report = bench_processes.report_of(["-c", script])
    assert 0.2 <= report.seconds < 0.8
    assert report.answer == {"a": [1]}


@pytest.mark.skipif(
    sys.platform == "win32", reason="only POSIX tells the parent how much memory a child took"
)
def test_the_peak_of_memory_is_that_of_the_process():
    report = bench_processes.report_of(
        ["-c", "x = bytearray(300_000_000); x[::4096] = x[::4096]; print('{}')"]
    )
    assert 300_000_000 <= report.peak_bytes < 350_000_000


@pytest.mark.parametrize("script", ["raise SystemExit(3)", "pass", "print('{}'); raise SystemExit(1)"])
def test_a_process_that_fails_or_says_nothing_is_no_measurement(script: str):
    with pytest.raises(bench_bars.BenchError):
        bench_processes.report_of(["-c", script])


def test_the_first_round_warms_up_and_does_not_count():
    series = bench_processes.alternate({"a": ["-c", "print('{}')"], "b": ["-c", "print('{}')"]}, 2)
    assert {name: len(reports) for name, reports in series.items()} == {"a": 2, "b": 2}


def test_the_empty_window_reports_its_first_paint(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert bench_processes.report_of([bench_window.EMPTY_WINDOW, "json"]).answer == {}


def test_a_picture_is_measured_and_anything_else_refused(tmp_path: Path):
    image = QImage(128, 80, QImage.Format.Format_RGB32)
    image.save(str(tmp_path / "page.png"))
    assert shots.size_of(tmp_path / "page.png") == (128, 80)
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(shots.ShotError):
        shots.size_of(tmp_path / "broken.png")


def test_the_window_must_leave_a_picture_in_the_size_that_was_asked_for(monkeypatch, tmp_path: Path):
    def picture(command: list[str | Path]) -> None:
        QImage(640, 400, QImage.Format.Format_RGB32).save(str(command[3] / "page.png"))

    monkeypatch.setattr(shots, "_must", picture)
    assert shots.take_window(tmp_path, "light", "640x400") == {"page.png"}
    with pytest.raises(shots.ShotError, match="640x401"):
        shots.take_window(tmp_path, "light", "640x401")
