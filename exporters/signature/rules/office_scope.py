"""What a signature of Word or Excel leaves out without harm: parts beside the document that are never shown.

Office signs by the types of relationships and leaves some out. Only what lies beside the document counts as
harmless here, stores of data that the document is signed to have and shows nothing of, and a list of people
that holds names and nothing else. Whatever else reaches into it, such as styles or fonts, keeps a signature
invalid, since attacks come that way (Rohlmann et al., USENIX Security 2023). Nor may anything be of another
type than its relationship says: Word looks for a document by its type when it repairs a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters.signature.canonical import MarkupError, parse_xml
from exporters.signature.names import (
    PEOPLE,
    REL_CUSTOM_XML,
    REL_LEFT_OPEN_BY_OFFICE,
    REL_PEOPLE,
    ROOT_RELS,
    TYPE_CUSTOM_XML,
    TYPE_PEOPLE,
)
from exporters.signature.relationships import source_of

if TYPE_CHECKING:
    from exporters.signature.package import Package


def left_open(package: Package, unsigned: frozenset[str], picked: frozenset[str]) -> frozenset[str]:
    """Return the unsigned parts and relationships that Office leaves out and that show nothing.

    ``unsigned`` and ``picked`` name what a signature leaves out and the relationships it signs, as
    ``Coverage`` does. A signature that signs anything of this kind is not one of Office: nothing may be added
    to it afterwards, so everything it leaves out stays a fault.
    """
    beside = [one for one in package.root_relationships if one.type in REL_LEFT_OPEN_BY_OFFICE]
    if any(f"{ROOT_RELS}#{one.id}" in picked for one in beside) or package.shows_properties:
        return frozenset()
    leading_on = {source_of(rels) for rels in package.relationships}
    found: set[str] = set()
    for part in {one.resolve("/") for one in beside}:
        if part is None or part not in package.parts or part in leading_on:
            continue
        links = package.links.get(part.lower(), ())
        kind = package.content_types.of(part) or ""
        if all(
            rels == ROOT_RELS and kind.startswith(REL_LEFT_OPEN_BY_OFFICE.get(one.type, "?"))
            for rels, one in links
        ):
            found |= {part, *(f"{ROOT_RELS}#{one.id}" for _, one in links)}
    return frozenset(found | _stores_of_data(package, picked) | _people(package, leading_on)) & unsigned


def _stores_of_data(package: Package, picked: frozenset[str]) -> set[str]:
    """Custom XML whose every relationship is signed: nothing may be added, and what is in it is not shown."""
    return {
        part
        for part in package.parts
        if package.content_types.of(part) == TYPE_CUSTOM_XML
        and (links := package.links.get(part.lower()))
        and all(one.type in REL_CUSTOM_XML and f"{rels}#{one.id}" in picked for rels, one in links)
    }


def _people(package: Package, leading_on: set[str]) -> set[str]:
    """Names behind comments and tracked changes, which Word writes beside them and never signs."""
    found: set[str] = set()
    for part in package.parts:
        links = package.links.get(part.lower(), ())
        if package.content_types.of(part) != TYPE_PEOPLE or part in leading_on or len(links) != 1:
            continue
        (rels, one), main = links[0], {each.resolve("/") for each in package.root_relationships}
        if one.type == REL_PEOPLE and source_of(rels) in main and _holds_names_only(package.parts[part]):
            found |= {part, f"{rels}#{one.id}"}
    return found


def _holds_names_only(xml: bytes) -> bool:
    try:
        root = parse_xml(xml)
    except MarkupError:
        return False
    kinds = {f"{{{PEOPLE}}}{name}" for name in ("people", "person", "presenceInfo")}
    return root.tag == f"{{{PEOPLE}}}people" and all(
        each.tag in kinds and not f"{each.text or ''}{each.tail or ''}".strip() for each in root.iter()
    )
