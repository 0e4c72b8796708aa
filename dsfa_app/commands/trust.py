"""``dsfa trust``: which issuers this workplace trusts, and which certificates were revoked."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from dsfa_app import paths
from dsfa_app.commands.console import DONE, print_json
from dsfa_app.errors import InputError

if TYPE_CHECKING:
    import argparse

    from dsfa_app.commands.console import AddCommand
    from dsfa_app.services.trust import TrustedFile, TrustStore


def _store(arguments: argparse.Namespace) -> TrustStore:
    """Return the trusted files; they need no database, so an open window is no hindrance."""
    from dsfa_app.services.trust import TrustStore

    return TrustStore(paths.data_dir(arguments.data_dir))


def _told(entry: TrustedFile) -> str:
    from dsfa_app.services.trust import TrustKind

    what = "Zertifikat" if entry.kind is TrustKind.ROOT else "Sperrliste"
    until = f"bis {entry.until:%d.%m.%Y}" if entry.until else "ohne Ablauf"
    return f"{entry.id}  {what:<10}  {until:<14}  {entry.name}  SHA-256 {entry.fingerprint}"


def _list(store: TrustStore, *, as_json: bool) -> None:
    known = store.known()
    if as_json:
        print_json([asdict(entry) for entry in known])
        return
    for entry in known:
        print(_told(entry))
    if not known:
        print("Noch keinem Aussteller wird vertraut. Aufnehmen: dsfa trust add DATEI")


def trust(arguments: argparse.Namespace) -> int:
    """List, add or remove what is trusted.

    Raises:
        InputError: nothing is named to add or remove, or the file cannot be used.
    """
    store = _store(arguments)
    if arguments.action == "list":
        _list(store, as_json=arguments.json)
        return DONE
    if not arguments.what:
        raise InputError(f"Zu „dsfa trust {arguments.action}“ fehlt die Angabe: eine Datei oder Kennung.")
    if arguments.action == "add":
        for entry in store.add(Path(arguments.what)):
            print(f"Aufgenommen: {_told(entry)}")
    else:
        print(f"Entfernt: {_told(store.remove(arguments.what))}")
    return DONE


def register(add: AddCommand) -> None:
    """Add the command."""
    command = add("trust", trust, "vertraute Aussteller und Sperrlisten auflisten, aufnehmen, entfernen")
    command.add_argument("action", choices=["list", "add", "remove"], metavar="list|add|remove")
    command.add_argument("what", nargs="?", default="", metavar="DATEI|KENNUNG")
    command.add_argument("--json", action="store_true", help="die Liste als JSON")
