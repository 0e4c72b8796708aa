"""The Windows certificate store without Windows: its order of calls, structures, refusals and choice.

The libraries are made here out of Python functions with real keys; the real ones were never called.
"""

# ruff: noqa: N802 - the functions of Windows are called what they are called
from __future__ import annotations

import ctypes
import sys
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding
from signature.forgery import NOW, issue

from dsfa_app.errors import IdentityError
from exporters.signature import Verdict, sign_package, verify_package
from exporters.signature.algorithms import HASHES
from exporters.signature.windows_store import (
    CertificateContext,
    Libraries,
    PaddingInfo,
    choose,
    declare,
    open_store,
    padding_info,
    refusal,
    store_keys,
)

if TYPE_CHECKING:
    from signature.forgery import Issued

BY_LENGTH = {32: "sha256", 48: "sha384", 64: "sha512"}
LOCKED, NO_KEY = 0x8010006C, 0x8009200B


class Windows:
    """crypt32 and ncrypt as documented, with handles that must all be given back."""

    def __init__(self, stores: dict[str, list[Issued]], without_key: tuple[str, ...] = ()) -> None:
        self.stores = stores
        self.without_key = without_key
        self.status = 0
        self.error = 0
        self.given: list[object] = []
        self.alive: dict[int, Issued] = {}
        self.open_stores: list[list[Issued]] = []

    @property
    def libraries(self) -> Libraries:
        return Libraries(self, self, lambda: self.error)

    def CertOpenStore(self, provider, encoding, cryptographic, flags, name):
        assert (provider, encoding, cryptographic) == (10, 0, None)
        assert flags == 0x0001C000
        if name not in self.stores:
            self.error = -2147024894
            return None
        self.open_stores.append(self.stores[name])
        return len(self.open_stores)

    def CertCloseStore(self, store, flags):
        assert flags == 0
        self.open_stores[store - 1] = []
        return 1

    def CertEnumCertificatesInStore(self, store, previous):
        people = self.open_stores[store - 1]
        position = people.index(self._owner(previous)) + 1 if previous else 0
        if previous:
            self.CertFreeCertificateContext(previous)
        if position == len(people):
            return None
        der = people[position].certificate.public_bytes(Encoding.DER)
        content = ctypes.create_string_buffer(der, len(der))
        self.given.append(content)
        context = ctypes.pointer(
            CertificateContext(1, ctypes.cast(content, ctypes.c_void_p), len(der), None, None)
        )
        self.alive[ctypes.addressof(context.contents)] = people[position]
        self.given.append(context)
        return context

    def _owner(self, context):
        return self.alive[ctypes.addressof(context.contents)]

    def CertFreeCertificateContext(self, context):
        del self.alive[ctypes.addressof(context.contents)]
        return 1

    def CertGetCertificateContextProperty(self, context, prop, data, length):
        assert (prop, data) == (2, None)
        length._obj.value = 8
        return int(self._name(self._owner(context)) not in self.without_key)

    @staticmethod
    def _name(person):
        return person.certificate.subject.rfc4514_string().removeprefix("CN=")

    def CryptAcquireCertificatePrivateKey(self, context, flags, parameters, key, spec, is_ours):
        assert (flags, parameters) == (0x00040000, None)
        assert spec._obj.value == 0
        if self.error:
            return 0
        self.key = self._owner(context).key
        key._obj.value, is_ours._obj.value = 4711, 1
        return 1

    def NCryptFreeObject(self, key):
        assert key.value == 4711
        self.key = None
        return 0

    def NCryptSignHash(self, key, info, digest, digest_length, value, size, length, flags):
        assert key.value == 4711
        assert digest_length == len(digest)
        if self.status:
            return self.status
        kind = HASHES[BY_LENGTH[len(digest)]]()
        if isinstance(self.key, rsa.RSAPrivateKey):
            assert flags == 2
            assert info._obj.hash_id == kind.name.upper()
            made = self.key.sign(digest, padding.PKCS1v15(), Prehashed(kind))
        else:
            assert (flags, info) == (0, None)
            width = (self.key.key_size + 7) // 8
            r, s = decode_dss_signature(self.key.sign(digest, ec.ECDSA(Prehashed(kind))))
            made = r.to_bytes(width) + s.to_bytes(width)
        length._obj.value = len(made)
        if value is not None:
            assert size == len(made)
            value.raw = made
        return 0


@pytest.fixture
def windows(root: Issued, officer: Issued, rsa_key: rsa.RSAPrivateKey) -> Windows:
    between = issue("Zwischenstelle", issuer=root, ca=True)
    return Windows(
        {
            "MY": [
                issue("Abgelaufen", issuer=root, end=NOW - timedelta(days=1)),
                issue("Ohne Schlüssel", issuer=root),
                issue("Frau Müller", issuer=between, key=rsa_key),
                issue("Herr Groß", issuer=root, key=ec.generate_private_key(ec.SECP384R1())),
                between,
            ],
            "CA": [officer, between],
        },
        without_key=("Ohne Schlüssel",),
    )


def opened(windows: Windows, name: str):
    key = next(key for key in store_keys(at=NOW, libraries=windows.libraries) if key.name == name)
    return open_store(key.fingerprint, at=NOW, libraries=windows.libraries)


def test_only_certificates_with_a_key_are_offered_and_the_usable_ones_first(windows: Windows):
    keys = store_keys(at=NOW, libraries=windows.libraries)
    assert [key.name for key in keys] == ["Frau Müller", "Herr Groß", "Abgelaufen"]
    assert [bool(key.obstacle) for key in keys] == [False, False, True]
    assert windows.alive == {}
    assert not any(windows.open_stores)


@pytest.mark.parametrize("name", ["Frau Müller", "Herr Groß"])
def test_a_document_signed_with_a_key_of_the_store_is_valid(
    windows: Windows, name, plain_docx, options, root
):
    identity = opened(windows, name)
    signed = sign_package(plain_docx, identity, options)
    report = verify_package(signed, trusted_roots=[root.pem], at=NOW)
    assert (report.verdict, report.signatures[0].signer) == (Verdict.VALID, name)
    assert windows.key is None, "the key was given back"
    assert windows.alive == {}
    assert not any(windows.open_stores)


def test_what_windows_refuses_is_told_and_everything_is_given_back(windows: Windows):
    identity = opened(windows, "Frau Müller")
    windows.status = LOCKED - 2**32
    with pytest.raises(IdentityError, match="gesperrt: Entsperren Sie"):
        identity.sign(b"x", "sha256")
    windows.status, windows.error = 0, NO_KEY - 2**32
    with pytest.raises(IdentityError, match="keinen Schlüssel: Stecken Sie"):
        identity.sign(b"x", "sha256")
    windows.error = 0
    windows.stores["MY"] = []
    with pytest.raises(IdentityError, match="steht nicht mehr im Zertifikatspeicher"):
        identity.sign(b"x", "sha256")
    assert windows.alive == {}
    assert not any(windows.open_stores)


def test_what_is_expired_gone_or_not_to_be_opened_is_refused(windows: Windows):
    with pytest.raises(IdentityError, match="abgelaufen"):
        opened(windows, "Abgelaufen")
    with pytest.raises(IdentityError, match="nicht \\(mehr\\) vorhanden"):
        open_store("00" * 32, at=NOW, libraries=windows.libraries)
    windows.stores.clear()
    with pytest.raises(IdentityError, match="0x80070002"):
        store_keys(at=NOW, libraries=windows.libraries)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (0x8010006E, "abgebrochen: Signieren Sie"),
        (0x8010006B, "PIN ist falsch: Signieren Sie"),
        (0x8010006C, "gesperrt: Entsperren Sie"),
        (0x80100069, "steckt nicht mehr: Stecken Sie"),
        (0x8010002E, "Kartenleser angeschlossen: Schließen Sie"),
        (0x80090016, "findet Windows keinen Schlüssel: Stecken Sie"),
        (0x80090029, "Signaturverfahren nicht: Wählen Sie"),
        (0x80090010, "(Fehler 0x80090010): Versuchen Sie"),
    ],
)
def test_every_refusal_of_windows_is_one_sentence_with_what_to_do(code, words):
    for status in (code, code - 2**32):
        sentence = str(refusal(status, "Frau Müller"))
        assert words in sentence
        assert sentence.endswith(".")
        assert ". " not in sentence


def test_the_structures_are_laid_out_as_documented():
    assert padding_info("sha384").hash_id == "SHA384"
    assert [name for name, _kind in CertificateContext._fields_][1:3] == ["encoded", "encoded_length"]
    if ctypes.sizeof(ctypes.c_void_p) == 8:
        assert ctypes.sizeof(CertificateContext) == 40
        assert CertificateContext.encoded_length.offset == 16
        assert ctypes.sizeof(PaddingInfo) == 8


def test_every_function_is_declared_and_takes_what_it_is_given():
    names = (
        "CertOpenStore", "CertCloseStore", "CertEnumCertificatesInStore", "CertFreeCertificateContext",
        "CertGetCertificateContextProperty", "CryptAcquireCertificatePrivateKey", "NCryptSignHash",
        "NCryptFreeObject",
    )  # fmt: skip
    libraries = SimpleNamespace(**{name: SimpleNamespace() for name in names})
    declare(libraries, libraries)
    assert all(getattr(libraries, name).argtypes for name in names)
    taken = libraries.NCryptSignHash.argtypes
    length, value = ctypes.c_uint32(), ctypes.create_string_buffer(8)
    given = (
        ctypes.c_void_p(7),
        ctypes.byref(padding_info("sha256")),
        b"x",
        1,
        value,
        8,
        ctypes.byref(length),
        2,
    )
    for kind, argument in zip(taken, given, strict=True):
        kind.from_param(argument)
    taken = libraries.CryptAcquireCertificatePrivateKey.argtypes
    context = ctypes.pointer(CertificateContext())
    handles = (ctypes.byref(ctypes.c_void_p()), ctypes.byref(length), ctypes.byref(ctypes.c_int()))
    for kind, argument in zip(taken, (context, 1, None, *handles), strict=True):
        kind.from_param(argument)


def test_an_authority_in_the_store_is_not_offered():
    assert choose([issue("Stelle", ca=True).certificate], NOW) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows the store is there")
def test_elsewhere_the_store_is_refused_in_words():
    with pytest.raises(IdentityError, match="nur unter Windows: Verwenden Sie"):
        store_keys()
