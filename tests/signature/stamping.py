"""Time stamping authorities for tests: one of openssl's behind HTTP, one that can be told to misbehave."""

from __future__ import annotations

import hashlib
import subprocess
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID
from signature.forgery import Issued, issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TIME_STAMPING = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])


def authority(root: Issued, *, usage: x509.ExtendedKeyUsage | None = TIME_STAMPING, **more: Any) -> Issued:
    """Return a time stamping authority below a root."""
    extensions = () if usage is None else ((usage, True),)
    return issue("Zeitstempeldienst", issuer=root, extensions=extensions, **more)


def token(
    data: bytes,
    tsa: Issued,
    moment: datetime,
    *,
    signer: Issued | None = None,
    certificates: tuple[Issued, ...] | None = None,
    change: Callable[[dict[str, Any]], None] | None = None,
) -> bytes:
    """Return a token about data; ``signer`` makes the value instead, ``change`` alters what is signed."""
    info: dict[str, Any] = {
        "version": "v1",
        "policy": "1.2.3.4",
        "message_imprint": {
            "hash_algorithm": {"algorithm": "sha256"},
            "hashed_message": hashlib.sha256(data).digest(),
        },
        "serial_number": 1,
        "gen_time": moment.astimezone(UTC),
    }
    if change:
        change(info)
    content = tsp.TSTInfo(info).dump()
    der = tsa.certificate.public_bytes(Encoding.DER)
    named = asn1_x509.Certificate.load(der)
    attributes = cms.CMSAttributes(
        [
            {"type": "content_type", "values": ["tst_info"]},
            {"type": "message_digest", "values": [hashlib.sha256(content).digest()]},
            {
                "type": "signing_certificate_v2",
                "values": [{"certs": [{"cert_hash": hashlib.sha256(der).digest()}]}],
            },
        ]
    )
    key = (signer or tsa).key
    signed = attributes.dump()
    is_rsa = isinstance(key, rsa.RSAPrivateKey)
    value = (
        key.sign(signed, padding.PKCS1v15(), hashes.SHA256())
        if is_rsa
        else key.sign(signed, ec.ECDSA(hashes.SHA256()))
    )
    along = (tsa,) if certificates is None else certificates
    message = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(content)},
            "certificates": [
                asn1_x509.Certificate.load(one.certificate.public_bytes(Encoding.DER)) for one in along
            ],
            "signer_infos": [
                {
                    "version": "v1",
                    "sid": cms.SignerIdentifier(
                        {
                            "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                                {"issuer": named.issuer, "serial_number": named.serial_number}
                            )
                        }
                    ),
                    "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
                    "signed_attrs": attributes,
                    "signature_algorithm": {"algorithm": "sha256_rsa" if is_rsa else "sha256_ecdsa"},
                    "signature": value,
                }
            ],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": message}).dump())


_CONFIGURATION = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


class OpensslAuthority:
    """The time stamping authority of the openssl command, which knows nothing of our code."""

    def __init__(self, folder: Path, tsa: Issued, chain: tuple[x509.Certificate, ...]) -> None:
        self._folder = folder
        (folder / "serial").write_text("01\n", "ascii")
        (folder / "tsa.conf").write_text(_CONFIGURATION.format(folder=folder), "utf-8")
        (folder / "tsa.pem").write_bytes(tsa.pem)
        (folder / "chain.pem").write_bytes(b"".join(one.public_bytes(Encoding.PEM) for one in chain))
        key = tsa.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / "tsa.key").write_bytes(key)

    def reply(self, query: bytes) -> bytes:
        """Return the answer to a query, both as DER."""
        (self._folder / "query.tsq").write_bytes(query)
        command = ["openssl", "ts", "-reply", "-config", "tsa.conf", "-queryfile", "query.tsq"]
        command += ["-signer", "tsa.pem", "-inkey", "tsa.key", "-chain", "chain.pem", "-out", "answer.tsr"]
        subprocess.run(command, cwd=self._folder, check=True, capture_output=True)
        return (self._folder / "answer.tsr").read_bytes()


@contextmanager
def served(reply: Callable[[bytes], bytes], *, status: int = 200, to: str = "") -> Iterator[str]:
    """Answer queries on this machine's own address and yield that address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            body = reply(query)
            self.send_response(status)
            if to:
                self.send_header("Location", to)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """Keep quiet."""

    with _running(Handler) as port:
        yield f"http://127.0.0.1:{port}/tsa"


@contextmanager
def served_to_readers(answer: Callable[[], bytes]) -> Iterator[tuple[str, list[str]]]:
    """Give the same answer to everyone who reads; yield the address and the list of paths that were read."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body = answer()
            self.send_response(200)
            self.send_header("Content-Type", "application/pkix-crl")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """Keep quiet."""

    with _running(Handler) as port:
        yield f"http://127.0.0.1:{port}/sperrliste.crl", asked


@contextmanager
def _running(handler: type[BaseHTTPRequestHandler]) -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
