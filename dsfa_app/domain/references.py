"""Which records speak of which platform, found by the names of their fields.

A record that belongs to one platform names it in ``platform_id``, one that serves several in
``platform_ids`` (none named: all). A new kind of record that keeps to these names needs no change here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from dsfa_app.domain.structure import FieldShape, Kind, shape

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from dsfa_app.domain.structure import Path

_R = TypeVar("_R")

ONE = "platform_id"
MANY = "platform_ids"


def _collections(record: type[Any], reference: str) -> Iterator[FieldShape]:
    """Yield the collections whose records refer to platforms in this field."""
    for item in shape(record):
        if item.kind is Kind.RECORDS and any(part.name == reference for part in shape(item.record)):
            yield item


def _narrowed(entries: tuple[Any, ...], platform_id: str) -> Iterator[Any]:
    """Take a platform out of every list; a list of this platform alone would come to mean all, so it goes."""
    for entry in entries:
        if platform_id not in entry.platform_ids:
            yield entry
            continue
        remaining = tuple(known for known in entry.platform_ids if known != platform_id)
        if remaining:
            yield replace(entry, platform_ids=remaining)


def without_platform(record: _R, platform_id: str) -> _R:
    """Return the record without everything that speaks of this platform only."""
    changed: dict[str, Any] = {
        item.name: tuple(entry for entry in getattr(record, item.name) if entry.platform_id != platform_id)
        for item in _collections(type(record), ONE)
    }
    changed |= {
        item.name: tuple(_narrowed(getattr(record, item.name), platform_id))
        for item in _collections(type(record), MANY)
    }
    return replace(record, **changed)  # type: ignore[type-var]  # every domain record is a dataclass


def unknown_platforms(record: object, known: Collection[str]) -> Iterator[tuple[Path, str]]:
    """Yield path and platform of every reference to a platform that is not known; none named is fine."""
    for item in _collections(type(record), ONE):
        for entry in getattr(record, item.name):
            if entry.platform_id and entry.platform_id not in known:
                yield (item.name, entry.id, ONE), entry.platform_id
    for item in _collections(type(record), MANY):
        for entry in getattr(record, item.name):
            for platform_id in entry.platform_ids:
                if platform_id not in known:
                    yield (item.name, entry.id, MANY), platform_id
