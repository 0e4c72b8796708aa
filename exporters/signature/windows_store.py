"""Identities of the Windows certificate store, whose keys sign through CNG (crypt32 and ncrypt).

Smart cards with a minidriver stand in that store as well; Windows itself asks for their PIN. Written against
the documented functions of the Windows API and **never run on Windows so far**: what is pure here –
structures, padding, refusals in words, choosing, the order of the calls – is tested with libraries made for
the test. The real ones are loaded when the store is first read, so that this can be imported everywhere.

Source: Microsoft Learn, Win32 API, wincrypt.h and ncrypt.h (as of 2026-11).
"""

from __future__ import annotations

import ctypes
import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa

from dsfa_app.errors import IdentityError
from exporters.signature.algorithms import SignatureAlgorithm, algorithms_for
from exporters.signature.certificates import as_der, common_name, is_authority, ordered_chain
from exporters.signature.identities import check_usable, obstacle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PERSONAL: Final = "MY"
"""Windows' name for the user's own certificates."""
INTERMEDIATE: Final = "CA"
"""Windows' name for the certificates of intermediate authorities."""
_PROVIDER_SYSTEM: Final = 10
_OF_CURRENT_USER: Final = 0x00010000
_READ_ONLY: Final = 0x00008000
_OPEN_EXISTING: Final = 0x00004000
_KEY_PROVIDER_PROPERTY: Final = 2
"""CERT_KEY_PROV_INFO_PROP_ID: says that a private key belongs to the certificate."""
_ONLY_CNG: Final = 0x00040000
"""CRYPT_ACQUIRE_ONLY_NCRYPT_KEY_FLAG: a key handle of CNG, never one of the old CryptoAPI."""
_PAD_PKCS1: Final = 0x00000002
"""BCRYPT_PAD_PKCS1."""
_PIN_AGAIN: Final = "Signieren Sie noch einmal und geben Sie die PIN in der Abfrage von Windows ein."
_INSERT: Final = "Stecken Sie die Karte ein und versuchen Sie es noch einmal."
_REFUSALS: Final = {
    0x8010006E: f"Die Eingabe der PIN wurde abgebrochen: {_PIN_AGAIN}",  # SCARD_W_CANCELLED_BY_USER
    0x80090036: f"Die Eingabe der PIN wurde abgebrochen: {_PIN_AGAIN}",  # NTE_USER_CANCELLED
    0x800704C7: f"Die Eingabe der PIN wurde abgebrochen: {_PIN_AGAIN}",  # ERROR_CANCELLED
    0x8010006B: f"Die PIN ist falsch: {_PIN_AGAIN}",  # SCARD_W_WRONG_CHV
    0x8010002A: f"Die PIN ist falsch: {_PIN_AGAIN}",  # SCARD_E_INVALID_CHV
    0x8010006C: "Die Karte ist nach zu vielen falschen Eingaben gesperrt: "  # SCARD_W_CHV_BLOCKED
    "Entsperren Sie sie mit der PUK in der Software der Karte oder fragen Sie die ausgebende Stelle.",
    0x80100069: f"Die Karte steckt nicht mehr: {_INSERT}",  # SCARD_W_REMOVED_CARD
    0x8010000C: f"Die Karte steckt nicht: {_INSERT}",  # SCARD_E_NO_SMARTCARD
    0x8010002E: "Es ist kein Kartenleser angeschlossen: "  # SCARD_E_NO_READERS_AVAILABLE
    "Schließen Sie ihn an und versuchen Sie es noch einmal.",
}
_NO_KEY: Final = frozenset({0x80090016, 0x8009000D, 0x8009200B})
"""NTE_BAD_KEYSET, NTE_NO_KEY, CRYPT_E_NO_KEY_PROPERTY."""
_NO_ALGORITHM: Final = frozenset({0x80090008, 0x80090029})
"""NTE_BAD_ALGID, NTE_NOT_SUPPORTED."""


class CertificateContext(ctypes.Structure):
    """CERT_CONTEXT of wincrypt.h."""

    _fields_ = (
        ("encoding_type", ctypes.c_uint32),
        ("encoded", ctypes.c_void_p),
        ("encoded_length", ctypes.c_uint32),
        ("info", ctypes.c_void_p),
        ("store", ctypes.c_void_p),
    )


class PaddingInfo(ctypes.Structure):
    """BCRYPT_PKCS1_PADDING_INFO of bcrypt.h."""

    _fields_ = (("hash_id", ctypes.c_wchar_p),)


@dataclass(frozen=True, slots=True)
class Libraries:
    """The two libraries that are called, and how the last error of crypt32 is asked for."""

    crypt32: Any
    ncrypt: Any
    last_error: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreKey:
    """A certificate of the store with a private key; ``fingerprint`` is the SHA-256 of its DER."""

    name: str
    issuer: str
    valid_until: datetime
    fingerprint: str
    certificate: x509.Certificate
    obstacle: str
    """Why it cannot sign, in one sentence; empty when it can."""


@dataclass(frozen=True, slots=True)
class StoreIdentity:
    """An identity whose key Windows keeps; Windows asks for a PIN or password itself where one is needed."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    _libraries: Libraries

    @property
    def algorithms(self) -> tuple[SignatureAlgorithm, ...]:
        """RSA or ECDSA, the hash that fits the key first."""
        return algorithms_for(self.certificate.public_key())

    def sign(self, data: bytes, hash_name: str) -> bytes:
        """Hash here and sign in Windows: PKCS #1 v1.5 for RSA, r‖s for ECDSA.

        Raises:
            IdentityError: the certificate is gone, there is no key to it, or Windows refuses.
        """
        wanted = as_der(self.certificate)
        with _opened(self._libraries, PERSONAL) as store:
            for context in _contexts(self._libraries, store):
                if _der(context) == wanted:
                    digest = hashlib.new(hash_name, data).digest()
                    with _key(self._libraries, context, common_name(self.certificate.subject)) as key:
                        return self._signed(key, digest, hash_name)
        raise IdentityError(
            "Das Zertifikat steht nicht mehr im Zertifikatspeicher von Windows: "
            "Wählen Sie ein anderes oder stecken Sie die Karte ein."
        )

    def _signed(self, key: ctypes.c_void_p, digest: bytes, hash_name: str) -> bytes:
        is_rsa = isinstance(self.certificate.public_key(), rsa.RSAPublicKey)
        info = padding_info(hash_name)
        padding, flags = (ctypes.byref(info), _PAD_PKCS1) if is_rsa else (None, 0)
        length = ctypes.c_uint32(0)
        # asked twice, as documented: first for the length, then for the value
        call = self._libraries.ncrypt.NCryptSignHash
        status = call(key, padding, digest, len(digest), None, 0, ctypes.byref(length), flags)
        if status == 0:
            value = ctypes.create_string_buffer(length.value)
            status = call(key, padding, digest, len(digest), value, length.value, ctypes.byref(length), flags)
            if status == 0:
                return value.raw[: length.value]
        raise refusal(status, common_name(self.certificate.subject))


def padding_info(hash_name: str) -> PaddingInfo:
    """Return the padding of PKCS #1 v1.5 for a hash of ``hashlib``; CNG writes its name in capitals."""
    return PaddingInfo(hash_name.upper())


def refusal(status: int, name: str) -> IdentityError:
    """Say in one sentence why Windows refused to sign with this certificate, and what to do.

    ``status`` is a HRESULT or SECURITY_STATUS, signed or not.
    """
    code = status & 0xFFFFFFFF
    if code in _REFUSALS:
        return IdentityError(_REFUSALS[code])
    if code in _NO_KEY:
        return IdentityError(
            f"Zum Zertifikat „{name}“ findet Windows keinen Schlüssel: "
            "Stecken Sie die Karte ein oder wählen Sie ein anderes Zertifikat."
        )
    if code in _NO_ALGORITHM:
        return IdentityError(
            f"Der Schlüssel des Zertifikats „{name}“ beherrscht das nötige Signaturverfahren nicht: "
            "Wählen Sie ein anderes Zertifikat."
        )
    return IdentityError(
        f"Windows hat das Signieren mit „{name}“ abgelehnt (Fehler 0x{code:08X}): "
        "Versuchen Sie es noch einmal oder fragen Sie Ihre Informationstechnik."
    )


def choose(certificates: Iterable[x509.Certificate], at: datetime) -> tuple[StoreKey, ...]:
    """Return what to offer out of the certificates that have a key: no authorities, the usable ones first."""
    keys = [
        StoreKey(
            name=common_name(one.subject),
            issuer=common_name(one.issuer),
            valid_until=one.not_valid_after_utc,
            fingerprint=_fingerprint(one),
            certificate=one,
            obstacle=obstacle(one, at),
        )
        for one in certificates
        if not is_authority(one)
    ]
    return tuple(sorted(keys, key=lambda key: (bool(key.obstacle), key.name)))


def store_keys(*, at: datetime | None = None, libraries: Libraries | None = None) -> tuple[StoreKey, ...]:
    """Return the user's own certificates that have a private key; asks no PIN.

    ``at`` is the moment for which they are judged, by default now; ``libraries`` are those of Windows.

    Raises:
        IdentityError: this is not Windows, or the store cannot be opened.
    """
    used = libraries or _windows()
    with _opened(used, PERSONAL) as store:
        found = [_der(context) for context in _contexts(used, store) if _has_key(used, context)]
    return choose(_readable(found), at or datetime.now(UTC))


def open_store(
    fingerprint: str, *, at: datetime | None = None, libraries: Libraries | None = None
) -> StoreIdentity:
    """Return the identity of a certificate in the store.

    Raises:
        IdentityError: this is not Windows, there is no such certificate, and whatever ``check_usable``
            refuses.
    """
    used = libraries or _windows()
    moment = at or datetime.now(UTC)
    for key in store_keys(at=moment, libraries=used):
        if key.fingerprint == fingerprint:
            check_usable(key.certificate, moment)
            with _opened(used, INTERMEDIATE) as store:
                others = list(_readable([_der(context) for context in _contexts(used, store)]))
            return StoreIdentity(key.certificate, ordered_chain(key.certificate, others), used)
    raise IdentityError(
        "Das gewählte Zertifikat ist im Zertifikatspeicher von Windows nicht (mehr) vorhanden: "
        "Stecken Sie die Karte ein oder wählen Sie ein anderes."
    )


def _fingerprint(certificate: x509.Certificate) -> str:
    return hashlib.sha256(as_der(certificate)).hexdigest()


def _readable(ders: Iterable[bytes]) -> Iterator[x509.Certificate]:
    for der in ders:
        try:
            yield x509.load_der_x509_certificate(der)
        except ValueError:
            continue  # Windows keeps certificates that are not written as the standard says


@contextmanager
def _opened(libraries: Libraries, name: str) -> Iterator[Any]:
    flags = _OF_CURRENT_USER | _READ_ONLY | _OPEN_EXISTING
    store = libraries.crypt32.CertOpenStore(_PROVIDER_SYSTEM, 0, None, flags, name)
    if not store:
        raise IdentityError(
            "Der Zertifikatspeicher von Windows lässt sich nicht öffnen "
            f"(Fehler 0x{libraries.last_error() & 0xFFFFFFFF:08X}): Fragen Sie Ihre Informationstechnik."
        )
    try:
        yield store
    finally:
        libraries.crypt32.CertCloseStore(store, 0)


def _contexts(libraries: Libraries, store: Any) -> Iterator[Any]:  # noqa: ANN401 - a handle of Windows
    """Yield the contexts of a store; each call frees the one before, and stopping early frees the last."""
    current = None
    try:
        while True:
            current = libraries.crypt32.CertEnumCertificatesInStore(store, current)
            if not current:
                return
            yield current
    finally:
        if current:
            libraries.crypt32.CertFreeCertificateContext(current)


def _der(context: Any) -> bytes:  # noqa: ANN401 - a pointer to CertificateContext
    content = context.contents
    return ctypes.string_at(content.encoded, content.encoded_length)


def _has_key(libraries: Libraries, context: Any) -> bool:  # noqa: ANN401 - as above
    length = ctypes.c_uint32(0)
    return bool(
        libraries.crypt32.CertGetCertificateContextProperty(
            context, _KEY_PROVIDER_PROPERTY, None, ctypes.byref(length)
        )
    )


@contextmanager
def _key(libraries: Libraries, context: Any, name: str) -> Iterator[ctypes.c_void_p]:  # noqa: ANN401 - as above
    key, spec, is_ours = ctypes.c_void_p(), ctypes.c_uint32(), ctypes.c_int()
    done = libraries.crypt32.CryptAcquireCertificatePrivateKey(
        context, _ONLY_CNG, None, ctypes.byref(key), ctypes.byref(spec), ctypes.byref(is_ours)
    )
    if not done:
        raise refusal(libraries.last_error(), name)
    try:
        yield key
    finally:
        if is_ours.value:
            libraries.ncrypt.NCryptFreeObject(key)


def _windows() -> Libraries:
    """Load the libraries of Windows and say what their functions take.

    Raises:
        IdentityError: this is not Windows.
    """
    load = getattr(ctypes, "WinDLL", None)
    if load is None:
        raise IdentityError(
            "Den Zertifikatspeicher von Windows gibt es nur unter Windows: "
            "Verwenden Sie eine Datei oder eine Karte."
        )
    libraries = Libraries(
        load("crypt32", use_last_error=True), load("ncrypt"), vars(ctypes)["get_last_error"]
    )
    declare(libraries.crypt32, libraries.ncrypt)
    return libraries


def declare(crypt32: Any, ncrypt: Any) -> None:  # noqa: ANN401 - libraries have no types
    """Say what the functions take and give, without which a handle of 64 bits would be cut to 32."""
    pointer, number, handle = ctypes.POINTER(CertificateContext), ctypes.c_uint32, ctypes.c_void_p
    numbers = ctypes.POINTER(ctypes.c_uint32)
    signatures = (
        (crypt32, "CertOpenStore", handle, (handle, number, handle, number, ctypes.c_wchar_p)),
        (crypt32, "CertCloseStore", ctypes.c_int, (handle, number)),
        (crypt32, "CertEnumCertificatesInStore", pointer, (handle, pointer)),
        (crypt32, "CertFreeCertificateContext", ctypes.c_int, (pointer,)),
        (crypt32, "CertGetCertificateContextProperty", ctypes.c_int, (pointer, number, handle, numbers)),
        (
            crypt32,
            "CryptAcquireCertificatePrivateKey",
            ctypes.c_int,
            (pointer, number, handle, ctypes.POINTER(handle), numbers, ctypes.POINTER(ctypes.c_int)),
        ),
        (
            ncrypt,
            "NCryptSignHash",
            ctypes.c_int32,
            (handle, handle, ctypes.c_char_p, number, ctypes.c_char_p, number, numbers, number),
        ),
        (ncrypt, "NCryptFreeObject", ctypes.c_int32, (handle,)),
    )
    for library, name, result, arguments in signatures:
        function = getattr(library, name)
        function.restype, function.argtypes = result, list(arguments)
