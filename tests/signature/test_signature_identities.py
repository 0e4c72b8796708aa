from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from signature.forgery import NOW, PASSPHRASE, issue

import exporters.signature
from dsfa_app.errors import IdentityError, SignatureError
from exporters.signature import (
    KeyType,
    Verdict,
    create_self_signed,
    load_pkcs12,
    sign_package,
    verify_package,
)
from exporters.signature.certificates import issuer_name
from exporters.signature.findings import Kind
from exporters.signature.identities import is_self_signed


def load(issued, **more):
    return load_pkcs12(issued.pkcs12(**more), PASSPHRASE, at=NOW)


def test_a_self_made_identity_says_what_it_is(self_made):
    certificate = self_made.certificate
    (name,) = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    assert name.value == "Erika Muster (selbst erzeugt)"
    assert certificate.subject == certificate.issuer
    assert is_self_signed(self_made)
    lifetime = certificate.not_valid_after_utc - NOW
    assert lifetime == timedelta(days=730)
    extensions = certificate.extensions
    assert not extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    usage = extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign
    assert certificate.public_key().key_size == 3072


def test_a_self_made_identity_can_have_an_elliptic_key():
    data = create_self_signed(
        "Erika Muster (selbst erzeugt)",
        "Amt",
        passphrase=PASSPHRASE,
        key_type=KeyType.EC_P256,
        valid_from=NOW,
    )
    identity = load_pkcs12(data, PASSPHRASE, at=NOW)
    assert identity.certificate.public_key().curve.name == "secp256r1"
    assert identity.algorithms[0].label == "ECDSA mit SHA-256"
    (name,) = identity.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    assert name.value == "Erika Muster (selbst erzeugt)", "the suffix is not doubled"


@pytest.mark.parametrize(
    ("key_type", "fitting"),
    [
        (KeyType.RSA_3072, "RSA mit SHA-256"),
        (KeyType.EC_P256, "ECDSA mit SHA-256"),
        (KeyType.EC_P384, "ECDSA mit SHA-384"),
    ],
)
def test_the_hash_fits_the_key_and_another_can_be_chosen(key_type, fitting, plain_docx, options):
    data = create_self_signed("Erika", "Amt", passphrase=PASSPHRASE, key_type=key_type, valid_from=NOW)
    identity = load_pkcs12(data, PASSPHRASE, at=NOW)
    word = fitting.split()[0]
    for hash_name, label in (
        ("", fitting),
        ("sha384", f"{word} mit SHA-384"),
        ("sha512", f"{word} mit SHA-512"),
    ):
        signed = sign_package(plain_docx, identity, replace(options, hash_name=hash_name))
        report = verify_package(signed, trusted_roots=[], at=NOW)
        assert (report.verdict, report.signatures[0].algorithm) == (Verdict.UNTRUSTED, label)


def test_a_hash_that_is_not_accepted_is_refused(self_made, plain_docx, options):
    with pytest.raises(SignatureError, match="„sha1“"):
        sign_package(plain_docx, self_made, replace(options, hash_name="sha1"))


@pytest.mark.parametrize(
    ("name", "organisation", "passphrase", "sentence"),
    [
        ("", "Amt", PASSPHRASE, "„Name“ .* fehlt"),
        ("Erika", " ", PASSPHRASE, "„Organisation“ .* fehlt"),
        ("E" * 60, "Amt", PASSPHRASE, "höchstens 47 Zeichen"),
        ("Erika\nMuster", "Amt", PASSPHRASE, "Zeilenumbrüche"),
        ("Erika", "Amt", "kurz", "kürzer als 12 Zeichen"),
    ],
)
def test_a_self_made_identity_needs_sensible_names_and_a_passphrase(name, organisation, passphrase, sentence):
    with pytest.raises(IdentityError, match=sentence):
        create_self_signed(name, organisation, passphrase=passphrase, key_type=KeyType.EC_P256)


def test_the_wrong_passphrase_is_called_so(officer):
    with pytest.raises(IdentityError, match="Passphrase passt nicht"):
        load_pkcs12(officer.pkcs12(), "falsch", at=NOW)


@pytest.mark.parametrize(
    "data", [b"", b"0", b"-----BEGIN CERTIFICATE-----", b"0\x82" + bytes(50), bytes(2**21)]
)
def test_other_files_are_no_identities(data):
    with pytest.raises(IdentityError, match="keine Signatur-Identität"):
        load_pkcs12(data, PASSPHRASE)


def test_a_file_without_a_key_is_refused(officer):
    encryption = BestAvailableEncryption(PASSPHRASE.encode())
    data = pkcs12.serialize_key_and_certificates(b"x", None, None, [officer.certificate], encryption)
    with pytest.raises(IdentityError, match="keinen privaten Schlüssel"):
        load_pkcs12(data, PASSPHRASE, at=NOW)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: issue("Früher", end=NOW - timedelta(days=1)), r"seit dem 30\.06\.2026 abgelaufen"),
        (lambda: issue("Später", start=NOW + timedelta(days=2)), r"erst ab dem 03\.07\.2026"),
        (lambda: issue("Stelle", ca=True), "gehört einer Zertifizierungsstelle"),
        (lambda: issue("Server", signing=False), "nicht zum Signieren von Dokumenten"),
        (lambda: issue("Klein", key=rsa.generate_private_key(65537, 2048)), r"zu schwach \(RSA 2048 Bit\)"),
        (lambda: issue("Kurve", key=ec.generate_private_key(ec.SECP256K1())), "zu schwach"),
        (lambda: issue("Kurve", key=ed25519.Ed25519PrivateKey.generate()), "nicht unterstützt"),
    ],
)  # fmt: skip
def test_an_identity_nobody_would_accept_is_refused(make, sentence):
    with pytest.raises(IdentityError, match=sentence):
        load(make())


def test_the_chain_is_picked_in_order_and_without_the_root(root, officer):
    stranger = issue("Unbeteiligt", ca=True)
    pile = (root.certificate, stranger.certificate, officer.chain[0])
    identity = load(officer, others=pile)
    assert identity.chain == officer.chain


def test_the_issuer_is_written_as_office_writes_it(self_made):
    expected = "CN=Erika Muster (selbst erzeugt), O=Landeshauptstadt Stuttgart, C=DE"
    assert issuer_name(self_made.certificate) == expected


def test_every_kind_of_finding_has_its_own_code_and_proper_sentences():
    kinds = {
        kind
        for module in pkgutil.walk_packages(exporters.signature.__path__, "exporters.signature.")
        for kind in vars(importlib.import_module(module.name)).values()
        if isinstance(kind, Kind)
    }
    assert len(kinds) > 50
    assert len({kind.code for kind in kinds}) == len(kinds)
    for kind in kinds:
        assert kind.code[0] in "ZCRSAMDPKVLT"
        for sentence in (kind.text, kind.advice):
            assert sentence.endswith("."), kind
            assert sentence[0].isupper() or sentence[0] == "„", kind
            assert not {'"', "'"} & set(sentence), kind
