"""Risk profiles of the body's own as files, and as a part of the assessments that are judged by them.

A profile file is JSON like everything else that leaves the process::

    {"format": "dsfa-werkbank/risk-profile", "format_version": 1, "profile": {…}}

``profile`` has the form of the shipped profiles. Reading is strict; what is read must be usable, or the whole
file is refused with what is wrong in it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dsfa_app.bounded import read_bounded
from dsfa_app.catalogue.faults import CatalogueKeyError
from dsfa_app.catalogue.profile_document import document_of, draft_from_document, sealed
from dsfa_app.errors import DocumentError
from dsfa_app.exchange.strict_json import read_json
from dsfa_app.method.profile_draft import profile_of
from dsfa_app.method.profile_findings import errors, profile_findings

if TYPE_CHECKING:
    from pathlib import Path

    from dsfa_app.method.profile import RiskProfile
    from dsfa_app.method.profile_draft import ProfileDraft

FORMAT = "dsfa-werkbank/risk-profile"
FORMAT_VERSION = 1
MAX_FILE = 1024 * 1024
"""Bytes of the largest profile file that is read; the shipped ones have about 5 KB."""
NAMED = 3
"""Errors a refusal names one by one; „dsfa profile check“ lists all of them."""
_FRAME = frozenset({"format", "format_version", "profile"})


def encode_profile(profile: RiskProfile) -> bytes:
    """Return a profile as the bytes of a file, indented so that people can read and compare it."""
    frame = {"format": FORMAT, "format_version": FORMAT_VERSION, "profile": document_of(profile)}
    return (json.dumps(frame, ensure_ascii=False, indent=2) + "\n").encode()


def profile_bytes(file: Path) -> bytes:
    """Return the bytes of a file that should hold a profile.

    Raises:
        NotFoundError: the file does not exist.
        DocumentError: it cannot be read or is far larger than any profile.
    """
    return read_bounded(file, MAX_FILE, DocumentError)


def decode_draft(data: bytes) -> ProfileDraft:
    """Read a profile file that need not be usable, to say what is wrong with it.

    Raises:
        DocumentError: the file is no profile, of a newer format, or holds unknown or missing values.
    """
    return _draft(_profile_in(read_json(data)))


def decode_profile(data: bytes) -> RiskProfile:
    """Read a usable profile from its file.

    Raises:
        DocumentError: as ``decode_draft``, or the profile has errors; the sentence names them.
    """
    return usable_profile(_profile_in(read_json(data)))


def usable_profile(document: object) -> RiskProfile:
    """Return the profile of a document from outside.

    Raises:
        DocumentError: the document is malformed or the profile has errors; the sentence names them.
    """
    draft = _draft(document)
    found = errors(profile_findings(draft))
    if found:
        named = " ".join(finding.sentence for finding in found[:NAMED])
        more = f" Und {len(found) - NAMED} weitere." if len(found) > NAMED else ""
        raise DocumentError(
            f"Das Risikoprofil „{draft.title[:80]}“ ist nicht brauchbar und wurde nicht übernommen: "
            f"{named}{more}"
        )
    return sealed(profile_of(draft))


def _profile_in(plain: object) -> object:
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise DocumentError(
            "Die Datei ist kein Risikoprofil der DSFA-Werkbank. Bitte eine andere Datei wählen."
        )
    version = plain.get("format_version")
    if type(version) is int and version > FORMAT_VERSION:
        raise DocumentError(
            "Das Risikoprofil stammt von einer neueren Version der DSFA-Werkbank. "
            "Bitte das Programm aktualisieren."
        )
    if type(version) is not int or version != FORMAT_VERSION or plain.keys() != _FRAME:
        raise DocumentError(
            "Der Rahmen der Datei ist unvollständig oder enthält Unbekanntes. Sie wurde nicht übernommen."
        )
    return plain["profile"]


def _draft(document: object) -> ProfileDraft:
    try:
        return draft_from_document(document, "Risikoprofil")
    except CatalogueKeyError as fault:
        raise DocumentError(
            f"Das Risikoprofil ist an der Stelle „{fault.key[:80]}“ fehlerhaft ({fault.problem[:160]}). "
            "Es wurde nicht übernommen."
        ) from fault
