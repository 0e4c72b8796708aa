"""The structure of the domain records, read from their type annotations.

Storage derives its tables from it, editing its paths, the report its coverage check and the texts their
completeness test: a field added to a record is known everywhere without a second list.
"""

from __future__ import annotations

import types
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str, ...]
"""Where a value stands: field names, and the id of a record after the name of its collection."""


class Kind(Enum):
    """What a field holds."""

    TEXT = "text"
    TEXTS = "texts"
    INTEGER = "integer"
    FLAG = "flag"
    DATE = "date"
    CHOICE = "choice"
    RECORD = "record"
    OPTIONAL_RECORD = "optional record"
    RECORDS = "records"


@dataclass(frozen=True, slots=True)
class FieldShape:
    """Name and kind of one field; ``record`` is the enumeration or record class where there is one."""

    name: str
    kind: Kind
    record: type[Any]
    optional: bool = False


_SIMPLE = {str: Kind.TEXT, int: Kind.INTEGER, bool: Kind.FLAG, date: Kind.DATE}


def _shape_of(name: str, annotation: Any) -> FieldShape:  # noqa: ANN401 - annotations have no common type
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        inner = next(part for part in get_args(annotation) if part is not types.NoneType)
        shape = _shape_of(name, inner)
        kind = Kind.OPTIONAL_RECORD if shape.kind is Kind.RECORD else shape.kind
        return FieldShape(name, kind, shape.record, optional=True)
    if origin is tuple:
        item = get_args(annotation)[0]
        return FieldShape(name, Kind.TEXTS if item is str else Kind.RECORDS, item)
    if annotation in _SIMPLE:
        return FieldShape(name, _SIMPLE[annotation], annotation)
    if issubclass(annotation, StrEnum):
        return FieldShape(name, Kind.CHOICE, annotation)
    if isinstance(annotation, type) and is_dataclass(annotation):
        return FieldShape(name, Kind.RECORD, annotation)
    raise TypeError(f"no kind for {name}: {annotation!r}")


_SHAPES: dict[type[Any], tuple[FieldShape, ...]] = {}


def shape(record: type[Any]) -> tuple[FieldShape, ...]:
    """Return the fields of a domain record class in their order.

    Raises:
        TypeError: the class has a field of a kind the domain does not use.
    """
    known = _SHAPES.get(record)
    if known is None:
        hints = get_type_hints(record)
        known = tuple(_shape_of(item.name, hints[item.name]) for item in fields(record))
        _SHAPES[record] = known
    return known


def field_shape(record: type[Any], name: str) -> FieldShape:
    """Return the shape of one field.

    Raises:
        KeyError: the class has no such field.
    """
    for item in shape(record):
        if item.name == name:
            return item
    raise KeyError(name)


def shape_at(root: type[Any], path: Path) -> tuple[FieldShape, bool]:
    """Return the field a path leads to, and whether the path names one entry of it rather than its value.

    Raises:
        KeyError: the path names a field that does not exist.
    """
    name, *rest = path
    item = field_shape(root, name)
    below = rest[1:] if item.kind is Kind.RECORDS else rest
    return shape_at(item.record, tuple(below)) if below else (item, bool(rest))


def record_classes(root: type[Any]) -> tuple[type[Any], ...]:
    """Return the root and every record class below it, each once, parents first."""
    found: dict[type[Any], None] = {root: None}
    for item in shape(root):
        if item.kind in (Kind.RECORD, Kind.OPTIONAL_RECORD, Kind.RECORDS):
            found.update(dict.fromkeys(record_classes(item.record)))
    return tuple(found)


def texts(record: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield path and value of every text in a record and below, ids included, empty ones left out."""
    for item in shape(type(record)):
        value = getattr(record, item.name)
        here = (*path, item.name)
        match item.kind:
            case Kind.TEXT if value:
                yield here, value
            case Kind.TEXTS:
                yield from ((here, text) for text in value if text)
            case Kind.RECORD | Kind.OPTIONAL_RECORD if value is not None:
                yield from texts(value, here)
            case Kind.RECORDS:
                for entry in value:
                    yield from texts(entry, (*here, entry.id))
            case _:
                pass
