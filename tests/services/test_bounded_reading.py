"""A file from outside is read whole or refused in one sentence, never read without an end."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from dsfa_app.bounded import read_bounded
from dsfa_app.errors import DocumentError, IdentityError, NotFoundError

LIMIT = 2**20


def test_a_file_up_to_the_limit_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "gerade-noch.json"
    file.write_bytes(b"x" * LIMIT)
    assert read_bounded(file, LIMIT, DocumentError) == b"x" * LIMIT


def test_one_byte_more_is_refused_with_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "zu-gross.json"
    file.write_bytes(b"x" * (LIMIT + 1))
    with pytest.raises(DocumentError, match=r"zu-gross\.json ist größer als 1 MB und wird nicht gelesen"):
        read_bounded(file, LIMIT, DocumentError)


def test_missing_files_and_folders_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="gibt es nicht"):
        read_bounded(tmp_path / "fehlt.p12", LIMIT, IdentityError)
    with pytest.raises(IdentityError):
        read_bounded(tmp_path, LIMIT, IdentityError)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such endless file")
def test_a_device_without_an_end_is_refused() -> None:
    with pytest.raises(DocumentError, match="größer als 1 MB"):
        read_bounded(Path(os.devnull).with_name("zero"), LIMIT, DocumentError)
