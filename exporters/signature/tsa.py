"""Asking a time stamping authority for a token (RFC 3161 over HTTP); the only network call of a signature.

It happens only when the signer wants a time stamp. What leaves the machine is a digest: the authority learns
that something was signed and from which address, not what.
"""

from __future__ import annotations

import hashlib
import secrets
from http.client import HTTPException
from typing import TYPE_CHECKING, Final
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from asn1crypto import tsp

from dsfa_app.errors import SignatureError
from exporters.signature.timestamp import LARGEST_TOKEN, TimeStampError, read_token

if TYPE_CHECKING:
    from collections.abc import Callable

TIMEOUT_SECONDS: Final = 20.0
"""Longest silence of the authority that is waited for."""
_ADVICE: Final = "Prüfen Sie Adresse und Netz oder signieren Sie ohne Zeitstempel."
_GRANTED: Final = frozenset({"granted", "granted_with_mods"})


class _NoRedirect(HTTPRedirectHandler):
    """Refuses to be sent elsewhere: only the address the signer entered is asked."""

    def redirect_request(self, *_arguments: object) -> None:  # type: ignore[explicit-override]
        return None


def check_address(address: str) -> str:
    """Return the address of an authority, cleaned of blanks.

    Raises:
        SignatureError: it is no complete web address.
    """
    clean = address.strip()
    try:
        parts = urlsplit(clean)
        usable = parts.scheme in {"https", "http"} and bool(parts.hostname) and parts.username is None
    except ValueError:
        usable = False
    if not usable:
        raise SignatureError(
            f"„{clean}“ ist keine Adresse eines Zeitstempeldienstes: "
            "Geben Sie eine vollständige Adresse ein, die mit https:// beginnt."
        )
    return clean


def stamper(address: str, *, timeout: float = TIMEOUT_SECONDS) -> Callable[[bytes], bytes]:
    """Return what puts a time stamp on data: it asks the authority and gives the token as DER.

    What it gives was checked to be about the data. The returned function raises SignatureError when the
    authority cannot be reached, refuses, or answers something else.

    Raises:
        SignatureError: the address is none.
    """
    target = check_address(address)

    def stamp(data: bytes) -> bytes:
        nonce = secrets.randbits(63)
        answer = _ask(target, _request(data, nonce), timeout)
        token = _token(answer, nonce, target)
        try:
            read_token(token, data)
        except TimeStampError:
            raise SignatureError(
                f"Der Zeitstempeldienst {target} hat einen unbrauchbaren Zeitstempel geliefert: {_ADVICE}"
            ) from None
        return token

    return stamp


def _request(data: bytes, nonce: int) -> bytes:
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(data).digest()}
    request = {"version": "v1", "message_imprint": imprint, "nonce": nonce, "cert_req": True}
    return bytes(tsp.TimeStampReq(request).dump())


def _ask(target: str, body: bytes, timeout: float) -> bytes:
    headers = {"Content-Type": "application/timestamp-query", "User-Agent": "DSFA-Werkbank"}
    request = Request(target, body, headers, method="POST")  # noqa: S310 - the scheme was checked
    try:
        with build_opener(_NoRedirect).open(request, timeout=timeout) as answer:
            return bytes(answer.read(LARGEST_TOKEN + 1))
    except (URLError, HTTPException, OSError) as error:
        raise SignatureError(
            f"Der Zeitstempeldienst {target} ist nicht erreichbar oder antwortet nicht: {_ADVICE}"
        ) from error


def _token(answer: bytes, nonce: int, target: str) -> bytes:
    try:
        response = tsp.TimeStampResp.load(answer, strict=True)
        status = response["status"]["status"].native
        if status in _GRANTED:
            token = response["time_stamp_token"]
            info = token["content"]["encap_content_info"]["content"].parsed
            if info["nonce"].native == nonce:
                return bytes(token.dump())
    except (ValueError, TypeError, KeyError, RecursionError):
        status = "unreadable"
    if status in _GRANTED:
        status = "nonce"
    refused = "abgelehnt" if status == "rejection" else "keine verwertbare Antwort gegeben"
    raise SignatureError(f"Der Zeitstempeldienst {target} hat {refused}: {_ADVICE}")
