"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from dsfa_app.errors import ExportError

if TYPE_CHECKING:
    from pathlib import Path

_REASONS = {
    errno.ENOSPC: "Auf dem Datenträger ist kein Platz mehr. "
    "Bitte Platz schaffen oder einen anderen Ort wählen.",
    errno.EROFS: "Der Datenträger ist schreibgeschützt. Bitte einen anderen Ort wählen.",
    errno.EACCES: "Hier darf nicht geschrieben werden, oder die Datei ist in Word oder Excel geöffnet. "
    "Bitte schließen oder einen anderen Ort wählen.",
    errno.EPERM: "Hier darf nicht geschrieben werden. Bitte einen anderen Ort wählen.",
    errno.ENOENT: "Den Ordner gibt es nicht. Bitte einen vorhandenen Ordner wählen.",
    errno.ENOTDIR: "Der Ort ist kein Ordner. Bitte einen vorhandenen Ordner wählen.",
    errno.EISDIR: "Der Ort ist ein Ordner. Bitte einen Dateinamen angeben.",
    errno.EDQUOT: "Der Speicherplatz für dieses Benutzerkonto ist aufgebraucht. Bitte Platz schaffen.",
    errno.ENAMETOOLONG: "Der Dateiname ist zu lang. Bitte einen kürzeren wählen.",
}


def write_whole(target: Path, data: bytes) -> None:
    """Write a file through a temporary neighbour, so that the target is the old or the new file, never half.

    Raises:
        ExportError: the place cannot be written; an existing file is untouched.
    """
    unfinished = target.with_name(f".dsfa-{os.urandom(8).hex()}.teil")
    try:
        with unfinished.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(target)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        reason = _REASONS.get(error.errno or 0, "Bitte Ordner, Rechte und freien Platz prüfen.")
        raise ExportError(f"Die Datei {target} lässt sich nicht schreiben. {reason}") from error
