"""Work in the background: in order, delivered to who still lives, cancelled, failed."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from dsfa_app.errors import DsfaError, StorageError

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from ui.background import BackgroundRunner, Report


def _fail(error: DsfaError) -> None:
    raise AssertionError(error)


def test_work_is_done_in_order_outside_the_windows_thread(qtbot: QtBot, runner: BackgroundRunner) -> None:
    done: list[int] = []
    threads: set[int] = set()

    def work(number: int) -> int:
        threads.add(threading.get_ident())
        return number

    for number in range(20):
        runner.run(
            lambda number=number: work(number), receiver=runner, on_success=done.append, on_error=_fail
        )
    qtbot.waitUntil(lambda: runner.is_idle)
    assert done == list(range(20))
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_an_expected_error_reaches_its_callback_and_the_end_is_told(
    qtbot: QtBot, runner: BackgroundRunner
) -> None:
    told: list[str] = []

    def work() -> None:
        raise StorageError("Der Datenträger ist voll.")

    runner.run(
        work,
        receiver=runner,
        on_success=lambda _none: told.append("Erfolg"),
        on_error=lambda error: told.append(str(error)),
        on_finished=lambda: told.append("Ende"),
    )
    qtbot.waitUntil(lambda: runner.is_idle)
    assert told == ["Der Datenträger ist voll.", "Ende"]


def test_a_bug_goes_to_the_crash_dialog_and_the_next_work_is_done(
    qtbot: QtBot, runner: BackgroundRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashes: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: crashes.append(kind))
    done: list[str] = []
    runner.run(lambda: 1 // 0, receiver=runner, on_success=lambda _number: None, on_error=_fail)
    runner.run(lambda: "danach", receiver=runner, on_success=done.append, on_error=_fail)
    qtbot.waitUntil(lambda: runner.is_idle)
    assert crashes == [ZeroDivisionError]
    assert done == ["danach"]


def test_a_receiver_that_has_gone_is_left_alone(qtbot: QtBot, runner: BackgroundRunner) -> None:
    import shiboken6  # noqa: PLC0415 - deletes what Qt would only delete later

    receiver = QObject()
    may_go_on = threading.Event()
    done: list[bool] = []
    runner.run(may_go_on.wait, receiver=receiver, on_success=done.append, on_error=_fail)
    shiboken6.delete(receiver)
    may_go_on.set()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert done == []


def test_long_work_reports_and_stops_at_the_next_report_after_cancel(
    qtbot: QtBot, runner: BackgroundRunner
) -> None:
    reported: list[tuple[float, str]] = []
    may_go_on = threading.Event()
    told: list[str] = []

    def work(report: Report) -> None:
        report(0.25, "erster Schritt")
        may_go_on.wait()
        report(0.5, "zweiter Schritt")
        told.append("zu weit gegangen")

    task = runner.run_reporting(
        work,
        receiver=runner,
        on_success=lambda _none: told.append("Erfolg"),
        on_error=_fail,
        on_progress=lambda share, text: reported.append((share, text)),
        on_finished=lambda: told.append("Ende"),
    )
    qtbot.waitUntil(lambda: bool(reported))
    task.cancel()
    may_go_on.set()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert reported == [(0.25, "erster Schritt")]
    assert told == ["Ende"]
