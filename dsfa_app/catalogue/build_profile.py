"""Builds risk profiles from documents: the shipped files in ``profiles`` and those of the body's own.

Both have one form. A shipped file must be whole; a profile from elsewhere may have holes that
``method.profile_findings`` names one by one, and scales as long as the domain allows.
"""

from __future__ import annotations

import hashlib
import json
import re
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from dsfa_app.errors import RuleError
from dsfa_app.method.profile import RiskLevel, RiskProfile, ScaleStep, SplitCell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsfa_app.catalogue.node import Node

LOWEST, HIGHEST = 1, 4
"""Bounds of both axes (DSK Kurzpapier Nr. 18); a profile may have fewer steps, at least two."""
PATTERNS = ("none", "diagonal", "cross", "solid")
_COLOUR = re.compile(r"#[0-9A-F]{6}")


class _Cell(NamedTuple):
    level: int
    split: SplitCell | None


class _Form(NamedTuple):
    """How strictly a document is read."""

    most_steps: int
    may_be_open: bool
    """Whether fields of the matrix and anchors may be missing."""


_SHIPPED = _Form(most_steps=HIGHEST, may_be_open=False)


def build_profile(node: Node, document: object) -> RiskProfile:
    """Make a profile of its file; ``document`` is the same file as plain data, for the fingerprint."""
    parts = _parts(node, _SHIPPED)
    try:
        return RiskProfile(**parts, fingerprint=canonical_fingerprint(document))
    except RuleError as refused:
        raise node.fault("cells", str(refused).rstrip(".")) from refused


def open_parts(node: Node, most_steps: int) -> dict[str, Any]:
    """Return the fields of a profile that need not be whole; holes of its matrix are None.

    Raises:
        CatalogueError: a key is unknown or missing, or a value is of another type.
    """
    return _parts(node, _Form(most_steps=most_steps, may_be_open=True))


def _parts(node: Node, form: _Form) -> dict[str, Any]:
    levels = tuple(node.records("levels", _build_level).values())
    ids = [level.id for level in levels]
    axes = node.child("axes")
    severity_axis, likelihood_axis = axes.child("severity"), axes.child("likelihood")
    axes.finish()
    severity, likelihood = _build_scale(severity_axis, form), _build_scale(likelihood_axis, form)
    cells = _build_cells(node, ids, (len(severity), len(likelihood)), form)
    splits = tuple(cells[place].split for place in sorted(cells) if cells[place].split is not None)
    texts = {
        "source_note": node.text("source_note"),
        "anchor_note": node.text("anchor_note"),
        **_axis_texts("severity", severity_axis),
        **_axis_texts("likelihood", likelihood_axis),
    }
    if splits:
        texts["split_note"] = node.text("split_note")
    for axis in (severity_axis, likelihood_axis):
        axis.finish()

    def level(row: int, column: int) -> int | None:
        return cells[row, column].level if (row, column) in cells else None

    return {name: node.text(name) for name in ("id", "version", "title", "source")} | {
        "severity": severity,
        "likelihood": likelihood,
        "levels": levels,
        "cells": tuple(tuple(level(row.step, column.step) for column in likelihood) for row in severity),
        "high_from": _level_index(node, "high_from", ids),
        "split_cells": splits,
        "severity_questions": node.texts("severity_questions"),
        "texts": MappingProxyType(texts),
    }


def canonical_fingerprint(document: object) -> str:
    """Return the SHA-256 (hex) of the canonical JSON: keys sorted, no spaces, UTF-8."""
    canonical = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _axis_texts(name: str, node: Node) -> dict[str, str]:
    return {name: node.text("label"), f"{name}_question": node.text("question")}


def _build_scale(node: Node, form: _Form) -> tuple[ScaleStep, ...]:
    steps = []
    for item in node.children("steps"):
        step, label = item.whole("step", LOWEST, form.most_steps), item.text("label")
        anchor = item.optional_text("anchor") or "" if form.may_be_open else item.text("anchor")
        steps.append(ScaleStep(step=step, label=label, anchor=anchor))
        item.finish()
    if len(steps) <= LOWEST or [step.step for step in steps] != list(range(LOWEST, len(steps) + 1)):
        raise node.fault(
            "steps",
            f"erwartet werden mindestens zwei Stufen, ab {LOWEST} und ohne Lücke in dieser Reihenfolge",
        )
    return tuple(steps)


def _build_level(node: Node) -> RiskLevel:
    pattern = node.text("pattern")
    if pattern not in PATTERNS:
        raise node.fault("pattern", f"„{pattern}“ ist keines der Muster {', '.join(PATTERNS)}")
    return RiskLevel(
        id=node.text("id"),
        label=node.text("label"),
        short_label=node.text("short_label"),
        background=_colour(node, "background"),
        foreground=_colour(node, "foreground"),
        pattern=pattern,
    )


def _colour(node: Node, name: str) -> str:
    value = node.text(name)
    if not _COLOUR.fullmatch(value):
        raise node.fault(name, f"„{value}“ ist keine Farbe der Form #RRGGBB")
    return value


def _build_cells(
    node: Node, levels: list[str], size: tuple[int, int], form: _Form
) -> Mapping[tuple[int, int], _Cell]:
    """Read the matrix; ``size`` is the number of steps of severity and likelihood."""
    highest_row, highest_column = size
    cells: dict[tuple[int, int], _Cell] = {}
    for item in node.children("cells"):
        place = (
            item.whole("severity", LOWEST, highest_row),
            item.whole("likelihood", LOWEST, highest_column),
        )
        if place in cells:
            raise item.fault("likelihood", f"das Feld {place[0]}·{place[1]} ist doppelt")
        split = item.optional_child("split")
        cells[place] = _Cell(
            _level_index(item, "level", levels), None if split is None else _build_split(split, place, levels)
        )
        item.finish()
    steps = product(range(LOWEST, highest_row + 1), range(LOWEST, highest_column + 1))
    missing = [f"{row}·{column}" for row, column in steps if (row, column) not in cells]
    if missing and not form.may_be_open:
        raise node.fault("cells", f"das Feld {missing[0]} fehlt")
    return cells


def _build_split(node: Node, place: tuple[int, int], levels: list[str]) -> SplitCell:
    split = SplitCell(
        severity=place[0],
        likelihood=place[1],
        other_level=_level_index(node, "other", levels),
        area_percent=node.whole("area_percent", 1, 99),
    )
    node.finish()
    return split


def _level_index(node: Node, name: str, levels: list[str]) -> int:
    level = node.text(name)
    if level not in levels:
        raise node.fault(name, f"die Stufe „{level}“ gibt es nicht")
    return levels.index(level)
