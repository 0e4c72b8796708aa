"""LibreOffice and Apache POI judge the signed Stuttgart documents, with an RSA and an elliptic-curve key."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from exporters.signature import KeyType

if TYPE_CHECKING:
    from dsfa_app.bootstrap import Application

ORACLES = Path(__file__).parent.parent / "oracles"
PASSPHRASE = "eine lange Passphrase"

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(
        os.environ.get("DSFA_WITHOUT_ORACLES") == "1", reason="DSFA_WITHOUT_ORACLES=1: nobody else judges"
    ),
]


@pytest.fixture
def documents(app: Application, tmp_path: Path) -> list[Path]:
    """DOCX and XLSX of the example, signed with each kind of key."""
    assessment = app.examples.create("stuttgart").assessment
    files = []
    for key_type in KeyType:
        identity = app.identities.create_self_made("Amtsleitung", "Stadt", key_type, PASSPHRASE)
        signer = app.identities.signer(identity.id, PASSPHRASE)
        for format_id in ("docx", "xlsx"):
            file = tmp_path / f"{key_type.value}.{format_id}"
            assert app.documents.export(assessment, format_id, file, signer).verdict == "untrusted"
            files.append(file)
    return files


@pytest.mark.parametrize("program", ["verify-poi", "verify-libreoffice"])
def test_an_independent_judge_calls_every_stuttgart_document_valid(
    program: str, documents: list[Path]
) -> None:
    done = subprocess.run(
        [ORACLES / program, *documents], capture_output=True, text=True, check=False, timeout=300
    )
    answers: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(documents), (
        f"{program} does not run; see tests/oracles/README.md\n{done.stderr}"
    )
    assert [answer["signatures"] for answer in answers] == [1] * len(documents)
    assert all(answer["allValid"] for answer in answers), answers
    if program == "verify-poi":
        covered = {part for answer in answers for part in answer["unsignedParts"]}
        assert {part for part in covered if "core" not in part} == set()
