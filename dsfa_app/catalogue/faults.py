"""The one sentence a broken catalogue file is reported with."""

from __future__ import annotations

from dsfa_app.errors import CatalogueError


class CatalogueKeyError(CatalogueError):
    """A problem at one key of a file; readers of files that are no catalogue word it for themselves."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(
            f"Die Katalogdatei „{file}“ ist beim Schlüssel „{key}“ fehlerhaft ({problem}); "
            "bitte die Datei berichtigen oder das Programm neu installieren."
        )
        self.key = key
        self.problem = problem


def fault(file: str, key: str, problem: str) -> CatalogueKeyError:
    """Build the error for ``problem`` at ``key`` of ``file``; both are named to be found."""
    return CatalogueKeyError(file, key, problem)
