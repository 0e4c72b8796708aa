"""Builds risk profiles from the files in ``profiles``."""

from __future__ import annotations

import hashlib
import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from dsfa_app.method.profile import RiskLevel, RiskProfile, ScaleStep, SplitCell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsfa_app.catalogue.node import Node

LOWEST, HIGHEST = 1, 4
"""Bounds of both axes (DSK Kurzpapier Nr. 18)."""
STEPS = range(LOWEST, HIGHEST + 1)
PATTERNS = ("none", "diagonal", "solid")
_COLOUR = re.compile(r"#[0-9A-F]{6}")


class _Cell(NamedTuple):
    level: int
    split: SplitCell | None


def build_profile(node: Node, document: object) -> RiskProfile:
    """Make a profile of its file; ``document`` is the same file as plain data, for the fingerprint."""
    levels = tuple(node.records("levels", _build_level).values())
    cells = _build_cells(node, [level.id for level in levels])
    axes = node.child("axes")
    severity, likelihood = axes.child("severity"), axes.child("likelihood")
    axes.finish()
    texts = {
        "source_note": node.text("source_note"),
        "anchor_note": node.text("anchor_note"),
        "higher_on_split": node.text("higher_on_split_label"),
        **_axis_texts("severity", severity),
        **_axis_texts("likelihood", likelihood),
    }
    return RiskProfile(
        id=node.text("id"),
        version=node.text("version"),
        title=node.text("title"),
        source=node.text("source"),
        severity=_build_scale(severity),
        likelihood=_build_scale(likelihood),
        levels=levels,
        cells=tuple(tuple(cells[row, column].level for column in STEPS) for row in STEPS),
        split_cells=tuple(cell.split for cell in cells.values() if cell.split is not None),
        severity_questions=node.texts("severity_questions"),
        fingerprint=canonical_fingerprint(document),
        texts=MappingProxyType(texts),
    )


def canonical_fingerprint(document: object) -> str:
    """Return the SHA-256 (hex) of the canonical JSON: keys sorted, no spaces, UTF-8."""
    canonical = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _axis_texts(name: str, node: Node) -> dict[str, str]:
    return {name: node.text("label"), f"{name}_question": node.text("question")}


def _build_scale(node: Node) -> tuple[ScaleStep, ...]:
    steps = []
    for item in node.children("steps"):
        steps.append(
            ScaleStep(
                step=item.whole("step", LOWEST, HIGHEST), label=item.text("label"), anchor=item.text("anchor")
            )
        )
        item.finish()
    if [step.step for step in steps] != list(STEPS):
        raise node.fault("steps", f"erwartet werden die Stufen {LOWEST} bis {HIGHEST} in dieser Reihenfolge")
    node.finish()
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


def _build_cells(node: Node, levels: list[str]) -> Mapping[tuple[int, int], _Cell]:
    cells: dict[tuple[int, int], _Cell] = {}
    for item in node.children("cells"):
        place = item.whole("severity", LOWEST, HIGHEST), item.whole("likelihood", LOWEST, HIGHEST)
        if place in cells:
            raise item.fault("likelihood", f"das Feld {place[0]}·{place[1]} ist doppelt")
        split = item.optional_child("split")
        cells[place] = _Cell(
            _level_index(item, "level", levels), None if split is None else _build_split(split, place, levels)
        )
        item.finish()
    missing = [f"{row}·{column}" for row in STEPS for column in STEPS if (row, column) not in cells]
    if missing:
        raise node.fault("cells", f"das Feld {missing[0]} fehlt")
    return cells


def _build_split(node: Node, place: tuple[int, int], levels: list[str]) -> SplitCell:
    split = SplitCell(
        severity=place[0],
        likelihood=place[1],
        other_level=_level_index(node, "other", levels),
        majority_percent=node.whole("majority_percent", 50, 99),
    )
    node.finish()
    return split


def _level_index(node: Node, name: str, levels: list[str]) -> int:
    level = node.text(name)
    if level not in levels:
        raise node.fault(name, f"die Stufe „{level}“ gibt es nicht")
    return levels.index(level)
