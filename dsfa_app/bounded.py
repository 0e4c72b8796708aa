"""Reading a file that comes from outside, whole and never larger than expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.errors import NotFoundError

if TYPE_CHECKING:
    from pathlib import Path

    from dsfa_app.errors import DsfaError


def read_bounded(file: Path, limit: int, refusal: type[DsfaError]) -> bytes:
    """Return the bytes of a file of at most ``limit`` bytes, a whole number of MiB.

    Raises:
        NotFoundError: the file does not exist.
        DsfaError: of the type ``refusal``; it cannot be read or is larger.
    """
    try:
        # one byte more than allowed: the size of a pipe or a growing file is not known before
        with file.open("rb") as stream:
            data = stream.read(limit + 1)
    except FileNotFoundError as error:
        raise NotFoundError(f"Die Datei {file} gibt es nicht.") from error
    except IsADirectoryError as error:
        raise refusal(f"{file} ist ein Ordner. Bitte eine Datei angeben.") from error
    except OSError as error:
        raise refusal(f"Die Datei {file} lässt sich nicht lesen. Bitte Ort und Rechte prüfen.") from error
    if len(data) > limit:
        raise refusal(f"Die Datei {file} ist größer als {limit // 2**20} MB und wird nicht gelesen.")
    return data
