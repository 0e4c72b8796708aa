"""An OPC package in memory: parts, their content types, their relationships (ECMA-376-2 §9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import unquote

from exporters.signature.algorithms import digest
from exporters.signature.archive import RefusedPackageError, read_archive
from exporters.signature.canonical import LARGEST_XML
from exporters.signature.content_types import (
    C_MISSING,
    C_UNTYPED,
    ContentTypes,
    content_types_xml,
    parse_content_types,
)
from exporters.signature.fields import shows_what_stands_outside
from exporters.signature.names import CONTENT_TYPES_ENTRY, ROOT_RELS, TYPE_RELATIONSHIPS
from exporters.signature.packing import write_archive
from exporters.signature.relationships import (
    MOST_RELATIONSHIPS,
    R_TOO_MANY,
    R_UNREADABLE,
    Relationship,
    is_relationships_part,
    parse_relationships,
    relationships_xml,
    source_of,
)


@dataclass(frozen=True)
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

    @cached_property
    def links(self) -> Mapping[str, Sequence[tuple[str, Relationship]]]:
        """By the part they lead to: the relationships, each with the ``.rels`` part it stands in.

        Parts are named in small letters, and a target counts for the part that any reader could take it for.
        """
        found: dict[str, list[tuple[str, Relationship]]] = {}
        for rels, several in self.relationships.items():
            source = source_of(rels)
            for one in several:
                target = replace(one, target=unquote(one.target).replace("\\", "/")).resolve(source)
                if target is not None:
                    found.setdefault(target.lower(), []).append((rels, one))
        return found

    @cached_property
    def shows_properties(self) -> bool:
        """Whether some XML shows properties of the file, such as a custom one, inside the document."""
        return any(
            shows_what_stands_outside(content)
            for name, content in self.parts.items()
            if (self.content_types.of(name) or "").endswith("xml")
        )

    @cached_property
    def _digests(self) -> dict[tuple[str, str], bytes]:
        return {}

    def digest(self, method: str, part: str) -> bytes:
        """The digest of a part's bytes by an algorithm of ``DIGESTS``, computed once for all signatures."""
        key = method, part
        if key not in self._digests:
            self._digests[key] = digest(method, self.parts[part])
        return self._digests[key]


def read_package(data: bytes) -> Package:
    """Read and check the bytes of a DOCX or XLSX.

    Raises:
        RefusedPackageError: container, content types or ``.rels`` parts are refused (Z, C, R01, R02, R13).
    """
    contents = read_archive(data)
    types_xml = contents.pop(CONTENT_TYPES_ENTRY, None)
    if types_xml is None:
        raise RefusedPackageError(C_MISSING.found())
    types = parse_content_types(types_xml)
    parts = {"/" + name: content for name, content in contents.items()}
    for name in parts:
        if types.of(name) is None:
            raise RefusedPackageError(C_UNTYPED.found(part=name))
        if is_relationships_part(name) != (types.of(name) == TYPE_RELATIONSHIPS):
            raise RefusedPackageError(R_UNREADABLE.found(part=name))
    return Package(parts, types, _read_relationships(parts))


def _read_relationships(parts: Mapping[str, bytes]) -> dict[str, tuple[Relationship, ...]]:
    """All ``.rels`` parts, held to what a document needs: many small ones cost as much as a large one."""
    lists = {name: content for name, content in parts.items() if is_relationships_part(name)}
    refusal = RefusedPackageError(R_TOO_MANY.found(limit=f"{MOST_RELATIONSHIPS:,}".replace(",", ".")))
    if sum(map(len, lists.values())) > LARGEST_XML:
        raise refusal
    relationships: dict[str, tuple[Relationship, ...]] = {}
    count = 0
    for name, content in lists.items():
        relationships[name] = parse_relationships(content, name)
        count += len(relationships[name])
        if count > MOST_RELATIONSHIPS:
            raise refusal
    return relationships


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
