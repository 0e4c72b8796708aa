"""A frozen version as two files: its canonical JSON, and the frame: who froze it, by what it was judged.

The SHA-256 over both is what a later reader trusts; whoever changes a word, a level of the matrix or the name
of the person without leaving a trace would have to change it too.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from dsfa_app.catalogue.pinned import PinnedReference
from dsfa_app.errors import DocumentError
from dsfa_app.exchange.reference_json import from_plain, to_plain
from dsfa_app.exchange.strict_json import read_json

FORMAT = "dsfa-werkbank/frame"
FORMAT_VERSION = 1
_KEYS = frozenset({"format", "format_version", "head", "reference"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenHead:
    """Who froze a version, when and for what; texts as the database keeps them beside it."""

    id: str
    assessment_id: str
    kind: str
    version: str
    made_at: str
    """Moment in UTC in ISO form, to the second."""
    person: str
    role: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands beside the content of a frozen version."""

    head: FrozenHead
    reference: PinnedReference


def encode_frame(frame: Frame) -> bytes:
    """Return a frame as JSON; entries keep the order of the catalogue."""
    plain = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "head": to_plain(frame.head),
        "reference": to_plain(frame.reference),
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def decode_frame(data: bytes) -> Frame:
    """Read a frame, whole or not at all.

    Raises:
        DocumentError: it is no frame, of a newer format, or holds unknown, missing or contradictory values.
    """
    plain: Any = read_json(data)
    known = isinstance(plain, dict) and plain.get("format") == FORMAT and plain.keys() == _KEYS
    if not known or plain["format_version"] != FORMAT_VERSION:
        raise DocumentError(
            "Die Bezugsdaten der Fassung stammen aus einer anderen Programmversion. "
            "Bitte das Programm aktualisieren."
        )
    return Frame(
        head=from_plain(FrozenHead, plain["head"], "head"),
        reference=from_plain(PinnedReference, plain["reference"], "reference"),
    )


def seal(content: bytes, frame: bytes) -> str:
    """Return the SHA-256 over content and frame as 64 hexadecimal digits."""
    digest = hashlib.sha256(hashlib.sha256(content).digest())
    digest.update(hashlib.sha256(frame).digest())
    return digest.hexdigest()
