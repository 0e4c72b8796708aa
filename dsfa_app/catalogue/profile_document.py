"""A risk profile of the body's own as a document of the shipped form: to store, export and freeze.

The fingerprint of a profile is that of its document, so equal profiles have equal fingerprints wherever they
are read.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

from dsfa_app.catalogue.build_profile import canonical_fingerprint, open_parts
from dsfa_app.catalogue.node import Node
from dsfa_app.method.profile_draft import MOST_STEPS, ProfileDraft, profile_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsfa_app.method.profile import RiskProfile, ScaleStep


def draft_from_document(document: object, file: str) -> ProfileDraft:
    """Read a profile that need not be whole; ``file`` names it in errors.

    Raises:
        CatalogueError: a key is unknown or missing, or a value is of another type.
    """
    node = Node(file, "", document)
    draft = ProfileDraft(**open_parts(node, MOST_STEPS))
    node.finish()
    return draft


def profile_from_document(document: object, file: str) -> RiskProfile:
    """Read a whole profile.

    Raises:
        CatalogueError: a key is unknown or missing, or a value is of another type.
        RuleError: the matrix has a hole or falls along an axis.
    """
    return sealed(profile_of(draft_from_document(document, file)))


def sealed(profile: RiskProfile) -> RiskProfile:
    """Return the profile with the fingerprint of its document."""
    return replace(profile, fingerprint=canonical_fingerprint(document_of(profile)))


def document_of(profile: RiskProfile) -> dict[str, Any]:
    """Return a profile as plain data in the form of the shipped files."""
    texts = profile.texts
    splits = {(split.severity, split.likelihood): split for split in profile.split_cells}
    cells = []
    for severity, likelihood in product(profile.severity, profile.likelihood):
        level = profile.levels[profile.cells[severity.step - 1][likelihood.step - 1]]
        cell: dict[str, Any] = {"severity": severity.step, "likelihood": likelihood.step, "level": level.id}
        split = splits.get((severity.step, likelihood.step))
        if split is not None:
            other = profile.levels[split.other_level].id
            cell["split"] = {"other": other, "area_percent": split.area_percent}
        cells.append(cell)
    high_from = profile.highest if profile.high_from is None else profile.high_from
    document: dict[str, Any] = {
        "id": profile.id,
        "version": profile.version,
        "title": profile.title,
        "source": profile.source,
        "source_note": texts["source_note"],
        "anchor_note": texts["anchor_note"],
        "axes": {
            "severity": _axis(profile.severity, texts, "severity"),
            "likelihood": _axis(profile.likelihood, texts, "likelihood"),
        },
        "levels": [
            {
                "id": level.id,
                "label": level.label,
                "short_label": level.short_label,
                "background": level.background,
                "foreground": level.foreground,
                "pattern": level.pattern,
            }
            for level in profile.levels
        ],
        "high_from": profile.levels[high_from].id,
        "cells": cells,
        "severity_questions": list(profile.severity_questions),
    }
    if splits:
        document["split_note"] = texts["split_note"]
    return document


def _axis(scale: tuple[ScaleStep, ...], texts: Mapping[str, str], name: str) -> dict[str, Any]:
    return {
        "label": texts[name],
        "question": texts[f"{name}_question"],
        "steps": [
            {"step": step.step, "label": step.label}
            | ({"anchor": step.anchor} if step.anchor.strip() else {})
            for step in scale
        ],
    }
