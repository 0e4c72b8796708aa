"""What a signature of Word or Excel leaves out without harm: parts beside the document that are never shown.

Office signs by the types of relationships and leaves some out. Only what lies beside the document counts as
harmless here; people, styles, fonts or anything else that reaches into it keeps a signature invalid, since
attacks come that way (Rohlmann et al., USENIX Security 2023).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporters.signature.names import REL_LEFT_OPEN_BY_OFFICE, ROOT_RELS
from exporters.signature.relationships import source_of

if TYPE_CHECKING:
    from exporters.signature.package import Package

_READS_PROPERTIES: Final = (b"DOCPROPERTY", b"dataBinding")
"""Fields and content controls that would show properties of the file inside the document."""


def left_open(package: Package, unsigned: frozenset[str], picked: frozenset[str]) -> frozenset[str]:
    """Return the unsigned parts and relationships that Office leaves out and that show nothing.

    ``unsigned`` and ``picked`` name what a signature leaves out and the relationships it signs, as
    ``Coverage`` does. A signature that signs anything of this kind is not one of Office: nothing may be added
    to it afterwards, so everything it leaves out stays a fault.
    """
    beside = [one for one in package.root_relationships if one.type in REL_LEFT_OPEN_BY_OFFICE]
    if any(f"{ROOT_RELS}#{one.id}" in picked for one in beside) or _shows_properties(package):
        return frozenset()
    found: set[str] = set()
    for one in beside:
        part = one.resolve("/")
        if part is not None and _leads_nowhere(package, part) and _comes_from_root_alone(package, part):
            found |= {part, f"{ROOT_RELS}#{one.id}"}
    return frozenset(found) & unsigned


def _leads_nowhere(package: Package, part: str) -> bool:
    return all(source_of(rels) != part for rels in package.relationships)


def _comes_from_root_alone(package: Package, part: str) -> bool:
    links = [
        (rels, one)
        for rels, several in package.relationships.items()
        for one in several
        if one.resolve(source_of(rels)) == part
    ]
    return all(rels == ROOT_RELS and one.type in REL_LEFT_OPEN_BY_OFFICE for rels, one in links)


def _shows_properties(package: Package) -> bool:
    return any(
        mark in content
        for name, content in package.parts.items()
        if name.endswith(".xml")
        for mark in _READS_PROPERTIES
    )
