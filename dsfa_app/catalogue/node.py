"""Typed access to one parsed mapping: every refusal names file and key, unread keys are refused."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeVar

from dsfa_app.catalogue.faults import fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from dsfa_app.errors import CatalogueError


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Choice = TypeVar("Choice", bound=StrEnum)
Record = TypeVar("Record", bound=_Identified)

_MISSING = object()


class Node:
    """One mapping of a catalogue file; knows where it stands and which of its keys were read."""

    __slots__ = ("_read", "_values", "file", "key")

    def __init__(self, file: str, key: str, value: object) -> None:
        """Wrap ``value``, which stands at ``key`` (dotted path, empty for the whole file) of ``file``."""
        self.file = file
        self.key = key
        if not isinstance(value, dict):
            raise fault(file, key or "(Datei)", "erwartet wird eine Zuordnung mit Schlüsseln")
        self._values: dict[object, object] = value
        self._read: set[str] = set()

    def names(self) -> tuple[str, ...]:
        """Return the names of all keys in file order."""
        return tuple(str(name) for name in self._values)

    def fault(self, name: str, problem: str) -> CatalogueError:
        """Build the error for ``problem`` at the key ``name`` of this mapping."""
        return fault(self.file, self._path(name), problem)

    def text(self, name: str) -> str:
        """Return the non-empty text at ``name``."""
        return self._as_text(name, self._take(name))

    def optional_text(self, name: str) -> str | None:
        """Return the text at ``name``, None if it is missing or null."""
        value = self._take(name, None)
        return None if value is None else self._as_text(name, value)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the list of different texts at ``name``; a missing list is empty."""
        found = tuple(self._as_text(name, item) for item in self._list(name))
        if len(set(found)) < len(found):
            raise self.fault(name, "ein Eintrag steht doppelt")
        return found

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        """Return true or false at ``name``; required unless a default is given."""
        value = self._take(name, _MISSING if default is None else default)
        if not isinstance(value, bool):
            raise self.fault(name, "erwartet wird true oder false")
        return value

    def whole(self, name: str, low: int, high: int) -> int:
        """Return the whole number at ``name`` between ``low`` and ``high``, both included."""
        value = self._take(name)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.fault(name, f"erwartet wird eine ganze Zahl von {low} bis {high}")
        return value

    def choice(self, name: str, kind: type[Choice]) -> Choice:
        """Return the text at ``name`` as a member of ``kind``."""
        value = self.text(name)
        try:
            return kind(value)
        except ValueError:
            allowed = ", ".join(kind)
            raise self.fault(name, f"„{value}“ ist keiner der Werte {allowed}") from None

    def child(self, name: str) -> Node:
        """Return the mapping at ``name``."""
        return Node(self.file, self._path(name), self._take(name))

    def optional_child(self, name: str) -> Node | None:
        """Return the mapping at ``name``, None if it is missing or null."""
        value = self._take(name, None)
        return None if value is None else Node(self.file, self._path(name), value)

    def children(self, name: str) -> tuple[Node, ...]:
        """Return the mappings of the list at ``name``, each with its ``id`` (else its number) in the key."""
        return tuple(
            Node(self.file, f"{self._path(name)}.{_item_name(item, number)}", item)
            for number, item in enumerate(self._list(name), start=1)
        )

    def records(self, name: str, build: Callable[[Node], Record]) -> Mapping[str, Record]:
        """Return what ``build`` makes of the list at ``name``, by id and in file order."""
        nodes = self.children(name)
        return by_id((node, node.build(build)) for node in nodes)

    def build(self, make: Callable[[Node], Record]) -> Record:
        """Make a record of this mapping and refuse keys that the maker did not read."""
        record = make(self)
        self.finish()
        return record

    def finish(self) -> None:
        """Refuse the first key that nobody read: a typing error must not pass as „not given“."""
        for name in self._values:
            if name not in self._read:
                raise self.fault(str(name), "dieser Schlüssel ist nicht vorgesehen")

    def check_file_name(self, entry_id: str) -> None:
        """Refuse an entry whose id is not the name of its file."""
        if entry_id != self.file.rpartition("/")[2].removesuffix(".yaml"):
            raise self.fault("id", f"Kennung „{entry_id}“ und Dateiname stimmen nicht überein")

    def _path(self, name: str) -> str:
        return f"{self.key}.{name}" if self.key else name

    def _take(self, name: str, default: object = _MISSING) -> object:
        self._read.add(name)
        value = self._values.get(name, default)
        if value is _MISSING:
            raise self.fault(name, "die Angabe fehlt")
        return value

    def _list(self, name: str) -> list[object]:
        value = self._take(name, [])
        if not isinstance(value, list):
            raise self.fault(name, "erwartet wird eine Liste")
        return value

    def _as_text(self, name: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.fault(name, "erwartet wird ein Text, gegebenenfalls in Anführungszeichen")
        if not value.strip():
            raise self.fault(name, "der Text ist leer")
        return value


def by_id(pairs: Iterable[tuple[Node, Record]]) -> Mapping[str, Record]:
    """Collect records by their id; a doubled id is refused at the place of its second use."""
    found: dict[str, Record] = {}
    for node, record in pairs:
        if record.id in found:
            raise node.fault("id", f"die Kennung „{record.id}“ ist doppelt")
        found[record.id] = record
    return MappingProxyType(found)


def _item_name(item: object, number: int) -> str:
    name = item.get("id") if isinstance(item, dict) else None
    return name if isinstance(name, str) else str(number)
