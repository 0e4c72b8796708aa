"""What the tests run in a process of its own, to be killed or refused there."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from factories import full_assessment
from storage.storing import get, opened, save

from dsfa_app.errors import DsfaError
from dsfa_app.storage import migrate  # noqa: F401 - imported before the folder is touched

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

NOBODY = 65534


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def numbered(assessment: Assessment, number: int) -> Assessment:
    """Return the assessment with this number in many rows, and with as many channels as it says."""
    channel = assessment.channels[0]
    return replace(
        assessment,
        title=str(number),
        channels=tuple(replace(channel, id=f"k{n}", name=str(number)) for n in range(1 + number % 7)),
        measures=tuple(replace(measure, title=str(number)) for measure in assessment.measures),
        ratings=tuple(replace(rating, reason=str(number)) for rating in assessment.ratings),
    )


def save_for_ever(folder: Path) -> None:
    """Save higher and higher numbers and say each when it is acknowledged."""
    full = full_assessment()
    with opened(folder) as database:
        stored = get(database, full.id)
        number, revision = int(stored.assessment.title), stored.revision
        say("ready")
        while True:
            number += 1
            revision = save(database, numbered(full, number), revision)
            say(str(number))


def create_for_ever(folder: Path) -> None:
    """Make one new database after the other."""
    say("ready")
    number = 0
    while True:
        number += 1
        with opened(folder / str(number)):
            pass


def hold(folder: Path) -> None:
    """Keep the data until the other side says something."""
    with opened(folder):
        say("ready")
        sys.stdin.readline()


def open_as_anybody(folder: Path) -> None:
    """Try to open the data without the rights of an administrator."""
    with TemporaryDirectory() as elsewhere, opened(Path(elsewhere)):
        pass  # whatever is imported late is imported now, from places that „nobody“ may not read
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        with opened(folder):
            say("opened")
    except DsfaError as error:
        say(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    {script.__name__: script for script in (save_for_ever, create_for_ever, hold, open_as_anybody)}[
        sys.argv[1]
    ](Path(sys.argv[2]))
