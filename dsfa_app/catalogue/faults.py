"""The one sentence a broken catalogue file is reported with."""

from __future__ import annotations

from dsfa_app.errors import CatalogueError


def fault(file: str, key: str, problem: str) -> CatalogueError:
    """Build the error for ``problem`` at ``key`` of ``file``; both are named to be found."""
    return CatalogueError(
        f"Die Katalogdatei „{file}“ ist beim Schlüssel „{key}“ fehlerhaft ({problem}); "
        "bitte die Datei berichtigen oder das Programm neu installieren."
    )
