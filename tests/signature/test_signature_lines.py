"""Visible signature lines: there before anybody signs, filled by those they ask for, themselves signed."""

from __future__ import annotations

import json
import os
import subprocess
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from documents import document, entries, part
from lxml import etree
from method.complete import but
from signature.forgery import NOW, SIG1, Issued, issue, remade, replaced, resigned

from dsfa_app.domain.outcome import ExpectedSigner
from exporters.signature import SigningOptions, Verdict, sign_package, verify_package
from exporters.signature.lines import signature_lines
from exporters.signature.package import read_package
from exporters.visible_text import visible_text

ORACLES = Path(__file__).parent.parent / "oracles"
EXPECTED = (
    ExpectedSigner(id="a", role="Amtsleitung", name="Dr. Jürgen Groß", function="Amt für Kommunikation"),
    ExpectedSigner(id="b", role="Datenschutzbeauftragte", name="Eva Schäfer"),
    ExpectedSigner(id="c", role="Informationssicherheit", function="IT-Sicherheit"),
)
VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
ASSESSMENT = but((("expected_signers",), EXPECTED))


@pytest.fixture(scope="module")
def report() -> bytes:
    return document(ASSESSMENT, "docx")


def signed(data: bytes, signer: Issued, role: str, seconds: int = 0) -> bytes:
    options = SigningOptions(signing_time=NOW + timedelta(seconds=seconds), claimed_role=role)
    return sign_package(data, signer.identity, options)


def lines_signed(data: bytes, root: Issued) -> list[str]:
    found = verify_package(data, trusted_roots=[root.certificate], at=NOW + timedelta(hours=1))
    assert found.verdict is Verdict.VALID, found.findings
    return [one.line for one in found.signatures]


def test_every_expected_signer_has_a_line_in_the_report_and_the_memo(report: bytes):
    for data in (report, document(ASSESSMENT, "docx", "vermerk")):
        lines = signature_lines(read_package(data))
        assert [(line.name, line.role, line.function) for line in lines] == [
            (one.name, one.role, one.function) for one in EXPECTED
        ]
        assert len({line.id for line in lines}) == len(EXPECTED)


def test_equal_documents_have_equal_lines_and_other_versions_other_ones(report: bytes):
    def ids(data: bytes) -> set[str]:
        return {line.id for line in signature_lines(read_package(data))}

    assert document(ASSESSMENT, "docx") == report
    assert not ids(report) & ids(document(replace(ASSESSMENT, version="9"), "docx"))
    assert not ids(report) & ids(document(ASSESSMENT, "docx", "vermerk"))


def test_a_line_says_whom_it_asks_for_and_what_to_check(report: bytes):
    body = part(report, "word/document.xml")
    shapes = [shape for shape in body.iter(f"{VML}shape") if shape.find(f"{OFFICE}signatureline") is not None]
    assert [shape.get("alt") for shape in shapes] == [
        "Signaturzeile für Dr. Jürgen Groß, Amtsleitung",
        "Signaturzeile für Eva Schäfer, Datenschutzbeauftragte",
        "Signaturzeile für Informationssicherheit",
    ]
    for shape in shapes:
        line = shape.find(f"{OFFICE}signatureline")
        assert line.get("issignatureline") == line.get("signinginstructionsset") == "t"
        assert "Fingerabdruck" in line.get(f"{OFFICE}signinginstructions")
    pictures = [name for name in entries(report) if name.startswith("word/media/")]
    assert len(pictures) == 1


def test_broken_bytes_and_loose_quotes_in_a_line_harm_nobody(report: bytes):
    for change in (b"\xff\xfe", b"&#0; &amp;lt;", b"'"):
        package = read_package(replaced(report, "word/document.xml", "Dr. Jürgen".encode(), change))
        assert len(signature_lines(package)) == len(EXPECTED)


@pytest.mark.parametrize("text", [b"<o:signatureline ", b" signatureline ", b'<o:signatureline a="b" '])
def test_a_text_full_of_line_names_takes_no_time(report: bytes, text: bytes):
    package = read_package(report)
    hostile = replace(package, parts={"/word/document.xml": text * 400_000})
    begun = time.perf_counter()
    assert signature_lines(hostile) == ()
    assert time.perf_counter() - begun < 2


def test_without_expected_signers_the_table_is_for_paper_only():
    data = document(but((("expected_signers",), ())), "docx")
    assert signature_lines(read_package(data)) == ()


def test_who_signs_as_expected_fills_the_own_line_and_the_others_stay_open(report: bytes, root: Issued):
    eva, security = issue("Eva Schäfer", issuer=root), issue("Ida Ott", issuer=root)
    ids = [line.id for line in signature_lines(read_package(report))]
    once = signed(report, eva, "Datenschutzbeauftragte")
    twice = signed(once, security, "IT-Sicherheit", 5)
    assert lines_signed(once, root) == [ids[1]]
    assert lines_signed(twice, root) == [ids[1], ids[2]]


@pytest.mark.parametrize(
    ("name", "role"),
    [("Eva Schäfer", "Amtsleitung"), ("Fremde Person", "Datenschutzbeauftragte"), ("Fremde Person", "")],
)
def test_who_is_not_asked_for_signs_invisibly(report: bytes, root: Issued, name: str, role: str):
    assert lines_signed(signed(report, issue(name, issuer=root), role), root) == [""]


def test_a_line_is_filled_once(report: bytes, root: Issued):
    eva = issue("Eva Schäfer", issuer=root)
    twice = signed(signed(report, eva, ""), eva, "", 5)
    assert lines_signed(twice, root)[1] == ""


def test_signing_a_line_changes_neither_the_document_nor_what_it_shows(report: bytes, root: Issued):
    before = entries(report)
    result = signed(report, issue("Eva Schäfer", issuer=root), "")
    after = entries(result)
    changed = {name for name in before if after[name] != before[name]}
    assert all(name.endswith(".rels") or name == "[Content_Types].xml" for name in changed)
    assert visible_text(result) == visible_text(report)


def test_the_picture_of_a_line_cannot_be_exchanged_after_signing(report: bytes, root: Issued):
    result = signed(report, issue("Eva Schäfer", issuer=root), "")
    picture = entries(result)["word/media/image1.png"]
    for changed in (
        replaced(result, "word/media/image1.png", picture[-20:], picture[-20:-1] + b"\0"),
        replaced(result, SIG1, b"iVBORw0KGgo", b"iVBORw0KGgp"),
        remade(result, lambda tree: tree.remove(tree[-1])),
    ):
        assert verify_package(changed, trusted_roots=[root.certificate], at=NOW).verdict is Verdict.INVALID


def test_a_name_of_200_characters_with_umlauts_stays_whole_in_its_line(root: Issued):
    name = "Ä" * 60 + " " + "ß" * 139
    longer = but((("expected_signers",), (ExpectedSigner(id="x", role="Leitung", name=name),)))
    data = document(longer, "docx")
    (line,) = signature_lines(read_package(data))
    assert line.name == name
    cut = issue("Ä" * 30, issuer=root)  # X.509 gives a common name 64 bytes: nobody bears this name there
    assert lines_signed(signed(data, cut, "Leitung"), root) == [""]


def codes(data: bytes, root: Issued) -> set[str]:
    found = verify_package(data, trusted_roots=[root.certificate], at=NOW + timedelta(hours=1))
    assert found.verdict is Verdict.VALID, found.findings
    return {one.code for one in found.findings if one.code.startswith("L")}


def test_a_line_filled_by_the_one_it_asks_for_is_no_finding(report: bytes, root: Issued):
    assert codes(signed(report, issue("Eva Schäfer", issuer=root), ""), root) == set()
    assert codes(signed(report, issue("Ida Ott", issuer=root), "IT-Sicherheit"), root) == set()


def test_somebody_else_in_a_line_is_told_though_the_signature_is_valid(report: bytes, root: Issued):
    eva, other = issue("Eva Schäfer", issuer=root), issue("Fremde Person", issuer=root)
    data = resigned(signed(report, eva, ""), other, lambda _tree: None)
    assert codes(data, root) == {"L02"}
    found = verify_package(data, trusted_roots=[root.certificate], at=NOW).findings
    (text,) = (one.text for one in found if one.code == "L02")
    assert "„Eva Schäfer, Datenschutzbeauftragte“" in text
    assert "„Fremde Person“" in text


def test_a_line_that_does_not_exist_is_told(report: bytes, root: Issued):
    eva = issue("Eva Schäfer", issuer=root)

    def elsewhere(tree: etree._Element) -> None:
        (setup,) = (one for one in tree.iter() if etree.QName(one).localname == "SetupID")
        setup.text = "{00000000-0000-0000-0000-000000000001}"

    assert codes(resigned(signed(report, eva, ""), eva, elsewhere), root) == {"L01"}


@pytest.mark.oracle
@pytest.mark.skipif(
    os.environ.get("DSFA_WITHOUT_ORACLES") == "1", reason="DSFA_WITHOUT_ORACLES=1: nobody else judges"
)
def test_both_oracles_call_signed_lines_valid_and_libreoffice_finds_them(
    report: bytes, root: Issued, tmp_path: Path
):
    eva, security = issue("Eva Schäfer", issuer=root), issue("Ida Ott", issuer=root)
    file, pem = tmp_path / "lines.docx", tmp_path / "root.pem"
    file.write_bytes(signed(signed(report, eva, ""), security, "Informationssicherheit", 5))
    pem.write_bytes(root.pem)
    ids = [line.id for line in signature_lines(read_package(report))]

    def ask(program: str, *options: str) -> dict:
        command = [ORACLES / program, *options, file]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
        return json.loads(done.stdout)

    poi, libreoffice = ask("verify-poi"), ask("verify-libreoffice", "--trust", str(pem))
    assert poi["allValid"]
    assert poi["unsignedParts"] == ["/docProps/core.xml"]
    assert libreoffice["allValid"]
    assert [one["signatureLineId"] for one in libreoffice["details"]] == ids[1:]
