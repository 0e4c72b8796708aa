"""Domain records as plain JSON values, and back.

Reading is strict: every field is there and no other, every value is exactly of the field's type. What is
written is read back as it was, and nothing else is read at all.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NoReturn, TypeVar

from dsfa_app.domain.structure import FieldShape, Kind, shape
from dsfa_app.errors import DocumentError, RuleError

_R = TypeVar("_R")


def plain_value(item: FieldShape, value: Any) -> Any:  # noqa: ANN401, PLR0911 - one answer per kind
    """Return the value of one field as plain JSON."""
    if value is None:
        return None
    match item.kind:
        case Kind.RECORDS:
            return [to_plain(entry) for entry in value]
        case Kind.RECORD | Kind.OPTIONAL_RECORD:
            return to_plain(value)
        case Kind.DATE:
            return value.isoformat()
        case Kind.CHOICE:
            return value.value
        case Kind.TEXTS:
            return list(value)
        case _:
            return value


def to_plain(record: object) -> dict[str, Any]:
    """Return a record as plain JSON values."""
    return {item.name: plain_value(item, getattr(record, item.name)) for item in shape(type(record))}


def _refuse(place: str) -> NoReturn:
    raise DocumentError(
        f"Die Angabe „{place}“ ist keine gültige Angabe einer DSFA. Die Datei wurde nicht übernommen."
    )


def _date(value: object, place: str) -> date:
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:  # „20261121“ is ISO 8601 as well, but not what we write
        _refuse(place)
    return found


def _records(item: FieldShape, value: list[object], place: str) -> tuple[Any, ...]:
    entries = tuple(
        from_plain(item.record, entry, f"{place}.{number}") for number, entry in enumerate(value, start=1)
    )
    if len({entry.id for entry in entries}) != len(entries):
        raise DocumentError(
            f"In der Angabe „{place}“ kommt eine Kennung doppelt vor. Die Datei wurde nicht übernommen."
        )
    return entries


def value_from_plain(item: FieldShape, value: Any, place: str) -> Any:  # noqa: ANN401, PLR0911 - one answer per kind
    """Return the value of one field that plain JSON describes; ``place`` names it in errors.

    Raises:
        DocumentError: it is not exactly of the field's type, or a part of it is not valid.
    """
    if value is None and item.optional:
        return None
    match item.kind:
        case Kind.RECORD | Kind.OPTIONAL_RECORD:
            return from_plain(item.record, value, place)
        case Kind.RECORDS if type(value) is list:
            return _records(item, value, place)
        case Kind.TEXTS if type(value) is list and all(type(text) is str for text in value):
            return tuple(value)
        case Kind.DATE:
            return _date(value, place)
        case Kind.CHOICE if type(value) is str and value in {member.value for member in item.record}:
            return item.record(value)
        case Kind.TEXT if type(value) is str and (value or item.name != "id"):
            return value
        case Kind.INTEGER | Kind.FLAG if type(value) is item.record:  # exactly: True is an int as well
            return value
    _refuse(place)


def from_plain(record: type[_R], plain: object, place: str) -> _R:
    """Return the record that plain JSON values describe; ``place`` names it in errors.

    Raises:
        DocumentError: a field is missing, unknown, of another type or beyond its bounds, or a collection
            holds an id twice.
    """
    if not isinstance(plain, dict):
        _refuse(place)
    items = shape(record)
    missing = sorted({item.name for item in items} - plain.keys())
    if missing:
        raise DocumentError(
            f"In der Angabe „{place}“ fehlt „{missing[0]}“. Die Datei wurde nicht übernommen; "
            "vielleicht stammt sie aus einer anderen Programmversion."
        )
    if len(plain) != len(items):
        raise DocumentError(
            f"Die Angabe „{place}“ enthält etwas, das dieses Programm nicht kennt. Die Datei wurde nicht "
            "übernommen; vielleicht stammt sie aus einer anderen Programmversion."
        )
    values = {item.name: value_from_plain(item, plain[item.name], f"{place}.{item.name}") for item in items}
    try:
        return record(**values)
    except RuleError as error:
        raise DocumentError(f"{error} Die Datei wurde nicht übernommen (Angabe „{place}“).") from error
