"""An OPC package in memory: parts, their content types, their relationships (ECMA-376-2 §9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exporters.signature.archive import RefusedPackageError, read_archive
from exporters.signature.content_types import (
    C_MISSING,
    C_UNTYPED,
    ContentTypes,
    content_types_xml,
    parse_content_types,
)
from exporters.signature.names import CONTENT_TYPES_ENTRY, ROOT_RELS, TYPE_RELATIONSHIPS
from exporters.signature.packing import write_archive
from exporters.signature.relationships import (
    R_UNREADABLE,
    Relationship,
    is_relationships_part,
    parse_relationships,
    relationships_xml,
)


@dataclass(frozen=True, slots=True)
class Package:
    """Parts by name (``/word/document.xml``), the ``.rels`` parts among them; no ``[Content_Types].xml``.

    ``relationships`` holds the same ``.rels`` parts, read, under the same names.
    """

    parts: Mapping[str, bytes]
    content_types: ContentTypes
    relationships: Mapping[str, tuple[Relationship, ...]]

    @property
    def root_relationships(self) -> tuple[Relationship, ...]:
        """The relationships of the package itself."""
        return self.relationships.get(ROOT_RELS, ())


def read_package(data: bytes) -> Package:
    """Read and check the bytes of a DOCX or XLSX.

    Raises:
        RefusedPackageError: container, content types or a ``.rels`` part break the rules (Z, C, R01, R02).
    """
    contents = read_archive(data)
    types_xml = contents.pop(CONTENT_TYPES_ENTRY, None)
    if types_xml is None:
        raise RefusedPackageError(C_MISSING.found())
    types = parse_content_types(types_xml)
    parts = {"/" + name: content for name, content in contents.items()}
    relationships = {}
    for name, content in parts.items():
        if types.of(name) is None:
            raise RefusedPackageError(C_UNTYPED.found(part=name))
        if is_relationships_part(name) != (types.of(name) == TYPE_RELATIONSHIPS):
            raise RefusedPackageError(R_UNREADABLE.found(part=name))
        if is_relationships_part(name):
            relationships[name] = parse_relationships(content, name)
    return Package(parts, types, relationships)


def write_package(package: Package, origin: bytes = b"") -> bytes:
    """The package as bytes: content types first, ``.rels`` parts in the one form every reader agrees on.

    Parts that lie unchanged in ``origin``, the bytes the package was read from, are not packed again.
    """
    contents = {CONTENT_TYPES_ENTRY: content_types_xml(package.content_types, tuple(package.parts))}
    for name, content in package.parts.items():
        is_rels = name in package.relationships
        contents[name[1:]] = relationships_xml(package.relationships[name]) if is_rels else content
    return write_archive(contents, origin)


def read_part(data: bytes, part_name: str) -> bytes | None:
    """The bytes of one part (``/dsfa/assessment.json``) of a DOCX or XLSX, or None when it has no such part.

    Says nothing about signatures: ask ``verify_package`` before believing the content.

    Raises:
        DocumentError: the file is unreadable, foreign, too large or malicious.
    """
    return read_package(data).parts.get(part_name)
