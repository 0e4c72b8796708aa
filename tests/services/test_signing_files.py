"""A file that is there already is signed: one more signature, nothing else, and never half."""

from __future__ import annotations

import errno
import json
import os
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from documents import document
from factories import large_assessment
from method.complete import but
from signature.forgery import PASSPHRASE, Issued, entries, issue, replaced

from dsfa_app import cli
from dsfa_app.commands.console import DONE, ENVIRONMENT_KEY, REFUSED
from dsfa_app.domain.outcome import ExpectedSigner
from dsfa_app.errors import DocumentError, ExportError, IdentityError, NotFoundError, SignatureError
from dsfa_app.services.signer import Signer
from dsfa_app.services.signing import asked_for, sign_file
from exporters.signature import SigningOptions, Verdict, verify_package

ORACLES = Path(__file__).parent.parent / "oracles"
AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
YEAR = {"start": AT - timedelta(days=10), "end": AT + timedelta(days=355)}
LONG_NAME = ("Äöüß-" * 40)[:200]
EXPECTED = tuple(
    ExpectedSigner(id=f"s{number}", role=f"Mitzeichnung {number}", name="" if number else LONG_NAME)
    for number in range(10)
)


@pytest.fixture(scope="module")
def root() -> Issued:
    return issue("Wurzel der Stadt", ca=True, **YEAR)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "DSFA größer.docx"
    file.write_bytes(document(but((("expected_signers",), EXPECTED)), "docx"))
    return file


def signer(person: Issued, role: str = "") -> Signer:
    return Signer(person.identity, SigningOptions(signing_time=AT, claimed_role=role))


def judged(data: bytes, root: Issued, at: datetime = AT):
    return verify_package(data, trusted_roots=[root.certificate], at=at, file_name="DSFA.docx")


def left_in(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_ten_co_signers_leave_every_earlier_signature_valid(source: Path, root: Issued, tmp_path: Path):
    file = source
    for number in range(10):
        person = issue(f"Jürgen Groß {number}", issuer=root, **YEAR)
        target = tmp_path / f"{number}.docx"
        sign_file(file, target, signer(person, f"Mitzeichnung {number}"), at=AT + timedelta(seconds=number))
        file = target
    report = judged(file.read_bytes(), root, AT + timedelta(minutes=1))
    assert report.verdict is Verdict.VALID
    assert [one.role for one in report.signatures] == [f"Mitzeichnung {number}" for number in range(10)]
    lines = [one.line for one in report.signatures]
    assert lines[0] == ""  # the first line asks for somebody of another name
    assert all(lines[1:])
    assert len(set(lines)) == 10


def test_a_document_says_whom_it_still_asks_for(source: Path, root: Issued, tmp_path: Path):
    assert [one.role for one in asked_for(source)] == [one.role for one in EXPECTED]
    target = tmp_path / "neu.docx"
    sign_file(source, target, signer(issue("Ida Ott", issuer=root, **YEAR), "Mitzeichnung 4"), at=AT)
    assert [one.role for one in asked_for(target)] == [one.role for one in EXPECTED if one.id != "s4"]


@pytest.mark.oracle
@pytest.mark.skipif(
    os.environ.get("DSFA_WITHOUT_ORACLES") == "1", reason="DSFA_WITHOUT_ORACLES=1: nobody else judges"
)
def test_both_oracles_call_each_of_ten_signatures_valid(source: Path, root: Issued, tmp_path: Path):
    file = source
    for number in range(10):
        person = issue(f"Jürgen Groß {number}", issuer=root, **YEAR)
        target = tmp_path / f"{number}.docx"
        sign_file(file, target, signer(person, f"Mitzeichnung {number}"), at=AT + timedelta(seconds=number))
        file = target
    pem = tmp_path / "root.pem"
    pem.write_bytes(root.pem)
    for command in (["verify-poi"], ["verify-libreoffice", "--trust", str(pem)]):
        done = subprocess.run(
            [ORACLES / command[0], *command[1:], file],
            capture_output=True, text=True, check=True, timeout=300,
        )  # fmt: skip
        answer = json.loads(done.stdout)
        assert answer["signatures"] == 10
        assert answer["allValid"], answer


def test_another_signature_changes_no_byte_of_any_other_part(source: Path, root: Issued, tmp_path: Path):
    once, twice = tmp_path / "eins.docx", tmp_path / "zwei.docx"
    sign_file(source, once, signer(issue("Eva Schäfer", issuer=root, **YEAR)), at=AT)
    before = entries(once.read_bytes())
    sign_file(once, twice, signer(issue("Jürgen Groß", issuer=root, **YEAR)), at=AT)
    after = entries(twice.read_bytes())
    assert set(after) - set(before) == {"_xmlsignatures/sig2.xml"}
    assert {name for name in before if before[name] != after[name]} == {
        "[Content_Types].xml", "_xmlsignatures/_rels/origin.sigs.rels",
    }  # fmt: skip
    assert once.read_bytes() != twice.read_bytes()


def test_a_report_of_300_pages_is_signed_and_valid(root: Issued, tmp_path: Path):
    file, target = tmp_path / "lang.docx", tmp_path / "lang-signiert.docx"
    eva = ExpectedSigner(id="eva", role="Datenschutzbeauftragte", name="Eva Schäfer")
    file.write_bytes(document(replace(large_assessment(platforms=36), expected_signers=(eva,)), "docx"))
    result = sign_file(file, target, signer(issue("Eva Schäfer", issuer=root, **YEAR)), at=AT)
    assert result.verdict == "untrusted"
    report = judged(target.read_bytes(), root)
    assert report.verdict is Verdict.VALID
    assert report.signatures[0].line


@pytest.mark.parametrize("years", [-8, 8])
def test_a_clock_that_is_wrong_by_years_is_told(source: Path, root: Issued, tmp_path: Path, years: int):
    wrong = AT + timedelta(days=365 * years)
    with pytest.raises(IdentityError, match=r"gilt erst ab|abgelaufen"):
        sign_file(source, tmp_path / "neu.docx", signer(issue("Eva", issuer=root, **YEAR)), at=wrong)
    assert left_in(tmp_path) == {source.name}


@pytest.mark.parametrize("name", ["DSFA größer.docx", "./DSFA größer.docx", "../{folder}/DSFA größer.docx"])
def test_the_original_is_never_written_over(source: Path, root: Issued, tmp_path: Path, name: str):
    before = source.read_bytes()
    target = tmp_path / name.format(folder=tmp_path.name)
    with pytest.raises(ExportError, match="anderen Namen"):
        sign_file(source, target, signer(issue("Eva", issuer=root, **YEAR)), at=AT)
    assert source.read_bytes() == before


def test_signing_does_not_change_the_format(source: Path, root: Issued, tmp_path: Path):
    with pytest.raises(ExportError, match=r"Endung \.docx"):
        sign_file(source, tmp_path / "neu.xlsx", signer(issue("Eva", issuer=root, **YEAR)), at=AT)


def test_a_target_open_in_word_is_told_and_stays(
    source: Path, root: Issued, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    target = tmp_path / "offen.docx"
    target.write_bytes(b"vorher")

    def locked(_self: Path, to: Path) -> Path:
        raise PermissionError(errno.EACCES, "sharing violation", str(to))

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(ExportError, match="in Word oder Excel geöffnet"):
        sign_file(source, target, signer(issue("Eva", issuer=root, **YEAR)), at=AT)
    assert target.read_bytes() == b"vorher"
    assert left_in(tmp_path) == {source.name, target.name}


def test_a_source_that_is_locked_is_told(
    source: Path, root: Issued, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def locked(*_arguments: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, "sharing violation")

    monkeypatch.setattr(Path, "open", locked)
    monkeypatch.setattr(Path, "read_bytes", locked)
    with pytest.raises(DocumentError, match=r"DSFA größer\.docx"):
        sign_file(source, tmp_path / "neu.docx", signer(issue("Eva", issuer=root, **YEAR)), at=AT)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_media_removed_while_writing_leave_the_old_file_or_none(
    source: Path, root: Issued, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
):
    target = tmp_path / "stick.docx"
    target.write_bytes(b"vorher")

    def gone(*_arguments: object) -> None:
        raise OSError(errno.EIO, "device not ready")

    monkeypatch.setattr(os if step == "fsync" else Path, step, gone)
    with pytest.raises(ExportError, match="lässt sich nicht schreiben"):
        sign_file(source, target, signer(issue("Eva", issuer=root, **YEAR)), at=AT)
    assert target.read_bytes() == b"vorher"
    assert left_in(tmp_path) == {source.name, target.name}


def test_what_is_no_document_or_was_changed_after_signing_is_not_signed(
    source: Path, root: Issued, tmp_path: Path
):
    eva, target = issue("Eva", issuer=root, **YEAR), tmp_path / "neu.docx"
    with pytest.raises(NotFoundError):
        sign_file(tmp_path / "fehlt.docx", target, signer(eva), at=AT)
    broken = tmp_path / "kaputt.docx"
    broken.write_bytes(b"PK kaputt")
    with pytest.raises(DocumentError):
        sign_file(broken, target, signer(eva), at=AT)
    signed = tmp_path / "signiert.docx"
    sign_file(source, signed, signer(eva), at=AT)
    changed = tmp_path / "geändert.docx"
    changed.write_bytes(replaced(signed.read_bytes(), "word/document.xml", b"Fassung", b"Fassang"))
    with pytest.raises(SignatureError, match="ungültige Signatur"):
        sign_file(changed, target, signer(eva), at=AT)
    assert not target.exists()


def test_the_command_adds_a_signature_with_role_and_commitment(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    today = datetime.now(UTC)
    person = issue("Eva Schäfer", start=today - timedelta(days=1), end=today + timedelta(days=9))
    identity = tmp_path / "eva.p12"
    identity.write_bytes(person.pkcs12())
    monkeypatch.setenv(ENVIRONMENT_KEY, PASSPHRASE)
    target = tmp_path / "zurück.docx"
    command = ["sign", str(source), "--identity", str(identity), "--data-dir", str(tmp_path / "daten")]
    more = ["--signing-role", "Mitzeichnung 3", "--commitment", "approved", "--place", "Stuttgart"]
    assert cli.run([*command, "--out", str(target), *more]) == DONE
    assert json.loads(capsys.readouterr().out)["verdict"] == "untrusted"
    (found,) = verify_package(target.read_bytes()).signatures
    assert (found.role, found.commitment, found.place) == ("Mitzeichnung 3", "Freigegeben", "Stuttgart")
    assert found.line
    assert cli.run([*command, "--out", str(source)]) == REFUSED
