"""Passphrase and PIN in a real keyring: GNOME's Secret Service on a session bus of the test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest
from smart_cards import PIN, needs_card

if TYPE_CHECKING:
    from pathlib import Path

    from smart_cards import Card

pytestmark = pytest.mark.skipif(
    os.name == "nt" or os.environ.get("DSFA_WITHOUT_ORACLES") == "1",
    reason="a Secret Service comes with Debian's packages dbus and gnome-keyring",
)

START = "printf %s schluesselbund | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1"
BEGINNING = """
    import sys
    from datetime import datetime, timezone
    from pathlib import Path
    from dsfa_app.services.identities import Identities, PassphraseNeededError
    from exporters.signature.options import KeyType

    data, arguments = Path(sys.argv[1]), sys.argv[2:]
    identities = Identities(data, lambda: datetime.now(timezone.utc))

    def opens(info):
        try:
            identities.unlock(info.id)
        except PassphraseNeededError as error:
            return str(error)
        return "offen"
"""


def in_session(tmp_path: Path, script: str, *arguments: str, unlocked: bool = True) -> list[str]:
    """Run a script on a bus of its own and return what it printed; a missing program fails the test."""
    missing = "apt-get install dbus gnome-keyring, or set DSFA_WITHOUT_ORACLES=1"
    assert shutil.which("dbus-run-session"), missing
    assert shutil.which("gnome-keyring-daemon"), missing
    program = tmp_path / "skript.py"
    program.write_text(textwrap.dedent(BEGINNING) + textwrap.dedent(script), "utf-8")
    start = START if unlocked else "true"
    command = ["dbus-run-session", "--", "sh", "-c", f'{start}; exec "$0" "$@"']
    (tmp_path / "runtime").mkdir(mode=0o700)
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL", "PYTHON_KEYRING_BACKEND")
    } | {
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "share"),
        "XDG_RUNTIME_DIR": str(tmp_path / "runtime"),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        [*command, sys.executable, str(program), str(tmp_path / "daten"), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_passphrase_is_kept_by_the_secret_service_and_goes_with_its_identity(tmp_path: Path) -> None:
    answers = in_session(
        tmp_path,
        """
        assert identities.keyring_available()
        secret = "ein langer Satz mit Ümlauten"
        kept = identities.create_self_made("Erika", "Amt", KeyType.EC_P256, secret, remember=True)
        other = identities.create_self_made("Kurt", "Amt", KeyType.EC_P256, secret)
        print(opens(kept))
        print(opens(other))
        identities.remember(other.id, secret)
        print(opens(other))
        identities.remove(kept.id)
        print(identities.add_file(Path(kept.file), secret).id == kept.id, opens(kept))
        print(opens(other))
        """,
    )
    asked = "Bitte die Passphrase für „{} (selbst erzeugt)“ eingeben."
    assert answers == [
        "offen",
        asked.format("Kurt"),
        "offen",
        f"True {asked.format('Erika')}",
        "offen",
    ]
    assert b"langer Satz" not in b"".join(
        file.read_bytes() for file in (tmp_path / "share").rglob("*") if file.is_file()
    )


@needs_card
def test_the_pin_of_a_card_is_kept_by_the_secret_service_only_when_asked(tmp_path: Path, card: Card) -> None:
    answers = in_session(
        tmp_path,
        """
        driver, name, pin = Path(arguments[0]), arguments[1], arguments[2]
        key = next(one for one in identities.cards(driver) if one.name == name)
        info = identities.add_card(driver, key, pin)
        print(opens(info))
        info = identities.add_card(driver, key, pin, remember=True)
        print(opens(info))
        identities.remove(info.id)
        print(opens(identities.add_card(driver, key, pin)))
        """,
        str(card.driver),
        "Herr Groß",
        PIN,
    )
    asked = "Bitte die PIN für „Herr Groß“ eingeben."
    assert answers == [asked, "offen", asked]


def test_a_locked_secret_service_is_told_and_the_program_asks_each_time(tmp_path: Path) -> None:
    answers = in_session(
        tmp_path,
        """
        from dsfa_app.errors import SecretStoreError
        print(identities.keyring_available())
        try:
            identities.create_self_made("Erika", "Amt", KeyType.EC_P256, "ein langer Satz", remember=True)
        except SecretStoreError as error:
            print(error)
        (info,) = identities.known()
        print(opens(info))
        """,
        unlocked=False,
    )
    assert answers[0] == "False"
    assert answers[1].startswith("Der Schlüsselbund des Betriebssystems hat die Anfrage abgelehnt")
    assert answers[2] == "Bitte die Passphrase für „Erika (selbst erzeugt)“ eingeben."
