"""Undo and redo of changes to one assessment.

An assessment is a value, so a step is the value before it. Typing in one field is one step until the user
pauses, changes another field or leaves the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.structure import Path

if TYPE_CHECKING:
    from collections.abc import Callable

MERGE_SECONDS = 2.0
"""A pause longer than this between two key presses starts a new step."""

MAX_STEPS = 500


@dataclass(frozen=True, slots=True)
class Step:
    """One change: what it is called, where it happened, and the assessment on its other side."""

    text: str
    path: Path
    place: str
    """Id of the page the change was made on."""
    assessment: Assessment


class History:
    """The two stacks of steps."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._typed_at: float | None = None

    @property
    def undo_text(self) -> str | None:
        """What undo would take back, None when there is nothing."""
        return self._undo[-1].text if self._undo else None

    @property
    def redo_text(self) -> str | None:
        """What redo would repeat, None when there is nothing."""
        return self._redo[-1].text if self._redo else None

    def record(self, step: Step, *, is_typing: bool) -> None:
        """Remember the assessment before a change; typing goes on in the step before where it can."""
        now = self._clock()
        self._redo.clear()
        last = self._undo[-1] if self._undo else None
        continues = (
            is_typing
            and last is not None
            and last.path == step.path
            and self._typed_at is not None
            and now - self._typed_at <= MERGE_SECONDS
        )
        if not continues:
            self._undo.append(step)
            del self._undo[:-MAX_STEPS]
        self._typed_at = now if is_typing else None

    def close_step(self) -> None:
        """Let the next change start a new step whatever it is."""
        self._typed_at = None

    def undo(self, current: Assessment) -> Step | None:
        """Return the step to go back to, None when there is none."""
        return self._turn(self._undo, self._redo, current)

    def redo(self, current: Assessment) -> Step | None:
        """Return the step to go forward to, None when there is none."""
        return self._turn(self._redo, self._undo, current)

    def _turn(self, source: list[Step], target: list[Step], current: Assessment) -> Step | None:
        self._typed_at = None
        if not source:
            return None
        step = source.pop()
        target.append(Step(step.text, step.path, step.place, current))
        return step
