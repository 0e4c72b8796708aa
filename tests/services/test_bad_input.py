"""Bad input at every door: one German sentence, exit 2, nothing lost, nothing half done."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from docx import Document

from dsfa_app import cli
from dsfa_app.bootstrap import open_application
from dsfa_app.commands import console
from exporters.signature import KeyType, create_self_signed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PASSPHRASE = "eine lange Passphrase"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one assessment."""
    folder = tmp_path / "daten"
    with open_application(folder) as app:
        app.assessments.create("Kanäle der Stadt", ["facebook"])
    return folder


@pytest.fixture(autouse=True)
def passphrase_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(console.ENVIRONMENT_KEY, PASSPHRASE)


def stored(data: Path) -> list[str]:
    with open_application(data) as app:
        return [summary.id for summary in app.overview.summaries()]


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run a command that has to be refused, and return the one sentence it says."""
    assert cli.run([str(argument) for argument in arguments]) == console.REFUSED
    answer = capsys.readouterr()
    assert answer.out == ""
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err
    return answer.err


def _json_bomb(file: Path) -> None:
    file.write_bytes(b"[" * 100_000)


def _huge(file: Path) -> None:
    with file.open("wb") as stream:
        stream.truncate(65 * 1024 * 1024)


BAD_FILES: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "missing": ("fehlt.json", lambda _file: None, "gibt es nicht"),
    "folder": ("ordner.json", lambda file: file.mkdir(), "Ordner"),
    "empty": ("leer.json", lambda file: file.write_bytes(b""), "JSON"),
    "no text": ("bild.json", lambda file: file.write_bytes(b"\x89PNG\xff\xfe"), "JSON"),
    "truncated": ("halb.json", lambda file: file.write_text('{"format": "dsfa'), "JSON"),
    "foreign": ("fremd.json", lambda file: file.write_text('{"name": "pia"}'), "keine DSFA"),
    "nested": ("tief.json", _json_bomb, "verschachtelt"),
    "too large": ("riesig.json", _huge, "größer"),
    "not a document": ("kaputt.docx", lambda file: file.write_bytes(b"PK\x03\x04kaputt"), ""),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_is_not_imported(
    case: str, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, make, part = BAD_FILES[case]
    make(tmp_path / name)
    before = stored(data)
    assert part in refused(capsys, "import", tmp_path / name, "--data-dir", data)
    assert stored(data) == before


def test_one_bad_file_among_good_ones_stops_the_whole_import(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "gut.json", tmp_path / "schlecht.json"
    assert (
        cli.run(["export", stored(data)[0], "--format", "json", "--out", str(good), "--data-dir", str(data)])
        == 0
    )
    capsys.readouterr()
    bad.write_text("{}")
    target = tmp_path / "leer"
    refused(capsys, "import", good, bad, "--data-dir", target)
    assert stored(target) == []


def test_an_office_file_without_an_assessment_is_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "brief.docx"
    Document().save(str(file))
    assert "eingebettet" in refused(capsys, "import", file, "--data-dir", data)


def _identity(file: Path, *, valid_from: datetime | None = None) -> Path:
    file.write_bytes(
        create_self_signed(
            "Test", "Stadt", passphrase=PASSPHRASE, key_type=KeyType.EC_P256, valid_from=valid_from
        )
    )
    return file


def _export(data: Path, out: Path, sign: Path | str | None = None) -> list[object]:
    signing = ["--sign", sign] if sign else []
    return ["export", stored(data)[0], "--format", "docx", "--out", out, "--data-dir", data, *signing]


@pytest.mark.parametrize(
    ("make", "part"),
    [
        (lambda file: file.write_bytes(b"kein Schluessel"), "keine Signatur-Identität"),
        (lambda file: file.write_bytes(_identity(file).read_bytes()[:200]), ""),
        (lambda file: _identity(file, valid_from=datetime.now(UTC) - timedelta(days=900)), "abgelaufen"),
        (lambda file: _identity(file, valid_from=datetime.now(UTC) + timedelta(days=30)), "gilt erst ab"),
    ],
    ids=["foreign", "truncated", "expired", "not yet valid"],
)
def test_an_unusable_identity_writes_no_document(
    make: Callable[[Path], object], part: str, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, out = tmp_path / "id.p12", tmp_path / "aus.docx"
    make(key)
    assert part in refused(capsys, *_export(data, out, key))
    assert not out.exists()


def test_a_wrong_passphrase_writes_no_document(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key, out = _identity(tmp_path / "id.p12"), tmp_path / "aus.docx"
    monkeypatch.setenv(console.ENVIRONMENT_KEY, "falsch")
    assert "Passphrase" in refused(capsys, *_export(data, out, key))
    assert not out.exists()


def test_an_unknown_identity_and_a_format_that_cannot_be_signed_are_named(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "nicht bekannt" in refused(capsys, *_export(data, tmp_path / "a.docx", "niemand"))
    key = _identity(tmp_path / "id.p12")
    call = ["export", stored(data)[0], "--format", "html", "--out", tmp_path / "a.html", "--data-dir", data]
    assert "nicht signiert" in refused(capsys, *call, "--sign", key)


def test_a_missing_folder_is_named(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Ordner" in refused(capsys, *_export(data, tmp_path / "fehlt" / "aus.docx"))


def test_a_full_disk_leaves_the_former_document(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "aus.docx"
    out.write_bytes(b"die vorige Fassung")
    call = _export(data, out)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    assert "kein Platz" in refused(capsys, *call)
    assert out.read_bytes() == b"die vorige Fassung"
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".dsfa-")] == []


def test_an_unknown_assessment_is_named(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "gibt es nicht" in refused(capsys, "show", "nirgends", "--data-dir", data)
    assert "gibt es nicht" in refused(capsys, "check", "nirgends", "--data-dir", data)


def test_a_second_program_on_the_same_data_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_application(data):
        assert "anderes laufendes Programm" in refused(capsys, "list", "--data-dir", data)


def test_a_newer_database_is_refused_and_left_alone(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(data / "dsfa.sqlite")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
        connection.execute("PRAGMA journal_mode = DELETE")
    before = (data / "dsfa.sqlite").read_bytes()
    assert "neueren Programmversion" in refused(capsys, "list", "--data-dir", data)
    assert (data / "dsfa.sqlite").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"keine Datenbank" * 100], ids=["foreign table", "no database"])
def test_a_foreign_file_in_place_of_the_data_is_refused(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "dsfa.sqlite"
    file.write_bytes(content)
    if not content:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("CREATE TABLE fremd (a)")
    assert "keine Datenbank der DSFA-Werkbank" in refused(capsys, "list", "--data-dir", tmp_path)


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "datei"
    file.write_text("x")
    assert "Datenordner" in refused(capsys, "list", "--data-dir", file)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_read_only_place_is_named(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "schreiben" in refused(capsys, *_export(data, "/proc/aus.docx"))  # type: ignore[arg-type]


def test_a_backup_that_is_none_changes_nothing(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    false = tmp_path / "sicherung.sqlite"
    false.write_bytes(b"nichts davon")
    before = stored(data)
    assert "keine Sicherung" in refused(capsys, "restore", false, "--data-dir", data)
    assert "gibt es nicht" in refused(capsys, "restore", tmp_path / "fehlt", "--data-dir", data)
    assert stored(data) == before


def test_a_trusted_root_that_is_no_certificate_is_named(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document, root = tmp_path / "aus.docx", tmp_path / "ca.pem"
    assert cli.run([str(part) for part in _export(data, document)]) == console.DONE
    capsys.readouterr()
    root.write_text("kein Zertifikat")
    assert "Zertifikat" in refused(capsys, "verify", document, "--trust", root, "--data-dir", data)
    assert "x.pem gibt es nicht" in refused(capsys, "verify", document, "--trust", tmp_path / "x.pem")
