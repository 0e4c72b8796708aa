"""Plain data from a shipped file, read strictly into domain records.

One reader serves every record class, because ``domain.structure`` knows the fields: unknown keys, values of
another type, foreign choices and ids the catalogue does not know are refused; the error names file and key.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from dsfa_app.catalogue.faults import fault
from dsfa_app.domain.structure import FieldShape, Kind, shape
from dsfa_app.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from enum import StrEnum

    from dsfa_app.errors import CatalogueError

_R = TypeVar("_R")

_PLAIN: dict[Kind, tuple[type[Any], str]] = {
    Kind.TEXT: (str, "ein Text, gegebenenfalls in Anführungszeichen"),
    Kind.INTEGER: (int, "eine ganze Zahl"),
    Kind.FLAG: (bool, "true oder false"),
    Kind.DATE: (date, "ein Datum wie 2027-03-31"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: the file and the dotted key in it."""

    file: str
    key: str = ""

    def at(self, name: str) -> Place:
        """Return the place of a key below this one."""
        return Place(self.file, f"{self.key}.{name}" if self.key else name)

    def fault(self, problem: str) -> CatalogueError:
        """Build the error for a problem at this place."""
        return fault(self.file, self.key or "(Datei)", problem)


def mapping(raw: object, place: Place) -> dict[str, Any]:
    """Return the raw value as a mapping.

    Raises:
        CatalogueError: it is none.
    """
    if not isinstance(raw, dict):
        raise place.fault("erwartet wird eine Zuordnung mit Schlüsseln")
    return raw


def sequence(raw: object, place: Place) -> list[Any]:
    """Return the raw value as a list.

    Raises:
        CatalogueError: it is none.
    """
    if not isinstance(raw, list):
        raise place.fault("erwartet wird eine Liste")
    return raw


class RecordReader:
    """Reads domain records; ``known`` holds the ids a field may name, by ``Record.field`` or field name."""

    def __init__(self, known: Mapping[str, Container[str]]) -> None:
        self._known = known

    def knows(self, name: str, value: str) -> bool:
        """Tell whether a field of this name may hold the id."""
        known = self._known.get(name)
        return known is None or value in known

    def values(self, record: type[Any], raw: object, place: Place) -> dict[str, Any]:
        """Read the fields of a record that stand in ``raw``, by name.

        Raises:
            CatalogueError: a key is unknown, or a value does not fit.
        """
        shapes = {item.name: item for item in shape(record)}
        read: dict[str, Any] = {}
        for name, value in mapping(raw, place).items():
            if name not in shapes:
                raise place.at(name).fault("dieser Schlüssel ist nicht vorgesehen")
            read[name] = self._value(record, shapes[name], value, place.at(name))
        return read

    def record(self, record: type[_R], raw: object, place: Place, **given: object) -> _R:
        """Read one record; ``given`` are the fields the file does not decide.

        Raises:
            CatalogueError: a key is unknown, also given or missing, or a value does not fit.
        """
        values = self.values(record, raw, place)
        for name in values.keys() & given.keys():
            raise place.at(name).fault("dieser Schlüssel ist hier nicht vorgesehen")
        values.update(given)
        for item in fields(record):  # type: ignore[arg-type]  # every domain record is a dataclass
            if item.name not in values and item.default is MISSING and item.default_factory is MISSING:
                raise place.at(item.name).fault("die Angabe fehlt")
        try:
            return record(**values)
        except RuleError as error:
            raise place.fault(str(error)) from error

    def records(self, record: type[_R], raw: object, place: Place) -> tuple[_R, ...]:
        """Read a list of records with different ids.

        Raises:
            CatalogueError: an id is doubled, or an entry does not fit.
        """
        found: dict[str, _R] = {}
        for number, entry in enumerate(sequence(raw, place), start=1):
            name = entry.get("id") if isinstance(entry, dict) else None
            here = place.at(str(name or number))
            item = self.record(record, entry, here)
            if name in found:
                raise here.fault("die Kennung ist doppelt")
            found[str(name)] = item
        return tuple(found.values())

    def _value(self, record: type[Any], item: FieldShape, raw: object, place: Place) -> object:
        if raw is None and (item.optional or item.kind is Kind.TEXT):
            return "" if item.kind is Kind.TEXT else None
        match item.kind:
            case Kind.RECORDS:
                return self.records(item.record, raw, place)
            case Kind.RECORD | Kind.OPTIONAL_RECORD:
                return self.record(item.record, raw, place)
            case Kind.TEXTS:
                return tuple(self._text(record, item, entry, place) for entry in sequence(raw, place))
            case Kind.TEXT:
                return self._text(record, item, raw, place)
            case _:
                return (
                    _choice(item.record, raw, place)
                    if item.kind is Kind.CHOICE
                    else _plain(item.kind, raw, place)
                )

    def _text(self, record: type[Any], item: FieldShape, raw: object, place: Place) -> str:
        text: str = _plain(Kind.TEXT, raw, place)
        known = self._known.get(f"{record.__name__}.{item.name}", self._known.get(item.name))
        if known is not None and text not in known:
            raise place.fault(f"„{text}“ gibt es im Katalog nicht")
        return text


def _plain(kind: Kind, raw: object, place: Place) -> Any:  # noqa: ANN401 - the kind decides the type
    wanted, description = _PLAIN[kind]
    foreign = isinstance(raw, bool) if wanted is int else isinstance(raw, datetime)
    if foreign or not isinstance(raw, wanted):
        raise place.fault(f"erwartet wird {description}")
    return raw


def _choice(enumeration: type[StrEnum], raw: object, place: Place) -> object:
    try:
        return enumeration(str(raw))
    except ValueError:
        allowed = ", ".join(enumeration)
        raise place.fault(f"„{raw}“ ist keiner der Werte {allowed}") from None
