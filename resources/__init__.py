"""Data that ships with the program: catalogue, texts, schema, templates, examples, manual."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent
"""Files on the disk in a checkout, an installed package and a frozen program alike; never inside a ZIP."""


def resource(*parts: str) -> Path:
    """Return the packaged file or folder below ``resources/`` with these path parts."""
    return _FOLDER.joinpath(*parts)
