"""The fingerprint of a file that proves something, computed off the window's thread."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from dsfa_app.errors import DocumentError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_BLOCK = 1024 * 1024


def sha256_of(file: Path, report: Callable[[float, str], None]) -> str:
    """Return the SHA-256 of a file's content in hexadecimal; ``report`` may stop it between two blocks.

    Raises:
        NotFoundError: the file does not exist.
        DocumentError: the file cannot be read.
    """
    digest = hashlib.sha256()
    try:
        size = max(file.stat().st_size, 1)
        done = 0
        with file.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
                done += len(block)
                report(min(done / size, 1.0), "Prüfsumme wird berechnet …")
    except FileNotFoundError as error:
        raise NotFoundError(f"Die Datei {file} gibt es nicht.") from error
    except OSError as error:
        raise DocumentError(f"Die Datei {file} lässt sich nicht lesen. Bitte die Rechte prüfen.") from error
    return digest.hexdigest()
