"""Judging a document that came back: its signatures, and the assessment embedded in it.

Needs no stored data: a file can be verified while another program holds the database, or without any.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dsfa_app.bounded import read_bounded
from dsfa_app.errors import DocumentError, IdentityError
from dsfa_app.exchange import canonical

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    # loaded for the type checker only: lxml must not be imported before a document is judged
    from exporters.signature import Report  # noqa: TC004

EMBEDDED_PART = "/dsfa/assessment.json"
MAX_FILE = 64 * 1024 * 1024
"""Larger files are not read; the Stuttgart documents have well under 1 MB."""
MAX_EMBEDDED = 8 * 1024 * 1024
"""Bytes of the assessment inside a document; ten times the Stuttgart example has 3 MB."""
MAX_ROOT = 1024 * 1024
"""Bytes; a certificate has a few thousand, a whole store of authorities some hundred thousand."""
_ZIP_START = b"PK"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedAssessment:
    """What a document says about the assessment inside it.

    ``matches`` tells whether the stored assessment of the same id has the same fingerprint; None when it is
    not stored here or was not compared.
    """

    id: str
    title: str
    version: str
    sha256: str
    matches: bool | None

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "assessment": self.id,
            "title": self.title,
            "version": self.version,
            "sha256": self.sha256,
            "matches": self.matches,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """What the verifying person trusts: certificates and revocation lists as PEM or DER.

    With ``may_ask_online`` the addresses named in certificates are asked who was revoked.
    """

    roots: tuple[bytes, ...] = ()
    revocation_lists: tuple[bytes, ...] = ()
    may_ask_online: bool = False


NO_TRUST = Trust()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The verifier's report on a file and the assessment embedded in it, if any."""

    report: Report
    embedded: EmbeddedAssessment | None
    sha256: str
    """Of the file's bytes, 64 hexadecimal digits."""
    size: int
    """Of the file, in bytes."""
    trust: Trust
    """What was trusted."""
    at: datetime
    """The moment of the verification."""

    def as_dict(self) -> dict[str, Any]:
        """Plain values for ``dsfa verify --json``."""
        embedded = self.embedded.as_dict() if self.embedded else None
        return {**self.report.as_dict(), "sha256": self.sha256, "size": self.size, "embedded": embedded}


def verify_file(
    file: Path,
    trust: Trust = NO_TRUST,
    *,
    at: datetime,
    stored: Callable[[str], str | None] | None = None,
) -> Verification:
    """Judge the signatures of a file; ``stored`` gives the fingerprint of the stored assessment of an id.

    Raises:
        NotFoundError: the file does not exist.
        DocumentError: the file cannot be opened or is larger than 64 MB.
        IdentityError: what is to be trusted is no certificate or revocation list.
    """
    return verify_data(read_document(file), file.name, trust, at=at, stored=stored)


def verify_data(
    data: bytes, name: str, trust: Trust, *, at: datetime, stored: Callable[[str], str | None] | None = None
) -> Verification:
    """Judge the signatures of a document that was read already; see ``verify_file``.

    Raises:
        IdentityError: what is to be trusted is no certificate or revocation list.
    """
    from exporters.signature import verify_package

    report = verify_package(
        data,
        trusted_roots=trust.roots,
        revocation_lists=trust.revocation_lists,
        may_ask_online=trust.may_ask_online,
        at=at,
        file_name=name,
    )
    return Verification(
        report=report,
        embedded=_embedded(data, stored),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        trust=trust,
        at=at,
    )


def _embedded(data: bytes, stored: Callable[[str], str | None] | None) -> EmbeddedAssessment | None:
    try:
        envelope = _envelope_in(data)
    except DocumentError:
        return None
    if envelope is None:
        return None
    fingerprint = stored(envelope.assessment.id) if stored else None
    return EmbeddedAssessment(
        id=envelope.assessment.id,
        title=envelope.assessment.title,
        version=envelope.assessment.version,
        sha256=envelope.fingerprint,
        matches=None if fingerprint is None else fingerprint == envelope.fingerprint,
    )


def _envelope_in(data: bytes) -> canonical.Envelope | None:
    from exporters.signature import read_part

    part = read_part(data, EMBEDDED_PART)
    if part is not None and len(part) > MAX_EMBEDDED:
        raise DocumentError("Die DSFA im Dokument ist größer als 8 MB und wird nicht gelesen.")
    return None if part is None else canonical.decode(part)


def read_root(file: Path) -> bytes:
    """Read a file with certificates to trust; ``verify_file`` judges what is in it.

    Raises:
        NotFoundError: the file does not exist.
        IdentityError: it cannot be read or is too large for certificates.
    """
    return read_bounded(file, MAX_ROOT, IdentityError)


def read_assessment(file: Path) -> canonical.Envelope:
    """Read the assessment of a JSON file or of an exported document, without taking it over.

    Raises:
        NotFoundError: the file does not exist.
        DocumentError: the file holds no assessment this program can read.
    """
    data = read_document(file)
    if not data.startswith(_ZIP_START):
        return canonical.decode(data)
    envelope = _envelope_in(data)
    if envelope is None:
        raise DocumentError(f"In {file.name} ist keine DSFA eingebettet. Es wurde nichts übernommen.")
    return envelope


def read_document(file: Path) -> bytes:
    """Read a document whole.

    Raises:
        NotFoundError: the file does not exist.
        DocumentError: the file cannot be opened or is larger than 64 MB.
    """
    return read_bounded(file, MAX_FILE, DocumentError)
