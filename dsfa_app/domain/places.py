"""The place of a field as one text: the parts of its path joined by dots.

Comments and the journal keep places as text. Some ids carry dots themselves (that of a rating, for example),
so a place is read along the structure of the records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dsfa_app.domain.structure import Kind, field_shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.structure import FieldShape, Path


def place_of(path: Path) -> str:
    """Return the path as text; empty for the assessment as a whole."""
    return ".".join(path)


def path_of(place: str, root: type[Any]) -> Path | None:
    """Return the path a place stands for, None where records of this class have no such place.

    Whether the entries on the way still exist makes no difference.
    """
    return _read(tuple(place.split(".")), root) if place else ()


def _read(parts: Path, record: type[Any]) -> Path | None:
    name, *rest = parts
    try:
        item = field_shape(record, name)
    except KeyError:
        return None
    if not rest:
        return (name,)
    below = next(_below(tuple(rest), item), None)
    return None if below is None else (name, *below)


def _below(parts: Path, item: FieldShape) -> Iterator[Path]:
    """Yield the readings of what follows the name of a field, the one with the shortest id first."""
    if item.kind in (Kind.RECORD, Kind.OPTIONAL_RECORD):
        found = _read(parts, item.record)
        if found is not None:
            yield found
    elif item.kind is Kind.RECORDS:
        for length in range(1, len(parts)):
            found = _read(parts[length:], item.record)
            if found is not None:
                yield (place_of(parts[:length]), *found)
        yield (place_of(parts),)
