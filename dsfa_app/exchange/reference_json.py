"""Records of the reference data as plain JSON values, and back; their annotations say how.

Unlike the records of an assessment (``exchange.plain``) they hold mappings, rows of numbers and entries
without an id. Reading is as strict: every field is there and no other, every value is of the field's type.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, NoReturn, TypeVar, Union, get_args, get_origin, get_type_hints

from dsfa_app.errors import DocumentError, RuleError

_R = TypeVar("_R")


def to_plain(value: Any) -> Any:  # noqa: ANN401 - any value of the reference data, any JSON value
    """Return a record, or anything that one holds, as plain JSON values; mappings keep their order."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    if is_dataclass(value):
        return {item.name: to_plain(getattr(value, item.name)) for item in fields(value)}
    return value


_ANNOTATIONS: dict[type[Any], Mapping[str, Any]] = {}


def _annotations(record: type[Any]) -> Mapping[str, Any]:
    known = _ANNOTATIONS.get(record)
    if known is None:
        hints = get_type_hints(record)
        known = {item.name: hints[item.name] for item in fields(record)}
        _ANNOTATIONS[record] = known
    return known


def _refuse(place: str) -> NoReturn:
    raise DocumentError(
        f"Die Angabe „{place}“ der Bezugsdaten ist unvollständig oder unbekannt. Sie wurde nicht übernommen."
    )


def _value(annotation: Any, plain: Any, place: str) -> Any:  # noqa: ANN401 - one answer per kind
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        inner = next(part for part in get_args(annotation) if part is not types.NoneType)
        return None if plain is None else _value(inner, plain, place)
    if origin is tuple and type(plain) is list:
        item = get_args(annotation)[0]
        return tuple(_value(item, entry, f"{place}.{number}") for number, entry in enumerate(plain, start=1))
    if origin is Mapping and type(plain) is dict:
        item = get_args(annotation)[1]
        return {key: _value(item, entry, f"{place}.{key}") for key, entry in plain.items()}
    if isinstance(annotation, type):
        if is_dataclass(annotation):
            return from_plain(annotation, plain, place)
        if issubclass(annotation, Enum) and plain in {member.value for member in annotation}:
            return annotation(plain)
        if type(plain) is annotation:  # exactly: True is an int as well
            return plain
    _refuse(place)


def from_plain(record: type[_R], plain: object, place: str) -> _R:
    """Return the record that plain JSON values describe; ``place`` names it in errors.

    Raises:
        DocumentError: a field is missing, unknown, of another type or contradicts another one.
    """
    annotations = _annotations(record)
    if not isinstance(plain, dict) or plain.keys() != annotations.keys():
        _refuse(place)
    values = {name: _value(hint, plain[name], f"{place}.{name}") for name, hint in annotations.items()}
    try:
        return record(**values)
    except RuleError as error:
        raise DocumentError(f"{error} (Angabe „{place}“ der Bezugsdaten)") from error
