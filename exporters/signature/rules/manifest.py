"""Families M and D: the manifest names parts of this package, and every digest fits."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from exporters.signature.algorithms import DIGESTS, digest
from exporters.signature.canonical import canonical
from exporters.signature.findings import Kind, Severity
from exporters.signature.names import (
    C14N,
    CONTENT_TYPES_ENTRY,
    OPC_SIGNATURE,
    RELATIONSHIP_TRANSFORM,
    SIGNATURE_FOLDER,
)
from exporters.signature.relationships import transformed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from exporters.signature.findings import Finding
    from exporters.signature.rules.case import Case, ManifestEntry

M_REFERENCE = Kind("M01", Severity.ERROR, "Die Signatur nennt keinen zulässigen Bestandteil („{uri}“).")
M_TWICE = Kind("M02", Severity.ERROR, "Die Signatur nennt den Bestandteil „{part}“ mehrfach.")
M_MISSING = Kind("M03", Severity.ERROR, "Der signierte Bestandteil „{part}“ fehlt.")
M_CONTENT_TYPE = Kind("M04", Severity.ERROR, "Der Inhaltstyp von „{part}“ wurde nach dem Signieren geändert.")
M_TRANSFORM = Kind("M05", Severity.ERROR, "Die Signatur von „{part}“ ist auf unzulässige Weise berechnet.")
M_RELATIONSHIP = Kind("M06", Severity.ERROR, "Die signierte Verknüpfung „{id}“ in „{part}“ fehlt.")
D_PART = Kind("D01", Severity.ERROR, "Der Inhalt von „{part}“ wurde nach dem Signieren geändert.")
D_RELATIONSHIPS = Kind(
    "D02", Severity.ERROR, "Die Verknüpfungen in „{part}“ wurden nach dem Signieren geändert."
)
D_OBJECT = Kind(
    "D03", Severity.ERROR, "Angaben in der Signatur selbst wurden nach dem Signieren geändert („{uri}“)."
)

_RELATIONSHIP_REFERENCE = f"{{{OPC_SIGNATURE}}}RelationshipReference"


def names_parts_once(case: Case) -> Iterator[Finding]:
    """Each entry names one existing part outside the signatures, and none is named twice."""
    seen: set[str] = set()
    for entry in case.entries:
        if (
            not entry.part
            or entry.part == f"/{CONTENT_TYPES_ENTRY}"
            or entry.part.startswith(SIGNATURE_FOLDER)
        ):
            yield M_REFERENCE.found(uri=entry.reference.uri)
        elif entry.part in seen:
            yield M_TWICE.found(part=entry.part)
        elif entry.part not in case.package.parts:
            yield M_MISSING.found(part=entry.part)
        seen.add(entry.part)


def content_types_agree(case: Case) -> Iterator[Finding]:
    """The content type is the one the package declares: it decides how Word reads the part."""
    for entry in _existing(case):
        if case.package.content_types.of(entry.part) != entry.content_type:
            yield M_CONTENT_TYPE.found(part=entry.part)


def transforms_are_the_usual(case: Case) -> Iterator[Finding]:
    """None for a part; for ``.rels`` the relationships transform by SourceId alone, then C14N."""
    for entry in _existing(case):
        transforms = entry.reference.transforms
        if entry.part not in case.package.relationships:
            fits = not transforms
        else:
            fits = (
                [t.get("Algorithm") for t in transforms] == [RELATIONSHIP_TRANSFORM, C14N]
                and all(_picks_by_id(child) for child in transforms[0])
                and len(transforms[1]) == 0
                and len(set(entry.relationship_ids)) == len(entry.relationship_ids)
            )
        if not fits:
            yield M_TRANSFORM.found(part=entry.part)


def digests_of_parts_agree(case: Case) -> Iterator[Finding]:
    """The bytes of each part, and the picked relationships of each ``.rels``, are those that were signed."""
    for entry in _existing(case):
        method = entry.reference.digest_method
        if method not in DIGESTS:
            continue
        relationships = case.package.relationships.get(entry.part)
        if relationships is None:
            found, kind = case.package.digest(method, entry.part), D_PART
        else:
            known = {one.id for one in relationships}
            for identifier in entry.relationship_ids:
                if identifier not in known:
                    yield M_RELATIONSHIP.found(part=entry.part, id=identifier)
            picked = set(entry.relationship_ids)
            content = transformed(r for r in relationships if r.id in picked)
            found, kind = digest(method, content), D_RELATIONSHIPS
        if not hmac.compare_digest(found, entry.reference.digest_value):
            yield kind.found(part=entry.part)


def digests_of_objects_agree(case: Case) -> Iterator[Finding]:
    """The objects that SignedInfo refers to are those that were signed."""
    by_uri = {f"#{element.get('Id')}": element for element in case.markup.root.iter() if element.get("Id")}
    for reference in case.markup.references:
        if reference.digest_method not in DIGESTS:
            continue
        content = canonical(by_uri[reference.uri])
        if not hmac.compare_digest(digest(reference.digest_method, content), reference.digest_value):
            yield D_OBJECT.found(uri=reference.uri)


def _existing(case: Case) -> Iterable[ManifestEntry]:
    """One entry for each part: repeated ones are refused anyway and must not cost a digest each."""
    return {entry.part: entry for entry in case.entries if entry.part in case.package.parts}.values()


def _picks_by_id(element: etree._Element) -> bool:
    return (
        element.tag == _RELATIONSHIP_REFERENCE and list(element.attrib) == ["SourceId"] and len(element) == 0
    )
