"""Family R: the package as a whole, and where its signatures hang."""

from __future__ import annotations

from itertools import accumulate
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from exporters.signature.findings import ADVICE_CHOOSE, Kind, Severity
from exporters.signature.names import (
    MAIN_TYPES,
    ORIGIN_PART,
    ORIGIN_RELS,
    REL_HYPERLINK,
    REL_OFFICE_DOCUMENT,
    REL_ORIGIN,
    REL_SIGNATURE,
    SIGNATURE_FOLDER,
    TYPE_CERTIFICATE,
    TYPE_ORIGIN,
    TYPE_SIGNATURE,
)
from exporters.signature.relationships import EXTERNAL, source_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.signature.findings import Finding
    from exporters.signature.package import Package
    from exporters.signature.relationships import Relationship

R_MAIN_COUNT = Kind("R03", Severity.ERROR, "Die Datei hat {count} Hauptdokumente statt genau einem.")
R_MAIN_TYPE = Kind(
    "R04", Severity.ERROR, "Der Inhalt der Datei („{found}“) passt nicht zu einem Word- oder Excel-Dokument."
)
R_EXTENSION = Kind(
    "R05", Severity.ERROR, "Der Inhalt der Datei („{found}“) passt nicht zu ihrer Endung „{extension}“."
)
R_ORPHAN = Kind(
    "R06", Severity.ERROR, "Die Verknüpfungen in „{part}“ gehören zu keinem Bestandteil der Datei."
)
R_EXTERNAL = Kind(
    "R07",
    Severity.WARNING,
    "Das Dokument lädt Inhalte von außerhalb nach („{target}“); sie sind nicht signiert.",
    "Öffnen Sie das Dokument nur in der geschützten Ansicht.",
)
R_ORIGIN = Kind(
    "R08", Severity.ERROR, "Die Einstiegsstelle der Signaturen fehlt, ist mehrfach vorhanden oder verändert."
)
R_SIGNATURE_LINK = Kind("R09", Severity.ERROR, "Die Verknüpfung „{id}“ führt nicht zu einer Signatur.")
R_LEFTOVER = Kind(
    "R10", Severity.ERROR, "„{part}“ liegt bei den Signaturen, ist aber nicht als Signatur eingetragen."
)
R_FOREIGN_EXTENSION = Kind(
    "R11",
    Severity.ERROR,
    "Dateien mit der Endung „{extension}“ können keine geprüften Signaturen tragen.",
    ADVICE_CHOOSE,
)

R_TOO_MANY = Kind(
    "R12",
    Severity.ERROR,
    "Die Datei trägt mehr Signaturen, als geprüft werden (höchstens {limit} mit zusammen {size} MB); nur die "
    "ersten sind geprüft.",
)

MOST_SIGNATURES: Final = 20
"""Each signature digests the whole package again: thousands of them would keep a computer busy for hours."""
LARGEST_SIGNATURES: Final = 24 * 2**20
"""Bytes of all of them together; one with two pictures of a signature line has less than 1 MB."""
_SIGNATURE_TYPES = {TYPE_ORIGIN, TYPE_SIGNATURE, TYPE_CERTIFICATE}


def signature_parts(package: Package) -> list[str]:
    """The signature parts that the origin lists and that exist, in the order of the list."""
    found: dict[str, None] = {}
    for one in package.relationships.get(ORIGIN_RELS, ()):
        target = one.resolve(ORIGIN_PART)
        if one.type == REL_SIGNATURE and target in package.parts:
            found[str(target)] = None
    return list(found)


def judged_parts(package: Package) -> list[str]:
    """The first of the signature parts, as many as are judged."""
    parts = signature_parts(package)[:MOST_SIGNATURES]
    sizes = accumulate(len(package.parts[part]) for part in parts)
    return [part for part, size in zip(parts, sizes, strict=True) if size <= LARGEST_SIGNATURES]


def pretends_to_be_signed(package: Package) -> bool:
    """Whether anything belongs to a signature: then a missing piece is forgery, not absence."""
    return (
        any(name.lower().startswith(SIGNATURE_FOLDER) for name in package.parts)
        or any(package.content_types.of(name) in _SIGNATURE_TYPES for name in package.parts)
        or any(r.type in {REL_ORIGIN, REL_SIGNATURE} for rels in package.relationships.values() for r in rels)
    )


def is_origin_relationship(one: Relationship) -> bool:
    """Whether a relationship of the package root leads to the origin of the signatures."""
    return one.type == REL_ORIGIN and one.resolve("/") == ORIGIN_PART


def has_one_main_part(package: Package, file_name: str) -> Iterator[Finding]:
    """Two main parts show different documents in different programs (malicious repair)."""
    del file_name
    count = len(_main_targets(package))
    if count != 1:
        yield R_MAIN_COUNT.found(count=count)


def main_part_fits_extension(package: Package, file_name: str) -> Iterator[Finding]:
    """The main part has the one content type of its file extension; without a name any accepted type."""
    types = {package.content_types.of(t) if t in package.parts else None for t in _main_targets(package) if t}
    extension = PurePath(file_name).suffix.lower()
    if extension and extension not in MAIN_TYPES:
        yield R_FOREIGN_EXTENSION.found(extension=extension)
        return
    for found in sorted(str(t) for t in types if t not in MAIN_TYPES.values()):
        yield R_MAIN_TYPE.found(found=found)
    for found in sorted(str(t) for t in types if t in MAIN_TYPES.values()):
        if extension and found != MAIN_TYPES[extension]:
            yield R_EXTENSION.found(found=found, extension=extension)


def relationships_have_a_source(package: Package, file_name: str) -> Iterator[Finding]:
    """A ``.rels`` part without its source is waiting for a part to be slipped in."""
    del file_name
    for part in package.relationships:
        source = source_of(part)
        if source != "/" and source not in package.parts:
            yield R_ORPHAN.found(part=part)


def external_targets_are_links(package: Package, file_name: str) -> Iterator[Finding]:
    """Everything external but a hyperlink is fetched by Word without being asked."""
    del file_name
    for relationships in package.relationships.values():
        for one in relationships:
            if one.mode == EXTERNAL and one.type not in REL_HYPERLINK:
                yield R_EXTERNAL.found(target=one.target)


def has_one_origin(package: Package, file_name: str) -> Iterator[Finding]:
    """Exactly one origin relationship, at the root, to the one empty origin part."""
    del file_name
    everywhere = [r for rels in package.relationships.values() for r in rels if r.type == REL_ORIGIN]
    at_root = [r for r in package.root_relationships if r.type == REL_ORIGIN]
    if (
        len(everywhere) != 1
        or len(at_root) != 1
        or at_root[0].resolve("/") != ORIGIN_PART
        or package.parts.get(ORIGIN_PART) != b""
        or package.content_types.of(ORIGIN_PART) != TYPE_ORIGIN
    ):
        yield R_ORIGIN.found()


def signatures_are_linked(package: Package, file_name: str) -> Iterator[Finding]:
    """The origin lists signatures and nothing else, each once."""
    del file_name
    links = package.relationships.get(ORIGIN_RELS, ())
    if not links:
        yield R_ORIGIN.found()
    seen: set[str] = set()
    for one in links:
        target = one.resolve(ORIGIN_PART) or ""
        fits = (
            one.type == REL_SIGNATURE
            and target.startswith(SIGNATURE_FOLDER)
            and package.content_types.of(target) == TYPE_SIGNATURE
            and target in package.parts
        )
        if not fits or target in seen:
            yield R_SIGNATURE_LINK.found(id=one.id)
        seen.add(target)
    for source, relationships in package.relationships.items():
        for one in relationships:
            if one.type == REL_SIGNATURE and source != ORIGIN_RELS:
                yield R_SIGNATURE_LINK.found(id=one.id)


def signatures_are_few(package: Package, file_name: str) -> Iterator[Finding]:
    """No more signatures than a person could look through."""
    del file_name
    if len(signature_parts(package)) > len(judged_parts(package)):
        yield R_TOO_MANY.found(limit=MOST_SIGNATURES, size=LARGEST_SIGNATURES // 2**20)


def nothing_else_among_signatures(package: Package, file_name: str) -> Iterator[Finding]:
    """The signature folder is outside every signature, so nothing may lie in it but what the origin lists."""
    del file_name
    expected = {ORIGIN_PART, ORIGIN_RELS, *signature_parts(package)}
    for name in package.parts:
        belongs = (
            name.lower().startswith(SIGNATURE_FOLDER) or package.content_types.of(name) in _SIGNATURE_TYPES
        )
        if belongs and name not in expected:
            yield R_LEFTOVER.found(part=name)


def _main_targets(package: Package) -> list[str | None]:
    return [r.resolve("/") for r in package.root_relationships if r.type in REL_OFFICE_DOCUMENT]
