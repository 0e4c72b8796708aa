from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from signature.forgery import (
    NOW,
    ROOT_RELS,
    SIG1,
    added,
    entries,
    issue,
    pack,
    removed,
    replaced,
    resigned,
)

from dsfa_app.errors import DocumentError, IdentityError, SignatureError
from exporters.signature import (
    Commitment,
    SigningOptions,
    Verdict,
    load_roots,
    read_part,
    sign_package,
    verify_package,
)
from exporters.signature.names import REL_CORE_PROPERTIES
from exporters.signature.package import read_package
from exporters.signature.relationships import Relationship, is_relationships_part


def codes(report):
    return {finding.code for finding in report.findings}


def test_a_signed_document_is_valid_for_who_trusts_the_root(signed_docx, root):
    report = verify_package(signed_docx, trusted_roots=[root.pem], at=NOW, file_name="DSFA.docx")
    assert report.verdict is Verdict.VALID
    assert report.verdict.label == "gültig"
    assert codes(report) == {"P03", "T08"}, "open metadata and unasked revocation are said, not hidden"
    (signature,) = report.signatures
    assert signature.signer == "Datenschutzbeauftragte Muster"
    assert signature.issuer == "Zwischenstelle"
    assert signature.signing_time == NOW
    assert (signature.role, signature.commitment) == ("Datenschutzbeauftragte", "Freigegeben")
    assert (signature.place, signature.comment) == ("Stuttgart", "Geprüft & „gut“ <befunden>")
    assert signature.algorithm == "ECDSA mit SHA-256"


def test_without_trusted_roots_the_issuer_is_not_trusted(signed_docx, signed_xlsx):
    report = verify_package(signed_docx, at=NOW, file_name="DSFA.docx")
    assert report.verdict.label == "gültig, Aussteller nicht vertraut"
    assert codes(report) == {"P03", "T01"}
    self_made = verify_package(signed_xlsx, at=NOW, file_name="DSFA.xlsx")
    assert self_made.verdict is Verdict.UNTRUSTED
    assert codes(self_made) == {"P03", "T02"}
    assert self_made.signatures[0].signer == "Erika Muster (selbst erzeugt)"
    assert self_made.signatures[0].algorithm == "RSA mit SHA-256"


def test_a_self_made_identity_becomes_trusted_when_it_is_named_as_trusted(signed_xlsx, self_made):
    report = verify_package(signed_xlsx, trusted_roots=[self_made.certificate], at=NOW)
    assert report.verdict is Verdict.VALID


def test_everything_but_the_core_properties_is_covered(signed_docx, signed_xlsx):
    for data in (signed_docx, signed_xlsx):
        coverage = verify_package(data, at=NOW).signatures[0].coverage
        assert coverage.scope == "whole-but-metadata"
        assert "/docProps/core.xml" in coverage.open_metadata
        assert len(coverage.open_metadata) == 2
        names = {f"/{name}" for name in entries(data)}
        unsigned = {n for n in names if n.startswith("/_xmlsignatures")} | {"/[Content_Types].xml"}
        assert coverage.signed_parts == names - unsigned - coverage.open_metadata


def test_the_content_of_the_document_is_the_same_after_signing(plain_docx, signed_docx):
    before, after = entries(plain_docx), entries(signed_docx)
    for name, content in before.items():
        if not name.endswith(".rels") and name != "[Content_Types].xml":
            assert after[name] == content
    assert before.keys() <= after.keys()


def test_signing_is_deterministic_for_rsa(plain_xlsx, self_made, options):
    assert sign_package(plain_xlsx, self_made, options) == sign_package(plain_xlsx, self_made, options)


def test_relationship_parts_have_no_line_breaks_and_no_prefixes(plain_docx, officer, options):
    broken = replaced(plain_docx, ROOT_RELS, b"<Relationship ", b"\n  <Relationship ")
    for name, content in entries(sign_package(broken, officer.identity, options)).items():
        if name.endswith(".rels"):
            assert b"\n" not in content
            assert b":Relationship" not in content


def test_later_line_breaks_in_relationships_leave_the_signature_valid(signed_docx):
    data = replaced(signed_docx, ROOT_RELS, b"<Relationship ", b"\r\n<Relationship ")
    assert verify_package(data, at=NOW).verdict is Verdict.UNTRUSTED


def test_changed_core_properties_are_a_warning(signed_docx, root):
    data = replaced(signed_docx, "docProps/core.xml", b"DSFA Soziale Medien", b"Etwas ganz anderes")
    report = verify_package(data, trusted_roots=[root.certificate], at=NOW)
    assert report.verdict is Verdict.VALID
    assert "P03" in codes(report)


def test_co_signatures_stand_side_by_side(signed_docx, self_made, officer, options, root):
    second = sign_package(signed_docx, self_made, replace(options, claimed_role="Amtsleitung"))
    third = sign_package(second, officer.identity, options)
    report = verify_package(third, trusted_roots=[root.pem], at=NOW)
    assert [s.part[-8:] for s in report.signatures] == ["sig1.xml", "sig2.xml", "sig3.xml"]
    assert [s.verdict for s in report.signatures] == ["valid", "untrusted", "valid"]
    assert [s.role for s in report.signatures][1] == "Amtsleitung"
    assert report.verdict is Verdict.UNTRUSTED
    both = verify_package(third, trusted_roots=[root.pem, self_made.certificate], at=NOW)
    assert both.verdict is Verdict.VALID


def test_one_broken_signature_makes_the_file_invalid(signed_docx, self_made, options, root):
    second = sign_package(signed_docx, self_made, options)
    data = replaced(second, "_xmlsignatures/sig2.xml", b"Stuttgart<", b"Karlsruhe<")
    report = verify_package(data, trusted_roots=[root.pem], at=NOW)
    assert [s.verdict for s in report.signatures] == ["valid", "invalid"]
    assert report.verdict is Verdict.INVALID
    assert report.signatures[1].place == "", "a forged claim is not repeated"


def test_an_invalid_document_is_not_signed_again(signed_docx, officer, options):
    data = replaced(signed_docx, "word/document.xml", b"vertretbar", b"untragbar.")
    with pytest.raises(SignatureError, match="bereits eine ungültige Signatur"):
        sign_package(data, officer.identity, options)


def test_a_document_that_could_not_be_verified_is_not_signed(plain_docx, officer, options):
    data = replaced(plain_docx, ROOT_RELS, b"relationships/officeDocument", b"relationships/other")
    with pytest.raises(SignatureError, match="Hauptdokument"):
        sign_package(data, officer.identity, options)


def test_an_unusable_identity_signs_nothing(plain_docx, officer, options):
    late = replace(options, signing_time=NOW + timedelta(days=400))
    with pytest.raises(IdentityError, match="abgelaufen"):
        sign_package(plain_docx, officer.identity, late)


def test_claims_must_fit_into_a_signature():
    for text in ("a" * 256, "Zeile\nZeile", "\ud800", "\uffff"):
        with pytest.raises(SignatureError, match="Anmerkung"):
            SigningOptions(signing_time=NOW, comment=text)
    with pytest.raises(ValueError, match="aware"):
        SigningOptions(signing_time=NOW.replace(tzinfo=None))


def test_an_unsigned_document_is_called_unsigned(plain_docx, signed_docx):
    assert verify_package(plain_docx, file_name="a.docx").verdict is Verdict.UNSIGNED
    stripped = {n: c for n, c in entries(signed_docx).items() if not n.startswith("_xmlsignatures")}
    rels = stripped[ROOT_RELS]
    start = rels.rindex(b"<Relationship ")
    stripped[ROOT_RELS] = rels[:start] + b"</Relationships>"
    assert verify_package(pack(stripped)).verdict is Verdict.UNSIGNED


def test_an_expired_certificate_loses_trust_but_not_soundness(signed_docx, root):
    later = NOW + timedelta(days=500)
    report = verify_package(signed_docx, trusted_roots=[root.pem], at=later)
    assert report.verdict is Verdict.UNTRUSTED
    assert {"T04", "T01"} <= codes(report)


def test_a_signing_time_in_the_future_is_not_trusted(signed_docx, root):
    report = verify_package(signed_docx, trusted_roots=[root.pem], at=NOW - timedelta(days=1))
    assert report.verdict is Verdict.UNTRUSTED
    assert "T05" in codes(report)


def test_a_chain_through_an_expired_authority_is_not_trusted(plain_docx, root, options):
    expired = issue("Zwischenstelle", issuer=root, ca=True, end=NOW - timedelta(days=1))
    signer = issue("Person", issuer=expired)
    data = sign_package(plain_docx, signer.identity, options)
    assert verify_package(data, trusted_roots=[root.pem], at=NOW).verdict is Verdict.UNTRUSTED


def test_a_forger_with_the_same_names_is_not_trusted(signed_docx, officer, root):
    forged_root = issue("Wurzel der Verwaltung", ca=True)
    forged_middle = issue("Zwischenstelle", issuer=forged_root, ca=True)
    forger = issue(
        "Datenschutzbeauftragte Muster", issuer=forged_middle, serial=officer.certificate.serial_number
    )
    data = resigned(signed_docx, forger, lambda _: None)
    report = verify_package(data, trusted_roots=[root.pem], at=NOW)
    assert report.verdict is Verdict.UNTRUSTED
    assert report.signatures[0].signer == "Datenschutzbeauftragte Muster"


def test_authorities_before_the_signer_do_not_change_who_signed(signed_docx, root):
    contents = entries(signed_docx)
    head, data = contents[SIG1].split(b"<X509Data>")
    inside, tail = data.split(b"</X509Data>")
    first, second, _ = [part + b"</X509Certificate>" for part in inside.split(b"</X509Certificate>")]
    contents[SIG1] = head + b"<X509Data>" + second + first + b"</X509Data>" + tail
    report = verify_package(pack(contents), trusted_roots=[root.pem], at=NOW)
    assert report.verdict is Verdict.VALID
    assert report.signatures[0].signer == "Datenschutzbeauftragte Muster"


def test_a_part_is_read_back(signed_docx):
    assert b"vertretbar" in read_part(signed_docx, "/word/document.xml")
    assert read_part(signed_docx, "/dsfa/assessment.json") is None
    with pytest.raises(DocumentError, match="kein Word- oder Excel-Dokument"):
        read_part(b"%PDF-1.7", "/word/document.xml")


def test_an_embedded_part_is_signed_and_survives(plain_docx, officer, options):
    data = added(plain_docx, dsfa__assessment_x_json=b'{"id": "x"}')
    json_type = b'<Default Extension="json" ContentType="application/json"/>'
    data = replaced(data, "[Content_Types].xml", b"<Override", json_type + b"<Override")
    signed = sign_package(data, officer.identity, options)
    assert read_part(signed, "/dsfa/assessment.json") == b'{"id": "x"}'
    changed = replaced(signed, "dsfa/assessment.json", b"x", b"y")
    assert codes(verify_package(changed, at=NOW)) >= {"D01"}


def test_the_report_is_plain_json(signed_docx):
    report = verify_package(removed(signed_docx, "word/styles.xml"), at=NOW, file_name="DSFA.docx")
    read = json.loads(json.dumps(report.as_dict()))
    assert read["file"] == "DSFA.docx"
    assert read["verdict"] == "invalid"
    assert read["signatures"][0]["verdict_label"] == "ungültig"
    missing = next(f for f in read["findings"] if f["code"] == "M03")
    assert missing["text"] == "Der signierte Bestandteil „/word/styles.xml“ fehlt."
    assert missing["signature"] == "/_xmlsignatures/sig1.xml"


def test_roots_that_are_no_certificates_are_refused(officer):
    assert load_roots([officer.pem + officer.pem]) == (officer.certificate, officer.certificate)
    for source in (b"", b"-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----"):
        with pytest.raises(IdentityError, match="kein lesbares Zertifikat"):
            load_roots([source])


@pytest.mark.parametrize("commitment", list(Commitment))
def test_each_commitment_is_written_and_read(plain_xlsx, officer, commitment):
    data = sign_package(plain_xlsx, officer.identity, SigningOptions(signing_time=NOW, commitment=commitment))
    assert commitment.uri.encode() in entries(data)[SIG1]
    assert verify_package(data, at=NOW).signatures[0].commitment == commitment.label


def test_nothing_heavy_is_imported_before_it_is_needed():
    script = (
        "import sys, exporters.signature, exporters.signature.report, exporters.signature.options,"
        " exporters.signature.passphrases;"
        " print([m for m in ('lxml', 'cryptography', 'keyring') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_byte_of_a_signed_part_can_change(data, signed_docx, signed_xlsx):
    package = signed_docx if data.draw(st.booleans()) else signed_xlsx
    contents = entries(package)
    signed = verify_package(package, at=NOW).signatures[0].coverage.signed_parts
    part = data.draw(st.sampled_from(sorted(signed)))
    content = bytearray(contents[part[1:]])
    position = data.draw(st.integers(0, len(content) - 1))
    content[position] ^= data.draw(st.integers(1, 255))
    tampered = pack(contents | {part[1:]: bytes(content)})
    report = verify_package(tampered, at=NOW)
    if report.verdict is not Verdict.INVALID:
        # A blank may become a tab between the attributes of a relationship: it still says the same.
        assert is_relationships_part(part)
        assert _said(tampered) == _said(package)


def _said(package: bytes) -> dict[str, list[Relationship]]:
    """Return what relationships say; the id of the one Office never signs, to core.xml, says nothing."""
    return {
        rels: [replace(one, id="") if one.type == REL_CORE_PROPERTIES else one for one in several]
        for rels, several in read_package(package).relationships.items()
    }
