"""``dsfa identity``: what can sign here – files, smart cards, self-made identities."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from dsfa_app import paths
from dsfa_app.commands.console import DONE, ENVIRONMENT_KEY, asked_passphrase, print_json
from dsfa_app.errors import InputError, NotFoundError

if TYPE_CHECKING:
    import argparse

    from dsfa_app.commands.console import AddCommand
    from dsfa_app.services.identities import Identities
    from dsfa_app.services.identity_list import IdentityInfo
    from exporters.signature.smart_card import CardKey
    from exporters.signature.windows_store import StoreKey

_STORE_ACTIONS = ("store", "add-store") if sys.platform == "win32" else ()
_ACTIONS = ("list", "add", "cards", "add-card", "renew", "sheet", "remove", *_STORE_ACTIONS)


def _identities(arguments: argparse.Namespace) -> Identities:
    """Return the known identities; they need no database, so an open window is no hindrance."""
    from dsfa_app.bootstrap import now
    from dsfa_app.services.identities import Identities

    return Identities(paths.data_dir(arguments.data_dir), now)


def _told(info: IdentityInfo) -> str:
    made = ", selbst erzeugt" if info.is_self_made else ""
    return f"{info.id}  {info.name} (bis {info.valid_until_date:%d.%m.%Y}{made})  {info.where}"


def _told_key(key: CardKey | StoreKey) -> str:
    return f"{key.fingerprint}  {key.name} (bis {key.valid_until:%d.%m.%Y})"


def _add_from_store(identities: Identities, wanted: str) -> IdentityInfo:
    keys = [key for key in identities.store_keys() if key.fingerprint.startswith(wanted.lower())]
    if len(keys) != 1:
        raise NotFoundError(
            "Der Fingerabdruck bezeichnet kein oder mehrere Zertifikate von Windows. "
            "Bitte den aus „dsfa identity store“ angeben."
        )
    return identities.add_from_store(keys[0])


def _secret(what: str) -> str:
    secret = asked_passphrase(what)
    if secret is None:
        raise InputError(f"Die {what} fehlt. Bitte im Terminal eingeben oder in {ENVIRONMENT_KEY} setzen.")
    return secret


def _list(identities: Identities, *, as_json: bool) -> None:
    known = identities.known()
    if as_json:
        print_json([asdict(info) for info in known])
        return
    for info in known:
        print(_told(info))
    if not known:
        print("Noch keine Identität. Aufnehmen: dsfa identity add DATEI.p12")


def _cards(identities: Identities, library: Path) -> tuple[CardKey, ...]:
    found = identities.cards(library)
    if not found:
        raise NotFoundError(
            "Es steckt keine Karte mit einem Zertifikat zum Signieren. Bitte eine einstecken."
        )
    return found


def _add_card(identities: Identities, library: Path, wanted: str) -> IdentityInfo:
    keys = [key for key in _cards(identities, library) if key.fingerprint.startswith(wanted.lower())]
    if len(keys) != 1:
        raise NotFoundError(
            "Der Fingerabdruck bezeichnet kein oder mehrere Zertifikate der Karte. "
            "Bitte den aus „dsfa identity cards“ angeben."
        )
    return identities.add_card(library, keys[0], _secret("PIN"))


def _act(identities: Identities, what: str, arguments: argparse.Namespace) -> None:
    match arguments.action:
        case "add":
            print(f"Aufgenommen: {_told(identities.add_file(Path(what), _secret('Passphrase')))}")
        case "cards":
            for key in _cards(identities, Path(what)):
                print(f"{_told_key(key)}  Karte {key.label}")
        case "add-card":
            print(f"Aufgenommen: {_told(_add_card(identities, Path(what), arguments.fingerprint))}")
        case "add-store":
            print(f"Aufgenommen: {_told(_add_from_store(identities, what))}")
        case "renew":
            renewed = identities.renew(what, _secret("Passphrase"))
            print(f"Aufgenommen: {_told(renewed)}\nDas bisherige Zertifikat bleibt in der Liste.")
        case "sheet":
            if arguments.out is None:
                raise InputError("Zu „dsfa identity sheet“ fehlt die Zieldatei: --out BLATT.docx")
            print(f"Geschrieben: {identities.save_sheet(what, arguments.out)}")
        case _:
            identities.remove(what)
            print("Entfernt. Die Datei oder Karte selbst bleibt, wie sie ist.")


def identity(arguments: argparse.Namespace) -> int:
    """List, add, renew or forget identities, or write the fingerprint sheet of one.

    Raises:
        InputError: something the action needs was not given, or cannot be used.
        NotFoundError: there is no such identity, file or card.
    """
    identities, what = _identities(arguments), arguments.what
    if arguments.action == "list":
        _list(identities, as_json=arguments.json)
        return DONE
    if arguments.action == "store":
        print("\n".join(map(_told_key, identities.store_keys())))
        return DONE
    if not what:
        raise InputError(
            f"Zu „dsfa identity {arguments.action}“ fehlt die Angabe: Datei, Treiber oder Kennung."
        )
    _act(identities, what, arguments)
    return DONE


def register(add: AddCommand) -> None:
    """Add the command."""
    command = add("identity", identity, "Signatur-Identitäten auflisten, aufnehmen, entfernen; Karten lesen")
    command.add_argument("action", choices=_ACTIONS, metavar="|".join(_ACTIONS))
    command.add_argument("what", nargs="?", default="", metavar="DATEI|TREIBER|KENNUNG")
    command.add_argument("--fingerprint", default="", metavar="SHA-256", help="welches Zertifikat der Karte")
    command.add_argument("--out", type=Path, metavar="DATEI", help="Fingerabdruck-Blatt (.docx oder .html)")
    command.add_argument("--json", action="store_true", help="die Liste als JSON")
