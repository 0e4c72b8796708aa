"""Trust comes from the verifying person alone: roots, revocation lists, and the network only when wanted."""

from __future__ import annotations

import base64
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from signature.forgery import NOW, Issued, issue, remade, resigned
from signature.stamping import authority, served_to_readers, token

from dsfa_app.errors import IdentityError
from exporters.signature import Severity, SigningOptions, Verdict, sign_package, verify_package
from exporters.signature.markup import ds
from exporters.signature.trust import load_revocation_lists

if TYPE_CHECKING:
    from datetime import datetime

    from exporters.signature import Report

DAY = timedelta(days=1)


def revocation_list(
    issuer: Issued, *revoked: Issued, at: datetime = NOW - DAY, since: datetime = NOW - 3 * DAY
) -> bytes:
    """Return the list of an authority, valid for thirty days."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(at)
        .next_update(at + 30 * DAY)
    )
    for one in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number)
        builder = builder.add_revoked_certificate(entry.revocation_date(since).build())
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)


@pytest.fixture(scope="module")
def middle(root: Issued) -> Issued:
    return issue("Zwischenstelle der Verwaltung", issuer=root, ca=True)


@pytest.fixture(scope="module")
def person(middle: Issued) -> Issued:
    return issue("Amtsleitung Muster", issuer=middle)


@pytest.fixture(scope="module")
def signed(plain_docx: bytes, person: Issued, options: SigningOptions) -> bytes:
    return sign_package(plain_docx, person.identity, options)


def codes(report: Report, *severities: Severity) -> set[str]:
    return {one.code for one in report.findings if not severities or one.severity in severities}


def test_without_a_list_the_verdict_says_that_revocation_is_unknown(signed: bytes, root: Issued):
    report = verify_package(signed, trusted_roots=[root.pem], at=NOW)
    assert report.verdict is Verdict.VALID
    assert "T08" in codes(report)
    (signature,) = report.signatures
    assert signature.trusted_root == "Wurzel der Verwaltung"
    assert signature.judged_for == NOW
    assert not signature.is_time_proven


def test_lists_for_the_whole_chain_leave_nothing_open(signed: bytes, root: Issued, middle: Issued):
    lists = [revocation_list(middle), revocation_list(root)]
    report = verify_package(signed, trusted_roots=[root.pem], revocation_lists=lists, at=NOW)
    assert report.verdict is Verdict.VALID
    assert not {"T08", "T10", "T11"} & codes(report)


def test_a_list_for_the_signer_alone_is_told_as_such(signed: bytes, root: Issued, middle: Issued):
    report = verify_package(
        signed, trusted_roots=[root.pem], revocation_lists=[revocation_list(middle)], at=NOW
    )
    assert report.verdict is Verdict.VALID
    assert "T11" in codes(report)


def test_a_revoked_signer_is_invalid(signed: bytes, root: Issued, middle: Issued, person: Issued):
    lists = [revocation_list(middle, person)]
    report = verify_package(signed, trusted_roots=[root.pem], revocation_lists=lists, at=NOW)
    assert report.verdict is Verdict.INVALID
    assert "T09" in codes(report, Severity.ERROR)
    assert report.signatures[0].trusted_root == ""


def test_a_revoked_authority_makes_the_signature_invalid(signed: bytes, root: Issued, middle: Issued):
    lists = [revocation_list(root, middle), revocation_list(middle)]
    report = verify_package(signed, trusted_roots=[root.pem], revocation_lists=lists, at=NOW)
    assert report.verdict is Verdict.INVALID
    assert "T09" in codes(report)


def test_a_stale_list_still_names_whoever_it_named(
    signed: bytes, root: Issued, middle: Issued, person: Issued
):
    old = revocation_list(middle, person, at=NOW - 90 * DAY, since=NOW - 100 * DAY)
    report = verify_package(signed, trusted_roots=[root.pem], revocation_lists=[old], at=NOW)
    assert report.verdict is Verdict.INVALID
    silent = revocation_list(middle, at=NOW - 90 * DAY)
    report = verify_package(signed, trusted_roots=[root.pem], revocation_lists=[silent], at=NOW)
    assert report.verdict is Verdict.VALID
    assert "T10" in codes(report, Severity.WARNING)


def test_a_list_somebody_else_signed_revokes_nobody(signed: bytes, root: Issued, person: Issued):
    forger = issue("Zwischenstelle der Verwaltung", issuer=issue("Wurzel der Verwaltung", ca=True), ca=True)
    report = verify_package(
        signed, trusted_roots=[root.pem], revocation_lists=[revocation_list(forger, person)], at=NOW
    )
    assert report.verdict is Verdict.VALID
    assert "T08" in codes(report)


def test_who_was_revoked_after_a_proven_time_signed_validly(
    plain_docx: bytes, root: Issued, middle: Issued, person: Issued, options: SigningOptions
):
    tsa_root = issue("Wurzel der Zeit", ca=True)
    tsa = authority(tsa_root)
    data = sign_package(
        plain_docx, person.identity, options, lambda value: token(value, tsa, options.signing_time)
    )
    later = NOW + 10 * DAY
    lists = [revocation_list(middle, person, at=NOW + 5 * DAY, since=NOW + 4 * DAY)]
    roots = [root.pem, tsa_root.pem]
    assert (
        verify_package(data, trusted_roots=roots, revocation_lists=lists, at=later).verdict is Verdict.VALID
    )
    untimed = sign_package(plain_docx, person.identity, options)
    report = verify_package(untimed, trusted_roots=roots, revocation_lists=lists, at=later)
    assert report.verdict is Verdict.INVALID


def test_the_network_is_asked_only_when_the_person_wants_it(
    plain_docx: bytes, root: Issued, middle: Issued, options: SigningOptions
):
    answers: list[bytes] = []
    with served_to_readers(lambda: answers[0]) as (address, asked):
        where = x509.CRLDistributionPoints(
            [x509.DistributionPoint([x509.UniformResourceIdentifier(address)], None, None, None)]
        )
        person = issue("Amtsleitung Online", issuer=middle, extensions=((where, False),))
        answers.append(revocation_list(middle, person))
        data = sign_package(plain_docx, person.identity, options)
        assert verify_package(data, trusted_roots=[root.pem], at=NOW).verdict is Verdict.VALID
        assert asked == []
        report = verify_package(data, trusted_roots=[root.pem], may_ask_online=True, at=NOW)
        assert asked
        assert report.verdict is Verdict.INVALID
        assert "T09" in codes(report)


def test_an_authority_that_does_not_answer_leaves_revocation_open(
    plain_docx: bytes, root: Issued, middle: Issued, options: SigningOptions
):
    where = x509.CRLDistributionPoints(
        [
            x509.DistributionPoint(
                [x509.UniformResourceIdentifier("http://127.0.0.1:9/x.crl")], None, None, None
            )
        ]
    )
    person = issue("Amtsleitung Offline", issuer=middle, extensions=((where, False),))
    data = sign_package(plain_docx, person.identity, options)
    report = verify_package(data, trusted_roots=[root.pem], may_ask_online=True, at=NOW)
    assert report.verdict is Verdict.VALID
    assert "T08" in codes(report)


def test_certificates_that_certify_each_other_in_circles_keep_nobody_busy(
    plain_docx: bytes, root: Issued, options: SigningOptions
):
    heads = [issue(f"Stelle {number}", ca=True) for number in range(8)]
    circles = [
        issue(f"Stelle {one}", issuer=heads[other], ca=True, key=heads[one].key)
        for one, other in [(0, n) for n in range(1, 8)] + [(n, 0) for n in range(1, 8)]
    ]
    leaf = issue("Person", issuer=heads[0])
    along = Issued(leaf.certificate, leaf.key, tuple(one.certificate for one in circles))
    data = sign_package(plain_docx, leaf.identity, options)
    data = resigned(data, leaf, lambda markup: add_certificates(markup, along.chain))
    start = time.process_time()
    report = verify_package(
        data, trusted_roots=[root.pem], revocation_lists=[revocation_list(heads[0], leaf)], at=NOW
    )
    assert time.process_time() - start < 1
    assert report.verdict is Verdict.UNTRUSTED


def add_certificates(markup: etree._Element, certificates: tuple[x509.Certificate, ...]) -> None:
    """Put certificates beside the signer's."""
    data = markup.find(f".//{ds('X509Data')}")
    for one in certificates:
        der = one.public_bytes(Encoding.DER)
        etree.SubElement(data, ds("X509Certificate")).text = base64.b64encode(der).decode()


def test_of_two_authorities_of_one_name_the_one_that_issued_is_found(
    plain_docx: bytes, root: Issued, options: SigningOptions
):
    former = issue("Zwischenstelle", issuer=root, ca=True, end=NOW - DAY)
    renewed = issue("Zwischenstelle", issuer=root, ca=True, key=former.key)
    replaced = issue("Zwischenstelle", issuer=root, ca=True)
    person = issue("Person", issuer=renewed)
    data = sign_package(plain_docx, person.identity, options)
    for order in ((former, replaced, renewed), (renewed, former, replaced)):
        several = resigned(
            data,
            person,
            lambda markup, order=order: add_certificates(markup, tuple(one.certificate for one in order)),
        )
        assert verify_package(several, trusted_roots=[root.pem], at=NOW).verdict is Verdict.VALID
    assert verify_package(data, trusted_roots=[root.pem], at=NOW).verdict is Verdict.VALID
    alone = remade(data, keep_first_certificate)
    assert verify_package(alone, trusted_roots=[root.pem], at=NOW).verdict is Verdict.UNTRUSTED


def keep_first_certificate(markup: etree._Element) -> None:
    """Leave the signer's certificate alone."""
    data = markup.find(f".//{ds('X509Data')}")
    for one in data[1:]:
        data.remove(one)


def test_roots_in_the_file_itself_are_not_trusted(plain_docx: bytes, options: SigningOptions):
    own_root = issue("Wurzel der Verwaltung", ca=True)
    forger = issue("Datenschutzbeauftragte Muster", issuer=own_root)
    carrying = Issued(forger.certificate, forger.key, (own_root.certificate,))
    data = sign_package(plain_docx, carrying.identity, options)
    assert verify_package(data, at=NOW).verdict is Verdict.UNTRUSTED


def test_a_file_that_is_no_revocation_list_is_refused(root: Issued):
    for source in (b"", root.pem, b"-----BEGIN X509 CRL-----\nx\n-----END X509 CRL-----"):
        with pytest.raises(IdentityError, match="keine lesbare Sperrliste"):
            load_revocation_lists([source])
