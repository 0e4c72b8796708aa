"""What this workplace trusts: root certificates and revocation lists as files in a folder of the data.

Nothing is trusted that nobody put there, and nothing that comes with a document that is verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from dsfa_app.atomic import write_whole
from dsfa_app.bounded import read_bounded
from dsfa_app.errors import IdentityError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exporters.signature.trusted_files import TrustedContent

FOLDER_NAME = "vertrauen"
MAX_FILE = 16 * 1024 * 1024
"""Bytes; the revocation list of a large authority has some million."""
_ID_LENGTH = 16


class TrustKind(StrEnum):
    """What a trusted file is; the value is its ending in the folder."""

    ROOT = "pem"
    REVOCATION_LIST = "crl"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedFile:
    """A root certificate, or the revocation list of an authority.

    ``fingerprint`` is the SHA-256 of its DER, to be compared with what its owner says on another way;
    ``until`` the last day of the certificate, or the day the list is to be renewed.
    """

    id: str
    kind: TrustKind
    name: str
    fingerprint: str
    until: date | None


class TrustStore:
    """The trusted files of this data folder."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / FOLDER_NAME

    def known(self) -> tuple[TrustedFile, ...]:
        """Return the trusted files, roots first.

        Raises:
            IdentityError: a file in the folder is neither a certificate nor a list.
        """
        found = [_described(kind, data) for kind in TrustKind for data in self._contents(kind)]
        return tuple(sorted(found, key=lambda one: (one.kind is not TrustKind.ROOT, one.name, one.id)))

    def roots(self) -> tuple[bytes, ...]:
        """Return the trusted certificates as PEM.

        Raises:
            IdentityError: a file cannot be read.
        """
        return tuple(self._contents(TrustKind.ROOT))

    def revocation_lists(self) -> tuple[bytes, ...]:
        """Return the revocation lists as DER or PEM.

        Raises:
            IdentityError: a file cannot be read.
        """
        return tuple(self._contents(TrustKind.REVOCATION_LIST))

    def add(self, file: Path) -> tuple[TrustedFile, ...]:
        """Trust the certificates in a file (PEM, DER), or use the revocation list in it from now on.

        A newer list takes the place of the former one of the same authority.

        Raises:
            NotFoundError: the file does not exist.
            IdentityError: it holds neither certificates nor a revocation list; nothing was added.
            ExportError: the folder cannot be written.
        """
        data = read_bounded(file, MAX_FILE, IdentityError)
        found = [(kind, content) for kind in TrustKind for content in _in(kind, data)]
        if not found:
            raise IdentityError(
                f"{file.name} enthält weder ein Zertifikat noch eine Sperrliste: "
                "Wählen Sie eine Datei im Format PEM oder DER."
            )
        self._folder.mkdir(parents=True, exist_ok=True)
        entries = tuple(_entry(kind, content) for kind, content in found)
        for entry, (_kind, content) in zip(entries, found, strict=True):
            write_whole(self._folder / f"{entry.id}.{entry.kind.value}", content.content)
        return entries

    def remove(self, entry_id: str) -> TrustedFile:
        """Stop trusting a file, named by its id, the beginning of its fingerprint, or its name.

        Raises:
            NotFoundError: there is none, or several bear the name.
        """
        wanted = entry_id.lower().replace(":", "").replace(" ", "")
        found = [
            entry
            for entry in self.known()
            if wanted in (entry.id, entry.fingerprint) or entry.name == entry_id
        ]
        if len(found) != 1:
            raise NotFoundError(
                f"„{entry_id}“ bezeichnet keinen oder mehrere vertraute Aussteller. "
                "Bitte die Kennung aus „dsfa trust list“ angeben."
            )
        (self._folder / f"{found[0].id}.{found[0].kind.value}").unlink(missing_ok=True)
        return found[0]

    def _contents(self, kind: TrustKind) -> Iterator[bytes]:
        if not self._folder.is_dir():
            return
        for file in sorted(self._folder.glob(f"*.{kind.value}")):
            yield read_bounded(file, MAX_FILE, IdentityError)


def _described(kind: TrustKind, data: bytes) -> TrustedFile:
    found = _in(kind, data)
    if len(found) != 1:
        raise IdentityError(
            f"Im Datenordner „{FOLDER_NAME}“ liegt eine Datei, die weder Zertifikat noch Sperrliste ist: "
            "Entfernen Sie sie."
        )
    return _entry(kind, found[0])


def _in(kind: TrustKind, data: bytes) -> tuple[TrustedContent, ...]:
    from exporters.signature import trusted_files

    read = trusted_files.certificates_in if kind is TrustKind.ROOT else trusted_files.revocation_lists_in
    return read(data)


def _entry(kind: TrustKind, found: TrustedContent) -> TrustedFile:
    return TrustedFile(
        id=found.number[:_ID_LENGTH],
        kind=kind,
        name=found.name,
        fingerprint=found.fingerprint,
        until=found.until,
    )
