"""A verification becomes a document that says by itself what was checked, found and trusted."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from documents import docx_text, html_text
from signature.forgery import Issued, issue, replaced

from dsfa_app import cli
from dsfa_app.commands.console import DONE, FOUND, REFUSED
from dsfa_app.errors import ExportError, NotFoundError
from dsfa_app.services.protocols import render_protocol, write_protocol
from dsfa_app.services.verification import Trust, Verification, verify_data
from exporters.signature import Commitment, SigningOptions, Verdict, sign_package, verify_package

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
YEAR = {"start": AT - timedelta(days=10), "end": AT + timedelta(days=355)}


@pytest.fixture(scope="module")
def root() -> Issued:
    return issue("Wurzel der Stadt", ca=True, **YEAR)


@pytest.fixture(scope="module")
def signed(root: Issued) -> bytes:
    plain = render_protocol(verify_data(b"kein Dokument", "leer.docx", Trust(), at=AT))
    options = SigningOptions(
        signing_time=AT - timedelta(days=1),
        claimed_role="Datenschutzbeauftragte",
        commitment=Commitment.APPROVED,
        place="Stuttgart",
    )
    return sign_package(plain, issue("Eva Schäfer", issuer=root, **YEAR).identity, options)


def verified(data: bytes, *roots: Issued) -> Verification:
    return verify_data(data, "DSFA größer.docx", Trust(roots=tuple(one.pem for one in roots)), at=AT)


def test_a_protocol_names_file_verdict_signature_and_what_was_trusted(signed: bytes, root: Issued) -> None:
    text = docx_text(render_protocol(verified(signed, root)))
    fingerprint = hashlib.sha256(signed).hexdigest()
    for words in (
        "Prüfprotokoll", "DSFA größer.docx", fingerprint, "Ergebnis: gültig.", "21.11.2026",
        "seit dem Unterzeichnen unverändert", "Eva Schäfer", "Datenschutzbeauftragte", "Freigegeben",
        "Stuttgart", "Wurzel der Stadt", "kein Zeitstempel belegt einen früheren", "Dateieigenschaften",
        "DSFA-Werkbank", "P03", "Verlassen Sie sich nur auf die Angaben im Dokument selbst.",
    ):  # fmt: skip
        assert words in text, words


def test_a_protocol_says_when_nothing_was_trusted_and_what_to_do(signed: bytes) -> None:
    text = docx_text(render_protocol(verified(signed)))
    assert "Ergebnis: gültig, Aussteller nicht vertraut." in text
    assert "Bei dieser Prüfung wurde keinem Aussteller vertraut." in text


def test_a_changed_and_an_unreadable_file_have_protocols_too(signed: bytes, root: Issued) -> None:
    changed = replaced(signed, "word/document.xml", b"Ergebnis", b"Ergebnix")
    text = docx_text(render_protocol(verified(changed, root)))
    assert "Ergebnis: ungültig. Die Signatur passt nicht zum Dokument." in text
    assert "wurde nach dem Signieren geändert" in text
    assert "D01" in text
    unreadable = docx_text(render_protocol(verified(b"PK\x03\x04 kaputt")))
    assert "Ergebnis: nicht lesbar." in unreadable
    assert "In der Datei wurde keine Signatur gefunden." in unreadable


def test_a_protocol_is_a_web_page_as_well_with_the_same_words(signed: bytes, root: Issued) -> None:
    found = verified(signed, root)
    assert "Eva Schäfer" in html_text(render_protocol(found, "html"))
    assert render_protocol(found) == render_protocol(found)
    with pytest.raises(NotFoundError, match="Möglich sind: docx, html"):
        render_protocol(found, "xlsx")


def test_a_protocol_is_signed_like_every_other_document(signed: bytes, root: Issued) -> None:
    checker = issue("Prüferin", issuer=root, **YEAR)
    options = SigningOptions(signing_time=AT, claimed_role="Prüfende Person")
    result = sign_package(render_protocol(verified(signed, root)), checker.identity, options)
    report = verify_package(result, trusted_roots=[root.certificate], at=AT, file_name="Protokoll.docx")
    assert report.verdict is Verdict.VALID
    assert report.signatures[0].line


def test_hostile_text_in_a_signature_stays_text(root: Issued, signed: bytes) -> None:
    del signed
    plain = render_protocol(verified(b""))
    options = SigningOptions(signing_time=AT, comment="<b>&amp; ]]> {{title}}")
    data = sign_package(plain, issue("<Max> & Söhne", issuer=root, **YEAR).identity, options)
    found = verified(data, root)
    for words in (docx_text(render_protocol(found)), html_text(render_protocol(found, "html"))):
        assert "<b>&amp; ]]> {{title}}" in words
        assert "<Max> & Söhne" in words


def test_the_command_writes_the_protocol_of_one_file(
    tmp_path: Path, signed: bytes, root: Issued, capsys: pytest.CaptureFixture[str]
) -> None:
    file, pem, target = tmp_path / "DSFA.docx", tmp_path / "wurzel.pem", tmp_path / "Protokoll.docx"
    file.write_bytes(signed)
    pem.write_bytes(root.pem)
    command = ["verify", "--data-dir", str(tmp_path / "daten"), "--protocol", str(target), str(file)]
    assert cli.run([*command, "--trust", str(pem)]) in (DONE, FOUND)  # as the machine's clock says
    assert "DSFA.docx" in docx_text(target.read_bytes())
    target.unlink()
    assert cli.run([*command, str(file)]) == REFUSED
    assert not target.exists()
    assert "einzeln prüfen" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_leaves_nothing(tmp_path: Path, signed: bytes) -> None:
    with pytest.raises(ExportError, match="Den Ordner gibt es nicht"):
        write_protocol(verified(signed), tmp_path / "fehlt" / "Protokoll.docx")
    assert not list(tmp_path.iterdir())
