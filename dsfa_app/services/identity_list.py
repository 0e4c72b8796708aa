"""The list of known signing identities: a file that names them and never holds a secret."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dsfa_app.atomic import write_whole
from dsfa_app.errors import IdentityError, NotFoundError

INDEX_NAME = "identitaeten.json"
EXPIRY_NOTICE = 30
"""Days before its end from which a certificate is to be replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityInfo:
    """What is known of an identity without its passphrase."""

    id: str
    name: str
    file: str
    valid_until: str
    """ISO date."""
    is_self_made: bool
    certificate: str
    """PEM of the signer's certificate, which holds nothing secret."""
    card_serial: str = ""
    """Serial number of the smart card the key lives on, whose driver ``file`` then is; empty for a file."""
    fingerprint: str = ""
    """SHA-256 of the certificate's DER; tells the certificates of one card apart."""
    store: str = ""
    """Name of the Windows certificate store that keeps the key; empty elsewhere."""
    card_label: str = ""
    """What the card calls itself; empty for a file."""

    @property
    def is_on_card(self) -> bool:
        """Whether the key lives on a smart card and a PIN opens it."""
        return bool(self.card_serial)

    @property
    def is_in_store(self) -> bool:
        """Whether Windows keeps the key and itself asks for a PIN where one is needed."""
        return bool(self.store)

    @property
    def secret_word(self) -> str:
        """What opens the key, in the word of its kind."""
        return "PIN" if self.is_on_card else "Passphrase"

    @property
    def secret_name(self) -> str:
        """Under which name the keyring holds its passphrase or PIN."""
        return (
            str(Path(self.file) / f"{self.card_serial}-{self.fingerprint}") if self.is_on_card else self.file
        )

    @property
    def where(self) -> str:
        """Where the key lies, for people: a file, or a card by its label and serial number."""
        if self.is_in_store:
            return "Zertifikatspeicher von Windows"
        return f"Karte „{self.card_label}“ ({self.card_serial})" if self.is_on_card else self.file

    @property
    def is_renewable(self) -> bool:
        """Whether the key lies in a file that vouches for itself, so that a successor can be made here."""
        return self.is_self_made and not (self.is_on_card or self.is_in_store)

    @property
    def valid_until_date(self) -> date:
        """Last day of the certificate."""
        return date.fromisoformat(self.valid_until)

    def days_left(self, today: date) -> int | None:
        """Days until the certificate ends, once there are no more than 30; negative after its end."""
        days = (self.valid_until_date - today).days
        return days if days <= EXPIRY_NOTICE else None


class IdentityList:
    """The identities a data folder knows, the last added first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def file(self) -> Path:
        """Where the list lies."""
        return self._folder / INDEX_NAME

    def known(self) -> tuple[IdentityInfo, ...]:
        """Return the known identities, the last added first.

        Raises:
            IdentityError: the list of identities is not readable.
        """
        try:
            raw: Any = json.loads(self.file.read_text("utf-8"))
            return tuple(_entry(item) for item in raw)
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, TypeError) as error:
            raise IdentityError(
                f"Die Liste der Signatur-Identitäten {self.file} ist nicht lesbar. "
                "Bitte die Datei löschen und die Identitäten neu hinzufügen."
            ) from error

    def find(self, identity_id: str) -> IdentityInfo:
        """Return a known identity by its id or name.

        Raises:
            NotFoundError: there is none.
        """
        for info in self.known():
            if identity_id in (info.id, info.name):
                return info
        raise NotFoundError(
            f"Die Signatur-Identität „{identity_id}“ ist nicht bekannt. Bitte zuerst hinzufügen."
        )

    def put(self, info: IdentityInfo) -> None:
        """Put an identity in front; one with the same id is replaced."""
        self._keep((info, *(other for other in self.known() if other.id != info.id)))

    def drop(self, info: IdentityInfo) -> None:
        """Take an identity out."""
        self._keep(tuple(other for other in self.known() if other.id != info.id))

    def _keep(self, entries: tuple[IdentityInfo, ...]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1)
        write_whole(self.file, text.encode("utf-8"))


def _entry(raw: dict[str, Any]) -> IdentityInfo:
    """Return one entry of the list.

    Raises:
        TypeError: a field is missing, unknown or of another type.
        ValueError: the date is none.
    """
    info = IdentityInfo(**raw)
    for name, value in asdict(info).items():
        if type(value) is not (bool if name == "is_self_made" else str):
            raise TypeError(name)
    date.fromisoformat(info.valid_until)
    return info
