"""The visible signature lines of a DOCX, and which of them a signer fills (MS-OFFCRYPTO 2.5.2.5).

A line asks for a name and a role; a signature fills it by naming its GUID as SetupID. Lines nobody fills stay
open, a signer nobody asked for signs invisibly.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Final

from dsfa_app.domain.outcome import ExpectedSigner
from dsfa_app.method.sign_off import SignerClaim, match_signer
from exporters.signature.markup import set_up
from exporters.signature.names import SIGNATURE_FOLDER
from resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.signature.package import Package

_DOCUMENT: Final = "/word/document.xml"
_VALUE: Final = rb"""\s*=\s*("[^"<]*"|'[^'<]*')"""
_LONGEST_PREFIX: Final = 32
"""Bytes between the angle bracket and the name; unbounded, a hostile text would be searched for hours."""
_NAME: Final = re.compile(rb"signatureline[\s/>]")
_LINE: Final = re.compile(rb"<(?:\w+:)?signatureline((?:\s+[\w:.-]+" + _VALUE + rb")*+)\s*/?>")
_ATTRIBUTE: Final = re.compile(rb"\s(?:\w+:)?(id|suggestedsigner2?)" + _VALUE)
_BETWEEN: Final = " / "
"""Between role and function in the second line of what is asked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """A visible signature line with the GUID and the signer it asks for."""

    id: str
    name: str
    role: str
    function: str = ""


def suggested_role(role: str, function: str) -> str:
    """Return the second line of what a signature line asks for."""
    return _BETWEEN.join(filter(None, (role, function)))


def signature_lines(package: Package) -> tuple[Line, ...]:
    """Return the signature lines of a DOCX in their order; a workbook has none."""
    # Found as text, not parsed: the document of a large assessment has megabytes, a line some hundred bytes.
    found = []
    for element in _elements(package.parts.get(_DOCUMENT, b"")):
        given = {
            name.decode(): unescape(text[1:-1].decode("utf-8", "replace"))
            for name, text in _ATTRIBUTE.findall(element[1])
        }
        role, _, function = given.get("suggestedsigner2", "").partition(_BETWEEN)
        found.append(Line(given.get("id", ""), given.get("suggestedsigner", ""), role, function))
    return tuple(line for line in found if line.id)


def _elements(content: bytes) -> Iterator[re.Match[bytes]]:
    """Yield the start tags of signature lines; looking for the name first makes megabytes quick."""
    for name in _NAME.finditer(content):
        start = content.rfind(b"<", max(name.start() - _LONGEST_PREFIX, 0), name.start())
        element = _LINE.match(content, start) if start >= 0 else None
        if element:
            yield element


def open_lines(package: Package) -> tuple[Line, ...]:
    """Return the signature lines that nobody has filled yet."""
    taken = {
        set_up(content).upper()
        for part, content in package.parts.items()
        if part.startswith(SIGNATURE_FOLDER) and part.endswith(".xml")
    }
    return tuple(line for line in signature_lines(package) if line.id.upper() not in taken)


def line_to_fill(package: Package, name: str, role: str) -> Line | None:
    """Return the open line that asks for this signer, None where none does.

    ``name`` is the one in the certificate, ``role`` the claimed one. A line that asks for nobody in
    particular stays open.
    """
    still_open = {line.id: line for line in open_lines(package)}
    expected = [
        ExpectedSigner(id=line.id, role=line.role, name=line.name, function=line.function)
        for line in still_open.values()
    ]
    match = match_signer(expected, SignerClaim(name, role)).expected
    return None if match is None else still_open[match.id]


def line_picture(state: str) -> str:
    """Return the picture (PNG, base64) that programs show in a signed line: ``valid`` or ``invalid``."""
    return base64.b64encode(resource("templates", f"signature-line-{state}.png").read_bytes()).decode()
