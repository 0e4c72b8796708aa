"""SQLite's expected failures as sentences; every other driver error stays a bug."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from dsfa_app.errors import DataInUseError, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_IN_USE = (
    "Ein anderes laufendes Programm arbeitet mit denselben Daten ({place}). "
    "Bitte die DSFA-Werkbank dort beenden und es noch einmal versuchen."
)
_SENTENCES = {
    sqlite3.SQLITE_READONLY: (
        "Die Daten in {place} sind schreibgeschützt. Bitte die Schreibrechte prüfen oder einen anderen "
        "Datenordner wählen."
    ),
    sqlite3.SQLITE_PERM: "Auf die Daten in {place} darf nicht zugegriffen werden. Bitte die Rechte prüfen.",
    sqlite3.SQLITE_FULL: (
        "Auf dem Datenträger von {place} ist kein Platz mehr. Es wurde nichts gespeichert; "
        "bitte Platz schaffen und es noch einmal versuchen."
    ),
    sqlite3.SQLITE_IOERR: (
        "Die Daten in {place} lassen sich nicht lesen oder schreiben. Bitte prüfen, ob das Laufwerk "
        "noch verbunden ist."
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "Die Datenbank in {place} lässt sich nicht öffnen. Bitte Ordner und Rechte prüfen."
    ),
    sqlite3.SQLITE_CORRUPT: (
        "Die Datenbank in {place} ist beschädigt. Bitte die letzte Sicherung aus dem Ordner „Sicherungen“ "
        "wiederherstellen."
    ),
    sqlite3.SQLITE_NOTADB: "Die Datei in {place} ist keine Datenbank der DSFA-Werkbank.",
}
_HALF_CHARACTER = (
    "Ein Text enthält ein halbes Unicode-Zeichen (Surrogat) und kann nicht gespeichert werden. "
    "Bitte die zuletzt eingefügte Stelle neu eingeben."
)
_PRIMARY_CODE = 0xFF
"""SQLite's extended codes keep the primary one in their lowest byte."""


def sentence_for(error: sqlite3.Error, place: Path) -> StorageError | None:
    """Return the expected error a driver error stands for, None when it is a bug."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & _PRIMARY_CODE
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return DataInUseError(_IN_USE.format(place=place))
    sentence = _SENTENCES.get(primary)
    return StorageError(sentence.format(place=place)) if sentence else None


def write_protected(place: Path) -> StorageError:
    """Return the error for data that may only be read; a lock on them fails as if the disk were broken."""
    return StorageError(_SENTENCES[sqlite3.SQLITE_READONLY].format(place=place))


@contextmanager
def translated(place: Path) -> Iterator[None]:
    """Turn the expected failures of SQLite inside the block into sentences; ``place`` is the data folder.

    Raises:
        StorageError: the data cannot be read or written, or a text cannot be stored.
        DataInUseError: another program holds the data.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        original = error.orig if isinstance(error, DBAPIError) else error
        expected = sentence_for(original, place) if isinstance(original, sqlite3.Error) else None
        if expected is None:
            raise
        raise expected from error
    except UnicodeEncodeError as error:
        raise StorageError(_HALF_CHARACTER) from error


def unknown_values() -> StorageError:
    """Return the error for stored values that this program does not know."""
    return StorageError(
        "Die gespeicherte DSFA enthält Angaben, die dieses Programm nicht kennt. "
        "Bitte die letzte Sicherung wiederherstellen oder das Programm aktualisieren."
    )


@contextmanager
def readable() -> Iterator[None]:
    """Turn dates and lists that cannot be read back into a sentence.

    Raises:
        StorageError: a stored value is not one this program writes.
    """
    try:
        yield
    except (ValueError, TypeError) as error:
        raise unknown_values() from error
