"""Makes the scripts of ``packaging/`` importable: that folder is deliberately not a package."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

sys.path.append(str(ROOT / "packaging"))


@pytest.fixture
def root() -> Path:
    """The checkout."""
    return ROOT
