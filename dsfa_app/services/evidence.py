"""Files that prove something: their fingerprint, and whether they are still there and unchanged.

The files themselves stay where the body keeps them; the assessment holds their place and their SHA-256.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dsfa_app.domain.structure import Path as FieldPath
from dsfa_app.errors import DocumentError, NotFoundError
from dsfa_app.method.evidence import EvidenceState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dsfa_app.domain.assessment import Assessment

    Report = Callable[[float, str], None]

_BLOCK = 1024 * 1024
_DIGEST = re.compile(r"[0-9a-fA-F]{64}")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedEvidence:
    """One piece of evidence: the field of the assessment that names it, and what was found."""

    path: FieldPath
    subject: str
    location: str
    state: EvidenceState


def sha256_of(file: Path, report: Report) -> str:
    """Return the SHA-256 of a file's content in hexadecimal; ``report`` may stop it between two blocks.

    Raises:
        NotFoundError: the file does not exist.
        DocumentError: the file cannot be read.
    """
    digest = hashlib.sha256()
    try:
        size = max(file.stat().st_size, 1)
        done = 0
        with file.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
                done += len(block)
                report(min(done / size, 1.0), "Prüfsumme wird berechnet …")
    except FileNotFoundError as error:
        raise NotFoundError(f"Die Datei {file} gibt es nicht.") from error
    except (OSError, ValueError) as error:
        raise DocumentError(f"Die Datei {file} lässt sich nicht lesen. Bitte die Rechte prüfen.") from error
    return digest.hexdigest()


def check_evidence(assessment: Assessment, report: Report) -> tuple[CheckedEvidence, ...]:
    """Look at every piece of evidence again; ``report`` may stop it between two files.

    Addresses on the web and file numbers are no files here: nothing is fetched, they are reported as such.
    """
    named = tuple(_named(assessment))
    found = []
    for number, (path, subject, location, digest) in enumerate(named):
        share = number / len(named)

        def going_on(_share: float, text: str, share: float = share) -> None:
            report(share, text)

        state = _state_of(location.strip(), digest.strip(), going_on)
        found.append(CheckedEvidence(path=path, subject=subject, location=location, state=state))
    return tuple(found)


def _named(assessment: Assessment) -> Iterator[tuple[FieldPath, str, str, str]]:
    """Yield path, subject, location and fingerprint of everything that is named as evidence."""
    for measure in assessment.measures:
        for item in measure.evidence:
            path = ("measures", measure.id, "evidence", item.id, "location")
            yield path, measure.title or measure.id, item.location, item.sha256
    for channel in assessment.channels:
        for setting in channel.settings:
            if setting.evidence_location.strip() or setting.evidence_sha256.strip():
                path = ("channels", channel.id, "settings", setting.id, "evidence_location")
                subject = f"{channel.name or channel.id}: {setting.name}"
                yield path, subject, setting.evidence_location, setting.evidence_sha256


def _state_of(location: str, digest: str, report: Report) -> EvidenceState:
    file = Path(location)
    if not location or _ADDRESS.match(location) or not file.is_absolute():
        return EvidenceState.ELSEWHERE
    try:
        found = sha256_of(file, report)
    except NotFoundError:
        return EvidenceState.MISSING
    except DocumentError:
        return EvidenceState.UNREADABLE
    if not _DIGEST.fullmatch(digest):
        return EvidenceState.UNPROVEN
    return EvidenceState.UNCHANGED if found == digest.lower() else EvidenceState.CHANGED
