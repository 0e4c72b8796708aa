"""Visible signature lines as Word makes them (VML ``o:signatureline``, ISO/IEC 29500-4, 19.2.2.30).

All lines stand in the document before the first signature and are signed along; whoever signs fills one of
them. Word draws a line anew from the names in it, other programs show the picture.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Final

from lxml import etree

from exporters.docx.markup import R, make
from exporters.report.text import one_line
from exporters.signature.lines import suggested_role

if TYPE_CHECKING:
    from exporters.docx.markup import Element
    from exporters.report.model import Signer

VML: Final = "urn:schemas-microsoft-com:vml"
OFFICE: Final = "urn:schemas-microsoft-com:office:office"
_NAMESPACES: Final = {"v": VML, "o": OFFICE, "r": R}
_SPACE: Final = uuid.UUID("4d5b0f5e-8f5a-5c1b-9a53-2f6f2f0f6a11")
_BUILT_IN_PROVIDER: Final = "{00000000-0000-0000-0000-000000000000}"
_INSTRUCTIONS: Final = (
    "Bitte prüfen Sie vor dem Unterzeichnen die Fassung und den Fingerabdruck am Anfang des Dokuments. "
    "Die Signatur gilt für das ganze Dokument."
)
_TWIPS_PER_POINT: Final = 20
_PROPORTION: Final = 480 / 200
"""Width of the picture to its height."""


def line_id(document: str, number: int, signer: Signer) -> str:
    """Return the GUID of a line; equal documents get equal ones, no two lines of a document the same."""
    name = "\n".join((document, str(number), signer.role, signer.name, signer.function))
    return f"{{{str(uuid.uuid5(_SPACE, name.encode('utf-8', 'replace').decode())).upper()}}}"


def signature_line(identifier: str, number: int, signer: Signer, picture: str, width: int) -> Element:
    """Return a run with the line; ``picture`` is a relationship, ``width`` counts twentieths of a point."""
    points = width / _TWIPS_PER_POINT
    wanted = ", ".join(filter(None, (one_line(signer.name), one_line(signer.role))))
    shape = etree.Element(f"{{{VML}}}shape", nsmap=_NAMESPACES)
    shape.set("id", f"_x0000_i{1024 + number}")
    shape.set("alt", f"Signaturzeile für {wanted or one_line(signer.function)}")
    shape.set("style", f"width:{points:.1f}pt;height:{points / _PROPORTION:.1f}pt")
    data = etree.SubElement(shape, f"{{{VML}}}imagedata")
    data.set(f"{{{R}}}id", picture)
    data.set(f"{{{OFFICE}}}title", "")
    lock = etree.SubElement(shape, f"{{{OFFICE}}}lock")
    lock.set(f"{{{VML}}}ext", "edit")
    for what in ("ungrouping", "rotation", "cropping", "verticies", "text", "grouping"):
        lock.set(what, "t")
    line = etree.SubElement(shape, f"{{{OFFICE}}}signatureline")
    line.set(f"{{{VML}}}ext", "edit")
    line.set("id", identifier)
    line.set("provid", _BUILT_IN_PROVIDER)
    role = suggested_role(one_line(signer.role), one_line(signer.function))
    for name, text in (("suggestedsigner", one_line(signer.name)), ("suggestedsigner2", role)):
        if text:
            line.set(f"{{{OFFICE}}}{name}", text)
    line.set("signinginstructionsset", "t")
    line.set(f"{{{OFFICE}}}signinginstructions", _INSTRUCTIONS)
    line.set("allowcomments", "t")
    line.set("showsigndate", "t")
    line.set("issignatureline", "t")
    return make("w:r", children=[make("w:pict", children=[shape])])
