"""Relationships between parts, and the form in which they are signed (ECMA-376-2 §13.2.4.24)."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from exporters.signature.archive import RefusedPackageError
from exporters.signature.canonical import MarkupError, default_namespace, parse_xml
from exporters.signature.findings import ADVICE_CHOOSE, Kind, Severity
from exporters.signature.names import RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Iterable

R_UNREADABLE = Kind(
    "R01", Severity.ERROR, "Die Verknüpfungen in „{part}“ sind nicht lesbar oder unzulässig geschrieben."
)
R_TOO_MANY = Kind(
    "R13",
    Severity.FATAL,
    "Die Datei enthält mehr Verknüpfungen, als geprüft werden (höchstens {limit}).",
    ADVICE_CHOOSE,
)
R_DUPLICATE_ID = Kind("R02", Severity.ERROR, "In „{part}“ ist die Kennung „{id}“ mehrfach vergeben.")

MOST_RELATIONSHIPS: Final = 10_000
"""Of the whole package; every picture and every link is one."""
INTERNAL: Final = "Internal"
EXTERNAL: Final = "External"

_TAG: Final = f"{{{RELATIONSHIPS}}}"
_ID: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
_ATTRIBUTES: Final = {"Id", "Target", "TargetMode", "Type"}
_CANONICAL_ESCAPES: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#x9;", "\n": "&#xA;", "\r": "&#xD;"}
)
_RELS_PART: Final = re.compile(r"(?P<folder>/(?:.+/)?)_rels/(?P<file>[^/]*)\.rels", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship of the package or of a part; ``mode`` is ``Internal`` or ``External``."""

    id: str
    type: str
    target: str
    mode: str = INTERNAL

    def resolve(self, source: str) -> str | None:
        """The name of the part an internal target means, seen from ``source`` (``/`` for the package root).

        None for external targets and for those that lead out of the package.
        """
        if self.mode == EXTERNAL:
            return None
        path = self.target.partition("#")[0]
        joined = path if path.startswith("/") else posixpath.join(posixpath.dirname(source), path)
        segments: list[str] = []
        for segment in joined.split("/"):
            if segment == "..":
                if not segments:
                    return None
                segments.pop()
            elif segment not in {"", "."}:
                segments.append(segment)
        return "/" + "/".join(segments)


def is_relationships_part(part: str) -> bool:
    """Whether the name has the form ``/folder/_rels/file.rels``."""
    return _RELS_PART.fullmatch(part) is not None


def source_of(rels_part: str) -> str:
    """The part whose relationships ``rels_part`` holds: ``/`` for ``/_rels/.rels``."""
    match = _RELS_PART.fullmatch(rels_part)
    if match is None:
        raise ValueError(rels_part)
    return match["folder"] + match["file"]


def parse_relationships(data: bytes, part: str) -> tuple[Relationship, ...]:
    """Read a ``.rels`` part.

    Raises:
        RefusedPackageError: with a finding of family R: malformed, foreign elements or attributes, equal Ids.
    """
    refusal = RefusedPackageError(R_UNREADABLE.found(part=part))
    try:
        root = parse_xml(data)
    except MarkupError:
        raise refusal from None
    if root.tag != _TAG + "Relationships" or root.attrib:
        raise refusal
    found: dict[str, Relationship] = {}
    for child in root.iterchildren(tag=etree.Element):
        attributes = {str(name): str(value) for name, value in child.attrib.items()}
        identifier = attributes.get("Id", "")
        mode = attributes.get("TargetMode", INTERNAL)
        if (
            child.tag != _TAG + "Relationship"
            or len(child)
            or not attributes.keys() <= _ATTRIBUTES
            or not _ID.fullmatch(identifier)
            or not attributes.get("Type")
            or "Target" not in attributes
            or mode not in {INTERNAL, EXTERNAL}
        ):
            raise refusal
        if identifier in found:
            raise RefusedPackageError(R_DUPLICATE_ID.found(part=part, id=identifier))
        found[identifier] = Relationship(identifier, attributes["Type"], attributes["Target"], mode)
    return tuple(found.values())


def relationships_xml(relationships: Iterable[Relationship]) -> bytes:
    """A ``.rels`` part in the default namespace and without line breaks: LibreOffice needs both."""
    root = etree.Element(_TAG + "Relationships", nsmap=default_namespace(RELATIONSHIPS))
    for one in relationships:
        element = etree.SubElement(root, _TAG + "Relationship", Id=one.id, Type=one.type, Target=one.target)
        if one.mode == EXTERNAL:
            element.set("TargetMode", EXTERNAL)
    body = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + body


def transformed(relationships: Iterable[Relationship]) -> bytes:
    """What is digested for these relationships: the relationships transform followed by C14N.

    Sorted by Id, target mode always written, attributes in canonical order, each element with start and end
    tag.
    """
    body = "".join(
        f'<Relationship Id="{_escaped(one.id)}" Target="{_escaped(one.target)}" '
        f'TargetMode="{one.mode}" Type="{_escaped(one.type)}"></Relationship>'
        for one in sorted(relationships, key=lambda r: r.id)
    )
    return f'<Relationships xmlns="{RELATIONSHIPS}">{body}</Relationships>'.encode()


def _escaped(value: str) -> str:
    return value.translate(_CANONICAL_ESCAPES)
