"""A risk profile while somebody edits it: it may have holes and contradictions, which a profile never has.

Every change gives a new draft, so that undo is a list of old ones. ``method.profile_findings`` says what is
wrong with a draft, ``profile_of`` makes a profile of one that is whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dsfa_app.domain.rating import HIGHEST_STEP
from dsfa_app.errors import RuleError
from dsfa_app.method.profile import RiskLevel, RiskProfile, ScaleStep, SplitCell

FEWEST_STEPS = 2
MOST_STEPS = HIGHEST_STEP
FEWEST_LEVELS, MOST_LEVELS = 2, 5
PATTERNS = ("none", "diagonal", "cross", "solid")
"""Fill patterns the window and the documents can draw."""

Cells = tuple[tuple[int | None, ...], ...]
"""``cells[severity - 1][likelihood - 1]`` is an index into the levels, None for a hole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileDraft:
    """What a risk profile consists of, complete or not; the fields are those of ``RiskProfile``."""

    id: str
    version: str
    title: str
    source: str
    severity: tuple[ScaleStep, ...]
    likelihood: tuple[ScaleStep, ...]
    levels: tuple[RiskLevel, ...]
    cells: Cells
    high_from: int
    split_cells: tuple[SplitCell, ...] = ()
    severity_questions: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def highest(self) -> int:
        """Index of the highest level."""
        return len(self.levels) - 1

    def cell(self, severity: int, likelihood: int) -> int | None:
        """Return the index of a field's level, None for a hole; steps are counted from 1."""
        return self.cells[severity - 1][likelihood - 1]

    def with_cell(self, severity: int, likelihood: int, level: int | None) -> ProfileDraft:
        """Return the draft with another level on one field, which is no split field any more."""
        cells = tuple(
            tuple(
                level if (row, column) == (severity, likelihood) else value
                for column, value in enumerate(line, start=1)
            )
            for row, line in enumerate(self.cells, start=1)
        )
        splits = tuple(
            split
            for split in self.split_cells
            if (split.severity, split.likelihood) != (severity, likelihood)
        )
        return replace(self, cells=cells, split_cells=splits)

    def with_severity_steps(self, count: int) -> ProfileDraft:
        """Return the draft with this many steps of severity; new fields are holes.

        Raises:
            RuleError: there are fewer or more steps than a scale can have.
        """
        severity = _resized(self.severity, count)
        empty: tuple[int | None, ...] = (None,) * len(self.likelihood)
        cells = (*self.cells, *((empty,) * max(0, count - len(self.cells))))[:count]
        return self._trimmed(replace(self, severity=severity, cells=cells))

    def with_likelihood_steps(self, count: int) -> ProfileDraft:
        """Return the draft with this many steps of likelihood; new fields are holes.

        Raises:
            RuleError: there are fewer or more steps than a scale can have.
        """
        likelihood = _resized(self.likelihood, count)
        more: tuple[int | None, ...] = (None,) * max(0, count - len(self.likelihood))
        return self._trimmed(
            replace(self, likelihood=likelihood, cells=tuple((*line, *more)[:count] for line in self.cells))
        )

    @staticmethod
    def _trimmed(draft: ProfileDraft) -> ProfileDraft:
        rows, columns = len(draft.severity), len(draft.likelihood)
        return replace(
            draft,
            split_cells=tuple(
                split for split in draft.split_cells if split.severity <= rows and split.likelihood <= columns
            ),
        )

    def with_level_added(self, level: RiskLevel) -> ProfileDraft:
        """Return the draft with one more level above all others.

        Raises:
            RuleError: it has as many levels as a profile can have.
        """
        if len(self.levels) >= MOST_LEVELS:
            raise RuleError(f"Ein Risikoprofil hat höchstens {MOST_LEVELS} Stufen des Risikos.")
        return replace(self, levels=(*self.levels, level))

    def with_level_removed(self, index: int) -> ProfileDraft:
        """Return the draft without a level; its fields become holes, fields of higher levels follow.

        Raises:
            RuleError: it has as few levels as a profile can have.
        """
        if len(self.levels) <= FEWEST_LEVELS:
            raise RuleError(f"Ein Risikoprofil hat mindestens {FEWEST_LEVELS} Stufen des Risikos.")

        def moved(value: int) -> int:
            return value - 1 if value > index else value

        return replace(
            self,
            levels=(*self.levels[:index], *self.levels[index + 1 :]),
            cells=tuple(
                tuple(None if value is None or value == index else moved(value) for value in line)
                for line in self.cells
            ),
            high_from=min(moved(self.high_from), len(self.levels) - 2),
            split_cells=tuple(
                replace(split, other_level=moved(split.other_level))
                for split in self.split_cells
                if index not in (split.other_level, self.cell(split.severity, split.likelihood))
            ),
        )


def _resized(scale: tuple[ScaleStep, ...], count: int) -> tuple[ScaleStep, ...]:
    if not FEWEST_STEPS <= count <= MOST_STEPS:
        raise RuleError(f"Eine Skala hat {FEWEST_STEPS} bis {MOST_STEPS} Stufen.")
    added = (ScaleStep(step=step, label="", anchor="") for step in range(len(scale) + 1, count + 1))
    return (*scale, *added)[:count]


def draft_of(profile: RiskProfile) -> ProfileDraft:
    """Return a profile as a draft that can be changed."""
    return ProfileDraft(
        id=profile.id,
        version=profile.version,
        title=profile.title,
        source=profile.source,
        severity=profile.severity,
        likelihood=profile.likelihood,
        levels=profile.levels,
        cells=profile.cells,
        high_from=profile.highest if profile.high_from is None else profile.high_from,
        split_cells=profile.split_cells,
        severity_questions=profile.severity_questions,
        texts=profile.texts,
    )


def profile_of(draft: ProfileDraft) -> RiskProfile:
    """Return the profile a draft describes, still without a fingerprint.

    Raises:
        RuleError: the matrix has a hole, does not fit its scales and levels, or falls along an axis.
    """
    whole = tuple(tuple(-1 if value is None else value for value in line) for line in draft.cells)
    return RiskProfile(
        id=draft.id,
        version=draft.version,
        title=draft.title,
        source=draft.source,
        severity=draft.severity,
        likelihood=draft.likelihood,
        levels=draft.levels,
        cells=whole,
        high_from=draft.high_from,
        split_cells=draft.split_cells,
        severity_questions=draft.severity_questions,
        texts=draft.texts,
    )
