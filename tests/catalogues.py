"""A catalogue that says something else: a copy of the shipped files, altered for a test."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from dsfa_app.catalogue import load_catalogue
from resources import resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsfa_app.catalogue import Catalogue


def altered_catalogue(folder: Path, changes: Sequence[tuple[str, str, str]]) -> Catalogue:
    """Return the shipped catalogue with texts replaced: file, old text, new text.

    Raises:
        AssertionError: a file does not hold the old text.
    """
    target = Path(shutil.copytree(Path(str(resource("catalogue"))), folder / "catalogue"))
    for name, old, new in changes:
        file = target / name
        text = file.read_text("utf-8")
        assert old in text, (name, old)
        file.write_text(text.replace(old, new, 1), "utf-8")
    return load_catalogue(target)
