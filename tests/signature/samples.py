"""Small documents to sign, and signatures of the kinds that reach us."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import docx
import openpyxl
from signature.forgery import NOW, ROOT_RELS, Issued, issue, resigned
from signature.fuzzing import Base
from signature.stamping import authority, token

from exporters.signature import Commitment, SigningOptions, sign_package
from exporters.signature.algorithms import digest
from exporters.signature.markup import ds
from exporters.signature.names import OPC_SIGNATURE, REL_LEFT_OPEN_BY_OFFICE
from exporters.signature.package import read_package
from exporters.signature.relationships import transformed

if TYPE_CHECKING:
    from lxml import etree


def document() -> bytes:
    """A DOCX as python-docx writes it."""
    made = docx.Document()
    made.core_properties.title = "DSFA Soziale Medien"
    made.add_heading("Datenschutz-Folgenabschätzung", 1)
    made.add_paragraph("Das Restrisiko ist vertretbar.")
    made.add_table(2, 2).cell(0, 0).text = "Freigabe"
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def workbook() -> bytes:
    """An XLSX as openpyxl writes it."""
    made = openpyxl.Workbook()
    made.active.append(["Risiko", "Stufe"])
    made.active.append(["Profilbildung", 3])
    made.create_sheet("Maßnahmen")["A1"] = "Löschkonzept"
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def as_word_signs(data: bytes, signer: Issued) -> bytes:
    """Return a package signed by us as if Word had signed it: without what it leaves out."""
    package = read_package(data)
    beside = {
        one.id: one.resolve("/") for one in package.root_relationships if one.type in REL_LEFT_OPEN_BY_OFFICE
    }

    def leave_out(root: etree._Element) -> None:
        manifest = root.find(f".//{ds('Manifest')}")
        for reference in list(manifest):
            part = reference.get("URI").partition("?")[0]
            kind = package.content_types.of(part)
            if part in beside.values() or (part.startswith("/customXml/") and kind == "application/xml"):
                manifest.remove(reference)
            elif part == f"/{ROOT_RELS}":
                picks = list(reference.iter(f"{{{OPC_SIGNATURE}}}RelationshipReference"))
                for pick in picks:
                    if pick.get("SourceId") in beside:
                        pick.getparent().remove(pick)
                kept = {pick.get("SourceId") for pick in picks} - beside.keys()
                content = transformed(one for one in package.root_relationships if one.id in kept)
                value = reference.find(ds("DigestValue"))
                method = reference.find(ds("DigestMethod")).get("Algorithm")
                value.text = base64.b64encode(digest(method, content)).decode()

    return resigned(data, signer, leave_out)


def bases() -> tuple[Base, ...]:
    """Signed files to make mutants of: both formats, two signers, a time stamp, Word's own set of parts."""
    root = issue("Wurzel der Verwaltung", ca=True)
    tsa = authority(issue("Wurzel der Zeit", ca=True))
    officer, head = issue("Datenschutzbeauftragte Muster", issuer=root), issue("Amtsleitung", issuer=root)
    options = SigningOptions(
        signing_time=NOW,
        claimed_role="Datenschutzbeauftragte",
        commitment=Commitment.APPROVED,
        place="Stuttgart",
        comment="Geprüft & „gut“ <befunden>",
    )
    later = replace(options, signing_time=NOW - timedelta(hours=1), claimed_role="Amtsleitung")
    text = sign_package(document(), officer.identity, options)
    table = sign_package(workbook(), officer.identity, options)
    roots = (root.certificate,)
    return (
        Base("DSFA.docx", text, roots),
        Base("DSFA.xlsx", table, roots),
        Base("zwei.docx", sign_package(text, head.identity, later), roots),
        Base(
            "gestempelt.xlsx",
            sign_package(workbook(), officer.identity, options, lambda v: token(v, tsa, NOW)),
        ),
        Base("Word.docx", as_word_signs(text, officer), roots),
    )
