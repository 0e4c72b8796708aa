"""A signed document that comes back proves what was signed, or says in words why it proves nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from conftest import NOW
from signature.forgery import Issued, entries, issue, pack
from signature.samples import as_word_signs

from dsfa_app.cli import run
from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.outcome import ExpectedSigner
from dsfa_app.domain.vocabulary import Action, Role
from dsfa_app.errors import SignatureError
from dsfa_app.services.signer import Claims
from exporters.signature import SigningOptions, sign_package

if TYPE_CHECKING:
    from pathlib import Path

    from dsfa_app.bootstrap import Application
    from dsfa_app.services.versions import FrozenVersion

YEAR = {"start": NOW - timedelta(days=100), "end": NOW + timedelta(days=265)}
HEAD = ActingPerson(name="Erika Muster", role=Role.CONTROLLER)
EXPECTED = (
    ExpectedSigner(id="s1", role="Stellungnahme DSB", name="Eva Schäfer", function="Datenschutzbeauftragte"),
    ExpectedSigner(id="s2", role="Freigabe", name="Jürgen Groß", function="Amtsleitung"),
)


@pytest.fixture(scope="module")
def root() -> Issued:
    return issue("Wurzel der Stadt", ca=True, **YEAR)


@pytest.fixture(scope="module")
def people(root: Issued) -> dict[str, Issued]:
    return {
        name: issue(name, issuer=root, **YEAR) for name in ("Eva Schäfer", "Jürgen Groß", "Fremde Person")
    }


@pytest.fixture
def version(app: Application, root: Issued, tmp_path: Path) -> FrozenVersion:
    """The released example with two expected signers; the city's root is trusted."""
    stored = app.examples.create("stuttgart")
    assessment = replace(stored.assessment, expected_signers=EXPECTED)
    with app._database.unit_of_work() as work:
        released = app.versions.release(work, assessment, HEAD)
    app.assessments.save(released, stored.revision)
    pem = tmp_path / "wurzel.pem"
    pem.write_bytes(root.pem)
    app.trust.add(pem)
    (line,) = app.versions.lines(released.id)
    return app.versions.open(line.id)


@pytest.fixture
def sent(app: Application, version: FrozenVersion, tmp_path: Path) -> Path:
    """The document of the released version as it was sent out, unsigned."""
    return app.documents.export(version, "docx", tmp_path / "DSFA.docx").path


def signed(file: Path, signer: Issued, role: str, name: str = "zurück.docx") -> Path:
    options = SigningOptions(signing_time=NOW, claimed_role=role)
    target = file.with_name(name)
    target.write_bytes(sign_package(file.read_bytes(), signer.identity, options))
    return target


def test_signatures_of_the_expected_signers_complete_the_version(
    app: Application, version: FrozenVersion, sent: Path, people: dict[str, Issued]
):
    first = signed(sent, people["Eva Schäfer"], "Datenschutzbeauftragte")
    (recorded,) = app.sign_offs.record(app.sign_offs.examine(first))
    (status,) = app.sign_offs.of(version.assessment.id)
    assert recorded.signer_id == "s1"
    assert status.missing == (EXPECTED[1],)
    assert not status.is_complete
    both = signed(first, people["Jürgen Groß"], "Freigabe")
    assert len(app.sign_offs.record(app.sign_offs.examine(both))) == 2
    (status,) = app.sign_offs.of(version.assessment.id)
    assert status.is_complete
    assert status.by("s2").trusted_root == "Wurzel der Stadt"
    assert app.sign_offs.file(status.by("s2")) == both.read_bytes()
    events = [
        entry for entry in app.history.of_assessment(version.assessment) if entry.action is Action.SIGNED
    ]
    assert len(events) == 3


def test_the_workbook_is_signed_off_like_the_document(
    app: Application, version: FrozenVersion, people: dict[str, Issued], tmp_path: Path
):
    sent = app.documents.export(version, "xlsx", tmp_path / "DSFA.xlsx").path
    back = signed(sent, people["Jürgen Groß"], "Freigabe", "zurück.xlsx")
    (recorded,) = app.sign_offs.record(app.sign_offs.examine(back))
    assert recorded.signer_id == "s2"


def test_a_document_only_word_signed_counts_with_its_scope_shown(
    app: Application, sent: Path, people: dict[str, Issued]
):
    back = sent.with_name("word.docx")
    whole = sign_package(sent.read_bytes(), people["Jürgen Groß"].identity, SigningOptions(signing_time=NOW))
    back.write_bytes(as_word_signs(whole, people["Jürgen Groß"]))
    (recorded,) = app.sign_offs.record(app.sign_offs.examine(back))
    assert (recorded.signer_id, recorded.scope, recorded.claimed_role) == ("s2", "office", "")


def test_a_signature_taken_away_on_the_way_is_a_signer_who_is_missing(
    app: Application, version: FrozenVersion, sent: Path, people: dict[str, Issued]
):
    first = signed(sent, people["Eva Schäfer"], "Datenschutzbeauftragte", "eine.docx")
    both = signed(first, people["Jürgen Groß"], "Freigabe", "beide.docx")
    lists = ("[Content_Types].xml", "_xmlsignatures/_rels/origin.sigs.rels")
    contents = entries(both.read_bytes()) | {name: entries(first.read_bytes())[name] for name in lists}
    del contents["_xmlsignatures/sig2.xml"]
    both.write_bytes(pack(contents))
    examination = app.sign_offs.examine(both)
    assert len(app.sign_offs.record(examination)) == 1
    (status,) = app.sign_offs.of(version.assessment.id)
    assert status.missing == (EXPECTED[1],)
    assert not status.is_complete


def refused(app: Application, file: Path) -> str:
    """Return why nothing of a file is recorded."""
    examination = app.sign_offs.examine(file)
    with pytest.raises(SignatureError) as caught:
        app.sign_offs.record(examination)
    assert all(not status.recorded for status in app.sign_offs.of("id-1"))
    return str(caught.value)


def test_an_unsigned_document_records_nothing(app: Application, sent: Path):
    assert "trägt keine Signatur" in refused(app, sent)


def test_a_signer_under_another_role_records_nothing(app: Application, sent: Path, people: dict[str, Issued]):
    back = signed(sent, people["Jürgen Groß"], "Stellungnahme DSB")
    assert "vorgesehen ist „Freigabe“ (Jürgen Groß)" in refused(app, back)


def test_somebody_who_is_not_expected_records_nothing(
    app: Application, sent: Path, people: dict[str, Issued]
):
    assert "nicht genannt" in refused(app, signed(sent, people["Fremde Person"], "Personalrat"))


def test_a_document_changed_after_signing_records_nothing(
    app: Application, sent: Path, people: dict[str, Issued]
):
    back = signed(sent, people["Jürgen Groß"], "Freigabe")
    content = entries(back.read_bytes())
    content["word/document.xml"] = content["word/document.xml"].replace(b"Stuttgart", b"Karlsruhe", 1)
    back.write_bytes(pack(content))
    assert "nach dem Unterzeichnen verändert" in refused(app, back)


def test_a_document_changed_before_signing_shows_the_difference_and_records_nothing(
    app: Application, sent: Path, people: dict[str, Issued]
):
    content = entries(sent.read_bytes())
    content["word/document.xml"] = content["word/document.xml"].replace(b"Stuttgart", b"Karlsruhe", 1)
    sent.write_bytes(pack(content))
    back = signed(sent, people["Jürgen Groß"], "Freigabe")
    examination = app.sign_offs.examine(back)
    (difference,) = examination.differences
    assert any("Stuttgart" in line for line in difference.wanted)
    assert any("Karlsruhe" in line for line in difference.found)
    assert "weicht von dem ab" in refused(app, back)


def test_an_issuer_nobody_trusts_records_nothing(app: Application, sent: Path):
    stranger = issue("Jürgen Groß", issuer=issue("Fremde Wurzel", ca=True, **YEAR), **YEAR)
    assert "einem Aussteller wird aber nicht vertraut" in refused(app, signed(sent, stranger, "Freigabe"))


def test_the_state_being_worked_on_cannot_be_signed_off(
    app: Application, people: dict[str, Issued], tmp_path: Path
):
    stored = app.examples.create("stuttgart")
    sent = app.documents.export(stored.assessment, "docx", tmp_path / "Entwurf.docx").path
    examination = app.sign_offs.examine(signed(sent, people["Jürgen Groß"], "Freigabe"))
    assert "noch nicht freigegeben" in " ".join(examination.obstacles) or "nicht vertraut" in " ".join(
        examination.obstacles
    )
    with pytest.raises(SignatureError):
        app.sign_offs.record(examination)


def test_a_superseded_version_takes_no_more_signatures(
    app: Application, version: FrozenVersion, sent: Path, people: dict[str, Issued]
):
    stored = app.assessments.open(version.assessment.id)
    draft = app.versions.revise(stored.assessment)
    with app._database.unit_of_work() as work:
        released = app.versions.release(work, draft, HEAD)
    app.assessments.save(released, stored.revision)
    examination = app.sign_offs.examine(signed(sent, people["Jürgen Groß"], "Freigabe"))
    assert "inzwischen abgelöst" in " ".join(examination.obstacles)


def test_the_command_line_takes_a_signed_document_in(
    app: Application,
    version: FrozenVersion,
    sent: Path,
    people: dict[str, Issued],
    capsys: pytest.CaptureFixture[str],
):
    back = signed(sent, people["Eva Schäfer"], "Datenschutzbeauftragte")
    data = ["--data-dir", str(app.data_dir)]
    app.close()
    assert run([*data, "import", "--dry-run", str(back)]) == 0
    assert "Würde als Unterschrift aufgenommen: Eva Schäfer" in capsys.readouterr().out
    assert run([*data, "import", str(back)]) == 0
    assert "Als Unterschrift aufgenommen: Eva Schäfer" in capsys.readouterr().out
    assert run([*data, "signatures", version.assessment.id]) == 1
    out = capsys.readouterr().out
    assert "Eva Schäfer" in out
    assert "fehlt" in out


def test_claims_of_the_program_find_their_expected_signer(
    app: Application, sent: Path, tmp_path: Path, people: dict[str, Issued]
):
    p12 = tmp_path / "leitung.p12"
    p12.write_bytes(people["Jürgen Groß"].pkcs12("geheime passphrase"))
    identity = app.identities.read_file(p12, "geheime passphrase")
    signer = app.identities.signer_of(identity, Claims(role="Amtsleitung"))
    back = tmp_path / "mit-programm.docx"
    back.write_bytes(sign_package(sent.read_bytes(), signer.identity, signer.options))
    assert [one.match.expected for one in app.sign_offs.examine(back).signatures] == [EXPECTED[1]]
