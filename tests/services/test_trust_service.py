"""What a workplace trusts lies in files of its own and is the same for window and command line."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import docx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from signature.forgery import Issued, issue

from dsfa_app.cli import run
from dsfa_app.errors import IdentityError, NotFoundError
from dsfa_app.services.trust import TrustKind, TrustStore
from exporters.signature import SigningOptions, sign_package

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime.now(UTC)
YEAR = {"start": NOW - timedelta(days=10), "end": NOW + timedelta(days=355)}


@pytest.fixture
def root() -> Issued:
    return issue("Wurzel der Stadt", ca=True, **YEAR)


@pytest.fixture
def signed(tmp_path: Path, root: Issued) -> tuple[Path, Issued]:
    plain = tmp_path / "plain.docx"
    docx.Document().save(plain)
    person = issue("Amtsleitung", issuer=root, **YEAR)
    file = tmp_path / "DSFA.docx"
    file.write_bytes(sign_package(plain.read_bytes(), person.identity, SigningOptions(signing_time=NOW)))
    return file, person


def revocation_list(issuer: Issued, *revoked: Issued, updated: datetime = NOW) -> bytes:
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(updated - timedelta(hours=1))
        .next_update(updated + timedelta(days=7))
    )
    for one in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number)
        builder = builder.add_revoked_certificate(entry.revocation_date(updated - timedelta(hours=2)).build())
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.PEM)


def test_an_added_root_is_known_with_its_fingerprint_and_forgotten_when_removed(tmp_path: Path, root: Issued):
    store = TrustStore(tmp_path / "daten")
    assert store.known() == ()
    file = tmp_path / "wurzel.pem"
    file.write_bytes(root.pem)
    (added,) = store.add(file)
    assert added.kind is TrustKind.ROOT
    assert added.name == "Wurzel der Stadt"
    assert added.fingerprint == root.certificate.fingerprint(hashes.SHA256()).hex()
    store.add(file)
    assert store.known() == (added,)
    file.unlink()
    assert TrustStore(tmp_path / "daten").roots() == (root.pem,)
    shown = " ".join(added.fingerprint.upper()[start : start + 4] for start in range(0, 64, 4))
    assert store.remove(shown) == added
    assert store.known() == ()


def test_a_file_with_several_certificates_adds_them_all(tmp_path: Path, root: Issued):
    other = issue("Wurzel des Landes", ca=True)
    file = tmp_path / "beide.pem"
    file.write_bytes(root.pem + other.pem)
    store = TrustStore(tmp_path)
    assert {entry.name for entry in store.add(file)} == {"Wurzel der Stadt", "Wurzel des Landes"}
    with pytest.raises(NotFoundError):
        store.remove("Wurzel")
    assert len(store.known()) == 2


def test_a_newer_revocation_list_takes_the_place_of_the_former(tmp_path: Path, root: Issued):
    store = TrustStore(tmp_path)
    file = tmp_path / "stadt.crl"
    for days in (30, 0):
        file.write_bytes(revocation_list(root, updated=NOW - timedelta(days=days)))
        store.add(file)
    (known,) = store.known()
    assert known.kind is TrustKind.REVOCATION_LIST
    assert known.until == (NOW + timedelta(days=7)).date()
    assert len(store.revocation_lists()) == 1


@pytest.mark.parametrize(
    "content", [b"", b"Hallo", b"-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----"]
)
def test_a_file_that_is_neither_is_refused_and_nothing_is_added(tmp_path: Path, content: bytes):
    file = tmp_path / "falsch.pem"
    file.write_bytes(content)
    with pytest.raises(IdentityError, match="weder ein Zertifikat noch eine Sperrliste"):
        TrustStore(tmp_path).add(file)
    assert TrustStore(tmp_path).known() == ()
    with pytest.raises(NotFoundError):
        TrustStore(tmp_path).add(tmp_path / "fehlt.pem")


def test_the_command_line_trusts_what_was_added_and_refuses_who_was_revoked(
    tmp_path: Path, root: Issued, signed: tuple[Path, Issued], capsys: pytest.CaptureFixture[str]
):
    file, person = signed
    data = ["--data-dir", str(tmp_path / "daten")]
    pem, crl = tmp_path / "wurzel.pem", tmp_path / "stadt.crl"
    pem.write_bytes(root.pem)

    def verdict(*more: str) -> tuple[str, int]:
        capsys.readouterr()
        status = run([*data, "verify", str(file), "--json", *more])
        return json.loads(capsys.readouterr().out)["verdict"], status

    assert verdict() == ("untrusted", 1)
    assert verdict("--trust", str(pem)) == ("valid", 0)
    assert run([*data, "trust", "add", str(pem)]) == 0
    assert verdict() == ("valid", 0)
    crl.write_bytes(revocation_list(root, person))
    assert verdict("--crl", str(crl)) == ("invalid", 1)
    assert verdict() == ("valid", 0)
    assert run([*data, "trust", "add", str(crl)]) == 0
    assert verdict() == ("invalid", 1)
    capsys.readouterr()
    assert run([*data, "trust", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [entry["kind"] for entry in listed] == ["pem", "crl"]
    for entry in listed:
        assert run([*data, "trust", "remove", entry["fingerprint"]]) == 0
    assert verdict() == ("untrusted", 1)


def test_a_call_that_names_nothing_to_add_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert run(["--data-dir", str(tmp_path), "trust", "add"]) == 2
    assert "fehlt die Angabe" in capsys.readouterr().err
