"""Reading and changing one value of an assessment by its path.

The window's fields, the history and the merge of drafts name a place by its path, for example
``("dpo_advice", "statement")`` or ``("channels", "k7", "url")``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from dsfa_app.domain.structure import FieldShape, Kind, Path, field_shape
from dsfa_app.errors import NotFoundError, RuleError

_R = TypeVar("_R")


def _item(collection: tuple[Any, ...], item_id: str) -> Any:  # noqa: ANN401 - any record
    for item in collection:
        if item.id == item_id:
            return item
    raise NotFoundError("Der Eintrag ist nicht mehr vorhanden. Bitte die Seite neu öffnen.")


def _fits(item: FieldShape, value: object) -> bool:
    if value is None:
        return item.optional
    match item.kind:
        case Kind.TEXTS:
            return isinstance(value, tuple) and all(type(text) is str for text in value)
        case Kind.RECORDS:
            return isinstance(value, tuple) and all(type(entry) is item.record for entry in value)
        case _:
            return type(value) is item.record  # exactly: a bool is an int too, a datetime is a date too


def _check(item: FieldShape, value: Any) -> None:  # noqa: ANN401 - tells whether it is of the field's type
    """Refuse a value the field cannot hold.

    Raises:
        RuleError: the value is of another type, doubles an id or holds half a Unicode character.
    """
    if not _fits(item, value):
        raise RuleError(f"Der Wert passt nicht in das Feld „{item.name}“.")
    if item.kind is Kind.RECORDS and len({entry.id for entry in value}) < len(value):
        raise RuleError("Ein Eintrag mit dieser Kennung ist schon vorhanden.")
    typed = (value,) if item.kind is Kind.TEXT else value if item.kind is Kind.TEXTS else ()
    for text in typed:
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise RuleError(
                "Der Text enthält ein halbes Unicode-Zeichen. "
                "Bitte die zuletzt eingefügte Stelle neu eingeben."
            ) from error


def _below(record: object, item: FieldShape) -> Any:  # noqa: ANN401 - the field decides the type
    """Return the record a path leads into.

    Raises:
        NotFoundError: nothing stands there.
        KeyError: the field holds no record (a bug).
    """
    if item.kind not in (Kind.RECORD, Kind.OPTIONAL_RECORD):
        raise KeyError(item.name)
    value = getattr(record, item.name)
    if value is None:
        raise NotFoundError("Diese Angabe ist nicht mehr vorhanden. Bitte die Seite neu öffnen.")
    return value


def value_at(record: object, path: Path) -> Any:  # noqa: ANN401 - the path decides the type
    """Return what stands at the path.

    Raises:
        NotFoundError: a record on the way no longer exists.
        KeyError: the path names a field that does not exist (a bug).
    """
    name, *rest = path
    item = field_shape(type(record), name)
    if not rest:
        return getattr(record, name)
    if item.kind is Kind.RECORDS:
        entry = _item(getattr(record, name), rest[0])
        return value_at(entry, tuple(rest[1:])) if rest[1:] else entry
    return value_at(_below(record, item), tuple(rest))


def _with_entry(collection: tuple[Any, ...], path: Path, value: object) -> tuple[Any, ...]:
    """Return a collection with another value at the path, which begins with the id of an entry."""
    former = _item(collection, path[0])
    entry = with_value(former, path[1:], value) if path[1:] else value
    if getattr(entry, "id", None) != former.id:
        raise RuleError("Die Kennung eines Eintrags kann nicht geändert werden.")
    return tuple(entry if known is former else known for known in collection)


def with_value(record: _R, path: Path, value: object) -> _R:
    """Return the record with another value at the path; everything else is shared with the old one.

    Raises:
        NotFoundError: a record on the way no longer exists.
        RuleError: the value is not of the field's type, or an id would change or double.
        KeyError: the path names a field that does not exist (a bug).
    """
    name, *rest = path
    item = field_shape(type(record), name)
    if rest and item.kind is Kind.RECORDS:
        value = _with_entry(getattr(record, name), tuple(rest), value)
    elif rest:
        value = with_value(_below(record, item), tuple(rest), value)
    elif name == "id":
        raise RuleError("Die Kennung eines Eintrags kann nicht geändert werden.")
    _check(item, value)
    return replace(record, **{name: value})  # type: ignore[type-var]  # every domain record is a dataclass


def with_item(record: _R, collection: str, item: object, *, position: int | None = None) -> _R:
    """Return the record with one more entry in a collection, at the end unless a position is given.

    Raises:
        RuleError: an entry with this id exists, or the entry is of another kind.
    """
    known: tuple[Any, ...] = getattr(record, collection)
    place = len(known) if position is None else max(0, position)
    return with_value(record, (collection,), (*known[:place], item, *known[place:]))


def without_item(record: _R, collection: str, item_id: str) -> _R:
    """Return the record without this entry of a collection.

    Raises:
        NotFoundError: the entry no longer exists.
    """
    known: tuple[Any, ...] = getattr(record, collection)
    gone = _item(known, item_id)
    return with_value(record, (collection,), tuple(entry for entry in known if entry is not gone))


def with_item_moved(record: _R, collection: str, item_id: str, position: int) -> _R:
    """Return the record with an entry moved to another position (0 is the first, beyond the end the last).

    Raises:
        NotFoundError: the entry no longer exists.
    """
    known: tuple[Any, ...] = getattr(record, collection)
    moved = _item(known, item_id)
    rest = [entry for entry in known if entry is not moved]
    rest.insert(max(0, position), moved)
    return with_value(record, (collection,), tuple(rest))
