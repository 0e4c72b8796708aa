"""What DOCX and XLSX share: both are Open Packaging Conventions packages (ISO/IEC 29500-2).

The canonical JSON of the assessment travels as a part of its own, reached by a relationship of our own from
the package root. ISO/IEC 29500-1, 9.1.7 allows that: „consumers shall not fail to load a document
containing unknown relationships“. The alternative, a Custom XML data part, was weighed and left: it would
have to be XML, Office treats it as form data it may rewrite, and Office leaves parts of type application/xml
out of its signatures, whereas our signature covers every part and every relationship, this one included.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

EMBEDDED_PART = "/dsfa/assessment.json"
EMBEDDED_CONTENT_TYPE = "application/vnd.dsfa-werkbank.assessment+json"
EMBEDDED_RELATIONSHIP = "urn:dsfa-werkbank:relationships:assessment"

_CONTENT_TYPES = "[Content_Types].xml"
_ROOT_RELATIONSHIPS = "_rels/.rels"
_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date a ZIP entry can carry: the same report gives the same bytes on every day."""
_MS_DOS = 0


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of these entries that depends on nothing but them."""
    first = (_CONTENT_TYPES, _ROOT_RELATIONSHIPS)
    order = [*(name for name in first if name in entries), *sorted(set(entries).difference(first))]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in order:
            entry = zipfile.ZipInfo(name, date_time=_NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _MS_DOS
            archive.writestr(entry, entries[name])
    return target.getvalue()


def entries_of(package: bytes) -> dict[str, bytes]:
    """Return the entries of a package this program has just written, by name."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _with_override(content_types: bytes) -> bytes:
    root = etree.fromstring(content_types)
    override = etree.SubElement(root, f"{{{_TYPES_NAMESPACE}}}Override")
    override.set("PartName", EMBEDDED_PART)
    override.set("ContentType", EMBEDDED_CONTENT_TYPE)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _with_relationship(relationships: bytes) -> bytes:
    root = etree.fromstring(relationships)
    relationship = etree.SubElement(root, f"{{{_RELATIONSHIPS_NAMESPACE}}}Relationship")
    relationship.set("Id", "rIdAssessment")
    relationship.set("Type", EMBEDDED_RELATIONSHIP)
    relationship.set("Target", EMBEDDED_PART.lstrip("/"))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def with_assessment(entries: Mapping[str, bytes], canonical_json: bytes | None) -> bytes:
    """Return a package of these entries with the assessment embedded, written in a reproducible way.

    A document that is not about one assessment carries none.
    """
    if canonical_json is None:
        return zipped(entries)
    return zipped(
        {
            **entries,
            _CONTENT_TYPES: _with_override(entries[_CONTENT_TYPES]),
            _ROOT_RELATIONSHIPS: _with_relationship(entries[_ROOT_RELATIONSHIPS]),
            EMBEDDED_PART.lstrip("/"): canonical_json,
        }
    )
