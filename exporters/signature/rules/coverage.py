"""Family P: each signature covers the whole package by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters.signature.findings import Kind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.signature.findings import Finding
    from exporters.signature.rules.case import Case

P_PART = Kind(
    "P01", Severity.ERROR, "Der Bestandteil „{part}“ ist nicht signiert, vielleicht nachträglich eingefügt."
)
P_RELATIONSHIP = Kind(
    "P02",
    Severity.ERROR,
    "Die Verknüpfung „{id}“ in „{part}“ ist nicht signiert, vielleicht nachträglich eingefügt.",
)
P_METADATA = Kind(
    "P03",
    Severity.WARNING,
    "Titel, Name und Datum in den Dateieigenschaften sind nicht signiert (wie bei Office üblich).",
    "Verlassen Sie sich nur auf die Angaben im Dokument selbst.",
)

P_OFFICE = Kind(
    "P04",
    Severity.WARNING,
    "Signiert ist, was Word und Excel signieren; „{names}“ gehört nicht dazu und erscheint nirgends.",
    "Verlassen Sie sich nur auf die Angaben im Dokument selbst.",
)


def covers_the_whole_package(case: Case) -> Iterator[Finding]:
    """Every attack that adds something unsigned ends here; what is never shown may stay open, and is told."""
    coverage = case.coverage
    for part in sorted(coverage.unsigned_parts):
        yield P_PART.found(part=part)
    for name in sorted(coverage.unsigned_relationships):
        part, _, identifier = name.partition("#")
        yield P_RELATIONSHIP.found(part=part, id=identifier)
    if coverage.left_open_by_office:
        parts = sorted(name for name in coverage.left_open_by_office if "#" not in name)
        yield P_OFFICE.found(names=", ".join(parts))
    if coverage.open_metadata:
        yield P_METADATA.found()
