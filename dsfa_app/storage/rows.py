"""An assessment as rows, and rows as an assessment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.structure import Kind, shape
from dsfa_app.errors import StorageError
from dsfa_app.storage.tables import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Key = tuple[str, ...]
Row = dict[str, Any]
Rows = dict[str, dict[Key, Row]]
"""Rows per table, each under its primary key in the order of the key's columns."""


def _flat(record: object, prefix: str = "") -> Row:
    row: Row = {}
    for item in shape(type(record)):
        value = getattr(record, item.name)
        name = prefix + item.name
        match item.kind:
            case Kind.RECORDS:
                pass
            case Kind.RECORD:
                row |= _flat(value, f"{name}_")
            case Kind.OPTIONAL_RECORD:
                names = [f"{name}_{part.name}" for part in shape(item.record)]
                row |= dict.fromkeys(names) if value is None else _flat(value, f"{name}_")
            case Kind.CHOICE:
                row[name] = value.value
            case Kind.TEXTS:
                row[name] = list(value)
            case _:
                row[name] = value
    return row


def _collect(record: object, table: str, key: Key, rows: Rows) -> None:
    for item in shape(type(record)):
        if item.kind is not Kind.RECORDS:
            continue
        below = rows.setdefault(item.name, {})
        inherited = ("assessment_id",) if table == ROOT else ("assessment_id", f"{table}_id")
        for position, entry in enumerate(getattr(record, item.name)):
            row = _flat(entry) | dict(zip(inherited, key, strict=True)) | {"position": position}
            below[*key, entry.id] = row
            _collect(entry, item.name, (*key, entry.id), rows)


def rows_of(assessment: Assessment) -> Rows:
    """Return every row the assessment consists of."""
    rows: Rows = {ROOT: {(assessment.id,): _flat(assessment)}}
    _collect(assessment, ROOT, (assessment.id,), rows)
    return rows


@dataclass(frozen=True, slots=True)
class Difference:
    """What has to be written to turn one set of rows into another, per table."""

    added: dict[str, list[Row]]
    changed: dict[str, list[tuple[Key, Row]]]
    """Key of the row and the columns that differ."""
    removed: dict[str, list[Key]]


def difference(old: Rows, new: Rows) -> Difference:
    """Compare two sets of rows."""
    added: dict[str, list[Row]] = {}
    changed: dict[str, list[tuple[Key, Row]]] = {}
    removed: dict[str, list[Key]] = {}
    for table in old.keys() | new.keys():
        before, after = old.get(table, {}), new.get(table, {})
        added[table] = [row for key, row in after.items() if key not in before]
        removed[table] = [key for key in before if key not in after]
        changed[table] = [
            (key, {name: value for name, value in row.items() if before[key][name] != value})
            for key, row in after.items()
            if key in before and before[key] != row
        ]
    return Difference(added, changed, removed)


def _record_from(record: type[Any], row: Mapping[str, Any], prefix: str, below: dict[str, Any]) -> Any:  # noqa: ANN401 - any record
    values: dict[str, Any] = {}
    for item in shape(record):
        name = prefix + item.name
        match item.kind:
            case Kind.RECORDS:
                values[item.name] = below[item.name]
            case Kind.RECORD:
                values[item.name] = _record_from(item.record, row, f"{name}_", below)
            case Kind.OPTIONAL_RECORD:
                parts = [row[f"{name}_{part.name}"] for part in shape(item.record)]
                present = all(part is not None for part in parts)
                values[item.name] = _record_from(item.record, row, f"{name}_", below) if present else None
            case Kind.CHOICE:
                values[item.name] = item.record(row[name])
            case Kind.TEXTS:
                values[item.name] = tuple(row[name])
            case _:
                values[item.name] = row[name]
    return record(**values)


def _collections(
    record: type[Any], table: str, key: Key, rows: Mapping[str, Sequence[Row]]
) -> dict[str, Any]:
    inherited = ("assessment_id",) if table == ROOT else ("assessment_id", f"{table}_id")
    found: dict[str, Any] = {}
    for item in shape(record):
        if item.kind is not Kind.RECORDS:
            continue
        own = [row for row in rows.get(item.name, ()) if tuple(row[name] for name in inherited) == key]
        nested = any(part.kind is Kind.RECORDS for part in shape(item.record))
        found[item.name] = tuple(
            _record_from(
                item.record,
                row,
                "",
                _collections(item.record, item.name, (*key, row["id"]), rows) if nested else {},
            )
            for row in sorted(own, key=lambda row: row["position"])
        )
    return found


def assessment_from(rows: Mapping[str, Sequence[Row]]) -> Assessment:
    """Return the assessment its rows describe.

    Raises:
        StorageError: a stored code is not part of the vocabulary this program knows.
    """
    root = rows[ROOT][0]
    try:
        below = _collections(Assessment, ROOT, (root["id"],), rows)
        assessment: Assessment = _record_from(Assessment, root, "", below)
    except (ValueError, TypeError) as error:
        raise StorageError(
            "Die gespeicherte DSFA enthält Angaben, die dieses Programm nicht kennt. "
            "Bitte die letzte Sicherung wiederherstellen oder das Programm aktualisieren."
        ) from error
    return assessment
