"""The protocol of a verification as a document of its own; needs no stored data."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from dsfa_app import __version__
from dsfa_app.atomic import write_whole
from dsfa_app.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dsfa_app.services.verification import EmbeddedAssessment, Trust, Verification

PROTOCOL_FORMATS: Final = ("docx", "html")
"""Ids of the formats a protocol can be written in."""


def embedded_words(embedded: EmbeddedAssessment | None) -> str:
    """Return what is known of the assessment inside a document."""
    if embedded is None:
        return "In der Datei ist keine DSFA eingebettet, die dieses Programm lesen kann."
    about = f"Eingebettet ist die DSFA „{embedded.title}“, Fassung {embedded.version}."
    if embedded.matches is None:
        return f"{about} Sie ist hier nicht gespeichert."
    if embedded.matches:
        return f"{about} Sie stimmt mit der hier gespeicherten überein."
    return f"{about} Sie weicht von der hier gespeicherten ab."


def render_protocol(verification: Verification, format_id: str = "docx") -> bytes:
    """Return the protocol as the bytes of a document; equal verifications give equal bytes.

    Raises:
        NotFoundError: there is no such format for protocols.
    """
    from exporters.formats import FORMATS
    from exporters.report.protocol import ProtocolMaterial, build_protocol

    known = {one.id: one for one in FORMATS if one.id in PROTOCOL_FORMATS}
    if format_id not in known:
        raise NotFoundError(
            f"Das Prüfprotokoll gibt es nicht im Format „{format_id}“. Möglich sind: {', '.join(known)}."
        )
    material = ProtocolMaterial(
        report=verification.report,
        sha256=verification.sha256,
        size=verification.size,
        trusted=tuple(_trusted(verification.trust)),
        asked_online=verification.trust.may_ask_online,
        embedded=embedded_words(verification.embedded),
        moment=verification.at,
        program_version=__version__,
    )
    return known[format_id].write(build_protocol(material), None)


def write_protocol(verification: Verification, target: Path) -> Path:
    """Write the protocol in the format the ending of the file says, and return where it lies.

    Raises:
        NotFoundError: there is no such format for protocols.
        ExportError: the place cannot be written.
    """
    write_whole(target, render_protocol(verification, target.suffix.lower().removeprefix(".")))
    return target


def _trusted(trust: Trust) -> Iterator[tuple[str, str]]:
    """Yield name and fingerprint of everything that was trusted."""
    from exporters.signature.certificates import as_der, common_name
    from exporters.signature.trust import load_revocation_lists, load_roots

    for root in load_roots(trust.roots):
        yield common_name(root.subject), hashlib.sha256(as_der(root)).hexdigest()
    for revoked in load_revocation_lists(trust.revocation_lists):
        name = f"Sperrliste von {common_name(revoked.issuer)}"
        yield name, hashlib.sha256(as_der(revoked)).hexdigest()
