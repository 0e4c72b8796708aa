"""The window measures itself: ``window_probe.py SCENARIO --data-dir DIR`` prints one JSON object.

``first-paint`` and ``list`` report the moment the window was painted for the first time, and with its list;
the object is empty. ``example`` opens the first assessment of the list, changes steps and types, repeatedly;
the object holds the lists ``open``, ``step``, ``key_painted`` and ``key_on_disk`` in seconds, without the
warm-up. ``large-list`` reads the list again, filters and searches it, repeatedly: ``list`` (from asking for
it), ``filter`` and ``search`` (from the change in the field), each until painted, without the warm-up.
``plan`` reads the plan of all assessments, groups and searches it: ``read``, ``group`` and ``search`` alike.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from window_drive import Drive, settle, wait_until

from ui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 6
"""The first round warms up and is not reported."""


class _FirstPaint(QObject):
    """Reports after the first paint of the window has been carried to the screen."""

    def __init__(self, drive: Drive) -> None:
        super().__init__(drive.window)
        self._is_painted = False
        drive.window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._report)
        return super().eventFilter(watched, event)

    def _report(self) -> None:
        _report({})
        QApplication.quit()


def _report(answer: dict[str, list[float]]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _seconds(work: Callable[[], None]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _repaint(drive: Drive) -> None:
    """Bring what is due to the screen."""
    settle()
    drive.window.repaint()


def measure_first_paint(drive: Drive) -> None:
    """Report the first paint."""
    _FirstPaint(drive)
    drive.window.show()
    drive.application.exec()


def measure_list(drive: Drive) -> None:
    """Report the list on screen."""

    def painted() -> None:
        drive.window.repaint()
        _report({})
        QApplication.quit()

    drive.window.list_ready.connect(lambda: QTimer.singleShot(0, painted))
    drive.start.show()
    drive.application.exec()


def measure_example(drive: Drive) -> None:
    """Open, change steps and type, again and again."""
    answer: dict[str, list[float]] = {"open": [], "step": [], "key_painted": [], "key_on_disk": []}
    drive.show_list()
    for _ in range(ROUNDS):
        answer["open"].append(_seconds(drive.open_first))
        _measure_steps(drive, answer["step"])
        _measure_typing(drive, answer)
        drive.leave_assessment()
    _report({name: series[1:] if name == "open" else series for name, series in answer.items()})


def _measure_steps(drive: Drive, series: list[float]) -> None:
    from ui.pages import PAGES  # noqa: PLC0415 - must not be imported before the first paint

    def go(page_id: str) -> None:
        drive.shell.open_page(page_id)
        _repaint(drive)

    series.extend(_seconds(partial(go, page.id)) for page in PAGES)


def _measure_typing(drive: Drive, answer: dict[str, list[float]]) -> None:
    path = ("occasion", "reason")
    drive.shell.open_page("occasion", path)
    QApplication.processEvents()
    field = QApplication.focusWidget()
    if field is None:
        raise LookupError("the field did not take the keyboard")

    def press() -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, "x")
            QApplication.sendEvent(field, event)
        _repaint(drive)

    answer["key_painted"].extend(_seconds(press) for _ in range(10))

    def press_and_save() -> None:
        press()
        wait_until(lambda: drive.shell.editor.autosave.is_saved)

    wait_until(lambda: drive.shell.editor.autosave.is_saved)
    answer["key_on_disk"].append(_seconds(press_and_save))


def measure_large_list(drive: Drive) -> None:
    """Read the list again, filter and search it, again and again."""
    drive.show_list()
    overview = drive.window.overview.list
    boxes, (search,) = overview.findChildren(QComboBox), overview.findChildren(QLineEdit)
    (state,) = (box for box in boxes if box.accessibleName() == "Nach Stand filtern")
    work: dict[str, Callable[[], None]] = {
        "list": partial(_read_list, drive),
        "filter": lambda: state.setCurrentIndex(1),
        "search": lambda: search.setText("amt instagram"),
    }
    answer: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(ROUNDS):
        for name, change in work.items():
            answer[name].append(_seconds(partial(_until_painted, drive, change)))
            state.setCurrentIndex(0)
            search.clear()
            _repaint(drive)
    _report({name: series[1:] for name, series in answer.items()})


def _until_painted(drive: Drive, change: Callable[[], None]) -> None:
    change()
    _repaint(drive)


def _read_list(drive: Drive) -> None:
    if drive.window.portfolio is None:
        raise LookupError("the data are not open")
    loop = QEventLoop()
    drive.window.list_ready.connect(loop.quit, Qt.ConnectionType.SingleShotConnection)
    drive.window.portfolio.load()
    loop.exec()


def measure_plan(drive: Drive) -> None:
    """Read the plan of all assessments again, group and search it, again and again."""
    from ui.plan.page import PlanPage  # noqa: PLC0415 - must not be imported before the first paint

    drive.show_list()
    drive.window.show_place("plan")
    wait_until(lambda: drive.start.runner.is_idle)
    page = drive.window.home.place("plan", PlanPage)
    grouping = page.bar.grouping

    def read() -> None:
        page.refresh()
        wait_until(lambda: drive.start.runner.is_idle)

    def group() -> None:
        grouping.setCurrentIndex(1 - grouping.currentIndex())
        grouping.activated.emit(grouping.currentIndex())

    work: dict[str, Callable[[], None]] = {
        "read": read,
        "group": group,
        "search": lambda: page.bar.words.setText("amt netiquette"),
    }
    answer: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(ROUNDS):
        for name, change in work.items():
            answer[name].append(_seconds(partial(_until_painted, drive, change)))
            page.bar.words.clear()
            _repaint(drive)
    _report({name: series[1:] for name, series in answer.items()})


SCENARIOS = {
    "first-paint": measure_first_paint,
    "list": measure_list,
    "example": measure_example,
    "large-list": measure_large_list,
    "plan": measure_plan,
}


def main() -> int:
    """Run one scenario."""
    parser = argparse.ArgumentParser(description="Misst das Fenster")
    parser.add_argument("scenario", choices=SCENARIOS)
    parser.add_argument("--data-dir", type=Path, required=True)
    arguments = parser.parse_args()
    with Drive(arguments.data_dir) as drive:
        SCENARIOS[arguments.scenario](drive)
    return 0


if __name__ == "__main__":
    sys.exit(main())
