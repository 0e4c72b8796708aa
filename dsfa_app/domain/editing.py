"""Reading and changing one value of an assessment by its path.

The window's fields, the history and the merge of drafts name a place by its path, for example
``("dpo_advice", "statement")`` or ``("channels", "k7", "url")``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from dsfa_app.domain.structure import FieldShape, Kind, Path, field_shape
from dsfa_app.errors import NotFoundError, RuleError

_R = TypeVar("_R")

_PLAIN: dict[Kind, type[Any]] = {Kind.TEXT: str, Kind.INTEGER: int, Kind.FLAG: bool, Kind.DATE: date}


def _item(collection: tuple[Any, ...], item_id: str) -> Any:  # noqa: ANN401 - any record
    for item in collection:
        if item.id == item_id:
            return item
    raise NotFoundError("Der Eintrag ist nicht mehr vorhanden. Bitte die Seite neu öffnen.")


def _fits(item: FieldShape, value: object) -> bool:
    if value is None:
        return item.optional
    if item.kind is Kind.TEXTS:
        return isinstance(value, tuple) and all(isinstance(text, str) for text in value)
    if item.kind is Kind.RECORDS:
        return isinstance(value, tuple) and all(isinstance(entry, item.record) for entry in value)
    return isinstance(value, _PLAIN.get(item.kind, item.record))


def value_at(record: object, path: Path) -> Any:  # noqa: ANN401 - the path decides the type
    """Return what stands at the path.

    Raises:
        NotFoundError: a record named by its id no longer exists.
        KeyError: the path names a field that does not exist (a bug).
    """
    name, *rest = path
    item = field_shape(type(record), name)
    value = getattr(record, name)
    if not rest:
        return value
    if item.kind is Kind.RECORDS:
        entry = _item(value, rest[0])
        return value_at(entry, tuple(rest[1:])) if rest[1:] else entry
    return value_at(value, tuple(rest))


def with_value(record: _R, path: Path, value: object) -> _R:
    """Return the record with another value at the path; everything else is shared with the old one.

    Raises:
        NotFoundError: a record named by its id no longer exists.
        RuleError: the value is not of the field's type, or an id would change.
        KeyError: the path names a field that does not exist (a bug).
    """
    name, *rest = path
    item = field_shape(type(record), name)
    if rest and item.kind is Kind.RECORDS:
        collection: tuple[Any, ...] = getattr(record, name)
        former = _item(collection, rest[0])
        entry = with_value(former, tuple(rest[1:]), value) if rest[1:] else value
        value = tuple(entry if known is former else known for known in collection)
    elif rest:
        value = with_value(getattr(record, name), tuple(rest), value)
    elif name == "id":
        raise RuleError("Die Kennung eines Eintrags kann nicht geändert werden.")
    if not _fits(item, value):
        raise RuleError(f"Der Wert passt nicht in das Feld „{name}“.")
    return replace(record, **{name: value})  # type: ignore[type-var]  # every domain record is a dataclass


def with_item(record: _R, collection: str, item: object, *, position: int | None = None) -> _R:
    """Return the record with one more entry in a collection, at the end unless a position is given.

    Raises:
        RuleError: an entry with this id exists, or the entry is of another kind.
    """
    known: tuple[Any, ...] = getattr(record, collection)
    if any(entry.id == getattr(item, "id", None) for entry in known):
        raise RuleError("Ein Eintrag mit dieser Kennung ist schon vorhanden.")
    place = len(known) if position is None else position
    return with_value(record, (collection,), (*known[:place], item, *known[place:]))


def without_item(record: _R, collection: str, item_id: str) -> _R:
    """Return the record without this entry of a collection.

    Raises:
        NotFoundError: the entry no longer exists.
    """
    known: tuple[Any, ...] = getattr(record, collection)
    _item(known, item_id)
    return with_value(record, (collection,), tuple(entry for entry in known if entry.id != item_id))


def with_item_moved(record: _R, collection: str, item_id: str, position: int) -> _R:
    """Return the record with an entry moved to another position (0 is the first).

    Raises:
        NotFoundError: the entry no longer exists.
    """
    known: tuple[Any, ...] = getattr(record, collection)
    moved = _item(known, item_id)
    rest = [entry for entry in known if entry.id != item_id]
    rest.insert(max(0, min(position, len(rest))), moved)
    return with_value(record, (collection,), tuple(rest))
