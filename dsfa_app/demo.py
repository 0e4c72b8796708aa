"""The main job end to end: example → SQLite → signed DOCX and XLSX → verified; what ``dsfa demo`` runs."""

from __future__ import annotations

import secrets
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dsfa_app.bootstrap import open_application
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.errors import ExportError
from dsfa_app.storage.database import FILE_NAME

if TYPE_CHECKING:
    from dsfa_app.services.documents import Progress

EXAMPLE = "stuttgart"
IDENTITY_NAME = "DSFA-Werkbank Demo"
DOCUMENTS = (("docx", "DSFA.docx"), ("xlsx", "DSFA.xlsx"))


def run_demo(out: Path, progress: Progress | None = None) -> dict[str, Any]:
    """Build the Stuttgart example in a fresh database in ``out`` and export it signed with a throw-away key.

    The example is built in a neighbouring folder and moved in place at the end, so that a failed run leaves
    an earlier result untouched.

    Raises:
        ExportError: the folder cannot be used.
        DsfaError: a step refused its work.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        workplace = tempfile.TemporaryDirectory(dir=out, prefix=".demo-")
    except OSError as error:
        raise ExportError(
            f"Der Ordner {out} lässt sich nicht anlegen oder beschreiben. Bitte prüfen."
        ) from error
    with workplace as name:
        folder = Path(name)
        answer = _build(folder, progress)
        for file in (FILE_NAME, *(document for _format, document in DOCUMENTS)):
            (folder / file).replace(out / file)
    for written in answer["files"]:
        written["path"] = str(out / written["path"])
    return answer


def _build(folder: Path, progress: Progress | None) -> dict[str, Any]:
    from exporters.signature import KeyType, create_self_signed, load_pkcs12

    with open_application(folder) as app:
        assessment = app.examples.create(EXAMPLE).assessment
        passphrase = secrets.token_urlsafe(24)
        key = create_self_signed(
            IDENTITY_NAME, assessment.controller.name, passphrase=passphrase, key_type=KeyType.EC_P256
        )
        signer = app.identities.signer_of(load_pkcs12(key, passphrase))
        files = []
        for format_id, document in DOCUMENTS:
            result = app.documents.export(assessment, format_id, folder / document, signer, progress)
            files.append({**asdict(result), "path": document})
    return {
        "assessment": assessment.id,
        "platforms": len(assessment.platforms),
        "channels": len(assessment.channels),
        "risks_rated": sum(
            rating.applicable is Answer.YES and rating.gross is not None for rating in assessment.ratings
        ),
        "measures": len(assessment.measures),
        "files": files,
    }
