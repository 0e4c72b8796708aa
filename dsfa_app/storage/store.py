"""Assessments as a store inside one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.structure import Kind, record_classes, shape
from dsfa_app.errors import NotFoundError, StorageError
from dsfa_app.storage.failures import readable
from dsfa_app.storage.rows import Key, Row, Rows, assessment_from, difference, rows_of
from dsfa_app.storage.schema import ROOT, metadata
from dsfa_app.storage.tables import assessments

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table
    from sqlalchemy.sql.elements import ColumnElement

    from dsfa_app.storage.overview import AssessmentSummary, OverviewStore


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAssessment:
    """An assessment and the revision it was read or saved at; every save counts one up."""

    assessment: Assessment
    revision: int


def _collection_tables() -> tuple[Table, ...]:
    """Return the tables of collections, parents before children."""
    names = [
        item.name
        for record in record_classes(Assessment)
        for item in shape(record)
        if item.kind is Kind.RECORDS
    ]
    return tuple(metadata.tables[name] for name in dict.fromkeys(names))


_COLLECTIONS = _collection_tables()


def _key_condition(table: Table, key: Key) -> ColumnElement[bool]:
    columns = list(table.primary_key.columns)
    condition: ColumnElement[bool] = columns[0] == key[0]
    for column, value in zip(columns[1:], key[1:], strict=True):
        condition = condition & (column == value)
    return condition


class AssessmentStore:
    """Reads and writes whole assessments, with their lines of the overview, on one open transaction."""

    def __init__(self, connection: Connection, overview: OverviewStore) -> None:
        self._connection = connection
        self._overview = overview
        self._read: dict[str, dict[str, list[Row]]] = {}
        """Rows read in this transaction, so that getting and saving read them once."""

    def _stored_rows(self, assessment_id: str) -> dict[str, list[Row]]:
        known = self._read.pop(assessment_id, None)
        if known is not None:
            return known
        rows: dict[str, list[Row]] = {}
        root = select(assessments).where(assessments.c.id == assessment_id)
        with readable():
            rows[ROOT] = [dict(row) for row in self._connection.execute(root).mappings()]
            if not rows[ROOT]:
                raise NotFoundError("Diese DSFA gibt es nicht (mehr). Bitte die Übersicht neu laden.")
            for table in _COLLECTIONS:
                found = self._connection.execute(select(table).where(table.c.assessment_id == assessment_id))
                rows[table.name] = [dict(row) for row in found.mappings()]
        return rows

    def get(self, assessment_id: str, *, even_deleted: bool = False) -> StoredAssessment:
        """Return a stored assessment, one in the waste basket only if it is wanted.

        Raises:
            NotFoundError: there is none with this id.
            WasteBasketError: it was deleted and not restored.
            StorageError: it holds values this program does not know.
        """
        if not even_deleted:
            self._overview.refuse_deleted(assessment_id)
        rows = self._stored_rows(assessment_id)
        self._read[assessment_id] = rows
        root = dict(rows[ROOT][0])
        revision = root.pop("revision")
        return StoredAssessment(assessment=assessment_from(rows | {ROOT: [root]}), revision=revision)

    def add(self, assessment: Assessment, summary: AssessmentSummary) -> int:
        """Store a new assessment and return its first revision.

        Raises:
            StorageError: an assessment with this id exists.
        """
        exists = select(assessments.c.id).where(assessments.c.id == assessment.id)
        if self._connection.execute(exists).first():
            raise StorageError("Eine DSFA mit dieser Kennung ist schon vorhanden.")
        rows = rows_of(assessment)
        self._connection.execute(insert(assessments), rows[ROOT][assessment.id,] | {"revision": 1})
        for table in _COLLECTIONS:
            new = list(rows.get(table.name, {}).values())
            if new:
                self._connection.execute(insert(table), new)
        self._overview.add(summary, 1)
        return 1

    def save(self, assessment: Assessment, summary: AssessmentSummary, expected_revision: int) -> int:
        """Write what changed and return the new revision.

        Raises:
            NotFoundError: the assessment was deleted meanwhile.
            WasteBasketError: it lies in the waste basket.
            StorageError: somebody else saved a newer revision.
        """
        self._overview.refuse_deleted(assessment.id)
        stored = self._stored_rows(assessment.id)
        revision: int = stored[ROOT][0].pop("revision")
        if revision != expected_revision:
            raise StorageError(
                "Diese DSFA wurde inzwischen an anderer Stelle geändert. Bitte neu öffnen; "
                "die eigene Änderung ist noch nicht gespeichert."
            )
        self._write(_keyed(stored), rows_of(assessment))
        self._connection.execute(
            update(assessments).where(assessments.c.id == assessment.id).values(revision=revision + 1)
        )
        self._overview.save(summary, revision + 1)
        return revision + 1

    def _write(self, old: Rows, new: Rows) -> None:
        change = difference(old, new)
        tables = (assessments, *_COLLECTIONS)
        for table in reversed(tables):
            for key in change.removed.get(table.name, ()):
                self._connection.execute(delete(table).where(_key_condition(table, key)))
        for table in tables:
            added = change.added.get(table.name)
            if added:
                self._connection.execute(insert(table), added)
            for key, values in change.changed.get(table.name, ()):
                self._connection.execute(update(table).where(_key_condition(table, key)).values(**values))

    def remove(self, assessment_id: str) -> None:
        """Delete an assessment with everything that belongs to it.

        Raises:
            NotFoundError: there is none with this id.
        """
        self._read.pop(assessment_id, None)
        gone = self._connection.execute(delete(assessments).where(assessments.c.id == assessment_id))
        if not gone.rowcount:
            raise NotFoundError("Diese DSFA gibt es nicht (mehr). Bitte die Übersicht neu laden.")


def _keyed(stored: dict[str, list[Row]]) -> Rows:
    keyed: Rows = {}
    for name, rows in stored.items():
        columns = [column.name for column in metadata.tables[name].primary_key.columns]
        keyed[name] = {tuple(row[column] for column in columns): row for row in rows}
    return keyed
