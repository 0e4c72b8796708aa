"""An assessment as rows, and rows as an assessment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.structure import Kind, shape
from dsfa_app.errors import RuleError, StorageError
from dsfa_app.storage.failures import unknown_values
from dsfa_app.storage.schema import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Key = tuple[str, ...]
Row = dict[str, Any]
Rows = dict[str, dict[Key, Row]]
"""Rows per table, each under its primary key in the order of the key's columns."""
_Owned = dict[Key, list[Row]]


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


def _inherited(table: str) -> tuple[str, ...]:
    """Return the columns that name the owner of the rows in a table below this one."""
    return ("assessment_id",) if table == ROOT else ("assessment_id", f"{table}_id")


def _collect(record: object, table: str, key: Key, rows: Rows) -> None:
    for item in shape(type(record)):
        if item.kind is not Kind.RECORDS:
            continue
        below = rows.setdefault(item.name, {})
        inherited = _inherited(table)
        for position, entry in enumerate(getattr(record, item.name)):
            if (*key, entry.id) in below:
                raise StorageError(
                    f"Die Kennung „{entry.id}“ kommt doppelt vor. Die DSFA wurde nicht gespeichert; "
                    "bitte die Seite neu öffnen und die letzte Änderung wiederholen."
                )
            row = _flat(entry) | dict(zip(inherited, key, strict=True)) | {"position": position}
            below[*key, entry.id] = row
            _collect(entry, item.name, (*key, entry.id), rows)


def rows_of(assessment: Assessment) -> Rows:
    """Return every row the assessment consists of.

    Raises:
        StorageError: a collection holds an id twice, so that a row would be lost.
    """
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
                present = any(part is not None for part in parts)
                values[item.name] = _record_from(item.record, row, f"{name}_", below) if present else None
            case Kind.CHOICE:
                values[item.name] = item.record(row[name])
            case Kind.TEXTS:
                values[item.name] = tuple(row[name])
            case _:
                values[item.name] = row[name]
    return record(**values)


def _by_owner(record: type[Any], table: str, rows: Mapping[str, Sequence[Row]]) -> dict[str, _Owned]:
    """Return the rows of every collection below a table under the key of their owner, in their order."""
    found: dict[str, _Owned] = {}
    for item in shape(record):
        if item.kind is Kind.RECORDS:
            columns = _inherited(table)
            owned: _Owned = {}
            for row in sorted(rows.get(item.name, ()), key=lambda row: row["position"]):
                owned.setdefault(tuple(row[column] for column in columns), []).append(row)
            found[item.name] = owned
            found |= _by_owner(item.record, item.name, rows)
    return found


def _collections(record: type[Any], key: Key, owned: Mapping[str, _Owned]) -> dict[str, Any]:
    return {
        item.name: tuple(
            _record_from(item.record, row, "", _collections(item.record, (*key, row["id"]), owned))
            for row in owned[item.name].get(key, ())
        )
        for item in shape(record)
        if item.kind is Kind.RECORDS
    }


def assessment_from(rows: Mapping[str, Sequence[Row]]) -> Assessment:
    """Return the assessment its rows describe.

    Raises:
        StorageError: a stored code is not part of the vocabulary this program knows.
    """
    root = rows[ROOT][0]
    try:
        below = _collections(Assessment, (root["id"],), _by_owner(Assessment, ROOT, rows))
        assessment: Assessment = _record_from(Assessment, root, "", below)
    except (ValueError, TypeError, RuleError) as error:
        raise unknown_values() from error
    return assessment
