"""``[Content_Types].xml``: what each part of a package is (ECMA-376-2 §10.1.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from exporters.signature.archive import RefusedPackageError
from exporters.signature.canonical import MarkupError, default_namespace, parse_xml
from exporters.signature.findings import ADVICE_CHOOSE, Kind, Severity
from exporters.signature.names import CONTENT_TYPES

C_MISSING = Kind(
    "C01",
    Severity.FATAL,
    "Die Datei ist kein Word- oder Excel-Dokument (ohne Inhaltstypen).",
    ADVICE_CHOOSE,
)
C_UNREADABLE = Kind(
    "C02", Severity.FATAL, "Das Verzeichnis der Inhaltstypen ist nicht lesbar.", ADVICE_CHOOSE
)
C_FORBIDDEN = Kind("C03", Severity.ERROR, "Das Verzeichnis der Inhaltstypen enthält unzulässige Angaben.")
C_DUPLICATE = Kind("C04", Severity.ERROR, "Für „{name}“ ist mehr als ein Inhaltstyp angegeben.")
C_UNTYPED = Kind("C05", Severity.ERROR, "Der Bestandteil „{part}“ hat keinen Inhaltstyp.")

_ENTRY = f"{{{CONTENT_TYPES}}}"
_NAMED_BY = {_ENTRY + "Default": "Extension", _ENTRY + "Override": "PartName"}


@dataclass(frozen=True, slots=True)
class ContentTypes:
    """Types by file extension and by part name; both are matched without regard to case."""

    defaults: Mapping[str, str] = field(default_factory=dict)
    overrides: Mapping[str, str] = field(default_factory=dict)

    def of(self, part: str) -> str | None:
        """The content type of a part, an override before the extension; None when none is given."""
        override = self.overrides.get(part.lower())
        if override is not None:
            return override
        file_name = part.rpartition("/")[2]
        extension = file_name.rpartition(".")[2] if "." in file_name else ""
        return self.defaults.get(extension.lower())

    def with_entries(self, *, defaults: Mapping[str, str], overrides: Mapping[str, str]) -> ContentTypes:
        """The same with more entries."""
        return ContentTypes({**self.defaults, **defaults}, {**self.overrides, **overrides})


def parse_content_types(data: bytes) -> ContentTypes:
    """Read the part.

    Raises:
        RefusedPackageError: with a finding of family C.
    """
    try:
        root = parse_xml(data)
    except MarkupError as error:
        raise RefusedPackageError((C_FORBIDDEN if error.forbidden else C_UNREADABLE).found()) from None
    if root.tag != _ENTRY + "Types":
        raise RefusedPackageError(C_UNREADABLE.found())
    if root.attrib:
        raise RefusedPackageError(C_FORBIDDEN.found())
    tables: dict[str, dict[str, str]] = {"Extension": {}, "PartName": {}}
    for child in root.iterchildren(tag=etree.Element):
        named_by = _NAMED_BY.get(str(child.tag), "")
        if set(child.attrib) != {named_by, "ContentType"} or len(child):
            raise RefusedPackageError(C_FORBIDDEN.found())
        name = child.get(named_by, "").lower()
        if name in tables[named_by]:
            raise RefusedPackageError(C_DUPLICATE.found(name=name))
        tables[named_by][name] = child.get("ContentType", "")
    return ContentTypes(defaults=tables["Extension"], overrides=tables["PartName"])


def content_types_xml(types: ContentTypes, part_names: tuple[str, ...]) -> bytes:
    """The part as Office writes it; ``part_names`` restores the spelling of names."""
    root = etree.Element(_ENTRY + "Types", nsmap=default_namespace(CONTENT_TYPES))
    spelling = {name.lower(): name for name in part_names}
    for extension, content_type in types.defaults.items():
        etree.SubElement(root, _ENTRY + "Default", Extension=extension, ContentType=content_type)
    for name, content_type in types.overrides.items():
        etree.SubElement(
            root, _ENTRY + "Override", PartName=spelling.get(name, name), ContentType=content_type
        )
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
