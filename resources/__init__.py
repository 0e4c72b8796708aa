"""Data that ships with the program: catalogue, texts, schema, templates, examples, manual."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def resource(*parts: str) -> Traversable:
    """Return the packaged file or folder below ``resources/`` with these path parts."""
    return files(__name__).joinpath(*parts)
