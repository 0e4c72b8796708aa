"""What a signature of Word or Excel leaves out without harm: parts beside the document that are never shown.

Office signs by the types of relationships and leaves some out. Only what lies beside the document counts as
harmless here, and stores of data that the document is signed to have and shows nothing of. Whatever else
reaches into it, such as people, styles or fonts, keeps a signature invalid, since attacks come that way
(Rohlmann et al., USENIX Security 2023). Nor may anything be of another type than its relationship says: Word
looks for a document by its type when it repairs a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters.signature.names import (
    REL_CUSTOM_XML,
    REL_LEFT_OPEN_BY_OFFICE,
    ROOT_RELS,
    TYPE_CUSTOM_XML,
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
    return frozenset(found | _stores_of_data(package, picked)) & unsigned


def _stores_of_data(package: Package, picked: frozenset[str]) -> set[str]:
    """Custom XML whose every relationship is signed: nothing may be added, and what is in it is not shown."""
    return {
        part
        for part in package.parts
        if package.content_types.of(part) == TYPE_CUSTOM_XML
        and (links := package.links.get(part.lower()))
        and all(one.type in REL_CUSTOM_XML and f"{rels}#{one.id}" in picked for rels, one in links)
    }
