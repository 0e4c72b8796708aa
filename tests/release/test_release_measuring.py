from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import bench_bars
import bench_data
import bench_documents
import bench_hostile
import bench_processes
import bench_services
import bench_window
import pytest
import shots
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from dsfa_app.bootstrap import open_application
from dsfa_app.domain.references import unknown_platforms
from dsfa_app.domain.structure import texts

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


def test_a_hostile_file_is_judged_and_one_that_passes_fails_the_measurement(tmp_path: Path):
    entries = bench_hostile.signed_entries()
    (tmp_path / "feindlich.docx").write_bytes(bench_hostile.SHAPES["many_relationships"](entries))
    assert bench_hostile.judge(tmp_path / "feindlich.docx") == {"findings": [1.0]}
    (tmp_path / "echt.docx").write_bytes(bench_hostile.packed(entries))
    with pytest.raises(ValueError, match="echt"):
        bench_hostile.judge(tmp_path / "echt.docx")


@pytest.mark.skipif(
    sys.platform == "win32", reason="only POSIX tells the parent how much memory a child took"
)
def test_the_peak_of_memory_is_that_of_the_process(root: Path):
    taking = "x = bytearray(300_000_000); x[::4096] = x[::4096]; print('{}')"
    measuring = f"import bench_processes; print(bench_processes.report_of(['-c', {taking!r}]).peak_bytes)"
    # Linux counts what the parent held, and pytest holds a lot
    peak = int(subprocess.check_output([sys.executable, "-c", measuring], cwd=root / "packaging"))
    assert 300_000_000 <= peak < 350_000_000


@pytest.mark.parametrize("script", ["raise SystemExit(3)", "pass", "print('{}'); raise SystemExit(1)"])
def test_a_process_that_fails_or_says_nothing_is_no_measurement(script: str):
    with pytest.raises(bench_bars.BenchError):
        bench_processes.report_of(["-c", script])


def test_the_first_round_warms_up_and_does_not_count():
    series = bench_processes.alternate({"a": ["-c", "print('{}')"], "b": ["-c", "print('{}')"]}, 2)
    assert {name: len(reports) for name, reports in series.items()} == {"a": 2, "b": 2}


def test_calls_of_qt_leave_the_references_to_none_alone():
    """PySide 6.12.0 gives back one too many with every call without a result: below Python 3.12 a crash."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("thing")
    assert sys.getrefcount(None) > before - 500


def test_the_empty_window_reports_its_first_paint(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert bench_processes.report_of([bench_window.EMPTY_WINDOW, "json"]).answer == {}


def test_a_filled_folder_holds_that_many_assessments_which_the_program_lists_and_opens(tmp_path: Path):
    bench_data.fill(tmp_path, 300)
    with open_application(tmp_path) as app:
        lines = app.overview.summaries()
        assert len(lines) == 300
        assert len({line.title for line in lines}) == 300
        opened = app.assessments.open(lines[-1].id).assessment
    assert (opened.title, opened.ratings) == (lines[-1].title, ())
    assert any(text for _, text in texts(opened.processing))


def test_an_assessment_grows_with_everything_that_belongs_to_its_platforms(tmp_path: Path):
    with open_application(tmp_path) as app:
        small = app.examples.create(bench_documents.EXAMPLE).assessment
        large = bench_documents.grown(small, 3)
        judged_small, judged = app.judgement.view(small), app.judgement.view(large)
    for name in ("platforms", "channels", "roles", "joint_arrangements", "transfers", "ratings"):
        entries = getattr(large, name)
        assert len({entry.id for entry in entries}) == len(entries) == 3 * len(getattr(small, name))
    strangers, small_strangers = (
        list(unknown_platforms(item, {use.id for use in item.platforms})) for item in (large, small)
    )
    assert len(strangers) == 3 * len(small_strangers)  # retired channels on platforms left long ago
    assert len(judged.results) == 3 * len(judged_small.results)
    assert judged.overall.open_count == 3 * judged_small.overall.open_count
    planned = [result.planned for result in judged.results]
    assert planned == 3 * [result.planned for result in judged_small.results]
    assert bench_documents.grown(small, 1) == small


def test_growth_is_held_per_platform():
    growing = [f"cpu_{name}" for name in (*bench_services.GROWING, "judge_risks")]
    small = {name: [0.01] for name in (*bench_services.GROWING, *bench_services.MOST_BYTES, *growing)}
    large = small | {"cpu_docx": [0.1199], "cpu_save": [0.1201], "cpu_judge_risks": [1.201]}
    held = {bar.name: bar.as_json()["holds"] for bar in bench_services.bars(small, large)}
    assert [name for name, holds in held.items() if not holds] == [
        "10 × die Plattformen: save, je Plattform",
        "10 × die Plattformen und die Risiken: judge, je Bewertung",
    ]


def test_a_picture_is_measured_and_anything_else_refused(tmp_path: Path):
    image = QImage(128, 80, QImage.Format.Format_RGB32)
    image.save(str(tmp_path / "page.png"))
    assert shots.size_of(tmp_path / "page.png") == (128, 80)
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(shots.ShotError):
        shots.size_of(tmp_path / "broken.png")


def test_the_window_must_leave_a_picture_in_the_size_that_was_asked_for(monkeypatch, tmp_path: Path):
    def picture(command: list[str | Path]) -> None:
        QImage(640, 400, QImage.Format.Format_RGB32).save(str(command[2] / "page.png"))

    monkeypatch.setattr(shots, "_must", picture)
    assert shots.take_window(tmp_path, "light", "640x400") == {"page.png"}
    with pytest.raises(shots.ShotError, match="640x401"):
        shots.take_window(tmp_path, "light", "640x401")
