"""Signing a file that is there already: the first signature of a document, or one more beside others.

Nothing in the file is changed but for the signature that is added; signatures that are there stay valid. The
result goes to a file of its own, so that what came in is kept.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from dsfa_app.atomic import write_whole
from dsfa_app.domain.outcome import ExpectedSigner
from dsfa_app.errors import ExportError
from dsfa_app.services.documents import ExportResult
from dsfa_app.services.verification import read_document

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from dsfa_app.services.signer import Signer


def asked_for(source: Path) -> tuple[ExpectedSigner, ...]:
    """Return whom the open signature lines of a document ask for.

    Raises:
        NotFoundError: the source does not exist.
        DocumentError: it cannot be opened, is larger than 64 MB or no sound DOCX or XLSX.
    """
    from exporters.signature.lines import open_lines
    from exporters.signature.package import read_package

    lines = open_lines(read_package(read_document(source)))
    return tuple(
        ExpectedSigner(id=line.id, role=line.role, name=line.name, function=line.function) for line in lines
    )


def sign_file(source: Path, target: Path, signer: Signer, *, at: datetime) -> ExportResult:
    """Write a DOCX or XLSX with one more signature.

    Raises:
        NotFoundError: the source does not exist.
        DocumentError: it cannot be opened, is larger than 64 MB or no sound DOCX or XLSX.
        ExportError: target and source are the same file, differ in format, or the place cannot be written.
        IdentityError: the identity may not sign at this moment.
        SignatureError: the document may not be signed as it is, or carries an invalid signature already.
    """
    from exporters.signature import sign_package, verify_package
    from exporters.signature.hygiene import check_hygiene

    begun = time.perf_counter()
    data = read_document(source)
    if source.resolve() == target.resolve() or (target.exists() and source.samefile(target)):
        raise ExportError(
            f"Das signierte Dokument braucht einen anderen Namen als {source.name}: Das Original bleibt "
            "erhalten. Bitte einen anderen Namen wählen."
        )
    if source.suffix.lower() != target.suffix.lower():
        raise ExportError(
            f"Signieren ändert das Format nicht. Bitte einen Namen mit der Endung {source.suffix} wählen."
        )
    check_hygiene(data)
    signed = sign_package(data, signer.identity, replace(signer.options, signing_time=at), signer.stamp)
    verdict = verify_package(signed, file_name=target.name, at=at).verdict.value
    write_whole(target, signed)
    return ExportResult(
        path=target,
        sha256=hashlib.sha256(signed).hexdigest(),
        verdict=verdict,
        seconds=round(time.perf_counter() - begun, 3),
    )
