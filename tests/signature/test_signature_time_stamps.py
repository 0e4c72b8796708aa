"""Time stamps: made by an authority of openssl, believed only when they are about this very signature."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from signature.forgery import NOW, SIG1, Issued, entries, issue, pack
from signature.stamping import TIME_STAMPING, OpensslAuthority, authority, served, token

from dsfa_app.errors import SignatureError
from exporters.signature import SigningOptions, Verdict, sign_package, verify_package
from exporters.signature.timestamp import TimeStampError, read_token
from exporters.signature.tsa import check_address, stamper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from exporters.signature import Report

LATER = NOW + timedelta(days=900)
"""A day on which the signers' certificates have long expired."""


@pytest.fixture(scope="module")
def tsa_root() -> Issued:
    return issue("Wurzel der Zeit", ca=True, end=LATER)


@pytest.fixture(scope="module")
def tsa(tsa_root: Issued) -> Issued:
    return authority(tsa_root, end=LATER)


def codes(report: Report) -> set[str]:
    return {finding.code for finding in report.findings}


def stamped(plain: bytes, signer: Issued, options: SigningOptions, tsa: Issued, at: datetime = NOW) -> bytes:
    return sign_package(plain, signer.identity, options, lambda data: token(data, tsa, at))


def test_a_trusted_time_stamp_keeps_a_signature_valid_after_the_certificate_expired(
    plain_docx: bytes, officer: Issued, options: SigningOptions, root: Issued, tsa: Issued, tsa_root: Issued
):
    data = stamped(plain_docx, officer, options, tsa)
    report = verify_package(data, trusted_roots=[root.pem, tsa_root.pem], at=LATER)
    assert report.verdict is Verdict.VALID
    (signature,) = report.signatures
    assert signature.is_time_proven
    assert signature.judged_for == NOW
    assert signature.trusted_root == "Wurzel der Verwaltung"
    assert signature.stamped_by == "Zeitstempeldienst"


def test_a_time_stamp_nobody_trusts_proves_nothing(
    plain_docx: bytes, officer: Issued, options: SigningOptions, root: Issued, tsa: Issued
):
    data = stamped(plain_docx, officer, options, tsa)
    assert verify_package(data, trusted_roots=[root.pem], at=NOW).verdict is Verdict.VALID
    report = verify_package(data, trusted_roots=[root.pem], at=LATER)
    assert report.verdict is Verdict.UNTRUSTED
    assert {"T04", "T13"} <= codes(report)
    assert not report.signatures[0].is_time_proven


def test_a_time_stamp_after_the_certificate_expired_does_not_help(
    plain_docx: bytes, officer: Issued, options: SigningOptions, root: Issued, tsa: Issued, tsa_root: Issued
):
    late = NOW + timedelta(days=400)
    data = stamped(plain_docx, officer, options, tsa, late)
    report = verify_package(data, trusted_roots=[root.pem, tsa_root.pem], at=late)
    assert report.verdict is Verdict.UNTRUSTED
    assert "T04" in codes(report)


def test_a_signing_time_after_the_time_stamp_is_told(
    plain_docx: bytes, officer: Issued, options: SigningOptions, root: Issued, tsa: Issued, tsa_root: Issued
):
    data = stamped(plain_docx, officer, options, tsa, NOW - timedelta(days=2))
    report = verify_package(data, trusted_roots=[root.pem, tsa_root.pem], at=NOW)
    assert "T14" in codes(report)


def test_a_time_stamp_of_another_signature_makes_the_file_invalid(
    plain_docx: bytes, officer: Issued, options: SigningOptions, tsa: Issued
):
    mine, other = (stamped(plain_docx, officer, options, tsa) for _ in range(2))
    start, end = b"<xd:EncapsulatedTimeStamp>", b"</xd:EncapsulatedTimeStamp>"
    foreign = entries(other)[SIG1].split(start)[1].split(end)[0]
    head, rest = entries(mine)[SIG1].split(start)
    swapped = head + start + foreign + end + rest.split(end)[1]
    report = verify_package(pack(entries(mine) | {SIG1: swapped}), at=NOW)
    assert report.verdict is Verdict.INVALID
    assert "T12" in codes(report)


def test_a_removed_time_stamp_leaves_the_signature_as_good_as_without(
    plain_docx: bytes, officer: Issued, options: SigningOptions, root: Issued, tsa: Issued
):
    contents = entries(stamped(plain_docx, officer, options, tsa))
    head, rest = contents[SIG1].split(b"<xd:UnsignedProperties>")
    contents[SIG1] = head + rest.split(b"</xd:UnsignedProperties>")[1]
    assert verify_package(pack(contents), trusted_roots=[root.pem], at=NOW).verdict is Verdict.VALID


def _without_purpose(root: Issued) -> bytes:
    return token(b"daten", authority(root, usage=None), NOW)


def _with_more_purposes(root: Issued) -> bytes:
    both = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.CODE_SIGNING])
    return token(b"daten", authority(root, usage=both), NOW)


def _signed_by_another(root: Issued) -> bytes:
    return token(b"daten", authority(root), NOW, signer=authority(root))


def _certificate_missing(root: Issued) -> bytes:
    return token(b"daten", authority(root), NOW, certificates=(issue("Jemand"),))


def _about_other_data(root: Issued) -> bytes:
    return token(b"andere", authority(root), NOW)


def _weak_imprint(root: Issued) -> bytes:
    def weaken(info: dict) -> None:
        info["message_imprint"]["hash_algorithm"] = {"algorithm": "sha1"}
        info["message_imprint"]["hashed_message"] = b"x" * 20

    return token(b"daten", authority(root), NOW, change=weaken)


@pytest.mark.parametrize(
    "make",
    [
        _without_purpose,
        _with_more_purposes,
        _signed_by_another,
        _certificate_missing,
        _about_other_data,
        _weak_imprint,
        lambda root: token(b"daten", authority(root), NOW)[:-1],
        lambda root: token(b"daten", authority(root), NOW) + b"\0",
        lambda _root: b"",
        lambda _root: b"0\x80" * 60_000,
        lambda _root: b"x" * 300_000,
    ],
)
def test_a_token_that_is_not_sound_is_refused(make: Callable[[Issued], bytes], tsa_root: Issued):
    with pytest.raises(TimeStampError):
        read_token(make(tsa_root), b"daten")


@pytest.mark.parametrize("key", [None, "rsa"])
def test_a_sound_token_tells_its_moment(tsa_root: Issued, key: str | None):
    rsa_key = rsa.generate_private_key(public_exponent=65537, key_size=3072) if key else None
    tsa = authority(tsa_root, key=rsa_key)
    assert read_token(token(b"daten", tsa, NOW), b"daten").moment == NOW


@pytest.mark.parametrize("position", range(0, 1200, 7))
def test_no_flipped_byte_of_a_token_changes_the_moment_or_the_authority(tsa: Issued, position: int):
    sound = token(b"daten", tsa, NOW)
    flipped = bytearray(sound)
    flipped[position % len(sound)] ^= 0x10
    try:
        read = read_token(bytes(flipped), b"daten")
    except TimeStampError:
        return
    assert read.moment == NOW
    assert read.authority.public_key() == tsa.certificate.public_key()


def test_openssl_stamps_over_http_and_the_signature_is_valid(
    tmp_path: Path, plain_docx: bytes, plain_xlsx: bytes
):
    now = datetime.now(UTC)
    start, end = now - timedelta(days=1), now + timedelta(days=30)
    time_root = issue("Wurzel der Zeit", ca=True, start=start, end=end)
    tsa = issue(
        "Zeitstempeldienst", issuer=time_root, start=start, end=end, extensions=((TIME_STAMPING, True),),
        key=rsa.generate_private_key(public_exponent=65537, key_size=3072),
    )  # fmt: skip
    root = issue("Wurzel", ca=True, start=start, end=end)
    signer = issue("Person", issuer=root, start=start, end=end)
    authority_ = OpensslAuthority(tmp_path, tsa, (time_root.certificate,))
    with served(authority_.reply) as address:
        for plain in (plain_docx, plain_xlsx):
            data = sign_package(plain, signer.identity, SigningOptions(signing_time=now), stamper(address))
            report = verify_package(data, trusted_roots=[root.pem, time_root.pem], at=now)
            assert report.verdict is Verdict.VALID
            assert report.signatures[0].is_time_proven
            assert abs(report.signatures[0].judged_for - now) < timedelta(minutes=1)


@pytest.mark.parametrize(
    "address", ["", "zeit", "ftp://zeit.example", "https://", "file:///etc/passwd", "https://a:b@c"]
)
def test_what_is_no_address_is_refused_before_anything_is_sent(address: str):
    with pytest.raises(SignatureError, match="keine Adresse"):
        check_address(address)


def test_an_authority_that_cannot_be_reached_is_named():
    with pytest.raises(SignatureError, match="nicht erreichbar"):
        stamper("http://127.0.0.1:9/tsa", timeout=2)(b"daten")


@pytest.mark.parametrize("answer", [b"", b"<html>", base64.b64decode("MAMCAQI="), b"0" * 300_000])
def test_an_answer_that_is_no_token_is_refused(answer: bytes):
    with served(lambda _query: answer) as address, pytest.raises(SignatureError, match="Zeitstempeldienst"):
        stamper(address)(b"daten")


def test_an_old_answer_played_again_is_refused(tmp_path: Path, tsa_root: Issued):
    now = datetime.now(UTC)
    tsa = issue(
        "Zeitstempeldienst", issuer=tsa_root, start=now - timedelta(days=1), end=now + timedelta(days=9),
        extensions=((TIME_STAMPING, True),),
    )  # fmt: skip
    openssl = OpensslAuthority(tmp_path, tsa, (tsa_root.certificate,))
    answers: list[bytes] = []

    def play(query: bytes) -> bytes:
        answers.append(openssl.reply(query))
        return answers[0]

    with served(play) as address:
        stamper(address)(b"daten")
        with pytest.raises(SignatureError, match="keine verwertbare Antwort"):
            stamper(address)(b"daten")


def test_the_authority_cannot_send_us_elsewhere():
    with (
        served(lambda _query: b"", status=302, to="http://127.0.0.1:9/") as address,
        pytest.raises(SignatureError, match="nicht erreichbar"),
    ):
        stamper(address)(b"daten")
