"""The fingerprint sheet and the renewal of an identity, headless."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from dsfa_app.cli import run
from dsfa_app.errors import IdentityError, InputError, NotFoundError
from dsfa_app.services.identities import Identities
from dsfa_app.services.identity_list import IdentityList
from exporters.signature.certificate_facts import certificate_facts
from exporters.signature.options import KeyType

PASSPHRASE = "ein langer Satz für Prüfzwecke"
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture
def identities(tmp_path: Path) -> Identities:
    return Identities(tmp_path, lambda: NOW)


def words_of(file: Path) -> str:
    document = docx.Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_the_sheet_shows_name_validity_and_the_whole_fingerprint_in_groups(
    identities: Identities, tmp_path: Path, suffix: str
) -> None:
    info = identities.create_self_made("Erika Müller", "Amt für <Recht>", KeyType.EC_P384, PASSPHRASE)
    target = identities.save_sheet(info.id, tmp_path / f"blatt{suffix}")
    text = words_of(target) if suffix == ".docx" else target.read_text("utf-8")
    certificate = x509.load_pem_x509_certificate(info.certificate.encode())
    digits = hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest()
    groups = [digits[start : start + 4] for start in range(0, 64, 4)]
    assert certificate_facts(info.certificate).groups == tuple(groups)
    assert all(group in text for group in groups)
    for said in ("Erika Müller (selbst erzeugt)", "21.11.2026 bis 20.11.2028", "P-384", "alle 16 Gruppen"):
        assert said in text


def test_a_sheet_of_another_kind_or_identity_is_refused(identities: Identities, tmp_path: Path) -> None:
    info = identities.create_self_made("Erika", "Amt", KeyType.EC_P256, PASSPHRASE)
    with pytest.raises(InputError, match=r"\.docx oder \.html"):
        identities.save_sheet(info.id, tmp_path / "blatt.pdf")
    with pytest.raises(NotFoundError, match="nicht bekannt"):
        identities.save_sheet("fremd", tmp_path / "blatt.docx")
    assert not list(tmp_path.glob("blatt*"))


def test_a_renewed_identity_has_the_same_names_and_kind_of_key_but_another_key(
    identities: Identities,
) -> None:
    former = identities.create_self_made("Erika", "Amt", KeyType.EC_P384, PASSPHRASE)
    successor = identities.renew(former.id, PASSPHRASE)
    old, new = certificate_facts(former.certificate), certificate_facts(successor.certificate)
    assert (new.name, new.organisation, new.key) == (old.name, old.organisation, old.key)
    assert new.fingerprint != old.fingerprint
    assert identities.known() == (successor, former)
    assert (
        identities.unlock(former.id, PASSPHRASE).certificate
        != identities.unlock(successor.id, PASSPHRASE).certificate
    )


def test_what_another_body_issued_is_not_renewed_here(identities: Identities) -> None:
    info = identities.create_self_made("Erika", "Amt", KeyType.EC_P256, PASSPHRASE)
    IdentityList(Path(info.file).parent).put(replace(info, is_self_made=False))
    with pytest.raises(IdentityError, match="eine andere Stelle"):
        identities.renew(info.id, PASSPHRASE)


def test_sheet_and_renewal_are_commands_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    info = Identities(tmp_path, lambda: NOW).create_self_made("Erika", "Amt", KeyType.EC_P256, PASSPHRASE)
    monkeypatch.setenv("DSFA_PASSPHRASE", PASSPHRASE)
    data = ["--data-dir", str(tmp_path), "identity"]
    target = tmp_path / "blatt.docx"
    assert run([*data, "sheet", info.id, "--out", str(target)]) == 0
    assert target.exists()
    assert run([*data, "sheet", info.id]) == 2
    assert "--out" in capsys.readouterr().err
    assert run([*data, "renew", info.id]) == 0
    assert "bisherige Zertifikat bleibt" in capsys.readouterr().out
    assert len(Identities(tmp_path, lambda: NOW).known()) == 2
