"""Nothing that Word and Excel write is called invalid merely for being theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from signature.forgery import NOW, SIG1, Issued, entries, issue, pack, resigned
from signature.office_shapes import SHAPES, with_levels_up_to_x_l, with_sha1
from signature.samples import as_word_signs

from exporters.signature import Severity, SigningOptions, Verdict, sign_package, verify_package

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey


@pytest.fixture(scope="module")
def rsa_signer(root: Issued, rsa_key: RSAPrivateKey) -> Issued:
    """Somebody with an RSA key, as most who sign in Word have."""
    return issue("Eva Schäfer", issuer=root, key=rsa_key)


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("format_name", ["docx", "xlsx"])
def test_a_shape_of_office_is_valid(
    name: str,
    format_name: str,
    plain_docx: bytes,
    plain_xlsx: bytes,
    officer: Issued,
    options: SigningOptions,
    root: Issued,
):
    plain = plain_docx if format_name == "docx" else plain_xlsx
    words = as_word_signs(sign_package(plain, officer.identity, options), officer)
    data = resigned(words, officer, SHAPES[name])
    report = verify_package(data, trusted_roots=[root.pem], at=NOW, file_name=f"a.{format_name}")
    assert report.verdict is Verdict.VALID, report.findings
    assert report.signatures[0].role == "Datenschutzbeauftragte"


def test_levels_up_to_x_l_are_valid_and_their_time_is_proven(
    plain_docx: bytes, officer: Issued, options: SigningOptions, root: Issued
):
    tsa_root = issue("Wurzel der Zeit", ca=True)
    words = as_word_signs(sign_package(plain_docx, officer.identity, options), officer)
    data = with_levels_up_to_x_l(words, tsa_root, officer, NOW)
    report = verify_package(data, trusted_roots=[root.pem, tsa_root.pem], at=NOW)
    assert report.verdict is Verdict.VALID, report.findings
    assert report.signatures[0].is_time_proven


def test_sha_1_is_refused_with_a_sentence_of_its_own_and_nothing_else(
    plain_docx: bytes, rsa_signer: Issued, options: SigningOptions
):
    data = with_sha1(sign_package(plain_docx, rsa_signer.identity, options), rsa_signer)
    report = verify_package(data, at=NOW)
    errors = [one for one in report.findings if one.severity is Severity.ERROR]
    assert report.verdict is Verdict.INVALID
    assert {one.code for one in errors} == {"A01"}
    assert all("gebrochenes Verfahren" in one.text and "neu signieren" in one.advice for one in errors)


def test_a_co_signature_made_by_word_stands_beside_ours(
    plain_docx: bytes, officer: Issued, rsa_signer: Issued, options: SigningOptions, root: Issued
):
    both = sign_package(sign_package(plain_docx, officer.identity, options), rsa_signer.identity, options)
    second = "_xmlsignatures/sig2.xml"
    contents = entries(both)
    swapped = pack(contents | {SIG1: contents[second], second: contents[SIG1]})
    report = verify_package(as_word_signs(swapped, rsa_signer), trusted_roots=[root.pem], at=NOW)
    assert report.verdict is Verdict.VALID, report.findings
    assert sorted(one.coverage.scope.value for one in report.signatures) == ["office", "whole-but-metadata"]
