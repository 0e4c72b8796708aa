"""The JSON Schema of a risk profile, alone in a file or as part of an assessment.

``resources/schema/risk-profile-1.json`` is the published copy; ::

    python -m dsfa_app.exchange.profile_schema > resources/schema/risk-profile-1.json

writes it anew. What no schema can say (holes, a falling matrix, contrast) is said by
``method.profile_findings`` and refused as well.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from dsfa_app.exchange.profile_file import FORMAT, FORMAT_VERSION
from dsfa_app.method.profile_draft import FEWEST_LEVELS, FEWEST_STEPS, MOST_LEVELS, MOST_STEPS, PATTERNS

_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_STEP: dict[str, Any] = {"type": "integer", "minimum": 1, "maximum": MOST_STEPS}
_COLOUR: dict[str, Any] = {"type": "string", "pattern": "^#[0-9A-F]{6}$"}


def _record(description: str, properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "description": description,
        "type": "object",
        "additionalProperties": False,
        "required": [name for name in properties if name not in optional],
        "properties": properties,
    }


def _list(items: dict[str, Any], fewest: int, most: int) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": fewest, "maxItems": most}


_SCALE_STEP = _record(
    "One step of a scale with the anchor that says when it fits.",
    {"step": _STEP, "label": _TEXT, "anchor": _TEXT},
    optional=("anchor",),
)
_AXIS = _record(
    "The scale of severity or likelihood, its steps counted from 1.",
    {"label": _TEXT, "question": _TEXT, "steps": _list(_SCALE_STEP, FEWEST_STEPS, MOST_STEPS)},
)
_LEVEL = _record(
    "A level of risk with colour, text and pattern.",
    {
        "id": _TEXT,
        "label": _TEXT,
        "short_label": _TEXT,
        "background": _COLOUR,
        "foreground": _COLOUR,
        "pattern": {"enum": list(PATTERNS)},
    },
)
_SPLIT = _record(
    "The second level of a field that the source divides.",
    {"other": _TEXT, "area_percent": {"type": "integer", "minimum": 1, "maximum": 99}},
)
_CELL = _record(
    "The level of one field of the matrix.",
    {"severity": _STEP, "likelihood": _STEP, "level": _TEXT, "split": _SPLIT},
    optional=("split",),
)
PROFILE = _record(
    "A risk profile: scales, levels and the matrix that turns a score into a level.",
    {
        "id": _TEXT,
        "version": _TEXT,
        "title": _TEXT,
        "source": _TEXT,
        "source_note": _TEXT,
        "anchor_note": _TEXT,
        "axes": _record("The two scales.", {"severity": _AXIS, "likelihood": _AXIS}),
        "levels": _list(_LEVEL, FEWEST_LEVELS, MOST_LEVELS),
        "high_from": _TEXT,
        "cells": _list(_CELL, FEWEST_STEPS * FEWEST_STEPS, MOST_STEPS * MOST_STEPS),
        "severity_questions": {"type": "array", "items": _TEXT},
        "split_note": _TEXT,
    },
    optional=("split_note",),
)
"""Schema of the profile itself, without the frame of its file."""


def profile_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a file with a risk profile."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{FORMAT.replace('/', ':')}:{FORMAT_VERSION}",
        "title": "DSFA-Werkbank: Risikoprofil",
        **_record(
            "A risk profile on its way to another machine.",
            {
                "format": {"const": FORMAT},
                "format_version": {"const": FORMAT_VERSION},
                "profile": {"$ref": "#/$defs/RiskProfile"},
            },
        ),
        "$defs": {"RiskProfile": PROFILE},
    }


def published() -> str:
    """Return the text of the published copy."""
    return json.dumps(profile_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(published())
