"""What differs between two states of a record: what history, change reports and approvals rest on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from dsfa_app.domain.structure import Kind, Path, shape

if TYPE_CHECKING:
    from collections.abc import Iterator


class ChangeKind(Enum):
    """What became of the value or entry at a path."""

    CHANGED = "geändert"
    ADDED = "neu"
    REMOVED = "entfallen"
    MOVED = "verschoben"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ``old`` and ``new`` are values, or whole entries of a collection (None: not there).

    Of entries that were only put in another order ``old`` and ``new`` are the ids in their former and their
    present order, and ``path`` is that of the collection.
    """

    kind: ChangeKind
    path: Path
    old: Any
    new: Any


def changes(old: object, new: object, path: Path = ()) -> Iterator[Change]:
    """Yield the differences between two records of one class, in the order of the fields.

    Values are compared field by field; an entry of a collection that is new or gone is one change as a whole.
    Equal parts that the two share cost nothing.
    """
    if old is new:
        return
    for item in shape(type(new)):
        before, after = getattr(old, item.name), getattr(new, item.name)
        if before is after:
            continue
        here = (*path, item.name)
        match item.kind:
            case Kind.RECORDS:
                yield from _in_collection(before, after, here)
            case Kind.RECORD:
                yield from changes(before, after, here)
            case _ if before != after:
                yield Change(ChangeKind.CHANGED, here, before, after)
            case _:
                pass


def _in_collection(old: tuple[Any, ...], new: tuple[Any, ...], path: Path) -> Iterator[Change]:
    before = {entry.id: entry for entry in old}
    after = {entry.id: entry for entry in new}
    for entry in old:
        if entry.id not in after:
            yield Change(ChangeKind.REMOVED, (*path, entry.id), entry, None)
    for entry in new:
        known = before.get(entry.id)
        if known is None:
            yield Change(ChangeKind.ADDED, (*path, entry.id), None, entry)
        else:
            yield from changes(known, entry, (*path, entry.id))
    stayed = tuple(entry.id for entry in old if entry.id in after)
    order = tuple(entry.id for entry in new if entry.id in before)
    if stayed != order:
        yield Change(ChangeKind.MOVED, path, stayed, order)
